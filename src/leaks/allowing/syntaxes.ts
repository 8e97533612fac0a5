import { LANGUAGES } from '../replacement/languages';
import type { LiteralKind, Syntax } from '../replacement/literals';
import { POWERSHELL, SHELL } from '../replacement/shells';

const C_COMMENTS = { lineComments: ['//'], blockComments: [['/*', '*/']] } as const;
const MARKUP_COMMENTS = { lineComments: [], blockComments: [['<!--', '-->']] } as const;
const HASH = { lineComments: ['#'], commentsBeginWords: true } as const;

const quoted = (...opens: readonly string[]): LiteralKind[] =>
  opens.map((open) => ({ open, escape: 'backslash' }));
const multiline = (...opens: readonly string[]): LiteralKind[] =>
  quoted(...opens).map((kind) => ({ ...kind, multiline: true }));
const raw = (open: string, close = open): LiteralKind => ({ open, close, escape: 'none', multiline: true });

const c: Syntax = { ...C_COMMENTS, literals: quoted('"', "'") };
const withBlocks: Syntax = { ...C_COMMENTS, literals: [...multiline('"""', "'''"), ...quoted('"', "'")] };
const yaml: Syntax = { ...HASH, literals: quoted('"', "'") };
const terraform: Syntax = { ...HASH, blockComments: [['/*', '*/']], literals: quoted('"') };
const wholeLines: Syntax = { ...HASH, literals: [] };
/** Between the brackets of a tag no comment can stand. */
const markup: Syntax = { ...MARKUP_COMMENTS, literals: [raw('<![CDATA[', ']]>'), raw('<', '>')] };

/** How comments are written and where none can be, by VS Code's language id. JSON has none. */
export const COMMENT_SYNTAXES: Readonly<Record<string, Syntax>> = {
  ...LANGUAGES,
  shellscript: SHELL,
  powershell: POWERSHELL,
  ...{ c, cpp: c, jsonc: c, scala: withBlocks, dart: withBlocks, groovy: withBlocks },
  rust: { ...C_COMMENTS, literals: [raw('r#"', '"#'), ...multiline('"'), ...quoted("'")] },
  ...{ yaml, dockercompose: yaml, 'github-actions-workflow': yaml },
  toml: { ...HASH, literals: [...multiline('"""'), raw("'''"), ...quoted('"', "'")] },
  ...{ terraform, 'terraform-vars': terraform },
  perl: { ...HASH, literals: multiline('"', "'") },
  sql: {
    lineComments: ['--'],
    blockComments: [['/*', '*/']],
    literals: [{ open: "'", escape: 'doubled', multiline: true }],
  },
  lua: { lineComments: ['--'], literals: [raw('[[', ']]'), ...quoted('"', "'")] },
  ...{ html: markup, xml: markup },
  markdown: { ...MARKUP_COMMENTS, literals: [] },
  css: { lineComments: [], blockComments: [['/*', '*/']], literals: quoted('"', "'") },
  ...{ dotenv: wholeLines, properties: wholeLines, dockerfile: wholeLines, http: wholeLines },
  ini: { lineComments: [';'], literals: [] },
};

/** Files where what stands behind a value is a part of it, to some of the programs that read them. */
export const ABOVE_ONLY = new Set(['dotenv', 'properties', 'ini', 'dockerfile', 'http']);

/** The end of a line that goes on below; by default a backslash. */
export const CONTINUED: Readonly<Record<string, RegExp>> = {
  powershell: /`\s*$/,
  // A quote that does not end on its line.
  ...Object.fromEntries(
    ['yaml', 'dockercompose', 'github-actions-workflow'].map((id) => [
      id,
      /\\\s*$|(?:^|[:,[{-])\s*(?:"(?:[^"\\]|\\.)*|'[^']*)$/,
    ]),
  ),
};
