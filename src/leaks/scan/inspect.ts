import { decoded, detectBytes, type Encoding, glanceAt } from '../encoding';
import { sentInBytes } from '../senders';
import type { DetectContext, Finding, Knowledge } from '../finding';
import type { Run } from '../hexRuns';
import { obeyIgnores } from '../ignores';
import { Lines } from '../lines';
import type { Sketch } from '../sketch';
import { type Names, NO_NAMES } from './links';
import type { Window } from './reader';
import type { UnusedIgnore } from './report';

/** Where something is in a file, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A finding with its place. */
export interface Placed extends Place {
  readonly finding: Finding;
}

/** A place in a file, counted from 0: its line, and its character on it. */
export interface Position {
  readonly lines: number;
  readonly column: number;
}

export const START: Position = { lines: 0, column: 0 };

export interface Inspected {
  /** The text around the findings; empty if there are none. */
  readonly text: string;
  readonly placed: readonly Placed[];
  readonly unusedIgnores: readonly UnusedIgnore[];
  /** The values in it; undefined if there are none. */
  readonly sketch?: Sketch | undefined;
  readonly names: Names;
}

const NOTHING: Inspected = { text: '', placed: [], unusedIgnores: [], names: NO_NAMES };
/**
 * Where this is, the word `fleetio:allow` can be; its first sign is so rare that it is found faster than the word. In capitals the
 * word allows, too, but nobody writes it so often that every file should be searched for one that allows nothing.
 */
const MARKER = ':allow';
const WIDE_MARKER = Buffer.from(MARKER, 'utf16le').subarray(0, -1);
const MARKER_IN: Readonly<Record<Encoding, Buffer | undefined>> = {
  text: Buffer.from(MARKER),
  utf16le: WIDE_MARKER,
  utf16be: WIDE_MARKER,
  // Programs have no comments.
  binary: undefined,
};

/** The workspace is taken to have to do with Fleetio. */
const contextOf = (path: string, { known, elsewhere, sent }: Knowledge): DetectContext => ({
  path,
  fleetioWorkspace: true,
  known,
  elsewhere,
  sent,
});

/** Whether there can be anything to tell of in a window; and if not, what it sends to Fleetio. */
export interface FirstLook {
  readonly isWorthALook: boolean;
  readonly sent: readonly string[];
}

/** A quick no for most windows. */
export function firstLook(path: string, window: Window, knowledge: Knowledge): FirstLook {
  const { bytes, encoding } = window;
  const { mayHoldSecret, mayNameVendor } = glanceAt(bytes, contextOf(path, knowledge), encoding);
  const isWorthALook = mayHoldSecret || mayIgnore(window);
  return { isWorthALook, sent: !isWorthALook && mayNameVendor ? sentInWindow(window) : [] };
}

/** Programs send what they have; only what they are made of says where it comes from. */
const sentInWindow = ({ bytes, encoding }: Window): readonly string[] =>
  encoding === 'text' ? sentInBytes(bytes) : [];

function mayIgnore({ bytes, encoding }: Window): boolean {
  const marker = MARKER_IN[encoding];
  return marker !== undefined && bytes.includes(marker);
}

/**
 * Looks closely at one window of a file. The workspace is taken to have to do with Fleetio; whether it has is known at the end.
 * @param before where the window begins in the file.
 */
export function inspect(
  path: string,
  window: Window,
  before: Position,
  knowledge: Knowledge = {},
): Inspected {
  const detected = detectBytes(window.bytes, contextOf(path, knowledge), window.encoding);
  const { sketch, constants } = detected;
  const names = { sent: sentInWindow(window), constants };
  if (detected.findings.length === 0 && !mayIgnore(window)) {
    return { ...NOTHING, sketch, names };
  }
  const text = detected.text === '' ? decoded(window.bytes, window.encoding) : detected.text;
  const lines = new Lines(text);
  const obeyed = obeyIgnores(text, detected.findings);
  const [from, to] = [charactersBefore(window, window.from), charactersBefore(window, window.to)];
  const isOwn = ({ start }: { start: number }): boolean => start >= from && start < to;
  const own = obeyed.findings.filter(isOwn).map((finding) => placed(lines, finding, before));
  const unused = obeyed.unused.filter(isOwn);
  return {
    text,
    placed: own,
    unusedIgnores: unused.map(({ start }) => ({ path, line: before.lines + lines.at(start) + 1 })),
    sketch,
    names,
  };
}

/** A finding with its place. @param before where the text of `lines` begins in its file. */
export const placed = (lines: Lines, finding: Finding, before?: Position): Placed => ({
  finding,
  ...placeIn(lines, finding, before),
});

/** The place of a stretch of a text. @param before where the text of `lines` begins in its file. */
export function placeIn(lines: Lines, { start, end }: Run, before: Position = START): Place {
  const [line, column] = placeOf(lines, start, before);
  const [endLine, endColumn] = placeOf(lines, end, before);
  return { line, column, endLine, endColumn };
}

/** Counted from 1. */
function placeOf(lines: Lines, offset: number, before: Position): [line: number, column: number] {
  const line = lines.at(offset);
  const column = offset - lines.start(line) + (line === 0 ? before.column : 0);
  return [before.lines + line + 1, column + 1];
}

/** How many characters of a window come before a place in its file, as the text of the window counts them. */
function charactersBefore({ bytes, encoding, offset }: Window, place: number): number {
  // What is decoded can be shorter or longer, also where a byte fits no encoding, so only decoding tells.
  return place === Infinity
    ? Infinity
    : decoded(bytes.subarray(0, Math.max(0, place - offset)), encoding).length;
}
