import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { inventedKey } from '../unit/leaks/corpus';
import { projectRoot } from '../vscode/paths';

/** How much is written at least. */
export interface Size {
  readonly files: number;
  readonly bytes: number;
}

/** A folder of files as they lie in repositories. */
export interface BenchTree extends Size {
  readonly root: string;
  readonly remove: () => void;
}

/** Numbers from 0 up to `limit`, the same ones for the same seed. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  below(limit: number): number {
    // A linear congruential generator; its upper bits are good enough for text.
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}

const WORDS = (
  'vehicle meter entry fuel service reminder status label account token value index return const function import from export ' +
  'await async class interface number string boolean undefined null true false error message request response header page ' +
  'cursor filter sort created updated name id type group driver issue part vendor location work order inspection the of and'
).split(' ');

const sha = (dice: Dice): string =>
  createHash('sha1')
    .update(String(dice.below(1e9)))
    .digest('hex');

/** One line of each kind of file. */
const LINES: Readonly<Record<string, (dice: Dice) => string>> = {
  ts: (dice) =>
    `${' '.repeat(2 * dice.below(4))}const ${words(dice, 2, '')} = ${words(dice, 3, '.')}(${words(dice, 2, ', ')});`,
  js: (dice) => words(dice, 40, dice.of([';', ',', '(', '){', '='])),
  json: (dice) =>
    `  "${words(dice, 2, '_')}": ${dice.of([String(dice.below(1e6)), `"${words(dice, 5, ' ')}"`])},`,
  md: (dice) => `${words(dice, 16, ' ')}.`,
  csv: (dice) =>
    `${dice.below(1e6)},${words(dice, 3, ',')},2026-01-${10 + dice.below(19)},${dice.below(1e5) / 100}`,
  log: (dice) =>
    `2026-01-01T10:00:00.${100 + dice.below(899)}Z INFO ${words(dice, 8, ' ')} trace=${sha(dice).slice(0, 16)}`,
  lock: (dice) => `  resolved "https://registry.example.com/${words(dice, 2, '-')}.tgz#${sha(dice)}"`,
  map: (dice) =>
    `;${Array.from({ length: 40 }, () => dice.of(['AAAA', 'SAAS', 'CAAC', 'IACH', 'QAAQ', 'EAAE'])).join(',')}`,
  svg: (dice) =>
    `<path d="M${dice.below(999)} ${dice.below(999)}c${Array.from({ length: 20 }, () => dice.below(9999)).join(' ')}z"/>`,
};

const words = (dice: Dice, count: number, separator: string): string =>
  Array.from({ length: count }, () => dice.of(WORDS)).join(separator);

const bytesOfProgram = (dice: Dice, length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at++) {
    bytes[at] = dice.below(256);
  }
  return bytes;
};

/** Text of one kind, of about `length` characters. */
function textOf(kind: string, length: number, dice: Dice): string {
  const line = LINES[kind]!;
  let text = '';
  while (text.length < length) {
    text += `${line(dice)}\n`;
  }
  return text;
}

/** How many keys are planted. */
export const PLANTED = 5;

/** A file with a key that has to be found. */
export const planted = (number: number): string => `FLEETIO_API_KEY=${inventedKey(number)}\n`;

/** Big stretches of each kind, of which the files are cut: making 400 MB of words one by one would take longer than scanning. */
export function stock(dice: Dice): ReadonlyMap<string, Buffer> {
  const texts = Object.keys(LINES).map((kind) => [kind, Buffer.from(textOf(kind, 1_000_000, dice))] as const);
  return new Map([...texts, ['bin', bytesOfProgram(dice, 1_000_000)]]);
}

/**
 * Writes files cut from generated text of many kinds, and copies of the packages this project is built with, until there
 * are enough, and a few files with a key.
 */
export function writeBenchTree(least: Size, seed = 1): BenchTree {
  const root = mkdtempSync(path.join(tmpdir(), 'fleetio-bench-'));
  const dice = new Dice(seed);
  const pieces = [...stock(dice)];
  const packages = filesBelow(path.join(projectRoot, 'node_modules'));
  let files = 0;
  let bytes = 0;
  for (; files < least.files || bytes < least.bytes; files++) {
    const folder = path.join(root, `folder${Math.floor(files / 200)}`, `part${Math.floor(files / 20) % 10}`);
    if (files % 20 === 0) {
      mkdirSync(folder, { recursive: true });
    }
    const source = files % 2 === 0 ? packages[files >> 1] : undefined;
    if (source !== undefined) {
      const file = path.join(folder, `${files}-${path.basename(source)}`);
      copyFileSync(source, file);
      bytes += statSync(file).size;
    } else {
      const [kind, text] = dice.of(pieces);
      const length = lengthOfFile(dice, least.bytes / least.files);
      const start = dice.below(text.length - Math.min(length, text.length - 1));
      const piece = text.subarray(start, start + length);
      writeFileSync(path.join(folder, `${files}.${kind}`), piece);
      bytes += piece.length;
    }
  }
  for (let number = 0; number < PLANTED; number++, files++) {
    writeFileSync(path.join(root, `planted${number}.env`), planted(number));
  }
  return {
    root,
    files,
    bytes,
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Most files are small and a few are large, as in repositories; `mean` is their mean. */
export function lengthOfFile(dice: Dice, mean: number): number {
  return Math.ceil(mean * dice.of([0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.5, 6]));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes(`${path.sep}.`))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
