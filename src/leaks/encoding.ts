import { isAscii } from 'node:buffer';

import { isLockFile } from './decoys';
import { detect, detectIn, digitsToLookAt } from './detector';
import type { DetectContext, Finding, KnownSecret } from './finding';
import { KEY_LENGTH, mayHoldWideKey } from './hexRuns';
import { knownInWide, mayHoldKnown, withKnown } from './known';
import { type Glance, glance } from './quickLook';
import { constantsIn } from './senders';
import { type Sketch, sketchOf } from './sketch';

/** What was found in bytes, and the text that the offsets count in. */
export interface Detected {
  readonly text: string;
  readonly encoding: Encoding;
  readonly findings: readonly Finding[];
  /** The values in it; undefined if there are none. */
  readonly sketch?: Sketch | undefined;
  /** What values are called that were not found for sure, and that other files can mean. */
  readonly constants: readonly string[];
  /** Whether the bytes can name Fleetio. */
  readonly mayNameVendor: boolean;
}

/** Git takes a file for binary if there is a NUL in its first 8000 bytes; so do we. */
const SNIFFED = 8000;

/** How many of a thousand bytes have to be NUL, all at even or all at odd places, for a text in UTF-16. */
const WIDE_SHARE = 300;

/**
 * The detector for bytes: UTF-8, UTF-16 with and without a mark, Latin-1, and the strings in binary files. Bytes in which
 * nothing has the shape of a secret are not even decoded.
 * @param encoding that of the whole file, where the bytes are a part of one.
 */
export function detectBytes(bytes: Buffer, context: DetectContext, encoding = encodingOf(bytes)): Detected {
  const { mayHoldSecret, mayNameVendor } = glanceAt(bytes, context, encoding);
  if (!mayHoldSecret) {
    return { text: '', encoding, findings: [], constants: [], mayNameVendor };
  }
  const known = knownThere(bytes, context);
  const text = DECODERS[encoding](bytes);
  // As many characters as bytes: the text is in ASCII, so its bytes are what the detector needs beside it.
  const narrow = encoding === 'text' && text.length === bytes.length ? bytes : undefined;
  const digits = digitsToLookAt(text, context.path, narrow);
  const findings = detectIn(text, digits, { ...context, known });
  const wide = encoding === 'binary' ? wideFindings(bytes, context, known) : [];
  const sketch = digits && sketchOf(text, digits.runs);
  const constants = digits && encoding === 'text' ? constantsIn(text, digits.runs, findings) : [];
  return { text, encoding, findings: [...findings, ...wide], sketch, constants, mayNameVendor: true };
}

/** A quick no for most files. */
export function glanceAt(bytes: Buffer, context: DetectContext, encoding: Encoding): Glance {
  const { mayHoldSecret, mayNameVendor } = GLANCES[encoding](bytes);
  const mayHold =
    (mayHoldSecret && !isLockFile(context.path ?? '')) || knownThere(bytes, context) !== undefined;
  return { mayHoldSecret: mayHold, mayNameVendor };
}

/** The secrets of the key ring, if bytes may hold one. */
const knownThere = (bytes: Buffer, { known = [] }: DetectContext): readonly KnownSecret[] | undefined =>
  known.length > 0 && mayHoldKnown(bytes) ? known : undefined;

/** The text of a file, as the offsets of its findings count in it. */
export function decoded(bytes: Buffer, encoding = encodingOf(bytes)): string {
  return DECODERS[encoding](bytes);
}

/** How many line breaks a text has, as `Lines` counts them. */
export function lineBreaksIn(bytes: Buffer, encoding: Encoding): number {
  return countOf(0x0a, bytes, encoding) || countOf(0x0d, bytes, encoding);
}

/** How many characters, in UTF-16 units, are behind the last line break of a text, or in all of it. */
export function lengthOfLastLine(bytes: Buffer, encoding: Encoding): number {
  const begin = endOfLast(0x0a, bytes, encoding) || endOfLast(0x0d, bytes, encoding);
  const line = bytes.subarray(begin);
  if (encoding === 'text') {
    return decoded(line, encoding).length;
  }
  // Of the others a character has one byte or two, so nothing has to be decoded; a mark of the encoding is none.
  return encoding === 'binary' ? line.length : (line.length - (hasMark(line, MARKS[encoding]) ? 2 : 0)) >> 1;
}

/** The offset behind the last of some signs; 0: there is none. */
function endOfLast(sign: number, bytes: Buffer, encoding: Encoding): number {
  let at = bytes.lastIndexOf(sign);
  while (at > 0 && !isWhole(at, bytes, encoding)) {
    at = bytes.lastIndexOf(sign, at - 1);
  }
  return at >= 0 && isWhole(at, bytes, encoding) ? at + (encoding === 'utf16le' ? 2 : 1) : 0;
}

function countOf(sign: number, bytes: Buffer, encoding: Encoding): number {
  const isWide = encoding === 'utf16le' || encoding === 'utf16be';
  let count = 0;
  for (let at = bytes.indexOf(sign); at >= 0; at = bytes.indexOf(sign, at + 1)) {
    count += !isWide || isWhole(at, bytes, encoding) ? 1 : 0;
  }
  return count;
}

