/** A table by byte: 1 for those of these characters. */
export const byteClass = (characters: string): Uint8Array => {
  const table = new Uint8Array(256);
  for (const character of characters) {
    table[character.charCodeAt(0)] = 1;
  }
  return table;
};

/**
 * The byte at a place; NUL, which is of no class, before the first and behind the last one. Engines read what is not there much
 * more slowly, and compile anew what did so once.
 */
export const byteAt = (bytes: Uint8Array, at: number): number =>
  at >= 0 && at < bytes.length ? (bytes[at] ?? 0) : 0;

export const HEX = byteClass('0123456789abcdef');
/** What words are made of. */
export const WORD_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_';
export const WORD = byteClass(WORD_CHARACTERS);
export const BASE64 = byteClass('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_');
/** What the first character of four can be in the base64 form of hex digits: their bytes are 30–39 and 61–66. */
export const BASE64_OF_HEX = byteClass('MNOYZ');
/** And the second one. */
export const SECOND_OF_HEX = byteClass('DGTWjmz2');
