import { isLockFile } from '../decoys';
import { lineBreaksIn } from '../encoding';
import { type Sought, soughtIn } from '../exposure';
import { inspect, type Placed } from './inspect';
import { FileReader } from './reader';
import { countSkipped, emptyStats, type ScanOptions, type ScanStats, type UnusedIgnore } from './report';

/** A part of a file with findings. */
export interface Part {
  readonly path: string;
  readonly placed: readonly Placed[];
  readonly sought: readonly Sought[];
}

/** What came out of some files. */
export interface FilesRead {
  readonly parts: readonly Part[];
  readonly unusedIgnores: readonly UnusedIgnore[];
  readonly stats: ScanStats;
}

/** After that long, what else is to be done in this thread gets a turn; it can be the word to stop. */
const TURN_MILLISECONDS = 50;

/**
 * Looks for secrets in files, as if the workspace had to do with Fleetio.
 * @param files relative to the root.
 * @throws the signal's reason when aborted, also in the middle of a large file.
 */
export async function readFiles(
  root: string,
  files: readonly string[],
  { known, signal }: Pick<ScanOptions, 'known' | 'signal'> = {},
): Promise<FilesRead> {
  const stats = emptyStats();
  const reader = new FileReader(root, stats);
  const parts: Part[] = [];
  const unusedIgnores: UnusedIgnore[] = [];
  let turn = performance.now();
  for (const path of files) {
    // Only what the key ring holds is told of in one.
    if (isLockFile(path) && (known?.length ?? 0) === 0) {
      countSkipped(stats, 'lock file');
      continue;
    }
    let linesBefore = 0;
    for (const window of reader.read(path)) {
      if (performance.now() - turn > TURN_MILLISECONDS) {
        await new Promise((resolve) => setImmediate(resolve));
        signal?.throwIfAborted();
        turn = performance.now();
      }
      const inspected = inspect(path, window, linesBefore, known);
      if (inspected.placed.length > 0) {
        const findings = inspected.placed.map(({ finding }) => finding);
        parts.push({ path, placed: inspected.placed, sought: soughtIn(inspected.text, findings) });
      }
      unusedIgnores.push(...inspected.unusedIgnores);
      linesBefore +=
        window.to === Infinity ? 0 : lineBreaksIn(window.bytes.subarray(0, window.next), window.encoding);
    }
  }
  return { parts, unusedIgnores, stats };
}
