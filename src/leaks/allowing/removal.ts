import { type Here, isJsx, languageAt, LONGEST_TEXT } from '../allowing';
import type { Run } from '../hexRuns';
import { type AllowComment, allowCommentsIn, SIGN } from '../ignores';
import { languageIdOf } from '../replacement';
import type { Edit } from '../replacement/edits';
import { surroundingsAt } from '../replacement/literals';

/** The word that allows something, where nothing is to be allowed. */
export interface UnusedWord {
  readonly text: string;
  readonly start: number;
  readonly path: string;
}

/**
 * Takes a comment out that allows a secret, with its line where nothing else is in it. Of a comment that says more only what
 * begins with the word goes.
 * @returns undefined where the word is in no comment, and what stands around it would not be valid any more.
 */
export function removingEdit({ text, start, path }: UnusedWord, languageId: string): Edit | undefined {
  const comment =
    text.length > LONGEST_TEXT ? undefined : allowCommentsIn(text).find(({ word }) => word.start === start);
  if (comment === undefined) {
    return undefined;
  }
  const id = languageIdOf(languageId, path);
  const run = propertyRun(text, comment) ?? commentRun(text, comment, id);
  return run && withBlanks(text, run, id === 'markdown' ? QUOTE_MARKS : BLANK);
}

const BLANK = /^[ \t]*$/;
const QUOTE_MARKS = /^[ \t]*(?:>[ \t]*)*$/;

/** In JSON, which has no comments, the property `"//"`, with the comma that it needs no longer. */
function propertyRun(text: string, { word }: AllowComment): Run | undefined {
  const [head] = /"\/\/"\s*:\s*"[^"\w]*$/.exec(text.slice(0, word.start)) ?? [];
  const [rest] = /^(?:[^"\\\r\n]|\\.)*"/.exec(text.slice(word.end)) ?? [];
  if (head === undefined || rest === undefined) {
    return undefined;
  }
  const [start, end] = [word.start - head.length, word.end + rest.length];
  const [after] = /^\s*?,[ \t]*/.exec(text.slice(end)) ?? [];
  const [before = ''] = /,\s*$/.exec(text.slice(0, start)) ?? [];
  return after === undefined ? { start: start - before.length, end } : { start, end: end + after.length };
}

/** The sign that a comment begins with, and what is written there. */
interface Opening {
  readonly start: number;
  readonly sign: string;
  readonly here: Here | undefined;
}

function commentRun(text: string, comment: AllowComment, id: string): Run | undefined {
  const opening = openingOf(text, comment, id);
  if (opening === undefined || opening.here?.around === 'literal') {
    return undefined;
  }
  const close = CLOSES[opening.sign];
  return close === undefined || opening.here?.around === 'comment'
    ? lineRun(text, comment, opening)
    : blockRun(text, comment, opening, close);
}

/** What ends a comment that begins with a sign. */
const CLOSES: Readonly<Record<string, string>> = { '/*': '*/', '<!--': '-->', '{-': '-}', '(*': '*)' };

/** That of the language, or the one right before the word, where a comment is in another or nothing is known of the language. */
function openingOf(text: string, { start, word }: AllowComment, id: string): Opening | undefined {
  const signs = text.slice(start, word.start);
  const openings = [...signs.matchAll(new RegExp(SIGN, 'gi'))].map(({ index, 0: sign }) => {
    return { start: start + index, sign, here: languageBefore(text, start + index, id) };
  });
  const last = start + signs.trimEnd().search(/\S+$/);
  return openings.find(isOfLanguage) ?? openings.find((opening) => opening.start >= last);
}

/** What is written before an offset, where a comment can begin. */
function languageBefore(text: string, at: number, id: string): Here | undefined {
  const here = languageAt(text, at, id);
  const before = here?.code.slice(0, at - here.from) ?? '';
  const begins =
    here?.around === 'comment' && surroundingsAt(`${before} `, before.length, here.syntax) === 'code';
  return begins ? { ...here, around: 'code' } : here;
}

function isOfLanguage({ sign, here }: Opening): boolean {
  const { lineComments = [], blockComments = [] } = here?.syntax ?? {};
  return here?.around === 'code' && [...lineComments, ...blockComments.map(([open]) => open)].includes(sign);
}

/** To the end of the line, or of what the comment is in. */
function lineRun(text: string, { word, lineEnd }: AllowComment, { start, sign, here }: Opening): Run {
  const regionEnd = here === undefined ? lineEnd : here.from + here.code.length;
  const isInComment = here?.around === 'comment' || sign === '*';
  const ends = (isInComment ? Object.values(CLOSES) : [])
    .map((close) => text.indexOf(close, word.end))
    .filter((at) => at >= 0);
  const said = text.slice(start, Math.min(lineEnd, regionEnd, ...ends));
  return { start, end: start + said.trimEnd().length };
}

/** A block goes as a whole where it says nothing on other lines. */
function blockRun(
  text: string,
  { word, lineEnd }: AllowComment,
  { start, here }: Opening,
  close: string,
): Run {
  const closeAt = text.indexOf(close, word.end);
  if (closeAt < 0 || !/^[\s*]*$/.test(text.slice(lineEnd, closeAt))) {
    return { start: word.start, end: lineEnd };
  }
  const run = { start, end: closeAt + close.length };
  return here && isJsx(here) ? withBraces(text, run) : run;
}

/** On a page made of JSX, the braces around a comment are there for it; those of a function are not. */
function withBraces(text: string, { start, end }: Run): Run {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start - 1);
  const isOnPage = /(?<!=)>[^<>{}]*$|^\s*$/.test(before);
  return text[start - 1] === '{' && text[end] === '}' && isOnPage
    ? { start: start - 1, end: end + 1 }
    : { start, end };
}

/** With the blanks that stood there for the comment, or all of its line. @param empty what a line without anything is. */
function withBlanks(text: string, { start, end }: Run, empty: RegExp): Edit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newLine = text.indexOf('\n', end);
  const before = text.slice(lineStart, start);
  const after = text.slice(end, newLine < 0 ? text.length : newLine);
  const isEmptyAfter = /^[ \t\r]*$/.test(after);
  if (!empty.test(before)) {
    const kept = before.trimEnd();
    const joins = /\w$/.test(before) && /^\w/.test(after);
    return {
      start: lineStart + kept.length,
      end: isEmptyAfter ? end + after.replace(/\r$/, '').length : end,
      newText: joins ? ' ' : '',
    };
  }
  if (!isEmptyAfter) {
    return { start, end: end + after.length - after.trimStart().length, newText: '' };
  }
  return newLine < 0
    ? { start: Math.max(0, lineStart - 1), end: text.length, newText: '' }
    : { start: lineStart, end: newLine + 1, newText: '' };
}
