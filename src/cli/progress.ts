import type { ScanProgress } from '../leaks/scan/report';

/** One line on a terminal that says how far a scan is; nothing where the output is not a terminal. */
export interface ProgressLine {
  readonly show: (progress: ScanProgress) => void;
  readonly clear: () => void;
}

const EVERY_MILLISECONDS = 100;
const ERASE_LINE = '\r\u001b[K';

export function progressLine(stream: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>): ProgressLine {
  const began = performance.now();
  let shown: number | undefined;
  return {
    show: ({ done, total, bytes, found }) => {
      const now = performance.now();
      if (!stream.isTTY || (shown !== undefined && now - shown < EVERY_MILLISECONDS)) {
        return;
      }
      shown = now;
      const rate = bytes / 1e6 / ((now - began) / 1000);
      const of = total === undefined ? '' : ` of ${total}`;
      stream.write(`${ERASE_LINE}${done}${of} · ${found} found · ${rate.toFixed(0)} MB/s`);
    },
    clear: () => {
      if (shown !== undefined) {
        stream.write(ERASE_LINE);
        shown = undefined;
      }
    },
  };
}
