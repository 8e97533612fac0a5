import { columnName } from './columns';
import type { EvidenceId } from './evidence';
import type { Run } from './hexRuns';
import type { Lines } from './lines';
import { roleOf, type Role, withoutNumbers, wordsOf } from './names';
import { remembered } from './remembered';

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

const SCHEME_WORD = /token|bearer/i;

/** Words that stand between a name and its value and say nothing of it. */
const TRANSPARENT = new Set(
  (
    'value val default string str text txt content data type const constant char let var is to the a an as be my your our e g eg ' +
    'required optional current initial ns std env get getenv environ set setenv put add header field for name literal raw u b r f l ' +
    'en ex span td th tr code pre li p div strong em br input placeholder export echo hidden static final public private ' +
    'readonly example sample by in on of plain base64 utf8 varchar nvarchar text sealed object map'
  ).split(' '),
);

const COMMENT = /(?:\/\/|#|--|\/\*|<!--)\s*(.*)$/;

/** A value that could be a secret too. */
const VALUE = /(?<!\w)[0-9a-f]{10,}(?!\w)/;

/** A line of a list of values: they all have the name of the list. */
const ITEM = /^[^\w]*[0-9a-f]{10,}[^\w]*$/;

const PHRASE = /[A-Za-z_$][\w$-]*(?:(?:\.|[ \t]+)[A-Za-z_$][\w$-]*)*/g;

/** Names before it belong to another statement or sentence, unless the value is in a comment on that statement. */
const STATEMENT_END = /;(?!\s*(?:\/\/|#|--|\/\*))|^[^\w\s]?\)?[.!?]\s/;

/** Between a condition and the value that it chooses. */
const CONDITION = /^\s*\?\s/;

interface Phrase {
  readonly text: string;
  /** What stands between it and the next phrase, or the value. */
  readonly gap: string;
}

/**
 * Finds what the value at `span` is bound to. Looks at a bounded stretch around it.
 * @param fallback a name that counts where there is no other.
 */
export function bindingOf(lines: Lines, span: Run, fallback = ''): Binding {
  const { text } = lines;
  const { scheme, left } = splitScheme(plain(text.slice(Math.max(0, span.start - LEFT), span.start)));
  const after = text.slice(span.end, span.end + RIGHT);
  const right = withoutTags(plain(after.slice(0, Math.max(0, lines.end(lines.at(span.end)) - span.end))));
  const below = plain(after);
  const column = columnName(lines, span);
  const name =
    (column !== undefined && roleOf(column) !== undefined ? column : undefined) ??
    nameInAddress(left, right) ??
    nameInEntry(left, below) ??
    nameInTag(left) ??
    nameBelow(left, below) ??
    nameOnLine(left) ??
    nameOnRight(left, right) ??
    nameAbove(left, right) ??
    fallback;
  const spoken = nameInGroup(name, left);
  const role = roleOf(spoken);
  return { name: spoken, ...(scheme && { scheme }), ...(role && { role }) };
}

/** What every escape has a part of. */
const ESCAPED = /[\\%&]|=3D/i;

function plain(text: string): string {
  if (!ESCAPED.test(text)) {
    return text;
  }
  return ESCAPES.reduce((result, [pattern, character]) => result.replace(pattern, character), text);
}

function splitScheme(before: string): { scheme?: EvidenceId; left: string } {
  const last = before.slice(-120);
  if (!SCHEME_WORD.test(last)) {
    return { left: before };
  }
  // A scheme and its key can be two literals on two lines.
  const joined = last.replace(/\s+/g, ' ');
  for (const [pattern, evidence] of SCHEMES) {
    const match = pattern.exec(joined);
    if (match !== null) {
      const word = SCHEME_WORD.exec(match[0])?.[0] ?? '';
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
  // Where a tag such as `<value>` says nothing, the one around it does.
  return [own, ...named, element].find(says) ?? nameInTag(left.slice(0, left.lastIndexOf('<')));
}

/** In an address, a password stands between a colon and `@`. */
function nameInAddress(left: string, right: string): string | undefined {
  return right.startsWith('@') && /:\/\/[^\s/@"']*:$/.test(left) ? 'password' : undefined;
}

/** Entries that have their name and their value each by itself: `value` ends at the value, `name` finds the names. */
const ENTRIES: readonly { readonly value: RegExp; readonly name: RegExp; readonly open: string }[] = [
  // `{"name": "x", …, "value": "`, also the other way round
  {
    value: /"(?:\w*value|expression|content)"\s*:\s*"+$/i,
    name: /"(?:name|key|label)"\s*:\s*"([^"]*)"/g,
    open: '{',
  },
  // `<parameterName>x</parameterName> … <parameterValue>`
  { value: /<\w*value>$/i, name: /<\w*(?:name|key)>([^<]*)</gi, open: '' },
];

/** Of what such a value is called, with its quotes or brackets. */
const LONGEST_ENTRY_NAME = 80;

/** @param after what comes after the value, over several lines. */
function nameInEntry(left: string, after: string): string | undefined {
  const end = left.slice(-LONGEST_ENTRY_NAME);
  for (const { name, open } of ENTRIES.filter(({ value }) => value.test(end))) {
    const namesIn = (text: string): string[] => [...text.matchAll(name)].map(([, found]) => found ?? '');
    const own = open === '' ? left : left.slice(left.lastIndexOf(open));
    const afterwards = open === '' ? '' : (after.split('}', 1)[0] ?? '');
    const names = [...namesIn(own).reverse(), ...namesIn(afterwards), ...namesIn(left).reverse()];
    const first = names.find(says);
    if (first !== undefined) {
      return first;
    }
  }
  return undefined;
}

/** Functions that hand a value on and are called what revisions and addresses are called too. */
const WRAPPER = /\b(?:ref|useRef|shallowRef|toRef|createRef|(?:de|en)codeURI(?:Component)?)\((?=\s*["'`]$)/;

/** What stands between the name of a property and its first value in C#. */
const ACCESSORS = /\{\s*get;[^{}]*\}/;

/** The nearest name before the value on its own line. */
function nameOnLine(left: string): string | undefined {
  const line = left
    .slice(left.lastIndexOf('\n') + 1)
    .replace(WRAPPER, '')
    .replace(ACCESSORS, '');
  return nearestName(phrasesOf(withoutTags(line)));
}

/** `@Value("…") String apiKey`, `[DefaultValue("…")] string ApiKey`. */
const ANNOTATION = /[[@][\w.:]+\(\s*(?:\w+\s*=\s*)?["'`]$/;
/** What stands between such a value and the line of what it belongs to: the end of it, and others. */
const ANNOTATION_END = /^["'`]\s*\)\]?\s*\n(?:\s*[[@][^\n]*\n)*/;

/** A comment that holds nothing but an example, and what stands between it and the line that it is about. */
const EXAMPLE = /^\s*(?:\/\*+|\/\/+|#+|--)\s*(?:e\.?g\.?|ex|example|sample|like|such as)?[\s:,]*["'`]?$/i;
const EXAMPLE_END = /^["'`]?[ \t]*(?:\*\/)?[ \t]*\r?\n/;

/** After both kinds the line ends soon. */
const ALONE = /^["'`]?[ \t]*(?:\)|\*\/|\r?\n)/;

/** The name that the next line declares: a value in an annotation of it, or in a comment on it. */
function nameBelow(left: string, below: string): string | undefined {
  if (!ALONE.test(below)) {
    return undefined;
  }
  const line = left.slice(left.lastIndexOf('\n') + 1);
  const end = ANNOTATION.test(line)
    ? ANNOTATION_END.exec(below)
    : EXAMPLE.test(line)
      ? EXAMPLE_END.exec(below)
      : null;
  const declared = end === null ? '' : (below.slice(end[0].length).split('\n', 1)[0] ?? '');
  const names = [...declared.matchAll(PHRASE)].map(([text]) => text);
  return names.find((name) => NAMES_OF_SECRETS.has(roleOf(name)));
}

const NAMES_OF_SECRETS: ReadonlySet<Role | undefined> = new Set(['key', 'account-token']);

/** Names that come after their value: arguments in Swift, `AS name` in SQL, a comment. */
function nameOnRight(left: string, right: string): string | undefined {
  const isAssigned = /[=:]\s*["'`]?$/.test(left);
  // After a literal, up to the end of the call; what comes after a bare word is a sentence on something else.
  const call = isAssigned ? undefined : /^["'`][^)}\];]*/.exec(right)?.[0];
  const comment = COMMENT.exec(right)?.[1];
  const annotated = ANNOTATION.test(left) ? /^["'`]\s*\)\]?(.*)$/.exec(right)?.[1] : undefined;
  for (const part of [call, annotated, comment]) {
    // A word with `=` or `:` after it names the next value, not this one.
    const names = [...(part ?? '').matchAll(PHRASE)].filter(
      ({ 0: text, index }) => !/^["'`]?\s*[=:]/.test((part ?? '').slice(index + text.length)),
    );
    const name = names.map(([text]) => text).find(says);
    if (name !== undefined) {
      return name;
    }
  }
  return undefined;
}

/** The name on a line above: lists in YAML, property lists, arguments on lines of their own, defaults of variables. */
function nameAbove(left: string, right: string): string | undefined {
  const lines = withoutTags(left).split('\n');
  const own = phrasesOf(lines.pop() ?? '');
  const isAlone = own.every(({ text }) => isTransparent(text)) && !/\w/.test(right.replace(COMMENT, ''));
  if (!isAlone) {
    return undefined;
  }
  for (const line of lines.slice(-(own.length === 0 ? ABOVE.alone : ABOVE.unnamed)).reverse()) {
    const name = nearestName(phrasesOf(line));
    if (name !== undefined && says(name)) {
      return name;
    }
    if (VALUE.test(line) && !ITEM.test(line)) {
      // A name further up is the name of that value.
      return undefined;
    }
  }
  return undefined;
}

/** What opens a group of values in code and JSON, and in YAML: `apiKeys: {`, `"accounts": [`, `keys:` with lines below it. */
const GROUP = /([A-Za-z_$][\w$-]*)["'`\])]*\s*(?:[:=]|=>|:=)\s*[{[(]\s*$/;
const GROUP_LINE = /^([A-Za-z_$][\w$-]*):\s*$/;

/** Names of one word say less than those of the groups that they are in. */
const SHORT = new Set(['key', 'token', 'secret', 'account', 'auth']);
/** In a group of sums and revisions, each value is one. */
const SUMS =
  /^(?:sha\d*s?|hash(?:es)?|check_?sums?|digests?|commits?|rev(?:ision)?s?|e_?tags?|fingerprints?)$/i;

/** The name with what the group around it says: of `north` in `apiKeys: { north: "`, of `key` in `cache: { key: "`. */
function nameInGroup(name: string, left: string): string {
  const role = roleOf(name);
  const group = role === undefined || SHORT.has(name) ? nameOfGroup(left) : undefined;
  if (group === undefined) {
    return name;
  }
  if (SUMS.test(group) || (role === undefined && says(group))) {
    return group;
  }
  const both = `${group} ${name}`;
  return role !== undefined && CLEARER.has(roleOf(both)) ? both : name;
}

const CLEARER: ReadonlySet<Role | undefined> = new Set(['key', 'other']);

function nameOfGroup(left: string): string | undefined {
  return GROUP.exec(left.slice(0, opening(left)))?.[1] ?? nameOfBlock(left);
}

/** How much deeper into brackets each character leads, read from right to left. */
const DEPTH = new Int8Array(128);
for (const [brackets, depth] of [
  ['{[(', -1],
  ['}])', 1],
] as const) {
  for (const bracket of brackets) {
    DEPTH[bracket.charCodeAt(0)] = depth;
  }
}

/** The offset after the innermost bracket that is still open; 0: there is none. */
function opening(left: string): number {
  let closed = 0;
  for (let at = left.length - 1; at >= 0; at--) {
    closed += DEPTH[left.charCodeAt(at)] ?? 0;
    if (closed < 0) {
      return at + 1;
    }
  }
  return 0;
}

/** In YAML: the nearest line above that stands further to the left. */
function nameOfBlock(left: string): string | undefined {
  let end = left.lastIndexOf('\n');
  const own = indentOf(left.slice(end + 1));
  while (own > 0 && end > 0) {
    const start = left.lastIndexOf('\n', end - 1) + 1;
    const line = left.slice(start, end);
    if (line.trim() !== '' && indentOf(line) < own) {
      return GROUP_LINE.exec(line.trimStart())?.[1];
    }
    end = start - 1;
  }
  return undefined;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** From right to left: the first phrase that says something, unless another one is bound to the value before it. */
function nearestName(phrases: readonly Phrase[]): string | undefined {
  for (const { text, gap } of phrases.slice(-PHRASES).reverse()) {
    if (STATEMENT_END.test(gap) || isAside(text, gap)) {
      return undefined;
    }
    // Of words without anything between them, as in `request addValue:`, the last one is bound.
    const isBound = /[=:]/.test(gap) && !CONDITION.test(gap);
    if (says(text) || (isBound && !isTransparent(text.split(' ').at(-1) ?? ''))) {
      return text;
    }
  }
  return undefined;
}

/** Whether the value is an aside of a sentence on something else: `Fix the token refresh (…)`, but not `the key (…)`. */
function isAside(phrase: string, gap: string): boolean {
  const words = phrase.split(/\s+/);
  return /^\s+\($/.test(gap) && words.length > 1 && roleOf(words.at(-1) ?? '') === undefined;
}

function phrasesOf(text: string): Phrase[] {
  const matches = [...text.matchAll(PHRASE)].filter(([phrase]) => !/^[0-9a-f]{8,}$/.test(phrase));
  return matches.map(({ 0: phrase, index }, at) => ({
    text: phrase,
    gap: text.slice(index + phrase.length, matches[at + 1]?.index ?? text.length),
  }));
}

/** Whether a phrase tells what a value is. */
function says(phrase: string): boolean {
  return roleOf(phrase) !== undefined && !isTransparent(phrase);
}

const isTransparentPhrase = remembered((phrase: string): boolean =>
  wordsOf(phrase)
    .split(' ')
    .every((word) => TRANSPARENT.has(word)),
);

const isTransparent = (phrase: string): boolean => isTransparentPhrase(withoutNumbers(phrase));

function withoutTags(text: string): string {
  return !text.includes('<') ? text : text.replace(/<\/?[A-Za-z][^<>\n]*>/g, ' | ');
}
