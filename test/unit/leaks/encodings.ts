/** Ways to write a text as bytes. */
export const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(`\uFEFF${text}`),
  'UTF-16': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'UTF-16 without a mark': (text) => Buffer.from(ascii(text), 'utf16le'),
  'UTF-16, high byte first': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  'Latin-1': (text) => Buffer.from(text, 'latin1'),
  'a string in a binary file': (text) =>
    Buffer.concat([
      Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 0xff]),
      Buffer.from(text),
      Buffer.from([0, 0, 7]),
    ]),
};

/** Without a mark UTF-16 is told by its NULs, which characters of other scripts lack. */
const ascii = (text: string): string => text.replace(/[^\x20-\x7e\r\n]/g, '.');
