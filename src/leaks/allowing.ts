import { regionAt } from './allowing/regions';
import { ABOVE_ONLY, CONTINUED, COMMENT_SYNTAXES } from './allowing/syntaxes';
import { obeyIgnores, WORD } from './ignores';
import { Lines } from './lines';
import { languageIdOf } from './replacement';
import type { Edit, Place } from './replacement/edits';
import { surroundingsAt, type Syntax } from './replacement/literals';

/** A secret in a file that its reader wants to keep there. */
export type Allowed = Omit<Place, 'variable'>;

/**
 * Writes the comment that allows a secret: at the end of its line or, where that is no place for one, on a line above.
 * @returns undefined where a comment would become a part of a text, or would not be obeyed.
 */
export function allowingEdit(allowed: Allowed, languageId: string): Edit | undefined {
  const id = languageIdOf(languageId, allowed.path);
  if (allowed.text.length > LONGEST_TEXT || (id === 'jsonc' && !JSON_WITH_COMMENTS.test(allowed.path))) {
    return undefined;
  }
  const lines = new Lines(allowed.text);
  const places = [() => behind(allowed, lines, id), () => above(allowed, lines, id)];
  for (const place of places) {
    const edit = place();
    if (edit !== undefined && isObeyed(allowed, edit)) {
      return edit;
    }
  }
  return undefined;
}

/** The text is read from its start, a few times, while an editor waits: that may take 50 ms. */
export const LONGEST_TEXT = 400_000;

/** Files of JSON that their own programs read with comments in them; VS Code takes many others for such. */
const JSON_WITH_COMMENTS =
  /\.(?:jsonc|code-workspace|code-snippets)$|(?:^|\/)(?:\.vscode|\.devcontainer)\/|(?:^|\/)[tj]sconfig[^/]*\.json$/;

function behind(allowed: Allowed, lines: Lines, id: string): Edit | undefined {
  const { text } = allowed;
  const line = lines.at(allowed.start);
  const at = lines.end(line);
  const here = languageAt(text, at, id);
  if (here === undefined || ABOVE_ONLY.has(here.language) || here.continues(lines.line(line, Infinity))) {
    return undefined;
  }
  if (isJsx(here)) {
    return inJsx(allowed, here);
  }
  if (here.around === 'code') {
    return insertion(at, ` ${comment(here.syntax)}`);
  }
  // A comment in a comment needs no end of its own, which would end both.
  const sign = here.syntax.lineComments[0] ?? '#';
  return here.around === 'comment' ? insertion(at, ` ${sign} ${WORD}`) : undefined;
}

function above({ text, start }: Allowed, lines: Lines, id: string): Edit | undefined {
  const line = lines.at(start);
  const at = lines.start(line);
  const here = languageAt(text, at, id);
  if (
    here?.around !== 'code' ||
    here.language === 'markdown' ||
    isJsx(here) ||
    here.continues(lines.line(line - 1, Infinity))
  ) {
    return undefined;
  }
  const [indent = ''] = /^[ \t]*(?:>[ \t]*)*/.exec(lines.line(line)) ?? [];
  return insertion(at, indent + comment(here.syntax) + (text.includes('\r\n') ? '\r\n' : '\n'));
}

export interface Here {
  readonly language: string;
  /** All that is in that language, and where it begins in the file. */
  readonly code: string;
  readonly from: number;
  readonly syntax: Syntax;
  readonly around: 'code' | 'comment' | 'literal';
  /** Whether a line goes on below, so that nothing can stand behind or under it. */
  readonly continues: (line: string) => boolean;
}

/** What is written at an offset, which can be another language than the file's. */
export function languageAt(text: string, at: number, id: string): Here | undefined {
  const { language, start, end } = regionAt(text, at, id);
  const syntax = Object.hasOwn(COMMENT_SYNTAXES, language) ? COMMENT_SYNTAXES[language] : undefined;
  if (syntax === undefined) {
    return undefined;
  }
  const code = text.slice(start, end);
  const around = surroundingsAt(code, at - start, syntax);
  const continued = CONTINUED[language] ?? /\\\s*$/;
  return {
    ...{ language, code, from: start, syntax },
    around: typeof around === 'string' ? around : 'literal',
    continues: (line) => continued.test(line),
  };
}

function comment({ lineComments: [sign], blockComments: [[open, close] = ['', '']] = [] }: Syntax): string {
  return sign === undefined ? `${open} ${WORD} ${close}` : `${sign} ${WORD}`;
}

export function isJsx({ language, code }: Here): boolean {
  return language.endsWith('react') || (language === 'javascript' && /<\/[\w.]*>|\/>/.test(code));
}

/** What ends a line may be text on the page, so the comment stands right behind the string, or the text, of the secret. */
function inJsx({ text, start, end }: Allowed, { code, from, syntax, around }: Here): Edit | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  if (/^\s*(?:\/[/*]|\*)/.test(before)) {
    const lineEnd = text.indexOf('\n', end);
    return around === 'comment' ? insertion(lineEnd < 0 ? text.length : lineEnd, ` // ${WORD}`) : undefined;
  }
  const literal = surroundingsAt(code, start - from, syntax);
  if (typeof literal !== 'string') {
    return insertion(from + literal.end, ` /* ${WORD} */`);
  }
  return literal === 'code' && /(?<!=)>[^<>{}]*$/.test(before)
    ? insertion(end, `{/* ${WORD} */}`)
    : undefined;
}

function insertion(at: number, newText: string): Edit {
  return { start: at, end: at, newText };
}

function isObeyed({ text, start }: Allowed, edit: Edit): boolean {
  const after = text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
  const moved = { start: start + (edit.start <= start ? edit.newText.length : 0) };
  return obeyIgnores(after, [moved]).ignored.length > 0;
}
