/**
 * Splits a command into words as a shell does: quotes of both kinds, `$'…'`, backslashes, and lines that go on. It
 * expands nothing.
 */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (const [piece, kind] of pieces(text)) {
    if (kind === 'space') {
      words.push(...(word === undefined ? [] : [word]));
      word = undefined;
    } else {
      word = (word ?? '') + READ[kind](piece);
    }
  }
  return word === undefined ? words : [...words, word];
}

type Kind = 'space' | 'continued' | 'dollar' | 'single' | 'double' | 'escaped' | 'plain';

/** The first that fits is taken; `plain` takes any character that begins nothing else, so nothing is lost. */
const PIECE =
  /(?<continued>\\\r?\n)|(?<space>\s+)|(?<dollar>\$'(?:[^'\\]|\\.)*')|(?<single>'[^']*')|(?<double>"(?:[^"\\]|\\.)*")|(?<escaped>\\.)|(?<plain>[^\s\\'"$]+|.)/gs;

const READ: Readonly<Record<Exclude<Kind, 'space'>, (piece: string) => string>> = {
  continued: () => '',
  dollar: (piece) => piece.slice(2, -1).replace(/\\(.)/gs, (_, name: string) => NAMED[name] ?? name),
  single: (piece) => piece.slice(1, -1),
  double: (piece) =>
    piece
      .slice(1, -1)
      .replace(/\\\n/g, '')
      .replace(/\\([\\"$`])/g, '$1'),
  escaped: (piece) => piece.slice(1),
  plain: (piece) => piece,
};

const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function* pieces(text: string): Generator<readonly [string, Kind]> {
  for (const { groups = {} } of text.matchAll(PIECE)) {
    for (const [kind, piece] of Object.entries(groups) as [Kind, string | undefined][]) {
      if (piece !== undefined) {
        yield [piece, kind];
      }
    }
  }
}
