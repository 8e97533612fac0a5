// The page of a guide. It keeps nothing but whose guide it is, and makes everything else from what it is told.
import { button, element } from '../../panel/page/dom';
import type { CopyText, FromPage, GuideStep, ShowGuide, ToPage } from '../messages';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  setState(state: Pick<ShowGuide, 'fingerprint'>): void;
};

const vscode = acquireVsCodeApi();
const drawn = new Map<string, string>();

function show({ fingerprint, title, summary, steps, words }: ShowGuide): void {
  vscode.setState({ fingerprint });
  const page = document.getElementById('page');
  if (page === null) {
    return;
  }
  if (page.childElementCount === 0) {
    page.append(
      element('h1', { id: 'title' }),
      element('p', { id: 'summary' }),
      element('p', { id: 'progress', class: 'note', role: 'status' }),
      element('ol', { id: 'steps' }),
    );
  }
  setText('title', title);
  setText('summary', summary);
  setText('progress', words.progress);
  showSteps(steps, words);
}

function setText(id: string, text: string): void {
  const shown = document.getElementById(id);
  if (shown !== null && shown.textContent !== text) {
    shown.textContent = text;
  }
}

/** Draws only what changed: the others stay, with their focus. */
function showSteps(steps: readonly GuideStep[], words: ShowGuide['words']): void {
  const list = document.getElementById('steps');
  for (const [at, step] of steps.entries()) {
    const id = `step-${step.id}`;
    const text = JSON.stringify(step);
    if (drawn.get(id) !== text) {
      drawn.set(id, text);
      const old = document.getElementById(id);
      const focused = old?.contains(document.activeElement) === true ? document.activeElement?.id : undefined;
      const item = itemOf(step, words);
      old?.replaceWith(item);
      if (old === null) {
        list?.insertBefore(item, list.children[at] ?? null);
      }
      if (focused !== undefined) {
        document.getElementById(focused)?.focus();
      }
    }
  }
  const wanted = new Set(steps.map(({ id }) => `step-${id}`));
  for (const id of [...drawn.keys()].filter((one) => !wanted.has(one))) {
    drawn.delete(id);
    document.getElementById(id)?.remove();
  }
}

function itemOf(step: GuideStep, words: ShowGuide['words']): HTMLLIElement {
  const { id, title, text, status, action, copy = [], isDone } = step;
  const box = element('input', { type: 'checkbox', id: `box-${id}`, 'aria-describedby': `text-${id}` });
  box.checked = isDone;
  box.addEventListener('change', () => {
    vscode.postMessage({ type: 'tick', id, isDone: box.checked });
  });
  const act = (): void => {
    vscode.postMessage({ type: 'act', id });
  };
  return element(
    'li',
    { id: `step-${id}`, class: isDone ? 'done' : '' },
    box,
    element(
      'div',
      {},
      element('label', { for: `box-${id}` }, title),
      element('p', { id: `text-${id}` }, text),
      ...(status === undefined ? [] : [element('p', { class: 'status' }, status)]),
      ...copy.flatMap((line, at) => copyParts(line, `copy-${id}-${at}`, words)),
      ...(action === undefined ? [] : [button(action, act, { id: `act-${id}` })]),
    ),
  );
}

function copyParts({ label, text }: CopyText, id: string, words: ShowGuide['words']): HTMLElement[] {
  const act = (): void => {
    vscode.postMessage({ type: 'copy', text, from: id });
  };
  return [
    element('p', { id: `${id}-label` }, label),
    element('pre', {}, element('code', { id: `${id}-text` }, text)),
    element(
      'p',
      { class: 'copy' },
      button(words.copy, act, { id, 'aria-describedby': `${id}-text` }),
      element('span', { id: `${id}-done`, class: 'note', role: 'status' }),
    ),
  ];
}

/** A browser forgets where the focus was in a page that loses it, as to a dialog; when it comes back, it is there again. */
function keepFocus(): void {
  let last = '';
  const remember = ({ target }: FocusEvent): void => {
    last = target instanceof Element ? target.id : '';
  };
  document.addEventListener('focusin', remember);
  document.addEventListener('focusout', remember);
  window.addEventListener('focus', () => {
    if (last !== '' && document.activeElement === document.body) {
      document.getElementById(last)?.focus({ preventScroll: true });
    }
  });
}

window.addEventListener('message', (event: MessageEvent<ToPage>) => {
  const message = event.data;
  switch (message.type) {
    case 'show':
      show(message);
      break;
    case 'copied':
      setText(`${message.from}-done`, message.words);
      break;
  }
});
keepFocus();
vscode.postMessage({ type: 'ready' });
