/** Values that look random and are the same each time: drawn from a seed and the name of what they are for. */
export class Draw {
  private state: number;

  /** @param names what is drawn for, so that one thing's values do not depend on another's: a vehicle's id, `'vin'`. */
  constructor(seed: number, ...names: readonly (string | number)[]) {
    this.state = hash(`${seed}/${names.join('/')}`);
  }

  /** From 0 up to, but not including, 1. Mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** A whole number from `least` to `most`, both possible. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** A number from `least` to `most`, rounded to `digits` after the point. */
  decimal(least: number, most: number, digits: number): number {
    return Number((least + this.next() * (most - least)).toFixed(digits));
  }

  one<T>(choices: readonly T[]): T {
    const choice = choices[this.integer(0, choices.length - 1)];
    if (choice === undefined) {
      throw new Error('There is nothing to choose from.');
    }
    return choice;
  }

  /** One of the letters or digits of a text. */
  sign(choices: string): string {
    return choices.charAt(this.integer(0, choices.length - 1));
  }

  /** True in `share` of all cases. */
  chance(share: number): boolean {
    return this.next() < share;
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value;
}
