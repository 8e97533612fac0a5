import { isDescription, nameBesideDescription, tells } from './descriptions';
import type { EvidenceId } from './evidence';
import type { Run } from './hexRuns';
import type { Lines } from './lines';
import { nameInGroup, opening } from './groups';
import { type Role, roleOf, SECRET_ROLES } from './names';
import { namesVendor } from './vendor';
import { isTransparent, nameOfValue, nearestName, PHRASE, phrasesOf, says, saysInSentence } from './phrases';

/** What a value is bound to: by assignment, as a header, a key, an argument, an attribute, a column, in a sentence. */
export interface Binding {
  /** The scheme word before the value. */
  readonly scheme?: EvidenceId;
  /** The name, as it is written, with the words around it. Empty: none was found. */
  readonly name: string;
  readonly role?: Role;
  /** Whether the name stands on another line, as in entries of lists; the next name is lines away then, too. */
  readonly isApart: boolean;
  /** Whether another file sends what is called so to Fleetio. */
  readonly isSentElsewhere?: true;
}

/** How far the search for a name goes, in characters. */
export const BINDING_REACH = { left: 600, right: 120 };

/** In YAML, where the entry has its name on another line. */
const VALUE_OF_ENTRY = /\n\s*value:\s*["']?$/;

/** What stands before a value in its entry of a list in YAML. */
const ownEntry = (left: string): string => left.slice(Math.max(0, left.search(LAST_ENTRY)));
const LAST_ENTRY = /\n[ \t]*- [^\n]*(?:\n(?![ \t]*- )[^\n]*)*$/;

/**
 * Lines above a value that is all of a message, above one that stands alone in its line, and above one that is only called
 * `value` or `default`.
 */
const ABOVE = { message: 1, alone: 3, unnamed: 8 };

/** Ways to write a character that would hide a name or a scheme. */
const ESCAPES: readonly (readonly [RegExp, string | ((written: string, digits: string) => string)])[] = [
  [/\\+u00([c-f][0-9a-f])/gi, (_, digits) => String.fromCharCode(parseInt(digits, 16))],
  [/\\+[nr]/g, '\n'],
  [/\\+t|%20|&nbsp;|\\u0020/g, ' '],
  [/%3D|=3D|&#61;|\\u003d/gi, '='],
  [/%3A/gi, ':'],
  [/%22|&quot;|&#34;|\\u0022/gi, '"'],
  [/&apos;|&#39;|\\u0027/g, "'"],
  [/&lt;|\\u003c/g, '<'],
  [/&gt;|\\u003e/g, '>'],
  [/\\+(?=["'`/])/g, ''],
  // As PHP writes its values into databases: `s:7:"api_key";s:40:"`.
  [/";s:\d+:(?=")/g, '": '],
];

const SCHEMES: readonly (readonly [pattern: RegExp, evidence: EvidenceId])[] = [
  [/(?:(?:^|[^\w\s-])\s*|authorization\s+)Token\s+(?:token\s*=\s*)?["'`]?$/i, 'scheme'],
  [/(?:(?:^|[^\w\s-])\s*|authorization\s+)Bearer\s+["'`]?$/i, 'scheme-bearer'],
  [
    /["'`]Token(?:\s+token=)?\s*(?:%[sv@]|\{\d?\}|~[asp])?["'`]?[^\w:=]{1,8}(?:(?:format|concat|with)[^\w:=]{1,4})?$/,
    'scheme-apart',
  ],
  [/["'`]?\bToken["'`]?\s*,\s*(?:parameter|credentials?|value|token)\s*[:=]\s*["'`]?$/, 'scheme-apart'],
  [
    /["'`]Token\s*["'`]\s*\)[\s;.]*(?:\w+\s*\.\s*)?(?:append|concat|add|write|push|print)\w*\s*\(\s*["'`]$/,
    'scheme-apart',
  ],
  [/["'`]Bearer\s*["'`]?[^\w:=]{1,8}$/, 'scheme-bearer'],
];

const SCHEME_WORD = /token|bearer/i;

const COMMENT = /(?:\/\/|#|--|\/\*|<!--)\s*(.*)$/;

/** A value that could be a secret too. */
const VALUE = /(?<!\w)[0-9a-f]{10,}(?!\w)/;

/** A line of a list of values: they all have the name of the list. */
const ITEM = /^[^\w]*[0-9a-f]{10,}[^\w]*$/;

/**
 * Finds what the value at `span` is bound to. Looks at a bounded stretch around it.
 * @param column what the column is called that it stands in.
 * @param fallback a name that counts where there is no other.
 */
export function bindingOf(lines: Lines, span: Run, column: string | undefined, fallback = ''): Binding {
  const { text } = lines;
  const { scheme, left } = splitScheme(
    plain(text.slice(Math.max(0, span.start - BINDING_REACH.left), span.start)),
  );
  const after = text.slice(span.end, span.end + BINDING_REACH.right);
  const right = withoutTags(plain(after.slice(0, Math.max(0, lines.end(lines.at(span.end)) - span.end))));
  const below = plain(after);
  const inEntry = nameInEntry(left, below);
  // What is only called a value has its name above more likely than in a comment.
  const ofEntry = VALUE_OF_ENTRY.test(left) ? nameAbove(ownEntry(left), right) : undefined;
  const beside =
    ofEntry ??
    (column !== undefined && roleOf(column) !== undefined ? column : undefined) ??
    nameInAddress(left, right) ??
    nameInLabel(right) ??
    inEntry ??
    nameInTag(left) ??
    nameBelow(left, below) ??
    nameOnLine(left) ??
    nameOnRight(left, right);
  const above = beside === undefined ? nameAbove(left, right) : undefined;
  const isApart = [inEntry, ofEntry, above].some((one) => one !== undefined);
  const name = nameInGroup(beside ?? above ?? nameOfValue(left) ?? fallback, left, span.end - span.start);
  const role = roleOf(name);
  return { name, isApart, ...(scheme && { scheme }), ...(role && { role }) };
}

/** What every escape has a part of. */
const ESCAPED = /[\\%&]|=3D|";s:\d/i;

function plain(text: string): string {
  if (!ESCAPED.test(text)) {
    return text;
  }
  return ESCAPES.reduce(
    // Two calls, as the types of the method know no union.
    (result, [pattern, by]) =>
      typeof by === 'string' ? result.replace(pattern, by) : result.replace(pattern, by),
    text,
  );
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

/** In an address, a password stands between a colon and `@`, and a login before it. */
function nameInAddress(left: string, right: string): string | undefined {
  if (right.startsWith('@') && /:\/\/[^\s/@"']*:$/.test(left)) {
    return 'password';
  }
  return left.endsWith('://') && /^:[^\s/@"']+@/.test(right) ? 'login' : undefined;
}

/** `, forHTTPHeaderField: "x"` after a value, in Swift and Objective-C: whatever the object is called that is told. */
function nameInLabel(right: string): string | undefined {
  const name = /^["'`]\s*,?\s*for[A-Z]\w*\s*:\s*@?["'`]([^"'`]{1,60})["'`]/.exec(right)?.[1];
  return name !== undefined && says(name) ? name : undefined;
}

/** Entries that have their name and their value each by itself: `value` ends at the value, `name` finds the names. */
const ENTRIES: readonly { readonly value: RegExp; readonly name: RegExp; readonly open: string }[] = [
  // `{"name": "x", …, "value": "`, also the other way round
  {
    value: /"(?:\w*value|expression|content|pattern)"\s*:\s*"+$/i,
    name: /"(?:parameter|variable|option|setting|header)?_?(?:name|key|label)"\s*:\s*"([^"]*)"/gi,
    open: '{',
  },
  // `Key: "x"; String: "`, as installers write files of settings.
  {
    value: /\b(?:String|ValueData):\s*"$/,
    name: /\b(?:Key|ValueName):\s*"([^"]*)"/g,
    open: '',
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
    const [inside, around] = open === '' ? [left, ''] : inEntries(left);
    const afterwards = open === '' ? '' : (after.split('}', 1)[0] ?? '');
    const names = [...namesIn(inside).reverse(), ...namesIn(afterwards)];
    const own = names.find(says) ?? names.find((one) => !isTransparent(one));
    const first = own ?? namesIn(around).reverse().find(says);
    if (first !== undefined) {
      return first;
    }
  }
  return undefined;
}

/** Entries that are whole, with what is in them. */
const WHOLE = /\{[^{}]*\}/g;
/** How many brackets around an entry are looked into for its name. */
const AROUND = 5;

/** What stands before a value in its entry, and in those around it, without other entries. */
function inEntries(left: string): [own: string, around: string] {
  const parts: string[] = [];
  for (let rest = left; parts.length <= AROUND && rest !== '';) {
    const start = Math.max(0, opening(rest) - 1);
    parts.push(rest.slice(start).replace(WHOLE, ''));
    rest = rest.slice(0, start);
  }
  const [own = '', ...around] = parts;
  return [own, around.reverse().join('')];
}

/** Functions that hand a value on and are called what revisions and addresses are called too. */
const WRAPPER = /\b(?:ref|useRef|shallowRef|toRef|createRef|(?:de|en)codeURI(?:Component)?)\((?=\s*["'`]$)/;

/** What stands between the name of a property and its first value in C#. */
const ACCESSORS = /\{\s*get;[^{}]*\}/;
/** In EDN, before a value or a group of them: `#profile {:default "…"`. */
const TAGS = /#[a-z][\w/-]*\s+(?=[{["])/g;

/** `@key "…`, `@key ~s(…`, in Elixir. */
const ATTRIBUTE = /^\s*@([a-z]\w*)[ \t]+(?:~[sS])?(?=["'([{<|/]$)/;

/** A name with those of the sections that it is in, as .NET has them: `"Fleetio:Token"`. */
const SECTIONED = /(?<=(["'`]))[A-Za-z]\w*(?::[A-Za-z]\w*)+(?=\1)/g;

/** What a chat puts before each message: `[04/01/2024 09:14] Anna: `, `04/01/2024, 09:14 - Anna Berg: `. */
const SENDER =
  /^\s*\[?\d[\d/.:, -]{6,30}(?: ?[AP]M)?\]?[ -]*(\p{Lu}\p{Ll}[\p{L}'-]{0,20}(?: \p{Lu}[\p{L}.'-]{0,20}){0,2}):\s*$/u;

/** Whether only the sender of a message stands before it; logs put names of values in the same place. */
function isFromSender(line: string): boolean {
  const sender = SENDER.exec(line)?.[1];
  return sender !== undefined && roleOf(sender) === undefined && !namesVendor(sender);
}

/** The nearest name before the value on its own line. */
function nameOnLine(left: string): string | undefined {
  const start = left.lastIndexOf('\n') + 1;
  const line = (left.slice(start).trim() === '' ? sentenceAbove(left, start) : left.slice(start))
    .replace(WRAPPER, '')
    .replace(ACCESSORS, '')
    .replace(TAGS, '')
    .replace(ATTRIBUTE, '$1 = ')
    .replace(SECTIONED, (name) => name.replaceAll(':', '.'));
  if (isFromSender(line)) {
    return undefined;
  }
  const name = nearestName(withoutTags(line));
  const isUnclear = name === undefined || roleOf(name) === 'digest';
  return isUnclear ? (nameBesideDescription(line) ?? name) : name;
}

/** A sentence that goes on from the line above: its end, where it says that a value follows. */
const LEADS_ON = /\b(?:is|was|be|by|with|to|as)$/;

/** The line above a value that begins its own, where one sentence goes over both. */
function sentenceAbove(left: string, start: number): string {
  const above = left.slice(left.lastIndexOf('\n', start - 2) + 1, Math.max(0, start - 1)).trimEnd();
  return LEADS_ON.test(above) ? `${above} ` : '';
}

/** `@Value("…`, `[DefaultValue("…`. */
const ANNOTATION = /[[@][\w.:]+\(\s*(?:\w+\s*=\s*)?["'`]$/;

/** Values that stand above the line that says what they are: what stands before one in its line, and what after it. */
const ABOVE_NAME: readonly { readonly before: RegExp; readonly after: RegExp }[] = [
  // `@Value("…") String apiKey`, `[DefaultValue("…")] string ApiKey`; others can be in between.
  { before: ANNOTATION, after: /^["'`]\s*\)\]?\s*\n(?:\s*[[@][^\n]*\n)*/ },
  // A comment that holds nothing but an example or what was there before.
  {
    before:
      /^\s*(?:\/\*+|\/\/+|#+|--|;+)\s*(?:e\.?g\.?|ex|example|sample|like|such as|old|previous(?:ly)?|former|was|alt|vorher|oud|ancien(?:ne)?|viej[ao]|antig[ao]|vecchi[ao]|stary)?(?:\s*\(?\d{4}\)?)?[\s:,=]*["'`]?$/i,
    after: /^["'`]?[ \t]*(?:\*\/)?[ \t]*\r?\n/,
  },
  // `// was … while testing`
  {
    before: /^\s*(?:\/\/+|#+|--|;+)\s*(?:was|old|previously|formerly)[\s:]\s*["'`]?$/i,
    after: /^["'`]?[ \t][^\n]{0,60}\n/,
  },
];

/** The name that the next line declares: a value in an annotation of it, or in a comment on it. */
function nameBelow(left: string, below: string): string | undefined {
  const line = left.slice(left.lastIndexOf('\n') + 1);
  const ends = ABOVE_NAME.map(({ before, after }) => (before.test(line) ? after.exec(below) : null));
  const end = ends.find((one) => one !== null)?.[0].length;
  const declared = end === undefined ? '' : (below.slice(end).split('\n', 1)[0] ?? '');
  const names = [...declared.matchAll(PHRASE)].map(([text]) => text);
  return names.find((name) => SECRET_ROLES.has(roleOf(name)));
}

/** A value that is the key of an entry whose own value is a literal: texts are found by the sums that they are known by. */
const KEY_OF_ENTRY = { left: /(?:^|[{,[(])\s*["']$/, right: /^["']\s*(?::(?!:)|=>)\s*["']/ };

/** Names that come after their value: arguments in Swift, `AS name` in SQL, a comment. */
function nameOnRight(left: string, right: string): string | undefined {
  const isKeyOfEntry = KEY_OF_ENTRY.right.test(right) && KEY_OF_ENTRY.left.test(left);
  const isAssigned = /[=:]\s*["'`]?$/.test(left) || isKeyOfEntry;
  // After a literal, up to the end of the call; what comes after a bare word is a sentence on something else.
  const call = isAssigned ? undefined : /^["'`][^)}\];]*/.exec(right)?.[0];
  const comment = COMMENT.exec(right)?.[1];
  const annotated = ANNOTATION.test(left) ? /^["'`]\s*\)\]?(.*)$/.exec(right)?.[1] : undefined;
  for (const part of [call, annotated, comment]) {
    // A word with `=` or `:` after it names the next value, not this one.
    const names = [...(part ?? '').matchAll(PHRASE)].filter(
      ({ 0: text, index }) => !/^["'`]?\s*[=:]/.test((part ?? '').slice(index + text.length)),
    );
    const name = names.map(([text]) => text).find(saysInSentence);
    if (name !== undefined) {
      return name;
    }
  }
  return undefined;
}

/** What a log says of git being asked for a revision, above the answer. */
const GIT =
  /^\s*(?:[$%>]\s+|\[command\])?(?:\S*\/)?git\s+(?:log\s+-1\s+--format='?%H'?|rev-parse\s[^|]*)\s*$/;

/** The name on a line above: lists in YAML, property lists, arguments on lines of their own, defaults of variables. */
function nameAbove(left: string, right: string): string | undefined {
  if (/\w/.test(right.replace(COMMENT, ''))) {
    return undefined;
  }
  const above = withoutTags(left).split('\n');
  const last = above.pop() ?? '';
  const isMessage = isFromSender(last);
  const own = isMessage ? [] : phrasesOf(last);
  if (!own.every(({ text }) => isTransparent(text))) {
    return undefined;
  }
  const isAlone = own.length === 0;
  const most = isMessage ? ABOVE.message : isAlone ? ABOVE.alone : ABOVE.unnamed;
  return nameInLines(above.slice(-most).reverse(), isAlone);
}

/** @param lines from the last one up. @param isAlone whether the value stands alone, so that what is above is all it has. */
function nameInLines(lines: readonly string[], isAlone: boolean): string | undefined {
  let described: string | undefined;
  for (const line of lines) {
    if (GIT.test(line)) {
      break;
    }
    const head = line.trimEnd().endsWith(':') ? phrasesOf(line)[0] : undefined;
    if (head && roleOf(head.text) === 'digest') {
      // `fingerprints (sha1 of the key):`
      return head.text;
    }
    const name = nearestName(line);
    if (name !== undefined && says(name)) {
      if (isAlone || roleOf(name) !== 'digest' || !isDescription(line)) {
        return described === undefined || tells(name) ? name : described;
      }
      described ??= name;
    }
    if (VALUE.test(line) && !ITEM.test(line)) {
      // A name further up is the name of that value.
      break;
    }
  }
  return described;
}

function withoutTags(text: string): string {
  return !text.includes('<') ? text : text.replace(/<\/?[A-Za-z][^<>\n]*>/g, ' | ');
}
