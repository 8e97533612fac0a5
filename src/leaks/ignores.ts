import type { Run } from './hexRuns';
import { Lines } from './lines';

/** What is left of some findings when the ignore comments of their text are obeyed. */
export interface Obeyed<Found> {
  readonly findings: readonly Found[];
  readonly ignored: readonly Found[];
  /** Ignore comments that have nothing to ignore, by their place. */
  readonly unused: readonly Run[];
}

/** What an ignore comment says. */
export const WORD = 'fleetio:allow';
/** What comments begin with, in whatever language. */
export const SIGN = String.raw`\/\/|\/\*|#|--|<!--|;|%|'|\{-|\(\*|\bREM\b|\*`;
/** The word behind the sign of a comment; `"//": "…"` does for JSON. */
const IGNORE = new RegExp(`(["'\`] ?|\\/ )?(${SIGN})([^\\w\\r\\n\`]{0,8})${WORD}\\b([^\\r\\n]*)`, 'gi');

/** A literal or expression that begins as a comment does, as in tests of comments; `"//": "…"` in JSON is none. */
function isLiteral(comment: RegExpExecArray): boolean {
  const [, before = '', sign = '', gap = '', rest = ''] = comment;
  const quote = before.trim();
  if (quote === '/') {
    return rest.includes('/');
  }
  const opens = quote !== '' && !/["']/.test(gap) && rest.includes(quote) && !isWithin(quote, comment);
  return opens || (sign === "'" && rest.includes("'"));
}

/** Whether a quote was opened on the line before a place, so that the one there ends a literal. */
function isWithin(quote: string, { input, index }: RegExpExecArray): boolean {
  const line = input.slice(input.lastIndexOf('\n', index) + 1, index);
  return line.split(quote).length % 2 === 0;
}

/** A comment that allows something. */
export interface AllowComment {
  /** Where the signs begin that stand before the word; that of the comment is one of them. */
  readonly start: number;
  readonly word: Run;
  /** Where its line ends. */
  readonly lineEnd: number;
}

export function allowCommentsIn(text: string): AllowComment[] {
  return [...text.matchAll(IGNORE)]
    .filter((match) => !isLiteral(match))
    .map(({ index, 0: all, 1: before = '', 4: rest = '' }) => {
      const lineEnd = index + all.length;
      const end = lineEnd - rest.length;
      return { start: index + before.length, word: { start: end - WORD.length, end }, lineEnd };
    });
}

/**
 * Obeys the comments `fleetio:allow`: each covers the findings of its own line or, if there are none, those of the next.
 * @param text the one that the findings are from.
 */
export function obeyIgnores<Found extends { readonly start: number }>(
  text: string,
  findings: readonly Found[],
): Obeyed<Found> {
  if (!text.toLowerCase().includes(WORD)) {
    return { findings, ignored: [], unused: [] };
  }
  const lines = new Lines(text);
  const byLine = new Map<number, Found[]>();
  for (const finding of findings) {
    const line = lines.at(finding.start);
    const own = byLine.get(line) ?? [];
    own.push(finding);
    byLine.set(line, own);
  }
  const ignored = new Set<Found>();
  const unused: Run[] = [];
  for (const { word } of allowCommentsIn(text)) {
    const line = lines.at(word.end);
    const covered = byLine.get(line) ?? byLine.get(line + 1) ?? [];
    for (const finding of covered) {
      ignored.add(finding);
    }
    if (covered.length === 0) {
      unused.push(word);
    }
  }
  return { findings: findings.filter((finding) => !ignored.has(finding)), ignored: [...ignored], unused };
}
