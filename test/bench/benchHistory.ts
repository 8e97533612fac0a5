import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { Repository } from '../unit/leaks/repository';
import { Dice, lengthOfFile, planted, PLANTED, type Size, stock } from './benchTree';

/** A bare repository with a long history. */
export interface BenchHistory extends Size {
  readonly root: string;
  readonly remove: () => void;
}

/** How much changes from a commit to the next. */
const FILES_A_COMMIT = 8;
const PATHS = 2000;

/**
 * Writes commits that change files again and again, in a few places each, until there are enough blobs; some hold a key
 * that the next version of the file no longer has.
 */
export async function writeBenchHistory(least: Size, seed = 2): Promise<BenchHistory> {
  const { root } = Repository.create('--bare');
  const written = { files: 0, bytes: 0 };
  const child = spawn('git', ['fast-import', '--quiet', '--done'], {
    cwd: root,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const end = once(child, 'close');
  await pipeline(Readable.from(commits(least, new Dice(seed), written)), child.stdin);
  const [code] = (await end) as [number];
  if (code !== 0) {
    throw new Error(`git fast-import ended with ${code}`);
  }
  return {
    ...written,
    root,
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function* commits(least: Size, dice: Dice, written: { files: number; bytes: number }): Generator<Buffer> {
  const pieces = [...stock(dice)];
  const versions = new Map<string, Buffer>();
  for (let number = 1; written.files < least.files || written.bytes < least.bytes; number++) {
    yield Buffer.from(
      `commit refs/heads/main\nmark :${number}\ncommitter A. Tester <tester@example.com> ${1.7e9 + number * 600} +0000\n` +
        `data 2\nx\n${number > 1 ? `from :${number - 1}\n` : ''}`,
    );
    for (let at = 0; at < FILES_A_COMMIT; at++) {
      const file = `folder${dice.below(40)}/file${dice.below(PATHS / 40)}`;
      const [, text] = dice.of(pieces);
      const piece = (length: number): Buffer => {
        const start = dice.below(text.length - length);
        return text.subarray(start, start + length);
      };
      const before = versions.get(file);
      const cut = dice.below(before?.length ?? 1);
      const content =
        before === undefined
          ? piece(Math.min(lengthOfFile(dice, least.bytes / least.files), 200_000))
          : Buffer.concat([
              before.subarray(0, cut),
              piece(100),
              before.subarray(Math.min(before.length, cut + 80)),
            ]);
      versions.set(file, content);
      yield* modification(file, content, written);
    }
    if (number <= 2 * PLANTED) {
      const content = number % 2 === 1 ? planted(number) : 'FLEETIO_API_KEY=\n';
      yield* modification(`planted${(number - 1) >> 1}.env`, Buffer.from(content), written);
    }
  }
  yield Buffer.from('done\n');
}

function* modification(
  file: string,
  content: Buffer,
  written: { files: number; bytes: number },
): Generator<Buffer> {
  written.files += 1;
  written.bytes += content.length;
  yield Buffer.from(`M 100644 inline ${file}\ndata ${content.length}\n`);
  yield content;
  yield Buffer.from('\n');
}
