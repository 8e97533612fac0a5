import type { Literal, LiteralKind, Syntax } from './literals';

/** How a programming language reads an environment variable and puts the value where a string was. */
export interface Language extends Syntax {
  /** The expression that reads a variable. @param quote the quote of the literal that it takes the place of. */
  readonly read: (variable: string, quote: string) => string;
  /** How text and the expression are put together. */
  readonly join: Join;
  /** Looks-up with a default: the default alone goes, and what is left has to be a value. */
  readonly defaults?: readonly DefaultRule[];
  /** Where the language takes a constant and no expression. */
  readonly constants?: readonly ConstantRule[];
  /** Whether a string that is a statement by itself is documentation. */
  readonly hasDocstrings?: true;
  /** What the expression needs at the top of the file. */
  readonly needs?: Need;
}

/** `concatenate`: both sides stay literals of their own. `embed`: the expression goes into the literal. */
export type Join =
  | { readonly by: 'concatenate'; readonly sign: string }
  | { readonly by: 'call'; readonly name: string }
  | { readonly by: 'embed'; readonly inside: (expression: string) => string }
  | { readonly by: 'own'; readonly write: (parts: JoinParts) => string | undefined };

export interface JoinParts {
  readonly literal: Literal;
  readonly before: string;
  readonly after: string;
  readonly expression: string;
}

export interface DefaultRule {
  /** What stands before the literal on its line; it goes, too. */
  readonly before: RegExp;
  /** What stands behind it and goes, too. */
  readonly after: RegExp;
  readonly becomes: (match: RegExpExecArray) => string;
}

export interface ConstantRule {
  /** What stands before the literal on its line; where nothing is valid, in its statement. */
  readonly before: RegExp;
  /** What has to stand behind it, too. */
  readonly behind?: RegExp;
  /** What has to stand before the bracket of the block that it is in, too. */
  readonly head?: RegExp;
  /** What takes its place; undefined: nothing is valid there. */
  readonly becomes?: (match: RegExpExecArray) => string;
}

export interface Need {
  /** Finds it where it is there already. */
  readonly there: RegExp;
  readonly line: string;
  /** The line that it goes behind: the last match of this, or the top of the file. */
  readonly after: RegExp;
}

const C_COMMENTS = { lineComments: ['//'], blockComments: [['/*', '*/']] } as const;

const plain = (open: string, more: Partial<LiteralKind> = {}): LiteralKind => ({
  open,
  escape: 'backslash',
  ...more,
});

