import { ACCOUNT_LENGTH } from './hexRuns';
import { type Role, roleOf } from './names';
import { says } from './phrases';

/** What opens a group of values in code and JSON, and in YAML: `apiKeys: {`, `"accounts": [`, `keys:` with lines below it. */
const GROUP =
  /(?<![A-Za-z_$])([A-Za-z_$][\w$-]*)["'`\])]*\s*(?::\s*[\w<>[\], .]+=|[:=]|=>|:=)\s*(?:new\s+)?(?:(?![0-9a-f]{10,}\b)[A-Za-z_$][\w.$:]*\s*)?@?[{[(]{1,2}\s*$/;
/** In characters, from its name to its bracket. */
const GROUP_REACH = 160;
/** Part of every name of a group; most brackets are those of calls, and have none. */
const BINDS = /[=:]/;
const GROUP_LINE = /^([A-Za-z_$][\w$ -]*):\s*$/;

/** The head of a section of an INI file, alone on its line. */
export const SECTION = /^\[[\w .:-]+\][ \t]*\r?$/gm;

/** Names of one word say less than those of the groups that they are in. */
const SHORT = new Set(['key', 'token', 'secret', 'account', 'auth']);
/** In a group of sums and revisions, each value is one. */
const SUMS =
  /^(?:[\w ]*(?:vectors|fingerprints|checksums)|sha\d*s?|hash(?:es)?|check_?sums?|digests?|commits?|rev(?:ision)?s?|e_?tags?|fingerprints?)$/i;

/**
 * The name with what the group around it says: of `north` in `apiKeys: { north: "`, of `key` in `cache: { key: "`.
 * @param length of the value; a `token` in a group of accounts is an account token only if it is as long as one.
 */
export function nameInGroup(name: string, left: string, length: number): string {
  const role = roleOf(name);
  const around = nameOfGroup(left);
  if (around !== undefined && SUMS.test(around)) {
    return around;
  }
  const isUnclear = role === undefined || SHORT.has(name);
  const group = isUnclear ? (around ?? (role === undefined ? nameOfFunction(left) : undefined)) : undefined;
  if (group === undefined) {
    return name;
  }
  if (role === undefined && says(group)) {
    return group;
  }
  const both = `${group} ${name}`;
  const roleOfBoth = roleOf(both);
  const isClearer = CLEARER.has(roleOfBoth) || (roleOfBoth === 'account-token' && length === ACCOUNT_LENGTH);
  return role !== undefined && isClearer ? both : name;
}

const CLEARER: ReadonlySet<Role | undefined> = new Set(['key', 'other']);

/** Of a value in a list in a group, as in `accounts = { north: ["`, the list has no name and the group has. */
const BRACKETS = 3;

function nameOfGroup(left: string): string | undefined {
  let outside = left;
  for (let brackets = 0; brackets < BRACKETS; brackets++) {
    const end = opening(outside);
    const name = nameBefore(outside.slice(Math.max(0, end - GROUP_REACH), end));
    if (name !== undefined && (brackets === 0 || says(name))) {
      return name;
    }
    outside = outside.slice(0, Math.max(0, end - 1));
  }
  return nameOfBlock(left);
}

/** What a group is called that a text ends with the opening of. */
const nameBefore = (opened: string): string | undefined =>
  (BINDS.test(opened) ? GROUP.exec(opened)?.[1] : undefined) ?? MAP.exec(opened)?.[1];

/** `map $host $account {`, in nginx. */
const MAP = /(?<!\w)map\s+\S+\s+\$(\w+)\s*\{$/;

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

/** How many groups around a value are named. */
const MOST_GROUPS = 5;

/** A group of values around a value. */
export interface Group {
  /** Empty: it has none. */
  readonly name: string;
  /** The line that opens it, up to its bracket. */
  readonly line: string;
  /** How far that line is indented, in characters. */
  readonly indent: number;
}

/** The groups around a value, from the inside: of brackets, or of YAML's blocks. */
export function groupsAround(left: string): Group[] {
  const found: Group[] = [];
  let outside = left;
  for (let at = 0; at < MOST_GROUPS; at++) {
    const end = opening(outside);
    if (end === 0) {
      break;
    }
    const before = outside.slice(0, end);
    found.push(groupOf(before.slice(before.lastIndexOf('\n') + 1), GROUP));
    outside = outside.slice(0, end - 1);
  }
  return found.length > 0 ? found : blocksAround(left);
}

const groupOf = (line: string, pattern: RegExp): Group => ({
  name: pattern.exec(line)?.[1] ?? '',
  line,
  indent: indentOf(line),
});

function blocksAround(left: string): Group[] {
  const found: Group[] = [];
  const lines = left.split('\n');
  let indent = indentOf(lines.pop() ?? '');
  for (const line of lines.reverse()) {
    if (indent === 0 || found.length === MOST_GROUPS) {
      break;
    }
    if (line.trim() !== '' && indentOf(line) < indent) {
      indent = indentOf(line);
      found.push({ ...groupOf(line.trim(), GROUP_LINE), indent });
    }
  }
  return found;
}

/** The offset after the innermost bracket that is still open; 0: there is none. */
export function opening(left: string): number {
  let closed = 0;
  for (let at = left.length - 1; at >= 0; at--) {
    closed += DEPTH[left.charCodeAt(at)] ?? 0;
    if (closed < 0) {
      return at + 1;
    }
  }
  return 0;
}

/** Where the line begins that opens a group, before its bracket; of a very long one what stands nearest. */
export function lineBefore(text: string, open: number): number {
  const from = Math.max(0, open - GROUP_REACH);
  return from + text.slice(from, open).lastIndexOf('\n') + 1;
}

/** The offset of the bracket that closes what is open before a text; its length: there is none. */
export function closing(right: string): number {
  let opened = 0;
  for (let at = 0; at < right.length; at++) {
    opened -= DEPTH[right.charCodeAt(at)] ?? 0;
    if (opened < 0) {
      return at;
    }
  }
  return right.length;
}

/** In YAML: the nearest line above that stands further to the left, or that an entry of a list belongs to. */
function nameOfBlock(left: string): string | undefined {
  let end = left.lastIndexOf('\n');
  let own = indentOf(left.slice(end + 1));
  let isEntry = ENTRY.test(left.slice(end + 1));
  while ((own > 0 || isEntry) && end > 0) {
    const start = left.lastIndexOf('\n', end - 1) + 1;
    const line = left.slice(start, end);
    const indent = indentOf(line);
    const says = line.trim() !== '' && !/^\s*#/.test(line);
    if (says && (indent < own || (isEntry && indent === own && !ENTRY.test(line)))) {
      if (!ENTRY.test(line)) {
        return GROUP_LINE.exec(line.trimStart())?.[1];
      }
      [own, isEntry] = [indent, true];
    }
    end = start - 1;
  }
  return undefined;
}

const ENTRY = /^\s*- /;

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** Before a value that a function returns, or that is chosen among others. */
const RETURNED = /(?:^|\breturn|->|=>|[|?:]|\bthen|\belse)\s*\(?\s*["'`]$/;

/** A value on a line of its own, where the line above goes on. */
const ARGUMENT = /[(,]\s*\n\s*["'`]$/;

/** What a function, or a variable that is chosen for, is called where it begins. */
const BEGINNING =
  /^(?:(?:export|public|private|protected|internal|static|async|override|final|pub|default)\s+)*(?:(?:function|def[np]?-?|func?|fn|sub|proc|let(?:\s+rec)?|va[lr]|const)\s+|(?:[\w<>[\]?]+\s+)?(?=[\w$]+\s*(?:\([^()]*\)\s*)?(?:[={]|->)))([A-Za-z_$][\w$?!-]*)/;

/** How many blocks around a value are looked at: of the case, of the choice, of the function. */
const BLOCKS = 3;

/** The name of the function that returns the value, or of what it is chosen for: `let token_of = function | Dev -> "`. */
function nameOfFunction(left: string): string | undefined {
  let end = left.lastIndexOf('\n');
  const line = left.slice(end + 1);
  if (!RETURNED.test(line) || ARGUMENT.test(left)) {
    return undefined;
  }
  let indent = indentOf(line);
  for (let blocks = 0; blocks < BLOCKS && end > 0 && indent > 0;) {
    const start = left.lastIndexOf('\n', end - 1) + 1;
    const above = left.slice(start, end);
    if (above.trim() !== '' && indentOf(above) < indent) {
      const name = BEGINNING.exec(above.trimStart())?.[1];
      if (name !== undefined) {
        return name;
      }
      indent = indentOf(above);
      blocks++;
    }
    end = start - 1;
  }
  return undefined;
}
