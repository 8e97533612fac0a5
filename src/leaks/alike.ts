import type { Run } from './hexRuns';
import { indexFrom } from './nearest';

/** In texts with fewer values nothing is gained. */
const MANY = 100;

/** So many are asked about before it is judged whether enough of them are alike: one in four. */
const TRIED = 50;

/** Numbers that stand by themselves; those in names and in escaped characters say something. */
const NUMBER = /(?<![A-Za-z%#\\&\d])\d+/g;

/**
 * Finds something out about values from their surroundings, once for all values that have the same, but for other values and
 * numbers in them: exports, logs and the like consist of thousands of such. Texts with few values are left alone.
 */
export class Alike<Found> {
  private readonly kinds = new Map<string, number>();
  /** By the run before which it ends: what kind of stretch is between it and the run before; 0: not looked at yet. */
  private readonly stretches: Uint16Array;
  private readonly found = new Map<string, Found>();
  private next = 0;
  private asked = 0;
  private isInVain = false;

  /**
   * @param runs all values in the text, in order.
   * @param reach how far surroundings are looked at, in characters.
   */
  constructor(
    private readonly text: string,
    private readonly runs: readonly Run[],
    private readonly reach: { readonly left: number; readonly right: number },
  ) {
    this.stretches = new Uint16Array(runs.length + 1);
  }

  /**
   * @param run has to come after those that were asked about before.
   * @param further what else tells values apart, and is not near them.
   */
  of(run: Run, further: string, find: () => Found): Found {
    const around = this.isOfUse() ? this.surroundings(run) : undefined;
    if (around === undefined) {
      return find();
    }
    const key = `${around}\0${further}`;
    if (this.found.has(key)) {
      return this.found.get(key) as Found;
    }
    const found = find();
    this.found.set(key, found);
    return found;
  }

  private isOfUse(): boolean {
    this.asked++;
    this.isInVain ||= this.asked >= TRIED && this.found.size >= this.asked * 0.75;
    return this.runs.length >= MANY && !this.isInVain;
  }

  /** The kinds of the stretches around a run, as one text; undefined: there are too many kinds. */
  private surroundings({ start, end }: Run): string | undefined {
    while ((this.runs[this.next]?.start ?? Infinity) < start) {
      this.next++;
    }
    if (this.runs[this.next]?.end !== end) {
      return undefined;
    }
    let key = '';
    let at = this.next;
    for (let left = start; at >= 0 && left > start - this.reach.left; at--) {
      const kind = this.kindBefore(at);
      if (kind === 0) {
        return undefined;
      }
      key += String.fromCharCode(kind);
      left = this.runs[at - 1]?.start ?? 0;
    }
    key += '\0';
    at = this.next + 1;
    for (let right = end; at <= this.runs.length && right < end + this.reach.right; at++) {
      const kind = this.kindBefore(at);
      if (kind === 0) {
        return undefined;
      }
      key += String.fromCharCode(kind);
      right = this.runs[at]?.end ?? Infinity;
    }
    return key;
  }

  /** What kind of stretch ends before a run, together with the lengths of the runs on both sides of it. */
  private kindBefore(at: number): number {
    const met = this.stretches[at] ?? 0;
    if (met !== 0) {
      return met;
    }
    const [before, after] = [this.runs[at - 1], this.runs[at]];
    const stretch = this.text
      .slice(before?.end ?? 0, after?.start)
      .replace(NUMBER, (number) => '0'.repeat(number.length));
    const lengths = [before, after].map((run) => (run === undefined ? '' : run.end - run.start));
    const name = `${lengths.join()}:${stretch}`;
    let kind = this.kinds.get(name);
    if (kind === undefined) {
      kind = this.kinds.size + 1;
      if (kind > MOST_KINDS) {
        return 0;
      }
      this.kinds.set(name, kind);
    }
    this.stretches[at] = kind;
    return kind;
  }
}

const MOST_KINDS = 0xffff;

/** The text around a run as `Alike` tells it from others: all values in it have the same digits. @returns it, and the run in it. */
export function aroundWithoutValues(
  text: string,
  { start, end }: Run,
  runs: readonly Run[],
  reach: { readonly left: number; readonly right: number },
): { readonly text: string; readonly run: Run } {
  const from = Math.max(0, start - reach.left);
  const to = Math.min(text.length, end + reach.right);
  let result = '';
  let at = from;
  // The one before can reach into it.
  for (let next = Math.max(0, indexFrom(runs, from) - 1); next < runs.length; next++) {
    const first = Math.max(at, runs[next]?.start ?? to);
    const last = Math.min(to, runs[next]?.end ?? to);
    if (first >= to) {
      break;
    }
    if (last > first) {
      result += text.slice(at, first) + DIGIT.repeat(last - first);
      at = last;
    }
  }
  return { text: result + text.slice(at, to), run: { start: start - from, end: end - from } };
}

const DIGIT = 'a';
