import * as vscode from 'vscode';
import type { Quote, SnippetOptions } from '../../snippets/options';

type FileStyle = Pick<SnippetOptions, 'quote' | 'indent' | 'eol'>;

/** How a file is written, for code that goes into it. */
export function styleOf({ document, options }: vscode.TextEditor): FileStyle {
  return {
    quote: mostUsedQuote(document.getText()),
    indent: indentOf(options.insertSpaces, options.tabSize),
    eol: eolOf(document),
  };
}

/** How a new file of a language is to be written, where the settings say so; the language's convention elsewhere. */
export function styleOfNew(languageId: string): Partial<FileStyle> {
  const editor = vscode.workspace.getConfiguration('editor', { languageId });
  const indent = indentOf(chosen(editor, 'insertSpaces'), chosen(editor, 'tabSize'));
  return indent === undefined ? {} : { indent };
}

export function eolOf({ eol }: vscode.TextDocument): '\n' | '\r\n' {
  return eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
}

/** The quotes that most string literals of a text have; undefined where it has none. */
function mostUsedQuote(text: string): Quote | undefined {
  const literals = text.match(/'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*"/g) ?? [];
  const singles = literals.filter((literal) => literal.startsWith("'")).length;
  if (literals.length === 0) {
    return undefined;
  }
  return singles * 2 > literals.length ? 'single' : 'double';
}

function indentOf(insertSpaces: unknown, tabSize: unknown): string | undefined {
  if (insertSpaces === false) {
    return '\t';
  }
  return typeof tabSize === 'number' ? ' '.repeat(tabSize) : undefined;
}

/** The value of a setting that somebody chose; undefined where only VS Code's default counts. */
function chosen(settings: vscode.WorkspaceConfiguration, name: string): unknown {
  const { globalValue, workspaceValue, globalLanguageValue, workspaceLanguageValue } =
    settings.inspect(name) ?? {};
  return workspaceLanguageValue ?? globalLanguageValue ?? workspaceValue ?? globalValue;
}
