import type { FoundElsewhere } from './finding';
import { type Run, SHAPES } from './hexRuns';

/**
 * What the values of a file begin with. Tells of most files that a certain secret cannot be in them, so that few have to be
 * looked at again. `any`: there are so many that they are not kept.
 */
export type Sketch = Uint16Array | 'any';

/** In hexadecimal digits: two bytes, as many as may be shown of a secret. */
const BEGINNING = 4;
/** How many values are kept of one file, and of all; two bytes each. */
const MOST = { ofFile: 4096, ofAll: 5_000_000 };

/** @returns undefined if there are no values. */
export function sketchOf(text: string, runs: readonly Run[]): Sketch | undefined {
  const values = runs.filter(({ start, end }) => SHAPES.has(end - start));
  if (values.length > MOST.ofFile) {
    return 'any';
  }
  return values.length === 0 ? undefined : Uint16Array.from(values, ({ start }) => beginningOf(text, start));
}

/** The sketches of many files, by what tells the files apart. */
export class Sketches {
  private readonly sketches = new Map<string, Sketch>();
  private values = 0;

  /** How many files have values. */
  get size(): number {
    return this.sketches.size;
  }

  /** @param sketch of a file, or of a part of it. */
  add(file: string, sketch: Sketch): void {
    const joined = joinedWith(this.sketches.get(file), sketch);
    this.values += sketch.length;
    this.sketches.set(file, this.values <= MOST.ofAll ? joined : 'any');
  }

  entries(): IterableIterator<[file: string, sketch: Sketch]> {
    return this.sketches.entries();
  }

  /** The files that can hold one of some secrets. */
  thatMayHold(secrets: readonly FoundElsewhere[]): string[] {
    const beginnings = beginningsOf(secrets);
    const mayHold = (sketch: Sketch): boolean =>
      sketch === 'any' || sketch.some((one) => beginnings[one] === 1);
    return secrets.length === 0
      ? []
      : [...this.sketches].filter(([, sketch]) => mayHold(sketch)).map(([file]) => file);
  }
}

/** The values of both parts of a file. */
function joinedWith(one: Sketch | undefined, other: Sketch): Sketch {
  if (one === undefined) {
    return other;
  }
  if (one === 'any' || other === 'any' || one.length + other.length > MOST.ofFile) {
    return 'any';
  }
  const both = new Uint16Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** Which beginnings some values have, by the number of each: there are so few that a table is faster than a set. */
export function beginningsOf(secrets: readonly Pick<FoundElsewhere, 'redacted'>[]): Uint8Array {
  const table = new Uint8Array(16 ** BEGINNING);
  for (const { redacted } of secrets) {
    table[beginningOf(redacted, 0)] = 1;
  }
  return table;
}

/** The first digits of a value, as a number. */
export function beginningOf(text: string, start: number): number {
  let number = 0;
  for (let at = start; at < start + BEGINNING; at++) {
    const code = text.charCodeAt(at);
    number = 16 * number + (code > NINE ? (code | SMALL) - BEFORE_A : code - ZERO);
  }
  return number;
}

const [ZERO, NINE, SMALL, BEFORE_A] = [0x30, 0x39, 0x20, 0x57];
