import { isLockFile } from '../decoys';
import { lineBreaksIn } from '../encoding';
import type { Finding, Knowledge, KnownSecret } from '../finding';
import { inspect, type Placed } from './inspect';
import { FileReader, type Window } from './reader';
import { countSkipped, emptyStats, type ScanOptions, type ScanStats, type UnusedIgnore } from './report';
import { Turns } from './turns';
import { type Sketch, Sketches } from '../sketch';
import { type Sought, soughtIn } from '../sought';

/** A part of a file with findings. */
export interface Part {
  readonly path: string;
  readonly placed: readonly Placed[];
  readonly sought: readonly Sought[];
}

export const findingsOf = (parts: readonly Part[]): Finding[] =>
  parts.flatMap(({ placed }) => placed.map(({ finding }) => finding));

/** What came out of some files. */
export interface FilesRead {
  readonly parts: readonly Part[];
  readonly unusedIgnores: readonly UnusedIgnore[];
  /** What values are in those that have any. */
  readonly sketches: readonly (readonly [path: string, sketch: Sketch])[];
  readonly stats: ScanStats;
}

/** Puts together what is found in files, window by window; each finding's part has what was given of its file. */
export class Collected<File extends Pick<Part, 'path'>> {
  readonly parts: (File & Part)[] = [];
  readonly unusedIgnores: UnusedIgnore[] = [];
  readonly sketches = new Sketches();

  constructor(private readonly knowledge: Knowledge) {}

  add(file: File, window: Window, linesBefore: number): void {
    const inspected = inspect(file.path, window, linesBefore, this.knowledge);
    if (inspected.placed.length > 0) {
      const findings = inspected.placed.map(({ finding }) => finding);
      const sought = soughtIn(inspected.text, findings);
      this.parts.push({ ...file, placed: inspected.placed, sought });
    }
    this.unusedIgnores.push(...inspected.unusedIgnores);
    if (inspected.sketch !== undefined) {
      this.sketches.add(file.path, inspected.sketch);
    }
  }
}

/**
 * Looks for secrets in files, as if the workspace had to do with Fleetio.
 * @param files relative to the root.
 * @throws the signal's reason when aborted, also in the middle of a large file.
 */
export async function readFiles(
  root: string,
  files: readonly string[],
  { known, elsewhere, signal }: Knowledge & Pick<ScanOptions, 'signal'> = {},
): Promise<FilesRead> {
  const stats = emptyStats();
  const reader = new FileReader(root, stats);
  const collected = new Collected({ known, elsewhere });
  const turns = new Turns(signal);
  for (const path of files) {
    if (isPassedOver(path, known)) {
      countSkipped(stats, 'lock file');
      continue;
    }
    let linesBefore = 0;
    for (const window of reader.read(path)) {
      await turns.next();
      collected.add({ path }, window, linesBefore);
      linesBefore += lineBreaksBeforeNext(window);
    }
  }
  const { parts, unusedIgnores, sketches } = collected;
  return { parts, unusedIgnores, sketches: [...sketches.entries()], stats };
}

/** Whether a file is not looked at for its name. Only what the key ring holds is told of in a lock file. */
export const isPassedOver = (path: string, known: readonly KnownSecret[] = []): boolean =>
  isLockFile(path) && known.length === 0;

/** How many line breaks are between the beginning of a window and that of the next one. */
export const lineBreaksBeforeNext = ({ bytes, encoding, to, next }: Window): number =>
  to === Infinity ? 0 : lineBreaksIn(bytes.subarray(0, next), encoding);
