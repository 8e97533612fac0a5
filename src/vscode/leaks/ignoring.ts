import type * as vscode from 'vscode';
import type { Edit } from '../../leaks/replacement';

/** How a comment that ends a line is written, by language id. JSON has none. */
const COMMENTS: Readonly<Record<string, (text: string) => string>> = {
  ...Object.fromEntries(
    [
      'javascript',
      'javascriptreact',
      'typescript',
      'typescriptreact',
      'php',
      'go',
      'java',
      'kotlin',
      'swift',
    ].map((id) => [id, (text: string) => ` // ${text}`]),
  ),
  ...Object.fromEntries(
    ['csharp', 'jsonc', 'c', 'cpp', 'rust', 'scala', 'dart', 'groovy'].map((id) => [
      id,
      (text: string) => ` // ${text}`,
    ]),
  ),
  ...Object.fromEntries(
    [
      'python',
      'ruby',
      'r',
      'shellscript',
      'powershell',
      'yaml',
      'dockercompose',
      'terraform',
      'toml',
      'perl',
      'dotenv',
    ].map((id) => [id, (text: string) => ` # ${text}`]),
  ),
  html: (text) => ` <!-- ${text} -->`,
  xml: (text) => ` <!-- ${text} -->`,
  markdown: (text) => ` <!-- ${text} -->`,
  sql: (text) => ` -- ${text}`,
  lua: (text) => ` -- ${text}`,
};

const ALLOW = 'fleetio:allow';

/** Files of JSON that their own programs read with comments in them; VS Code takes many others for such. */
const JSON_WITH_COMMENTS =
  /\.(?:jsonc|code-workspace|code-snippets)$|(?:^|\/)(?:\.vscode|\.devcontainer)\/|(?:^|\/)[tj]sconfig[^/]*\.json$/;

/** What VS Code has no language for. */
const BY_NAME: readonly (readonly [name: RegExp, language: string])[] = [
  [/\.toml$/, 'toml'],
  [/\.tf(?:vars)?$/, 'terraform'],
  [/(?:^|\/)\.env(?:\.\w+)?$/, 'dotenv'],
];

function languageOf({ languageId, uri }: vscode.TextDocument): string | undefined {
  if (languageId === 'jsonc' && !JSON_WITH_COMMENTS.test(uri.path)) {
    return undefined;
  }
  return languageId === 'plaintext' ? BY_NAME.find(([name]) => name.test(uri.path))?.[1] : languageId;
}

/** The comment that allows a finding, behind its line; undefined where the language or the line takes none. */
export function allowComment(document: vscode.TextDocument, range: vscode.Range): Edit | undefined {
  const language = languageOf(document) ?? '';
  const write = Object.hasOwn(COMMENTS, language) ? COMMENTS[language] : undefined;
  const line = document.lineAt(range.end.line);
  // A line that goes on below would take the rest of the statement into the comment.
  if (write === undefined || /[\\`]\s*$/.test(line.text)) {
    return undefined;
  }
  const at = document.offsetAt(line.range.end);
  return { start: at, end: at, newText: write(ALLOW) };
}
