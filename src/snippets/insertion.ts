import { fileTop, importEdit } from './imports';
import type { SnippetPieces } from './target';

/** Puts `text` in place of what stands from `start` to `end`; both count UTF-16 units from the start of the file. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The file that a snippet goes into. */
export interface InsertionPlace {
  readonly text: string;
  readonly languageId: string;
  readonly eol: string;
  /** Where the cursor is. */
  readonly cursor: number;
}

/**
 * The edits that put a snippet into a file: its body as whole lines at the cursor (below the imports), indented as the
 * cursor's line is, and the imports that the file lacks at its top. A part that stands in the file already, such as a
 * function of an earlier snippet, is not repeated.
 * @returns edits that do not overlap, in the order of the file; none when all of it is there.
 */
export function insertionEdits(pieces: SnippetPieces, place: InsertionPlace): TextEdit[] {
  const body = bodyEdit(pieces, place);
  const imports = importEdit(pieces.imports, place);
  if (body === undefined || imports === undefined) {
    return [imports, body].filter((edit) => edit !== undefined);
  }
  // Two edits of one place might be done in either order.
  return imports.start === body.start ? [{ ...body, text: imports.text + body.text }] : [imports, body];
}

function bodyEdit({ sections, blankLines }: SnippetPieces, place: InsertionPlace): TextEdit | undefined {
  const { text, eol } = place;
  const { start, current } = lineFor(place);
  const indentation = indentationFor(place);
  const missing = sections
    .map((section) => indented(section, indentation))
    .filter((section) => !text.includes(section));
  if (missing.length === 0) {
    return undefined;
  }
  const gap = eol.repeat(blankLines + 1);
  const body = missing.join(gap);
  const end = start + current.length;
  if (current.trim() !== '') {
    return { start: end, end, text: gap + body + eol };
  }
  const isApart = indentation !== '' || start === 0 || /\n\r?\n$/.test(text.slice(0, start));
  return { start, end, text: (isApart ? '' : eol) + body + (end === text.length ? eol : '') };
}

/** What the lines of a snippet begin with there. */
export function indentationFor(place: InsertionPlace): string {
  return /^\s*/.exec(lineFor(place).current)?.[0] ?? '';
}

/** The line that a snippet goes to: the cursor's, or the first one below the imports. */
function lineFor({ text, cursor }: InsertionPlace): { readonly start: number; readonly current: string } {
  const at = Math.max(cursor, fileTop(text).end);
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const line = /[^\r\n]*/y;
  line.lastIndex = start;
  const [current = ''] = line.exec(text) ?? [];
  return { start, current };
}

function indented(section: string, indentation: string): string {
  return section.replace(/^(?=[^\r\n])/gm, indentation);
}
