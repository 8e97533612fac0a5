import uPlot from 'uplot';
import type { ChartView } from '../messages';

/** The theme's colours of the series, in order; lines also differ by their dashes. charts.orange is see-through. */
const SERIES_COLORS = ['--vscode-charts-blue', '--vscode-symbolIcon-classForeground'];
const DASHES = [[], [6, 4]];

// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the library has this enumeration in its types alone
const RIGHT = 1 as uPlot.Axis.Side;

const HEIGHT = 220;
const SECONDS = 1000;

/** What a plot is made of and tells. */
export interface PlotOptions {
  readonly chart: ChartView;
  readonly width: number;
  /** The point that the pointer or a key went to; undefined when the pointer left. */
  readonly onPoint: (index: number | undefined) => void;
}

/** Draws a chart into `holder`, in the colours of the theme. */
export function drawPlot(holder: HTMLElement, { chart, width, onPoint }: PlotOptions): uPlot {
  const times = chart.points.map(({ time }) => time / SECONDS);
  const values = chart.series.map((_, at) => chart.points.map((point) => point.values[at] ?? null));
  const color = themeColor(holder);
  const axis: uPlot.Axis = {
    stroke: color('--vscode-foreground'),
    grid: { stroke: color('--vscode-editorIndentGuide-background1', '--vscode-panel-border'), width: 1 },
    ticks: { show: false },
    font: `12px ${color('--vscode-font-family')}`,
  };
  const scales = chart.kind === 'line' ? chart.series.map((_, at) => `y${at}`) : ['y0'];
  return new uPlot(
    {
      width,
      height: HEIGHT,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false } },
      scales: { x: { time: true } },
      // Days and months are those of the record, not of the person's time zone.
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * SECONDS), 'UTC'),
      axes: [
        axis,
        ...scales.map((scale, at) => ({
          ...axis,
          scale,
          ...(at === 0 ? {} : { side: RIGHT }),
          grid: { ...axis.grid, show: at === 0 },
          size: 64,
        })),
      ],
      series: [
        {},
        ...chart.series.map(({ title }, at) => ({
          label: title,
          scale: scales[at] ?? 'y0',
          spanGaps: true,
          stroke: color(SERIES_COLORS[at] ?? '--vscode-foreground'),
          width: 2,
          ...(chart.kind === 'bars' ? bars(color, at, chart.series.length) : { dash: DASHES[at] ?? [] }),
        })),
      ],
      hooks: {
        setCursor: [
          ({ cursor: { idx } }) => {
            onPoint(idx ?? undefined);
          },
        ],
      },
    },
    [times, ...values],
    holder,
  );
}

type ColorOf = (name: string, otherwise?: string) => string;

/** Bars of a month stand beside each other. */
function bars(color: ColorOf, at: number, count: number): Partial<uPlot.Series> {
  const paths = uPlot.paths.bars?.({ size: [0.7 / count, 30], align: count === 1 ? 0 : at === 0 ? -1 : 1 });
  return {
    ...(paths === undefined ? {} : { paths }),
    fill: color(SERIES_COLORS[at] ?? '--vscode-foreground'),
    points: { show: false },
  };
}

/** Moves the plot's cursor to a point. */
export function goToPoint(plot: uPlot, index: number): void {
  const [times] = plot.data;
  const time = times[index];
  if (time !== undefined) {
    plot.setCursor({ left: plot.valToPos(time, 'x'), top: HEIGHT / 2 });
  }
}

/** A canvas knows no variables of CSS: they are read where it stands. */
function themeColor(holder: HTMLElement): ColorOf {
  const style = getComputedStyle(holder);
  return (name, otherwise = '--vscode-foreground') =>
    style.getPropertyValue(name).trim() || style.getPropertyValue(otherwise).trim();
}
