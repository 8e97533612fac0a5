import type { Quote } from './options';

/** Writes any text as a string literal of one language, on one line, with nothing in it that cannot be seen. */
export type Literal = (text: string, quote?: Quote) => string;

/** How a language writes a text between quotes. */
interface Escapes {
  /** Characters that need a backslash, besides the backslash itself and the quote. */
  readonly special?: string;
  /** Both quotes mean the same, so the one that the text does not hold is taken. */
  readonly eitherQuote?: boolean;
  /** How a character that cannot be seen is written. */
  readonly unseen: (character: string) => string;
}

/**
 * Control and format characters (right-to-left marks among them), separators other than the space, and what Unicode
 * leaves open: a reader of the code would not see them.
 */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
const HAS_UNSEEN = new RegExp(UNSEEN.source, 'u');

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const CHARACTER: Readonly<Record<Quote, string>> = { single: "'", double: '"' };
const OTHER: Readonly<Record<Quote, Quote>> = { single: 'double', double: 'single' };

const ecmascript = escaped({
  eitherQuote: true,
  unseen: (character) => (character.length === 1 ? utf16(character) : braced(character)),
});
/** Also safe in the script of an HTML page. */
export const javascript: Literal = (text, quote) =>
  ecmascript(text, quote).replace(/<\/(?=script)/gi, '<\\/');

export const python: Literal = escaped({ eitherQuote: true, unseen: longUnicode });
export const r: Literal = escaped({ eitherQuote: true, unseen: longUnicode });
export const go: Literal = escaped({ unseen: longUnicode });
export const csharp: Literal = escaped({ unseen: utf16 });
export const kotlin: Literal = escaped({ special: '$', unseen: utf16 });
export const swift: Literal = escaped({ unseen: braced });
/** Java's compiler turns `\u000a` into a line break before it looks for literals, so low characters go in octal. */
export const java: Literal = escaped({
  unseen: (character) => (character < '\u0100' ? `\\${codePoint(character, 3, 8)}` : utf16(character)),
});
export const ruby: Literal = plainOr(escaped({ special: '#', unseen: braced }));
export const php: Literal = plainOr(escaped({ special: '$', unseen: braced }));

/** PowerShell takes typographic quotes for quotes; doubled, they mean themselves. */
export const powershell: Literal = (text) => {
  if (!HAS_UNSEEN.test(text)) {
    return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
  }
  const visible = text.replace(/[`$]/g, '`$&').replace(/["\u201c-\u201e]/g, '$&$&');
  return `"${visible.replace(UNSEEN, (character) => `\`u{${codePoint(character, 1)}}`)}"`;
};

/** Unseen characters go as bytes, which the old shell of macOS knows as well. */
export const bash: Literal = (text) =>
  HAS_UNSEEN.test(text)
    ? `$'${reveal(text.replace(/[\\']/g, '\\$&'), bytes)}'`
    : `'${text.replaceAll("'", `'\\''`)}'`;

/** A text as part of a comment of one line in any language: without what could end the comment. */
export function comment(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N} _.,:;@#'()&+=-]/gu, ' ').trim();
}

function escaped({ special = '', eitherQuote = false, unseen }: Escapes): Literal {
  return (text, preferred = 'double') => {
    const swap =
      eitherQuote && text.includes(CHARACTER[preferred]) && !text.includes(CHARACTER[OTHER[preferred]]);
    const quote = CHARACTER[swap ? OTHER[preferred] : preferred];
    const visible = Array.from(text, (character) =>
      character === '\\' || character === quote || special.includes(character) ? `\\${character}` : character,
    );
    return `${quote}${reveal(visible.join(''), unseen)}${quote}`;
  };
}

/** For languages whose single quotes know no escapes but `\\` and `\'`. */
function plainOr(double: Literal): Literal {
  return (text, preferred = 'single') =>
    preferred === 'double' || HAS_UNSEEN.test(text) ? double(text) : `'${text.replace(/[\\']/g, '\\$&')}'`;
}

function reveal(text: string, unseen: (character: string) => string): string {
  return text.replace(UNSEEN, (character) => NAMED[character] ?? unseen(character));
}

function codePoint(character: string, digits: number, radix = 16): string {
  return (character.codePointAt(0) ?? 0).toString(radix).padStart(digits, '0');
}

/** `\u200f`, in two halves for characters beyond the first 65,536. */
function utf16(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** `\u200f`, or `\U000e0001`. */
function longUnicode(character: string): string {
  return character.length === 1 ? utf16(character) : `\\U${codePoint(character, 8)}`;
}

/** `\u{200f}`. */
function braced(character: string): string {
  return `\\u{${codePoint(character, 1)}}`;
}

/** `\xe2\x80\x8f`. */
function bytes(character: string): string {
  return [...new TextEncoder().encode(character)]
    .map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
    .join('');
}
