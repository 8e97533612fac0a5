// Measures how much memory a scan takes of inputs that are large in different ways.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { inventedKey } from '../unit/leaks/corpus';
import { Repository } from '../unit/leaks/repository';
import { Dice, planted, stock } from './benchTree';
import { MEMORY_LIMIT, ownScan } from './ownScan';

const MEGABYTE = 1_000_000;
const text = stock(new Dice(3)).get('ts') ?? Buffer.alloc(0);

/** A text of as many megabytes, with a key at its end. */
function* large(megabytes: number): Generator<Buffer> {
  for (let written = 0; written < megabytes; written++) {
    yield text.subarray(0, MEGABYTE);
  }
  yield Buffer.from(`\n${planted(1)}`);
}

interface Input {
  readonly title: string;
  readonly scan: readonly string[];
  readonly findings: number;
  readonly write: (repository: Repository) => Promise<void> | void;
}

const INPUTS: readonly Input[] = [
  {
    title: '600 files of 460 kB with a key each',
    scan: [],
    findings: 600,
    write: (repository) => {
      for (let number = 0; number < 600; number++) {
        const half = text.subarray(0, 230_000).toString();
        repository.write(`folder${number % 20}/${number}.env`, `${half}\n${planted(number)}${half}`);
      }
      repository.git('add', '.');
    },
  },
  {
    title: '20,000 keys in one file of 1 MB',
    scan: [],
    findings: 20_000,
    write: (repository) => {
      repository.write(
        'fleetio.json',
        Array.from({ length: 20_000 }, (_, at) => `"api_key": "${inventedKey(at)}",\n`).join(''),
      );
    },
  },
  {
    title: 'one file of 600 MB',
    scan: [],
    findings: 1,
    write: (repository) => pipeline(Readable.from(large(600)), createWriteStream(repository.file('a.ts'))),
  },
  {
    title: 'one blob of 300 MB in the history',
    scan: ['--history'],
    findings: 1,
    write: async (repository) => {
      await pipeline(Readable.from(large(300)), createWriteStream(repository.file('a.ts')));
      repository.git('add', '.');
      repository.git('commit', '-q', '-m', 'All');
    },
  },
];

async function main(): Promise<void> {
  for (const { title, scan, findings, write } of INPUTS) {
    const repository = Repository.create();
    try {
      await write(repository);
      const own = await ownScan(repository.root, scan);
      const most = `${own.megabytes.toFixed(0).padStart(5)} MB (limit ${MEMORY_LIMIT})`;
      console.log(`${most}  ${title}; finds ${own.findings} of ${findings} in ${own.seconds.toFixed(1)} s`);
    } finally {
      repository.remove();
    }
  }
}

void main();
