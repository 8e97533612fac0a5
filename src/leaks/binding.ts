import { columnName } from './columns';
import type { EvidenceId } from './evidence';
import type { Run } from './hexRuns';
import type { Lines } from './lines';
import { roleOf, type Role, wordsOf } from './names';

/** What a value is bound to: by assignment, as a header, a key, an argument, an attribute, a column, in a sentence. */
export interface Binding {
  /** The scheme word before the value. */
  readonly scheme?: EvidenceId;
  /** The name, as it is written, with the words around it. Empty: none was found. */
  readonly name: string;
  readonly role?: Role;
}

/** How far the search for a name goes, in characters. */
const LEFT = 600;
const RIGHT = 120;

/** How many phrases are looked at on each side. */
const PHRASES = 10;

/** Lines above a value that stands alone in its line, and above one that is only called `value` or `default`. */
const ABOVE = { alone: 3, unnamed: 8 };

/** Ways to write a character that would hide a name or a scheme. */
const ESCAPES: readonly (readonly [RegExp, string])[] = [
  [/\\+[nr]/g, '\n'],
  [/\\+t|%20|&nbsp;|\\u0020/g, ' '],
  [/%3D|=3D|&#61;|\\u003d/gi, '='],
  [/%3A/gi, ':'],
  [/%22|&quot;|&#34;|\\u0022/gi, '"'],
  [/&apos;|&#39;|\\u0027/g, "'"],
  [/&lt;|\\u003c/g, '<'],
  [/&gt;|\\u003e/g, '>'],
  [/\\+(?=["'`/])/g, ''],
];

const SCHEMES: readonly (readonly [pattern: RegExp, evidence: EvidenceId])[] = [
  [/(?:(?:^|[^\w\s-])\s*|authorization\s+)Token\s+(?:token\s*=\s*)?["'`]?$/i, 'scheme'],
  [/(?:(?:^|[^\w\s-])\s*|authorization\s+)Bearer\s+["'`]?$/i, 'scheme-bearer'],
  [
    /["'`]Token(?:\s+token=)?\s*(?:%[sv@]|\{\d?\}|~[asp])?["'`]?[^\w:=]{1,8}(?:(?:format|concat|with)[^\w:=]{1,4})?$/,
    'scheme-apart',
  ],
  [/["'`]?\bToken["'`]?\s*,\s*(?:parameter|credentials?|value|token)\s*[:=]\s*["'`]?$/, 'scheme-apart'],
  [/["'`]Bearer\s*["'`]?[^\w:=]{1,8}$/, 'scheme-bearer'],
];

/** Words that stand between a name and its value and say nothing of it. */
const TRANSPARENT = new Set(
  (
    'value val default string str text txt content data type const constant char let var is to the a an as be my your our e g eg ' +
    'required optional current initial ns std env get getenv environ set setenv put add header field for name literal raw u b r f l ' +
    'en ex span td th tr code pre li p div strong em br input placeholder export echo hidden static final public private ' +
    'readonly by in on of plain base64 utf8 varchar nvarchar text sealed object map'
  ).split(' '),
);

const PHRASE = /[A-Za-z_$][\w$-]*(?:(?:\.|[ \t]+)[A-Za-z_$][\w$-]*)*/g;

/** Names before it belong to another statement, unless the value is in a comment on that statement. */
const STATEMENT_END = /;(?!\s*(?:\/\/|#|--|\/\*))/;

interface Phrase {
  readonly text: string;
  /** What stands between it and the next phrase, or the value. */
  readonly gap: string;
}

/** Finds what the value at `span` is bound to. Looks at a bounded stretch around it. */
export function bindingOf(lines: Lines, span: Run): Binding {
  const { scheme, left } = splitScheme(plain(lines.text.slice(Math.max(0, span.start - LEFT), span.start)));
  const found =
    nameInTag(left) ??
    nameOnLine(left) ??
    columnName(lines, span) ??
    nameOnRight(lines, span, left) ??
    nameAbove(left);
  const name = found ?? '';
  const role = roleOf(name);
  return { name, ...(scheme && { scheme }), ...(role && { role }) };
}

function plain(text: string): string {
  return ESCAPES.reduce((result, [pattern, character]) => result.replace(pattern, character), text);
}

function splitScheme(before: string): { scheme?: EvidenceId; left: string } {
  // A scheme and its key can be two literals on two lines.
  const joined = before.slice(-120).replace(/\s+/g, ' ');
  for (const [pattern, evidence] of SCHEMES) {
    const match = pattern.exec(joined);
    if (match !== null) {
      const word = /token|bearer/i.exec(match[0])?.[0] ?? '';
      const left = before.slice(0, before.lastIndexOf(word));
      return { scheme: word === 'token' ? 'scheme-lower-case' : evidence, left };
    }
  }
  return { left: before };
}

/** An attribute or the element around the value: `<string name="x">`, `<input id="x" value="`, `<apiKey>`. */
function nameInTag(left: string): string | undefined {
  const tag = /<([A-Za-z][\w:.-]*)(\s[^<>]*)?>?\s*["']?$/.exec(left.slice(-300));
  if (tag === null) {
    return undefined;
  }
  const [, element = '', attributes = ''] = tag;
  const own = /([\w:.-]+)\s*=\s*["']?$/.exec(attributes)?.[1] ?? '';
  const named = [...attributes.matchAll(/\b(?:name|key|id|for|label|title)\s*=\s*["']([^"']*)/gi)].map(
    ([, value]) => value ?? '',
  );
  return [own, ...named, element].find((name) => roleOf(name) !== undefined && !isTransparent(name));
}

/** The nearest name before the value on its own line. */
function nameOnLine(left: string): string | undefined {
  return nearestName(phrasesOf(withoutTags(left.slice(left.lastIndexOf('\n') + 1))));
}

/** Names that come after their value: arguments in Swift, `AS name` in SQL, a comment. */
function nameOnRight(lines: Lines, { end }: Run, left: string): string | undefined {
  const line = lines.text.slice(end, Math.min(end + RIGHT, lines.end(lines.at(end))));
  const comment = /(?:\/\/|#|--|\/\*|<!--)\s*(.*)$/.exec(plain(line))?.[1];
  const own = left.slice(left.lastIndexOf('\n') + 1);
  const sentence = /[=:]\s*["'`]?$/.test(own) ? undefined : /^[^)}\];]*/.exec(plain(line))?.[0];
  for (const part of [sentence, comment]) {
    // A word with `=` or `:` after it names the next value, not this one.
    const names = [...withoutTags(part ?? '').matchAll(PHRASE)].filter(
      ({ 0: text, index }) => !/^["'`]?\s*[=:]/.test((part ?? '').slice(index + text.length)),
    );
    const name = names
      .map(([text]) => text)
      .find((text) => roleOf(text) !== undefined && !isTransparent(text));
    if (name !== undefined) {
      return name;
    }
  }
  return undefined;
}

/** The name on a line above: lists in YAML, property lists, arguments on lines of their own, defaults of variables. */
function nameAbove(left: string): string | undefined {
  const lines = withoutTags(left).split('\n');
  const own = phrasesOf(lines.pop() ?? '');
  if (!own.every(({ text }) => isTransparent(text))) {
    return undefined;
  }
  const reach = own.length === 0 ? ABOVE.alone : ABOVE.unnamed;
  const above = lines.slice(-reach).reverse();
  return above
    .map((line) => nearestName(phrasesOf(line)))
    .find((name) => name !== undefined && roleOf(name) !== undefined);
}

/** From right to left: the first phrase that says something, unless another one is bound to the value before it. */
function nearestName(phrases: readonly Phrase[]): string | undefined {
  for (const { text, gap } of phrases.slice(-PHRASES).reverse()) {
    if (STATEMENT_END.test(gap)) {
      return undefined;
    }
    const isSaying = roleOf(text) !== undefined && !isTransparent(text);
    if (isSaying || (!isTransparent(text) && /[=:]/.test(gap))) {
      return text;
    }
  }
  return undefined;
}

function phrasesOf(text: string): Phrase[] {
  const matches = [...text.matchAll(PHRASE)].filter(([phrase]) => !/^[0-9a-f]{8,}$/.test(phrase));
  return matches.map(({ 0: phrase, index }, at) => ({
    text: phrase,
    gap: text.slice(index + phrase.length, matches[at + 1]?.index ?? text.length),
  }));
}

function isTransparent(phrase: string): boolean {
  return wordsOf(phrase)
    .split(' ')
    .every((word) => TRANSPARENT.has(word));
}

function withoutTags(text: string): string {
  return text.replace(/<\/?[A-Za-z][^<>\n]*>/g, ' | ');
}
