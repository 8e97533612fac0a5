import { type Sought, soughtIn } from '../exposure';
import type { KnownSecret } from '../finding';
import { inspect, type Placed } from './inspect';
import { FileReader } from './reader';
import { emptyStats, type ScanStats, type UnusedIgnore } from './report';

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

/** Looks for secrets in files, as if the workspace had to do with Fleetio. @param files relative to the root. */
export function readFiles(root: string, files: readonly string[], known?: readonly KnownSecret[]): FilesRead {
  const stats = emptyStats();
  const reader = new FileReader(root, stats);
  const parts: Part[] = [];
  const unusedIgnores: UnusedIgnore[] = [];
  for (const path of files) {
    let linesBefore = 0;
    for (const window of reader.read(path)) {
      const inspected = inspect(path, window, linesBefore, known);
      if (inspected.placed.length > 0) {
        const findings = inspected.placed.map(({ finding }) => finding);
        parts.push({ path, placed: inspected.placed, sought: soughtIn(inspected.text, findings) });
      }
      unusedIgnores.push(...inspected.unusedIgnores);
      linesBefore += window.to === Infinity ? 0 : lineBreaks(window.bytes.subarray(0, window.next));
    }
    stats.files++;
  }
  return { parts, unusedIgnores, stats };
}

function lineBreaks(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
    count++;
  }
  return count;
}
