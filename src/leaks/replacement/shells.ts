import { type Edit, lineAfter, lineBefore, type Place, placeholder, type Replacement } from './edits';
import { type Literal, surroundingsAt, type Syntax } from './literals';

export const SHELL: Syntax = {
  lineComments: ['#'],
  commentsBeginWords: true,
  escapesQuotes: true,
  literals: [
    { open: "'", escape: 'none', multiline: true },
    { open: '"', escape: 'backslash', multiline: true, embeds: '$(' },
  ],
};

/** What a double-quoted text would take for something else. */
const SPECIAL_IN_SHELL = /["$`\\!]/;

/** For sh and its family: a parameter that has to be set, and is one word whatever is in it. */
export function inShell(place: Place): Replacement | undefined {
  const { text, start, end, variable } = place;
  const here = hereDocumentAt(text, start);
  if (here !== undefined) {
    return here.isFilledIn ? environment({ start, end, newText: `\${${variable}:?}` }) : undefined;
  }
  const literal = surroundingsAt(text, start, SHELL);
  if (literal === 'comment') {
    return placeholder(place);
  }
  const fromDefault = defaultOfParameter(place);
  if (fromDefault !== undefined) {
    return environment(fromDefault);
  }
  const parameter = `\${${variable}:?}`;
  if (literal === 'code') {
    return environment({ start, end, newText: `"${parameter}"` });
  }
  if (literal.kind.open === '"') {
    return environment({ start, end, newText: parameter });
  }
  const others = text.slice(literal.bodyStart, start) + text.slice(end, literal.bodyEnd);
  return SPECIAL_IN_SHELL.test(others)
    ? environment({ start, end, newText: `'"${parameter}"'` })
    : environment(requoted(place, literal, (part) => part, parameter));
}

/** The first line of a here-document, from its mark on; with quotes around it nothing is filled in. */
const HERE_DOCUMENT = /(?<!<)<<-?[ \t]*(["'\\]?)([A-Za-z_]\w*)(?!\w)[^\n]*\n/g;

/** The here-document that an offset is in. */
function hereDocumentAt(text: string, offset: number): { readonly isFilledIn: boolean } | undefined {
  let around: { readonly isFilledIn: boolean } | undefined;
  let end = 0;
  for (const { 0: head, 1: quote, 2: mark = '', index } of text.slice(0, offset).matchAll(HERE_DOCUMENT)) {
    if (index >= end) {
      const begin = index + head.length;
      const last = new RegExp(`^[ \\t]*${mark}[ \\t]*\\r?$`, 'm').exec(text.slice(begin));
      end = last === null ? text.length : begin + last.index;
      around = offset < end ? { isFilledIn: quote === '' } : undefined;
    }
  }
  return around;
}

/** `${NAME:-secret}` becomes a parameter that has to be set. */
function defaultOfParameter({ text, start, end }: Place): Edit | undefined {
  const before = /\$\{([A-Za-z_]\w*):?[-=]"?$/.exec(lineBefore(text, start));
  const after = /^"?\}/.exec(lineAfter(text, end));
  return before && after
    ? { start: start - before[0].length, end: end + after[0].length, newText: `\${${before[1] ?? ''}:?}` }
    : undefined;
}

export const POWERSHELL: Syntax = {
  lineComments: ['#'],
  blockComments: [['<#', '#>']],
  commentsBeginWords: true,
  literals: [
    { open: "@'\n", close: "\n'@", escape: 'none', multiline: true },
    { open: '@"\n', close: '\n"@', escape: 'none', multiline: true, embeds: '$(' },
    { open: "'", escape: 'doubled', multiline: true },
    { open: '"', escape: 'doubled', multiline: true, embeds: '$(' },
  ],
};

export function inPowerShell(place: Place): Replacement | undefined {
  const { text, start, end, variable } = place;
  const literal = surroundingsAt(text, start, POWERSHELL);
  if (literal === 'comment') {
    return placeholder(place);
  }
  if (literal === 'code') {
    return environment({ start, end, newText: `$env:${variable}` });
  }
  if (literal.bodyStart === start && literal.bodyEnd === end) {
    return environment({ start: literal.start, end: literal.end, newText: `$env:${variable}` });
  }
  if (literal.kind.open.startsWith('@')) {
    // A text that takes nothing but itself.
    return literal.kind.open.includes("'")
      ? undefined
      : environment({ start, end, newText: `\${env:${variable}}` });
  }
  return literal.kind.open === '"'
    ? environment({ start, end, newText: `\${env:${variable}}` })
    : environment(requoted(place, literal, escapeForPowerShell, `\${env:${variable}}`));
}

/** From between single quotes, where nothing is special but the quote, to between double ones. */
function escapeForPowerShell(part: string): string {
  return part.replaceAll("''", "'").replace(/[`$"]/g, '`$&');
}

/** The whole literal with double quotes in place of single ones. */
function requoted(
  { text, start, end }: Place,
  literal: Literal,
  escape: (part: string) => string,
  value: string,
): Edit {
  const before = escape(text.slice(literal.bodyStart, start));
  const after = escape(text.slice(end, literal.bodyEnd));
  return { start: literal.start, end: literal.end, newText: `"${before}${value}${after}"` };
}

function environment(edit: Edit): Replacement {
  return { kind: 'environment', edits: [edit] };
}
