import type { TextEdit } from './insertion';

/** A statement that imports something, in any of the languages that snippets are in. */
const IMPORT = new RegExp(
  [
    String.raw`import\s*\([^)]*\)`, // Go's block
    String.raw`from\s+\S+\s+import\s*\([^)]*\)`,
    String.raw`import\b[^;'"\n{]*\{[^}]*\}[^\n]*`, // a block of names
    String.raw`(?:import|from)\b[^\n]*`,
    String.raw`using\s+[\w.= ]+;`,
    String.raw`require(?:_relative)?[ (][^\n]*`,
    String.raw`library\([^\n]*`,
    String.raw`(?:const|let|var)\s[^\n]*\brequire\([^\n]*`,
  ].join('|'),
  'y',
);

/** What may stand above and between the imports of a file: its interpreter, comments, its package, directives. */
const NOT_YET_CODE =
  /(?:#!.*\n|(?:\/\/|#).*\n|\/\*[^]*?\*\/\s*?\n|"""[^]*?"""\s*?\n|["']use strict["'];?\s*?\n|package .*\n|<\?php\s*?\n|[^\S\n]*\n)*/y;

/** The names that an import of JavaScript gives: `{ setTimeout as sleep }` gives `sleep`. */
const ECMASCRIPT = /^import\s+(\{[^}]*\}|\w+)\s+from\s+(.*?);?$/;

const ECMASCRIPT_LANGUAGES = new Set(['javascript', 'javascriptreact', 'typescript', 'typescriptreact']);

/** The top of a file, where its imports are. */
export interface FileTop {
  /** Where its imports end, before the line break; undefined when it has none. */
  readonly importsEnd: number | undefined;
  /** Where new code may begin: behind the imports, or else behind what stands above all code. */
  readonly end: number;
}

export function fileTop(text: string): FileTop {
  let importsEnd: number | undefined;
  let at = matchEnd(NOT_YET_CODE, text, 0) ?? 0;
  for (let end = matchEnd(IMPORT, text, at); end !== undefined; end = matchEnd(IMPORT, text, at)) {
    importsEnd = text.slice(0, end).trimEnd().length;
    at = matchEnd(NOT_YET_CODE, text, end) ?? end;
  }
  return { importsEnd, end: importsEnd ?? at };
}

function matchEnd(pattern: RegExp, text: string, from: number): number | undefined {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** The edit that puts those imports into the top of a text which it lacks; undefined when it lacks none. */
export function importEdit(
  imports: readonly string[],
  { text, languageId, eol }: { readonly text: string; readonly languageId: string; readonly eol: string },
): TextEdit | undefined {
  const isEcmascript = ECMASCRIPT_LANGUAGES.has(languageId);
  const missing = imports.filter((line) => line !== '' && !isThere(line, text, isEcmascript));
  if (missing.length === 0) {
    return undefined;
  }
  const lines = isEcmascript && isCommonJs(text) ? missing.map(asRequire) : missing;
  const { importsEnd, end } = fileTop(text);
  if (importsEnd !== undefined) {
    return { start: end, end, text: lines.map((line) => eol + line).join('') };
  }
  const isApart = end === 0 || /\n\r?\n$/.test(text.slice(0, end));
  return { start: end, end, text: `${isApart ? '' : eol}${lines.map((line) => line + eol).join('')}${eol}` };
}

function isThere(line: string, text: string, isEcmascript: boolean): boolean {
  if (isEcmascript) {
    return namesOf(line).every((name) => binds(text, name));
  }
  const [, path] = /^import "(.*)"$/.exec(line) ?? [];
  if (path !== undefined) {
    // Go takes no package twice by one name, whether it stands alone or in a block.
    return text.split('\n').some((other) => /^\s*(?:import\s+)?"(.*)"\s*$/.exec(other)?.[1] === path);
  }
  return text.split('\n').some((other) => bare(other) === bare(line));
}

/** Without what makes no difference to an import: quotes and what stands at the end. */
function bare(line: string): string {
  return line.replaceAll('"', "'").replace(/[;\s]+$/, '');
}

function namesOf(line: string): string[] {
  const [, clause = ''] = ECMASCRIPT.exec(line) ?? [];
  return clause.match(/\w+(?=\s*(?:[,}]|$))/g) ?? [];
}

/** True when a file's imports give it this name. */
function binds(text: string, name: string): boolean {
  return (
    new RegExp(`^import\\b[^;'"]*\\b${name}\\b\\s*(?:[,}]|from)`, 'm').test(text) ||
    new RegExp(`^(?:const|let|var)\\b[^;=]*\\b${name}\\b[^;=]*=\\s*require\\(`, 'm').test(text)
  );
}

function isCommonJs(text: string): boolean {
  return /\brequire\(|\bmodule\.exports\b/.test(text) && !/^(?:import|export)\b/m.test(text);
}

function asRequire(line: string): string {
  return line.replace(
    ECMASCRIPT,
    (_, clause: string, from: string) => `const ${clause.replace(/ as /g, ': ')} = require(${from});`,
  );
}
