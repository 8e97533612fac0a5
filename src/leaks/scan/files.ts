import { isLockFile } from '../decoys';
import { lengthOfLastLine, lineBreaksIn } from '../encoding';
import type { Finding, Knowledge, KnownSecret } from '../finding';
import { firstLook, inspect, type Placed, type Position, START } from './inspect';
import { Links, type NamesOfFiles } from './links';
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
  readonly names: NamesOfFiles;
  readonly stats: ScanStats;
  /** Those that need a closer look, where there was to be none; nothing else here is about them. */
  readonly left: readonly LeftFile[];
}

/** A file that may hold something. */
export interface LeftFile {
  readonly path: string;
  /** How much of it was read until that was known, in bytes. */
  readonly bytes: number;
}

/** Puts together what is found in files, window by window; each finding's part has what was given of its file. */
export class Collected<File extends Pick<Part, 'path'>> {
  readonly parts: (File & Part)[] = [];
  readonly unusedIgnores: UnusedIgnore[] = [];
  readonly sketches = new Sketches();
  readonly links = new Links();

  constructor(private readonly knowledge: Knowledge) {}

  add(file: File, window: Window, before: Position): void {
    const { isWorthALook, sent } = firstLook(file.path, window, this.knowledge);
    if (!isWorthALook) {
      this.links.add(file.path, { sent, constants: [] });
      return;
    }
    const inspected = inspect(file.path, window, before, this.knowledge);
    if (inspected.placed.length > 0) {
      const findings = inspected.placed.map(({ finding }) => finding);
      const sought = soughtIn(inspected.text, findings);
      this.parts.push({ ...file, placed: inspected.placed, sought });
    }
    this.unusedIgnores.push(...inspected.unusedIgnores);
    this.links.add(file.path, inspected.names);
    if (inspected.sketch !== undefined) {
      this.sketches.add(file.path, inspected.sketch);
    }
  }
}

/**
 * Looks for secrets in files, as if the workspace had to do with Fleetio.
 * @param files relative to the root.
 * @param onlyGlance leaves the files that may hold something to others.
 * @throws the signal's reason when aborted, also in the middle of a large file.
 */
export async function readFiles(
  root: string,
  files: readonly string[],
  {
    signal,
    onlyGlance,
    ...knowledge
  }: Knowledge & Pick<ScanOptions, 'signal'> & { readonly onlyGlance?: boolean | undefined } = {},
): Promise<FilesRead> {
  const stats = emptyStats();
  const reader = new FileReader(root, stats);
  const collected = new Collected(knowledge);
  const left: LeftFile[] = [];
  const turns = new Turns(signal);
  for (const path of files) {
    if (isPassedOver(path, knowledge.known)) {
      countSkipped(stats, 'lock file');
      continue;
    }
    const counted = { files: stats.files, bytes: stats.bytes };
    let before = START;
    for (const window of reader.read(path)) {
      const turn = turns.next();
      if (turn !== undefined) {
        await turn;
      }
      if (onlyGlance !== true) {
        collected.add({ path }, window, before);
        before = positionOfNext(window, before);
        continue;
      }
      const { isWorthALook, sent } = firstLook(path, window, knowledge);
      if (isWorthALook) {
        left.push({ path, bytes: stats.bytes - counted.bytes });
        Object.assign(stats, counted);
        break;
      }
      collected.links.add(path, { sent, constants: [] });
    }
  }
  const { parts, unusedIgnores, sketches, links } = collected;
  return { parts, unusedIgnores, sketches: [...sketches.entries()], names: links.all(), stats, left };
}

/** Whether a file is not looked at for its name. Only what the key ring holds is told of in a lock file. */
export const isPassedOver = (path: string, known: readonly KnownSecret[] = []): boolean =>
  isLockFile(path) && known.length === 0;

/** Where in a file the window after one begins. @param position where that one does. */
export function positionOfNext({ bytes, encoding, to, next }: Window, position: Position): Position {
  if (to === Infinity) {
    return position;
  }
  // A character that the window begins in the middle of counts once, and not as the strange bytes that its rest looks like.
  const rest = encoding === 'text' ? restOfCharacter(bytes, next) : 0;
  const passed = bytes.subarray(0, next + rest);
  const lines = lineBreaksIn(passed, encoding);
  const length = lengthOfLastLine(passed, encoding) - rest;
  return { lines: position.lines + lines, column: lines === 0 ? position.column + length : length };
}

/** How many bytes at a place in UTF-8 go on with the character before it. */
function restOfCharacter(bytes: Buffer, at: number): number {
  let rest = 0;
  while (rest < 3 && ((bytes[at + rest] ?? 0) & 0xc0) === 0x80) {
    rest++;
  }
  return rest;
}