/** Text of a plain literal, whose escapes a template understands too, made safe between backticks. */
const escapeTemplate = (text: string): string => text.replace(/`|\$\{/g, '\\$&');

const NAME = '([A-Za-z_]\\w*)';

/** A look-up with a default behind it. */
const ENVIRONMENT_DEFAULT: DefaultRule = {
  before: new RegExp(`process\\.env(?:\\.${NAME}|\\[(['"])${NAME}\\2\\])\\s*(?:\\|\\||\\?\\?)\\s*$`),
  after: /^/,
  becomes: ([, dotted, , quoted]) => `process.env.${dotted ?? quoted ?? ''}`,
};

const javascript: Language = {
  ...C_COMMENTS,
  literals: [plain("'"), plain('"'), plain('`', { multiline: true, embeds: '${' })],
  read: (variable) => `process.env.${variable}`,
  join: { by: 'own', write: joinJavaScript },
  defaults: [ENVIRONMENT_DEFAULT],
};

function joinJavaScript({ literal, before, after, expression }: JoinParts): string {
  return literal.kind.open === '`'
    ? `\`${before}\${${expression}}${after}\``
    : `\`${escapeTemplate(before)}\${${expression}}${escapeTemplate(after)}\``;
}

/** A strict compiler takes a variable of the environment for a string only where it is told so. */
const typescript: Language = {
  ...javascript,
  read: (variable) => `process.env.${variable}!`,
  join: {
    by: 'own',
    // In a template any value will do.
    write: (parts) => joinJavaScript({ ...parts, expression: parts.expression.replace(/!$/, '') }),
  },
  defaults: [{ ...ENVIRONMENT_DEFAULT, becomes: (match) => `${ENVIRONMENT_DEFAULT.becomes(match)}!` }],
  constants: [
    { before: /$/, behind: /^\s*as\s+const\b/ },
    { before: /\btype\s+\w+(?:<[^<>]*>)?\s*=[^=>()]*$/ },
    { before: /=\s*$/, head: /\benum\s+\w+\s*$/ },
  ],
};

/** In JSX, an attribute's value is a string or an expression in braces. */
const JSX_ATTRIBUTE: ConstantRule = {
  before: /(<[A-Za-z][^<>]*\s[\w-]+=)$/,
  becomes: ([attribute = '']) => `${attribute}{`,
};

const python: Language = {
  lineComments: ['#'],
  hasDocstrings: true,
  prefix: /(?<![A-Za-z0-9_])[rbfuRBFU]{1,2}$/,
  literals: [
    plain('"""', { multiline: true, embeds: '{' }),
    plain("'''", { multiline: true, embeds: '{' }),
    plain('"', { embeds: '{' }),
    plain("'", { embeds: '{' }),
  ],
  read: (variable, quote) => `os.environ[${quote}${variable}${quote}]`,
  join: { by: 'own', write: joinPython },
  defaults: [
    {
      before: new RegExp(`os\\.(?:environ\\.get|getenv)\\(\\s*(['"])${NAME}\\1,\\s*$`),
      after: /^\s*\)/,
      becomes: ([, quote = '', name = '']) => `os.environ[${quote}${name}${quote}]`,
    },
  ],
  constants: [{ before: /(?:^|\n)[ \t]*case[ \t][^\n=]*$/ }],
  needs: {
    there: /^\s*import\s+(?:[\w.]+\s*,\s*)*os\b/m,
    line: 'import os',
    after: /^(?:from __future__ import .*|#!.*|#.*coding[:=].*)$/gm,
  },
};

function joinPython({ literal, before, after, expression }: JoinParts): string | undefined {
  const { prefix, kind } = literal;
  if (/f/i.test(prefix) || !/[{}]/.test(before + after)) {
    const letters = /f/i.test(prefix) ? prefix : `f${prefix.replace(/u/i, '')}`;
    // Before Python 3.12 the quotes of the literal cannot come again in its expressions.
    const other = kind.open.startsWith('"') ? "'" : '"';
    return `${letters}${kind.open}${before}{${expression.replace(/['"]/g, other)}}${after}${kind.open}`;
  }
  const side = (text: string): string[] => (text === '' ? [] : [`${prefix}${kind.open}${text}${kind.open}`]);
  return `(${[...side(before), expression, ...side(after)].join(' + ')})`;
}

const ruby: Language = {
  lineComments: ['#'],
  blockComments: [['\n=begin', '\n=end']],
  literals: [plain("'", { multiline: true }), plain('"', { multiline: true, embeds: '#{' })],
  read: (variable, quote) => `ENV.fetch(${quote}${variable}${quote})`,
  join: {
    by: 'own',
    write: ({ literal: { kind }, before, after, expression }) =>
      kind.open === '"'
        ? `"${before}#{${expression}}${after}"`
        : [...(before ? [`'${before}'`] : []), expression, ...(after ? [`'${after}'`] : [])].join(' + '),
  },
  defaults: [
    {
      before: new RegExp(`ENV\\.fetch\\(\\s*(['"])${NAME}\\1,\\s*$`),
      after: /^\s*\)/,
      becomes: ([, quote = '', name = '']) => `ENV.fetch(${quote}${name}${quote})`,
    },
    {
      before: new RegExp(`ENV\\[(['"])${NAME}\\1\\]\\s*\\|\\|\\s*$`),
      after: /^/,
      becomes: ([, quote = '', name = '']) => `ENV.fetch(${quote}${name}${quote})`,
    },
  ],
};

const php: Language = {
  ...C_COMMENTS,
  lineComments: ['//', '#'],
  literals: [plain("'", { multiline: true }), plain('"', { multiline: true })],
  read: (variable, quote) => `getenv(${quote}${variable}${quote})`,
  join: { by: 'concatenate', sign: ' . ' },
  defaults: [
    {
      before: new RegExp(`(getenv\\(\\s*(['"])${NAME}\\2\\s*\\))\\s*(?:\\?:|\\?\\?)\\s*$`),
      after: /^/,
      becomes: ([, look = '']) => look,
    },
    {
      before: new RegExp(`(\\$_(?:ENV|SERVER)\\[(['"])${NAME}\\2\\])\\s*(?:\\?:|\\?\\?)\\s*$`),
      after: /^/,
      becomes: ([, look = '']) => look,
    },
    {
      before: new RegExp(`\\benv\\(\\s*(['"])${NAME}\\1,\\s*$`),
      after: /^\s*\)/,
      becomes: ([, quote = '', name = '']) => `env(${quote}${name}${quote})`,
    },
  ],
  // Constants, defaults of properties and of parameters are no place for a call.
  constants: [
    { before: /\bconst\s+\w/ },
    { before: /^\s*(?:(?:public|private|protected|static|readonly|var)\s+)+(?:\??[\w|\\]+\s+)?\$\w+\s*=/m },
    { before: /\b(?:function|fn)\b[^{]*\$\w+\s*=\s*$/ },
    { before: /#\[[^\]]*$/ },
  ],
};

const go: Language = {
  ...C_COMMENTS,
  literals: [plain('"'), { open: '`', escape: 'none', multiline: true }],
  read: (variable) => `os.Getenv("${variable}")`,
  join: { by: 'concatenate', sign: ' + ' },
  constants: [
    {
      before: /^(\s*)const(\s+\w+(?:\s+string)?\s*=\s*)$/,
      becomes: ([, indent = '', rest = '']) => `${indent}var${rest}`,
    },
    { before: /^\s*const\b(?!\s*\([^]*\n\))/m },
    // A tag of a field.
    { before: /\n\s+\w+\s+[\w.[\]*]+\s+$/ },
  ],
  needs: {
    there: /^(?:import\s+|\s+)(?:\w+\s+)?"os"\s*$/m,
    line: 'import "os"',
    after: /^package\s+\w+.*$/gm,
  },
};

const java: Language = {
  ...C_COMMENTS,
  literals: [plain('"""', { multiline: true }), plain('"'), plain("'")],
  read: (variable) => `System.getenv("${variable}")`,
  join: { by: 'concatenate', sign: ' + ' },
  constants: [{ before: /\bcase\s+$/ }],
};

const kotlin: Language = {
  ...C_COMMENTS,
  literals: [
    { open: '"""', escape: 'none', multiline: true, embeds: '${' },
    plain('"', { embeds: '${' }),
    plain("'"),
  ],
  read: (variable) => `System.getenv("${variable}")`,
  join: { by: 'embed', inside: (expression) => `\${${expression}}` },
  defaults: [
    {
      before: new RegExp(`(System\\.getenv\\("${NAME}"\\))\\s*\\?:\\s*$`),
      after: /^/,
      becomes: ([, look = '', name = '']) => `${look} ?: error("${name} is not set")`,
    },
  ],
  constants: [
    { before: /\bconst\s+val(\s+\w+(?:\s*:\s*String)?\s*=\s*)$/, becomes: ([, rest = '']) => `val${rest}` },
    { before: /\bconst\b/ },
  ],
};

const swift: Language = {
  ...C_COMMENTS,
  literals: [plain('"""', { multiline: true, embeds: '\\(' }), plain('"', { embeds: '\\(' })],
  read: (variable) => `ProcessInfo.processInfo.environment["${variable}"] ?? ""`,
  join: {
    by: 'own',
    write: ({ literal: { kind }, before, after, expression }) =>
      `${kind.open}${before}\\(${expression})${after}${kind.open}`,
  },
  defaults: [
    {
      before: new RegExp(`(ProcessInfo\\.processInfo\\.environment\\["${NAME}"\\]\\s*\\?\\?\\s*)$`),
      after: /^/,
      becomes: ([, look = '']) => `${look}""`,
    },
  ],
  constants: [{ before: /^\s*case\s[^\n]*$/m }],
  needs: {
    there: /^\s*import\s+(?:Foundation|UIKit|SwiftUI|AppKit|Cocoa)\b/m,
    line: 'import Foundation',
    after: /^#!.*$/gm,
  },
};

const csharp: Language = {
  ...C_COMMENTS,
  prefix: /[@$]{1,2}$/,
  literals: [
    plain('"""', { escape: 'none', multiline: true }),
    { open: '@"', close: '"', escape: 'doubled', multiline: true, embeds: '{' },
    plain('"', { embeds: '{' }),
    plain("'"),
  ],
  read: (variable) => `System.Environment.GetEnvironmentVariable("${variable}")`,
  join: { by: 'concatenate', sign: ' + ' },
  defaults: [
    {
      before: new RegExp(
        `((?:System\\.)?Environment\\.GetEnvironmentVariable\\("${NAME}"\\))\\s*\\?\\?\\s*$`,
      ),
      after: /^/,
      becomes: ([, look = '', name = '']) =>
        `${look} ?? throw new System.InvalidOperationException("${name} is not set")`,
    },
  ],
  constants: [
    {
      before: /\b(public|private|protected|internal)((?:\s+\w+)*?)\s+const(\s+string\s+\w+\s*=\s*)$/,
      becomes: ([, access = '', modifiers = '', rest = '']) => `${access}${modifiers} static readonly${rest}`,
    },
    { before: /\bconst(\s+string\s+\w+\s*=\s*)$/, becomes: ([, rest = '']) => rest.trimStart() },
    { before: /\bconst\b/ },
    // The default of a parameter.
    { before: /\(\s*(?:[^()]*,\s*)?string\??\s+\w+\s*=\s*$/ },
    // An attribute.
    { before: /^\s*\[\w[^\]]*$/m },
    { before: /\bcase\s+$/ },
  ],
};

const r: Language = {
  lineComments: ['#'],
  literals: [plain("'", { multiline: true }), plain('"', { multiline: true })],
  read: (variable, quote) => `Sys.getenv(${quote}${variable}${quote})`,
  join: { by: 'call', name: 'paste0' },
  defaults: [
    {
      before: new RegExp(`Sys\\.getenv\\(\\s*(['"])${NAME}\\1,\\s*(?:unset\\s*=\\s*)?$`),
      after: /^\s*\)/,
      becomes: ([, quote = '', name = '']) => `Sys.getenv(${quote}${name}${quote})`,
    },
  ],
};

/** By VS Code's language id. */
export const LANGUAGES: Readonly<Record<string, Language>> = {
  javascript,
  javascriptreact: { ...javascript, constants: [JSX_ATTRIBUTE] },
  typescript,
  typescriptreact: { ...typescript, constants: [JSX_ATTRIBUTE, ...(typescript.constants ?? [])] },
  python,
  ruby,
  php,
  go,
  java,
  kotlin,
  swift,
  csharp,
  r,
};
