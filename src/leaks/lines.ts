/** A text by lines, found when first asked for. Lines count from 0 here; reports add one. */
export class Lines {
  private starts: number[] | undefined;

  constructor(readonly text: string) {}

  /** The line that holds an offset. */
  at(offset: number): number {
    const starts = this.lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  start(line: number): number {
    return this.lineStarts()[line] ?? this.text.length;
  }

  /** The offset after the last character of a line, before its line break. */
  end(line: number): number {
    const next = this.lineStarts()[line + 1];
    if (next === undefined) {
      return this.text.length;
    }
    return this.text.charCodeAt(next - 2) === 13 && this.text.charCodeAt(next - 1) === 10
      ? next - 2
      : next - 1;
  }

  /** What stands in a line; of a very long one its first characters. Empty outside the text. */
  line(line: number, most = 400): string {
    return line < 0
      ? ''
      : this.text.slice(this.start(line), Math.min(this.end(line), this.start(line) + most));
  }

  get count(): number {
    return this.lineStarts().length;
  }

  private lineStarts(): readonly number[] {
    this.starts ??= startsOfLines(this.text);
    return this.starts;
  }
}

/** What a function finds out about a text, found when first asked for and kept as long as the text is. */
export function onceAText<Found>(find: (lines: Lines) => Found): (lines: Lines) => Found {
  const met = new WeakMap<Lines, { readonly found: Found }>();
  return (lines) => {
    let before = met.get(lines);
    if (before === undefined) {
      before = { found: find(lines) };
      met.set(lines, before);
    }
    return before.found;
  };
}

function startsOfLines(text: string): number[] {
  const lineBreak = text.includes('\n') ? '\n' : '\r';
  const starts = [0];
  for (let at = text.indexOf(lineBreak); at >= 0; at = text.indexOf(lineBreak, at + 1)) {
    starts.push(at + 1);
  }
  return starts;
}
