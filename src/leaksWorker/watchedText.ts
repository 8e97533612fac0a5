import { detect } from '../leaks/detector';
import type { Finding, Knowledge } from '../leaks/finding';
import type { Run } from '../leaks/hexRuns';
import { type Obeyed, obeyIgnores } from '../leaks/ignores';
import { namesVendor } from '../leaks/vendor';
import type { TextChange } from './protocol';

/** A stretch of a text, in UTF-16 units. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Texts up to this length are looked at as a whole every time, which takes a few milliseconds. */
const SMALL = 256 * 1024;
/** How far around a change findings may come and go because of it. */
const TOUCHED = 1500;
/** How far around that the text says what a value is. */
const CONTEXT = 4000;

/** A document's text and what is found in it, kept in step with the changes. */
export class WatchedText {
  private content = '';
  private found: readonly Finding[] = [];
  private seen = false;

  constructor(private readonly path: string) {}

  get text(): string {
    return this.content;
  }

  /** As if the workspace had to do with Fleetio; without those that a comment allows. */
  get findings(): readonly Finding[] {
    return this.found;
  }

  /** The comments that allow something where there is nothing, when all of the text was looked at. */
  unusedIgnores: readonly Run[] = [];

  /** Whether Fleetio was named in the text when all of it was looked at. */
  namesFleetio = false;

  /** Takes a piece of the text in; the first one, at 0, is the beginning of another text. */
  feed(from: number, piece: string): void {
    this.content = this.content.slice(0, from) + piece;
    this.seen = false;
  }

  /** Takes changes in, one after the other. @returns where they are, all in one. */
  apply(changes: readonly TextChange[]): Stretch | undefined {
    let touched: Stretch | undefined;
    for (const { offset, length, text } of changes) {
      const end = offset + length;
      const shift = (at: number): number => (at >= end ? at + text.length - length : Math.min(at, offset));
      this.content = this.content.slice(0, offset) + text + this.content.slice(end);
      this.found = this.found
        .filter((finding) => finding.end <= offset || finding.start >= end)
        .map((finding) => moved(finding, finding.start >= end ? text.length - length : 0));
      touched = {
        from: Math.min(touched ? shift(touched.from) : offset, offset),
        to: Math.max(touched ? shift(touched.to) : 0, offset + text.length),
      };
    }
    return touched;
  }

  /**
   * Brings the findings up to date.
   * @param touched where the text has changed since; undefined: anywhere.
   * @returns whether all of the text was looked at.
   */
  look(touched: Stretch | undefined, knowledge: Knowledge): boolean {
    if (this.content.length <= SMALL || !this.seen || touched === undefined) {
      this.namesFleetio = namesVendor(this.content);
      const { findings, unused } = obeyedIn(this.content, this.path, knowledge);
      [this.found, this.unusedIgnores] = [findings, unused];
      this.seen = true;
      return true;
    }
    const from = this.lineStart(touched.from - TOUCHED - CONTEXT);
    const part = this.content.slice(from, touched.to + TOUCHED + CONTEXT);
    // Fleetio may be named outside of the part; a file that is not known yet is taken to speak for it.
    const fresh = obeyedIn(part, this.namesFleetio ? undefined : this.path, knowledge).findings;
    const isTouched = ({ start }: Finding): boolean =>
      start >= touched.from - TOUCHED && start <= touched.to + TOUCHED;
    this.found = [
      ...this.found.filter((finding) => !isTouched(finding)),
      ...fresh.map((finding) => moved(finding, from)).filter(isTouched),
    ].sort((one, other) => one.start - other.start);
    return false;
  }

  /** The start of the line at an offset; of a very long line the offset itself. */
  private lineStart(offset: number): number {
    const start = this.content.lastIndexOf('\n', Math.max(0, offset)) + 1;
    return offset - start > CONTEXT ? offset : Math.max(0, start);
  }
}

function obeyedIn(
  text: string,
  path: string | undefined,
  { known, elsewhere, sent }: Knowledge,
): Obeyed<Finding> {
  const context = { path, fleetioWorkspace: true, known, elsewhere, sent };
  return obeyIgnores(text, detect(text, context));
}

function moved(finding: Finding, by: number): Finding {
  return by === 0 ? finding : { ...finding, start: finding.start + by, end: finding.end + by };
}
