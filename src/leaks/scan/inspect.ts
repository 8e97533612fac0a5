import { decoded, detectBytes, type Encoding } from '../encoding';
import type { Finding, Knowledge } from '../finding';
import { obeyIgnores } from '../ignores';
import { Lines } from '../lines';
import type { Sketch } from '../sketch';
import type { Window } from './reader';
import type { UnusedIgnore } from './report';

/** A finding with its place in the file, counted from 1. */
export interface Placed {
  readonly finding: Finding;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Inspected {
  /** The text around the findings; empty if there are none. */
  readonly text: string;
  readonly placed: readonly Placed[];
  readonly unusedIgnores: readonly UnusedIgnore[];
  /** The values in it; undefined if there are none. */
  readonly sketch?: Sketch | undefined;
}

const NOTHING: Inspected = { text: '', placed: [], unusedIgnores: [] };
/** Where one of these is, the word `fleetio:allow` can be; their first sign is so rare that they are found faster than it. */
const MARKERS = [':allow', ':ALLOW'];
const WIDE_MARKERS = MARKERS.map((text) => Buffer.from(text, 'utf16le').subarray(0, -1));
const MARKERS_IN: Readonly<Record<Encoding, readonly Buffer[]>> = {
  text: MARKERS.map((text) => Buffer.from(text)),
  utf16le: WIDE_MARKERS,
  utf16be: WIDE_MARKERS,
  // Programs have no comments.
  binary: [],
};

/**
 * Looks at one window of a file. The workspace is taken to have to do with Fleetio; whether it has is known at the end.
 * @param linesBefore line breaks before the window.
 */
export function inspect(
  path: string,
  window: Window,
  linesBefore: number,
  { known, elsewhere }: Knowledge = {},
): Inspected {
  const context = { path, fleetioWorkspace: true, known, elsewhere };
  const detected = detectBytes(window.bytes, context, window.encoding);
  const mayIgnore = MARKERS_IN[window.encoding].some((marker) => window.bytes.includes(marker));
  if (detected.findings.length === 0 && !mayIgnore) {
    return detected.sketch === undefined ? NOTHING : { ...NOTHING, sketch: detected.sketch };
  }
  const text = detected.text === '' ? decoded(window.bytes, window.encoding) : detected.text;
  const lines = new Lines(text);
  const obeyed = obeyIgnores(text, detected.findings);
  const [from, to] = [charactersBefore(window, window.from), charactersBefore(window, window.to)];
  const isOwn = ({ start }: { start: number }): boolean => start >= from && start < to;
  const own = obeyed.findings.filter(isOwn).map((finding) => placed(lines, finding, linesBefore));
  const unused = obeyed.unused.filter(isOwn);
  return {
    text,
    placed: own,
    unusedIgnores: unused.map(({ start }) => ({ path, line: linesBefore + lines.at(start) + 1 })),
    sketch: detected.sketch,
  };
}

/** A finding with its place. @param linesBefore line breaks before the text of `lines`. */
export function placed(lines: Lines, finding: Finding, linesBefore = 0): Placed {
  const { start, end } = finding;
  const [first, last] = [lines.at(start), lines.at(end)];
  return {
    finding,
    line: linesBefore + first + 1,
    column: start - lines.start(first) + 1,
    endLine: linesBefore + last + 1,
    endColumn: end - lines.start(last) + 1,
  };
}

/** How many characters of a window come before a place in its file, as the text of the window counts them. */
function charactersBefore({ bytes, encoding, offset }: Window, place: number): number {
  // What is decoded can be shorter or longer, also where a byte fits no encoding, so only decoding tells.
  return place === Infinity
    ? Infinity
    : decoded(bytes.subarray(0, Math.max(0, place - offset)), encoding).length;
}
