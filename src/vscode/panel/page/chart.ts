import type uPlot from 'uplot';
import type { ChartView, PageWords } from '../messages';
import { button, element } from './dom';
import { drawPlot, goToPoint } from './plot';

/** What a chart needs beside its data. */
export interface ChartContext {
  readonly id: string;
  readonly words: PageWords;
  readonly onExport: () => void;
  readonly tableIsOpen: boolean;
  readonly onTable: (isOpen: boolean) => void;
}

/** A chart with its legend, what is read of the point under the cursor, and the same numbers as a table. */
export class Chart {
  readonly root: HTMLElement;
  private readonly plotHolder: HTMLElement;
  private readonly tip: HTMLElement;
  private plot: uPlot | undefined;
  private index: number;

  constructor(
    private readonly view: ChartView,
    private readonly context: ChartContext,
  ) {
    this.index = view.points.length - 1;
    this.tip = element('div', { class: 'tip', hidden: '' });
    this.plotHolder = this.slider();
    this.root = element(
      'div',
      { class: 'chart' },
      this.legend(),
      this.plotHolder,
      element('p', { class: 'note' }, view.note),
      this.table(),
      button(context.words.exportCsv, context.onExport, { 'aria-describedby': `title-${context.id}` }),
    );
  }

  /** Draws it anew in the present width and colours; for when it stands in the page, and when those change. */
  draw(): void {
    this.plot?.destroy();
    this.plot = drawPlot(this.plotHolder, {
      chart: this.view,
      width: this.plotHolder.clientWidth,
      onPoint: (index) => {
        this.point(index);
      },
    });
    this.plotHolder.append(this.tip);
  }

  dispose(): void {
    this.plot?.destroy();
  }

  /** By keyboard it is a slider along the points, whose value a screen reader says. */
  private slider(): HTMLElement {
    const { view, context } = this;
    const slider = element('div', {
      class: 'plot',
      role: 'slider',
      tabindex: '0',
      'aria-labelledby': `title-${context.id}`,
      'aria-description': context.words.chartHelp,
      'aria-valuemin': '1',
      'aria-valuemax': String(view.points.length),
    });
    slider.addEventListener('keydown', (event) => {
      const index = this.indexAfter(event.key);
      if (index !== undefined && this.plot !== undefined) {
        event.preventDefault();
        goToPoint(this.plot, index);
      }
    });
    slider.addEventListener('focus', () => {
      if (this.plot !== undefined && slider.matches(':focus-visible')) {
        goToPoint(this.plot, this.index);
      }
    });
    this.tell(slider);
    return slider;
  }

  private indexAfter(key: string): number | undefined {
    const last = this.view.points.length - 1;
    const places: Readonly<Record<string, number>> = {
      ArrowLeft: this.index - 1,
      ArrowDown: this.index - 1,
      ArrowRight: this.index + 1,
      ArrowUp: this.index + 1,
      Home: 0,
      End: last,
    };
    const place = places[key];
    return place === undefined ? undefined : Math.min(Math.max(place, 0), last);
  }

  private point(index: number | undefined): void {
    this.tip.hidden = index === undefined;
    if (index === undefined || this.plot === undefined) {
      return;
    }
    this.index = index;
    this.tell(this.plotHolder);
    this.tip.textContent = this.wordsAt(index);
    const { left = 0 } = this.plot.cursor;
    const isRight = left > this.plotHolder.clientWidth / 2;
    this.tip.classList.toggle('left', isRight);
  }

  private tell(slider: HTMLElement): void {
    slider.setAttribute('aria-valuenow', String(this.index + 1));
    slider.setAttribute('aria-valuetext', this.wordsAt(this.index));
  }

  private wordsAt(index: number): string {
    const point = this.view.points[index];
    const values = this.view.series.flatMap(({ title, unit }, at) => {
      const value = point?.values[at];
      return typeof value === 'number' ? [`${title}: ${numberText(value)} ${unit}`.trim()] : [];
    });
    return [point?.label ?? '', ...values].join(' · ');
  }

  private legend(): HTMLElement {
    const items = this.view.series.map(({ title, unit }, at) =>
      element(
        'li',
        {},
        element('span', { class: `swatch swatch-${at} ${this.view.kind}`, 'aria-hidden': 'true' }),
        unit === '' ? title : `${title} (${unit})`,
      ),
    );
    return element('ul', { class: 'legend' }, ...items);
  }

  private table(): HTMLElement {
    const { view, context } = this;
    const titles = [context.words.time, ...view.series.map(({ title, unit }) => `${title} ${unit}`.trim())];
    const head = titles.map((title) => element('th', { scope: 'col' }, title));
    const rows = view.points.map(({ label, values }) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, label),
        ...values.map((value) => element('td', {}, value === null ? '' : numberText(value))),
      ),
    );
    const twin = element(
      'details',
      { ...(context.tableIsOpen ? { open: '' } : {}) },
      element('summary', {}, `${context.words.table}: ${view.title}`),
      element(
        'div',
        {
          class: 'table',
          tabindex: '0',
          role: 'region',
          'aria-label': `${context.words.table}: ${view.title}`,
        },
        element(
          'table',
          {},
          element('thead', {}, element('tr', {}, ...head)),
          element('tbody', {}, ...rows.toReversed()),
        ),
      ),
    );
    twin.addEventListener('toggle', () => {
      context.onTable(twin.open);
    });
    return twin;
  }
}

function numberText(value: number): string {
  return value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2 });
}
