// The page of a vehicle's panel. It keeps nothing but what is open, and makes everything else from what it is told.
import type { ChartView, FromPage, PartId, PartState, RecordView, ToPage, VehicleView } from '../messages';
import { Chart } from './chart';
import { button, element } from './dom';

/** What survives a reload: the subject, for the extension, and which tables are open. */
interface Kept {
  readonly subject?: ToPage['subject'];
  readonly openTables: readonly string[];
}

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): Kept | undefined;
  setState(state: Kept): void;
};

const vscode = acquireVsCodeApi();
let kept: Kept = vscode.getState() ?? { openTables: [] };
let shown: ToPage | undefined;
const charts = new Map<PartId, Chart>();
const sections = new Map<PartId, HTMLElement>();

const ORDER: readonly PartId[] = ['vehicle', 'issues', 'reminders', 'meters', 'economy', 'costs'];

/** Shows the parts that changed; the others stay, with their focus and their scrolling. */
function show(message: ToPage): void {
  const before = shown;
  shown = message;
  keep({ ...kept, subject: message.subject });
  for (const id of ORDER) {
    if (JSON.stringify(message.parts[id]) !== JSON.stringify(before?.parts[id])) {
      showPart(id, message);
    }
  }
}

function showPart(id: PartId, message: ToPage): void {
  charts.get(id)?.dispose();
  charts.delete(id);
  const section = element('section', { id, 'aria-labelledby': `title-${id}` }, ...contentOf(id, message));
  const old = sections.get(id);
  if (old === undefined) {
    document.getElementById('page')?.append(section);
  } else {
    old.replaceWith(section);
  }
  sections.set(id, section);
  charts.get(id)?.draw();
}

function contentOf(id: PartId, { words, parts }: ToPage): readonly HTMLElement[] {
  const state: PartState<unknown> = parts[id];
  if (id === 'vehicle' && parts.vehicle.kind === 'ready') {
    return vehicleContent(parts.vehicle.data, words);
  }
  const title = element(id === 'vehicle' ? 'h1' : 'h2', { id: `title-${id}` }, words.titles[id]);
  switch (state.kind) {
    case 'loading':
      return [title, element('p', { class: 'note', role: 'status' }, words.loading)];
    case 'failed':
      return [
        title,
        element('p', { role: 'alert' }, element('strong', {}, state.title), ` ${state.advice}`),
        button(words.retry, () => {
          vscode.postMessage({ type: 'retry', part: id });
        }),
      ];
    case 'ready':
      return [title, dataContent(id, dataOf(parts, id), words)];
  }
}

function dataOf(parts: ToPage['parts'], id: PartId): ChartView | readonly RecordView[] {
  const part = parts[id];
  if (part.kind !== 'ready' || 'facts' in part.data) {
    throw new Error('The part has no list and no chart.');
  }
  return part.data;
}

function dataContent(
  id: PartId,
  data: ChartView | readonly RecordView[],
  words: ToPage['words'],
): HTMLElement {
  const isChart = 'points' in data;
  if ((isChart ? data.points : data).length === 0) {
    return element('p', { class: 'note' }, words.empty[id]);
  }
  return isChart ? chartContent(id, data, words) : listContent(data);
}

function chartContent(id: PartId, view: ChartView, words: ToPage['words']): HTMLElement {
  const chart = new Chart(view, {
    id,
    words,
    onExport: () => {
      vscode.postMessage({ type: 'export', part: id });
    },
    tableIsOpen: kept.openTables.includes(id),
    onTable: (isOpen) => {
      const others = kept.openTables.filter((other) => other !== id);
      keep({ ...kept, openTables: isOpen ? [...others, id] : others });
    },
  });
  charts.set(id, chart);
  return chart.root;
}

function listContent(records: readonly RecordView[]): HTMLElement {
  const items = records.map(({ resource, id, label, description }) =>
    element(
      'li',
      {},
      button(
        label,
        () => {
          vscode.postMessage({ type: 'open', record: { resource, id } });
        },
        { class: 'link' },
      ),
      element('span', { class: 'note' }, ` ${description}`),
    ),
  );
  return element('ul', { class: 'records' }, ...items);
}

function vehicleContent(
  { name, status, photo, facts }: VehicleView,
  words: ToPage['words'],
): readonly HTMLElement[] {
  const title = element('h1', { id: 'title-vehicle' }, name);
  const refresh = button(words.refresh, () => {
    vscode.postMessage({ type: 'refresh' });
  });
  const badge =
    status === undefined
      ? []
      : [
          element(
            'p',
            { class: 'status' },
            element('span', {
              class: `dot dot-${status.color.replaceAll(/\W/g, '')}`,
              'aria-hidden': 'true',
            }),
            status.word,
          ),
        ];
  const picture = photo === undefined ? [] : [element('img', { src: photo, alt: words.photo })];
  const rows = facts.flatMap(([term, text]) => [element('dt', {}, term), element('dd', {}, text)]);
  return [
    element('header', {}, title, ...badge, refresh),
    element('div', { class: 'identity' }, ...picture, element('dl', {}, ...rows)),
  ];
}

function keep(state: Kept): void {
  kept = state;
  vscode.setState(state);
}

function redraw(): void {
  for (const chart of charts.values()) {
    chart.draw();
  }
}

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  show(data);
});
// The theme's colours are on the document, and its kind is a class of the body.
new MutationObserver(redraw).observe(document.body, { attributes: true, attributeFilter: ['class'] });
let width = document.body.clientWidth;
new ResizeObserver(() => {
  if (document.body.clientWidth !== width) {
    width = document.body.clientWidth;
    redraw();
  }
}).observe(document.body);
vscode.postMessage({ type: 'ready' });
