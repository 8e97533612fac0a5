/** Values that look random and are the same each time: drawn from a seed and the name of what they are for. */
export class Draw {
  private state: number;

  /** @param names what is drawn for, so that one thing's values do not depend on another's: `'vin'`, a number. */
  constructor(seed: number, ...names: readonly (string | number)[]) {
    this.state = hashText(`${seed}/${names.join('/')}`);
  }

  /** From 0 up to, but not including, 1. */
  next(): number {
    this.state = (this.state + GOLDEN) | 0;
    return fraction(this.state);
  }

  /** A whole number from `least` to `most`, both possible. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** A number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + this.next() * (most - least);
  }

  one<T>(choices: readonly T[]): T {
    const choice = choices[this.integer(0, choices.length - 1)];
    if (choice === undefined) {
      throw new Error('There is nothing to choose from.');
    }
    return choice;
  }

  /** Some of the letters or digits of a text, one after the other. */
  signs(count: number, choices: string): string {
    let signs = '';
    for (let at = 0; at < count; at++) {
      signs += choices.charAt(this.integer(0, choices.length - 1));
    }
    return signs;
  }

  /** True in `share` of all cases. */
  chance(share: number): boolean {
    return this.next() < share;
  }
}

/** A single value from 0 up to 1 for a number; cheaper than a {@link Draw}, for what is asked millions of times. */
export function noise(seed: number, of: number): number {
  return fraction(Math.imul(fold(seed), GOLDEN) ^ fold(of));
}

/** A seed for {@link noise}. */
export function seedFor(seed: number, name: string): number {
  return hashText(`${seed}/${name}`);
}

const GOLDEN = 0x6d2b79f5;

/** Whole numbers above 32 bits keep their upper part. */
function fold(value: number): number {
  return (value | 0) ^ Math.imul(Math.floor(value / 0x1_0000_0000), GOLDEN);
}

/** Mulberry32's mixing. */
function fraction(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
}

/** FNV-1a, 32 bits. */
function hashText(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value;
}