/** Whether a byte that is an ASCII sign is one in this encoding, and not a half of another character. */
function isWhole(at: number, bytes: Buffer, encoding: Encoding): boolean {
  const [phase, beside] = BYTES_OF_SIGN[encoding];
  return beside === undefined || (at % 2 === phase && bytes[at + beside] === 0);
}

/** Of two bytes, which one an ASCII sign is, and where the other one stands beside it, which is NUL. */
const BYTES_OF_SIGN: Readonly<Record<Encoding, readonly [phase?: number, beside?: number]>> = {
  text: [],
  binary: [],
  utf16le: [0, 1],
  utf16be: [1, -1],
};

export type Encoding = 'text' | 'utf16le' | 'utf16be' | 'binary';

const DECODERS: Readonly<Record<Encoding, (bytes: Buffer) => string>> = {
  // What is both is read much faster as Latin-1.
  text: (bytes) =>
    isAscii(bytes) ? bytes.toString('latin1') : bytes.toString('utf8', hasMark(bytes, MARKS.utf8) ? 3 : 0),
  utf16le: (bytes) => bytes.toString('utf16le', hasMark(bytes, MARKS.utf16le) ? 2 : 0),
  utf16be: (bytes) => new TextDecoder('utf-16be').decode(bytes),
  binary: strings,
};

const WIDE: Glance = { mayHoldSecret: true, mayNameVendor: true };

/** An account token alone is not looked for in programs and pictures. */
const GLANCES: Readonly<Record<Encoding, (bytes: Buffer) => Glance>> = {
  text: (bytes) => glance(bytes),
  utf16le: () => WIDE,
  utf16be: () => WIDE,
  binary: (bytes) => {
    const { mayHoldSecret, mayNameVendor } = glance(bytes, KEY_LENGTH);
    return { mayHoldSecret: mayHoldSecret || mayHoldWideKey(bytes), mayNameVendor };
  },
};

const MARKS = { utf8: [0xef, 0xbb, 0xbf], utf16le: [0xff, 0xfe], utf16be: [0xfe, 0xff] } as const;

const hasMark = (bytes: Buffer, mark: readonly number[]): boolean =>
  bytes[0] === mark[0] && mark.every((byte, at) => bytes[at] === byte);

/** Told by the beginning of a file. */
export function encodingOf(bytes: Buffer): Encoding {
  if (hasMark(bytes, MARKS.utf16le)) {
    return 'utf16le';
  }
  if (hasMark(bytes, MARKS.utf16be)) {
    return 'utf16be';
  }
  const head = bytes.length > SNIFFED ? bytes.subarray(0, SNIFFED) : bytes;
  return head.includes(0) ? encodingOfNuls(head) : 'text';
}

/** Told by where the NULs are. */
function encodingOfNuls(head: Buffer): Encoding {
  const nuls = [0, 0];
  for (let at = head.indexOf(0); at >= 0; at = head.indexOf(0, at + 1)) {
    nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = nuls.map((count) => (count * 1000) / head.length);
  if (odd > WIDE_SHARE && even < WIDE_SHARE / 10) {
    return 'utf16le';
  }
  return even > WIDE_SHARE && odd < WIDE_SHARE / 10 ? 'utf16be' : 'binary';
}

/** The strings of a binary file, each on its line; offsets stay. */
function strings(bytes: Buffer): string {
  const readable = Buffer.from(bytes);
  let endsAfter = true;
  for (let at = readable.length - 1; at >= 0; at--) {
    const ends = CONTROL[readable[at] ?? 0] === 1;
    if (ends) {
      readable[at] = endsAfter ? BLANK : LINE_BREAK;
    }
    endsAfter = ends;
  }
  return readable.toString('latin1');
}

const BLANK = 0x20;
const LINE_BREAK = 0x0a;
const CONTROL = Uint8Array.from({ length: 256 }, (_, byte) => (byte < BLANK || byte === 0x7f ? 1 : 0));

/** Strings of two bytes a character in a binary file, as programs for Windows have them. */
function wideFindings(
  bytes: Buffer,
  context: DetectContext,
  known: readonly KnownSecret[] = [],
): readonly Finding[] {
  const found = mayHoldWideKey(bytes) ? [0, 1].flatMap((phase) => findingsAt(phase, bytes, context)) : [];
  return withKnown(knownInWide(bytes, known), found);
}

/** @param phase 0: characters begin at even places. */
function findingsAt(phase: number, bytes: Buffer, context: DetectContext): Finding[] {
  const narrow = Buffer.alloc((bytes.length - phase) >> 1);
  for (let at = 0; at < narrow.length; at++) {
    // A character is wide if the byte beside it is NUL; the others end a string.
    narrow[at] = bytes[2 * at + phase + 1] === 0 ? (bytes[2 * at + phase] ?? 0) : 0;
  }
  const place = (offset: number): number => 2 * offset + phase;
  return detect(strings(narrow), context).map((finding) => ({
    ...finding,
    start: place(finding.start),
    end: place(finding.end),
  }));
}
