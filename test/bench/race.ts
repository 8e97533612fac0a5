import { MEMORY_LIMIT, type OwnScan, ownScan, PATIENCE_MILLISECONDS, run } from './ownScan';

/** A program that does what ours does. */
export interface Rival {
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  /** What it can end with when it did its work; 0 and 1 unless told otherwise. */
  readonly codes?: readonly number[];
  /** How many times as long ours may take. */
  readonly limit?: number;
}

/** It has codes of its own for what it finds. */
export const FOUND_BY_KINGFISHER = [0, 200, 205];

const ROUNDS = 5;

/** Measures `scan` with some arguments against rivals, in turn, and prints a table. */
export async function race(
  folder: string,
  { scan, rivals, planted }: { scan: readonly string[]; rivals: readonly Rival[]; planted: number },
): Promise<void> {
  const own: OwnScan[] = [];
  const times = new Map<Rival, number[]>();
  const out = new Map<Rival, string>();
  for (let round = 0; round < ROUNDS; round++) {
    own.push(await ownScan(folder, scan));
    // Those that have no limit are there to be looked at, and some take minutes.
    for (const rival of rivals.filter((one) => !out.has(one) && (one.limit !== undefined || round === 0))) {
      const outcome = await run(folder, rival.command, rival.args).catch((error: unknown) =>
        whyOut(error, rival),
      );
      if (typeof outcome === 'string') {
        out.set(rival, outcome);
      } else if (!(rival.codes ?? [0, 1]).includes(outcome.code)) {
        out.set(rival, `failed with exit code ${outcome.code}`);
      } else {
        times.set(rival, [...(times.get(rival) ?? []), outcome.seconds]);
      }
    }
  }
  const seconds = own.map((one) => one.seconds);
  const found = own.map(({ findings }) => findings);
  const memory = own.map(({ megabytes }) => megabytes);
  print('fleetio-toolkit scan', seconds, `finds ${Math.min(...found)} of ${planted} planted keys`);
  for (const rival of rivals) {
    const theirs = times.get(rival) ?? [];
    if (theirs.length === 0) {
      console.log(`  ${rival.title.padEnd(26)} ${out.get(rival) ?? ''}`);
      continue;
    }
    const ratio = median(theirs.map((one, at) => (seconds[at] ?? 0) / one));
    const limit = rival.limit === undefined ? '' : ` (limit ${rival.limit})`;
    print(rival.title, theirs, `ours takes ${ratio.toFixed(2)} times as long${limit}`);
  }
  console.log(`  most memory of ours        ${Math.max(...memory).toFixed(0)} MB (limit ${MEMORY_LIMIT})`);
}

/** Why there is no time of a rival. */
function whyOut(error: unknown, { command }: Rival): string {
  if (error instanceof Error && error.name === 'AbortError') {
    return `given up after ${PATIENCE_MILLISECONDS / 1000} s`;
  }
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
    return `skipped: ${command} is not there`;
  }
  throw error;
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((one, other) => one - other)[numbers.length >> 1] ?? NaN;

function print(title: string, seconds: readonly number[], says: string): void {
  const [least, middle] = [Math.min(...seconds), median(seconds)].map((one) => one.toFixed(2).padStart(7));
  console.log(`  ${title.padEnd(26)} ${middle} s median ${least} s least   ${says}`);
}
