import { hasAddressOfOther, isCalledAsOther } from './addresses';
import { isCode } from './columns';
import type { Run } from './hexRuns';
import { groupsAround, opening, SECTION } from './groups';
import { largePattern } from './largePattern';
import { type Lines, onceAText } from './lines';
import { roleOf } from './names';
import { lastBefore } from './nearest';
import { argumentAt } from './parameters';
import { isOthersGroup } from './owners';
import { OTHER_SERVICE } from './services';
import { namesVendor, placesOfVendor } from './vendor';

/** How far a record is looked at on each side, in characters. */
const REACH = 600;

/** Says whose a record is: `"provider": "samsara"`, `vendor: 'pipedrive'`. */
const WHOSE =
  /["']?\b(?:provider|vendor|service|system|integration)["']?\s*(?::|=>|=)\s*["']([^"'\r\n]{2,40})["']/i;

/** The same in YAML, where nothing is in quotes. */
const WHOSE_ENTRY =
  /^[ \t]*(?:#[ \t]*)?(?:- +)?(?:provider|vendor|service|system|integration): +[A-Za-z][\w .-]{1,40}\r?$/im;
/** `tap-rest-api-msdk` is a connector to whatever its settings say. */
const ANY_SERVICE = '(?:[\\w-]*[-_])?(?:rest|https?|api|json|web|generic)(?![a-z])';
/** `- name: tap-github`: a connector, as programs that copy data call them, or a service; most names of entries say something else. */
const NAME_OF_ENTRY = largePattern(
  `^[ \\t]*- +name: +["']?(?:(?:tap|target|source|destination)[-_](?!${ANY_SERVICE})[\\w-]+|[\\w.-]{0,30}${OTHER_SERVICE})`,
  'im',
);
const BEFORE_ENTRY = /^[ \t]*(?:#[ \t]*)?/;
const ENTRY_START = new RegExp(`${BEFORE_ENTRY.source}- `);

/** The address of another service, alone or as that of a record: `host: 'api.samsara.com'`. */
const ADDRESS = largePattern(
  `(?:(?<!\\w)(?:host|url|base[-_ ]?url|end_?point|server|domain)|conn_id)["']?\\s*(?::|=>|=)\\s*["'](?:https?://)?[\\w.-]{0,40}${OTHER_SERVICE}`,
  'i',
);

/** A user of one's own service, or a program that may use it, is made: `User.create!(`. */
const OF_OWN_USER =
  /\b(?:User|Person|Member|Employee|Technician|Driver|Customer|Device|ApiClient|ApiUser)s?\.(?:objects\.)?(?:create|new|build|find_or_create|first_or_create|insert|update_or_create)\w*!?\($/;

/**
 * Whether a value is in a record, a section or a row of another service, beside those of Fleetio: in a text that names it,
 * each is told by the name that it has, or has not.
 */
export function isInRecordOfOther(lines: Lines, run: Run): boolean {
  const { start, end } = run;
  const { text } = lines;
  const left = text.slice(Math.max(0, start - REACH), start);
  if (!hasVendor(lines)) {
    return groupsAround(left).some(({ name, line }) => IS_SERVICE().test(name) || OF_OWN_USER.test(line));
  }
  if (hasAddressOfOther(lines, run) || isCalledAsOther(lines, run) || isArgumentOfOther(lines, run)) {
    return true;
  }
  const opened = opening(left);
  const after = text.slice(end, end + REACH).split(/[}\]]/, 1)[0] ?? '';
  const record = opened > 0 ? left.slice(opened) + after : '';
  const whose = WHOSE.exec(record)?.[1] ?? (opened === 0 ? WHOSE.exec(headOfBlock(left))?.[1] : undefined);
  const isOthers = whose === undefined ? isAddressOfOther(left, opened, record) : !namesVendor(whose);
  return isOthers || whose !== undefined
    ? isOthers && !namesVendor(record)
    : isInOtherGroup(lines, left, start) ||
        isInOtherSection(lines, start) ||
        isInOtherRow(lines, start) ||
        isInOtherEntry(lines, start);
}

/**
 * Whether the entry of a list in YAML that a value is in says by one of its own fields that it is another service's; what is
 * further in, and what comes after the list, says it of something else.
 */
function isInOtherEntry(lines: Lines, offset: number): boolean {
  const entry = entryAround(lines, lines.at(offset));
  if (entry === undefined) {
    return false;
  }
  const [head = ''] = entry;
  const column = columnOf(head) + (/- +/.exec(head)?.[0].length ?? 0);
  const own = entry.filter((line) => line === head || columnOf(line) === column).join('\n');
  return (WHOSE_ENTRY.test(own) || NAME_OF_ENTRY().test(own)) && !entry.some(namesVendor);
}

/** The lines of the innermost entry that one is in. */
function entryAround(lines: Lines, own: number): readonly string[] | undefined {
  let inside = columnOf(lines.line(own)) + 1;
  for (let top = own; top >= 0 && own - top < ROWS; top--) {
    const head = lines.line(top);
    if (ENTRY_START.test(head) && columnOf(head) < inside) {
      const next = Array.from({ length: ROWS }, (_, at) => own + 1 + at);
      const after = next.find((line) => columnOf(lines.line(line)) <= columnOf(head)) ?? own + ROWS;
      const count = Math.min(after, lines.count) - top;
      return Array.from({ length: count }, (_, at) => lines.line(top + at));
    }
    inside = Math.min(inside, columnOf(head));
  }
  return undefined;
}

/** How far what is written in a line is indented, also in a comment; behind everything where nothing is. */
function columnOf(line: string): number {
  const indent = BEFORE_ENTRY.exec(line)?.[0].length ?? 0;
  return indent < line.trimEnd().length ? indent : Infinity;
}

/** The line above that is indented less: `create_by(provider: 'samsara') do |one|`. */
const headOfBlock = (left: string): string => groupsAround(left)[0]?.line ?? '';

/** `Fleetio("…`: a client that is made of its key. */
const MADE_OF_KEY = /^[Ff]leet_?[Ii]o\w{0,40}\(\s*(?:\w+\s*[:=]\s*)?["'`][0-9a-f]{40}["'`]/;
/** In characters: its longest match. */
const LONGEST_CALL = 160;

const makesOfKey = onceAText((lines): boolean =>
  placesOfVendor(lines).some((place) => MADE_OF_KEY.test(lines.text.slice(place, place + LONGEST_CALL))),
);

/** What values are wrapped in. */
const WRAPPERS = /^(?:Some|Just|Ok|Optional|Maybe|Quoted?|Uri|Url|List|Array|Map|Set|Tuple|Pair|Record)$/;

/** Whether something that is called as another service would be is made of a value, where Fleetio's client is made of its key. */
function isArgumentOfOther(lines: Lines, run: Run): boolean {
  const called = makesOfKey(lines) ? (argumentAt(lines, run)?.called ?? '') : '';
  return (
    /^[A-Z]\w{2}/.test(called) && !WRAPPERS.test(called) && !namesVendor(called) && isOthersGroup(called)
  );
}

/** Whether a record, or the one that it is in as headers are in a request, has the address of another service. */
function isAddressOfOther(left: string, opened: number, record: string): boolean {
  if (ADDRESS().test(record)) {
    return true;
  }
  const outer = opened > 0 ? opening(left.slice(0, opened - 1)) : 0;
  const around = outer > 0 ? withoutGroups(left.slice(outer, opened - 1)) : '';
  return ADDRESS().test(around) && !namesVendor(around);
}

/** A text without what is in brackets there. */
function withoutGroups(text: string): string {
  const shorter = text.replace(/[{[(][^{}[\]()]*[}\])]/g, '');
  return shorter === text ? text : withoutGroups(shorter);
}

/** Of Fleetio: `fleetio: {`, `"fleetio" => [`, `fleetio:` above a block; with what stands before it on its line. */
const GROUP_OF_VENDOR =
  /^([ \t]*)(?:[\w$]+[ \t]+){0,2}["'`$[]*([\w-]{0,60}?fleet[-_.]?io[\w-]{0,60})["'`\]]*[ \t]*(?::|=>|=)[ \t]*(?:[{[(]|array\(|\r?$)/gim;

/** How far Fleetio's own groups are indented, in characters. */
const groupsOfVendor = onceAText(({ text }): ReadonlySet<number> => {
  const found = [...text.matchAll(GROUP_OF_VENDOR)].filter(([, , name = '']) => roleOf(name) === undefined);
  return new Set(found.map(([, indent = '']) => indent.length));
});

const OWN_ADDRESS = /https?:\/\/(?:[\w-]+\.)*fleetio\.com/gi;

/** The same of the groups, whatever they are called, that have an address of Fleetio in them. */
const groupsWithAddress = onceAText(({ text }): ReadonlySet<number> => {
  const groups = [...text.matchAll(OWN_ADDRESS)].map(
    ({ index }) => groupsAround(text.slice(Math.max(0, index - REACH), index))[0],
  );
  return new Set(groups.flatMap((group) => (group && group.name !== '' ? [group.indent] : [])));
});

const IS_SERVICE = largePattern(OTHER_SERVICE, 'i');

/**
 * Whether a value is in a group that is called as another service is, or as one would be: beside one that is called Fleetio, or with an
 * address of its own beside one that has Fleetio's.
 */
function isInOtherGroup(lines: Lines, left: string, offset: number): boolean {
  const [own, ...around] = groupsAround(left);
  const groups = own === undefined ? [] : [own, ...around];
  if (own === undefined || groups.some(({ line }) => namesVendor(line))) {
    return false;
  }
  if (groups.some(({ name }) => IS_SERVICE().test(name))) {
    return true;
  }
  const [named, addressed] = [groupsOfVendor(lines), groupsWithAddress(lines)];
  if (named.size + addressed.size === 0 || !isOthersGroup(own.name)) {
    return false;
  }
  return (
    named.has(own.indent) ||
    (addressed.has(own.indent) && hasOtherAddress(linesOfGroup(lines, lines.at(offset), own.indent)))
  );
}

const OTHER_ADDRESS = /https?:\/\/(?!localhost|127\.)[\w-]+\./i;

const hasOtherAddress = (group: string): boolean => OTHER_ADDRESS.test(group) && !/fleet/i.test(group);

/** The lines around one that are indented deeper than the head of its group. */
function linesOfGroup(lines: Lines, own: number, indent: number): string {
  const isInside = (line: string): boolean => line.trim() === '' || line.search(/\S/) > indent;
  let [top, bottom] = [own, own];
  while (top > 0 && own - top < ROWS && isInside(lines.line(top - 1))) {
    top--;
  }
  while (bottom < lines.count - 1 && bottom - own < ROWS && isInside(lines.line(bottom + 1))) {
    bottom++;
  }
  return Array.from({ length: bottom - top + 1 }, (_, at) => lines.line(top + at)).join('\n');
}

const hasVendor = onceAText(({ text }): boolean => namesVendor(text));

/** What separates the fields of a row. */
const SEPARATORS = [';', '|', '\t', ','];
/** Rows that look like code. */
const SQL = /^\s*(?:insert\s|select\s|values\b|\()/i;
/** After all rows of a statement but the last, and after that one. */
const ROW_END = /[,;]\s*$/;
/** How many rows are looked at above and below, and how many characters of each. */
const ROWS = 20;
const LONGEST_ROW = 1000;

/** Whether other rows of a table name Fleetio, and this one does not; where its head does, all are Fleetio's. */
function isInOtherRow(lines: Lines, offset: number): boolean {
  const own = lines.at(offset);
  const row = lines.line(own, LONGEST_ROW);
  // Two are a name and its value.
  const separator = SEPARATORS.find(
    (one) => row.split(one).filter((field) => field.trim() !== '').length > 2,
  );
  const isSql = SQL.test(row);
  if (separator === undefined || namesVendor(row) || (isCode(row) && !isSql)) {
    return false;
  }
  // In other tables the last field can be empty.
  const fieldsIn = (line: string): number =>
    (isSql ? line.replace(ROW_END, '') : line).split(separator).length;
  const length = fieldsIn(row);
  const isRow = (at: number): boolean => fieldsIn(lines.line(at, LONGEST_ROW)) === length;
  let [top, bottom] = [own, own];
  while (top > 0 && own - top < ROWS && isRow(top - 1)) {
    top--;
  }
  while (bottom < lines.count - 1 && bottom - own < ROWS && isRow(bottom + 1)) {
    bottom++;
  }
  const others = Array.from({ length: bottom - top }, (_, at) => lines.line(top + 1 + at, LONGEST_ROW));
  // `fleetio_token` is the name of a value and an address is one; neither says whose a row is.
  const isVendors = (field: string): boolean =>
    namesVendor(field) && !/[/.]/.test(field) && roleOf(field) === undefined;
  const head = isSql ? '' : lines.line(top, LONGEST_ROW);
  const rows = isSql ? [lines.line(top, LONGEST_ROW), ...others] : others;
  return !namesVendor(head) && rows.some((other) => other.split(separator).some(isVendors));
}

const KEY = /(?<!\w)[0-9a-f]{40}(?!\w)/;

interface Section {
  readonly start: number;
  readonly name: string;
  /** Whether it is called Fleetio's, or names Fleetio and has a key. */
  readonly isVendors: boolean;
  readonly hasKey: boolean;
}

/** The sections of a text, in order; none where not one of them is Fleetio's. */
const sectionsBesideVendor = onceAText(({ text }): readonly Section[] => {
  const heads = [...text.matchAll(SECTION)];
  const sections = heads.map(({ index, 0: head }, at) => {
    const section = text.slice(index, heads[at + 1]?.index);
    const hasKey = KEY.test(section);
    const isVendors = namesVendor(head) || (namesVendor(section) && hasKey);
    return { start: index, name: head.replace(/[[\]\s]/g, ''), isVendors, hasKey };
  });
  return sections.some(({ isVendors }) => isVendors) ? sections : [];
});

function isInOtherSection(lines: Lines, offset: number): boolean {
  const sections = sectionsBesideVendor(lines);
  const own = lastBefore(sections, offset);
  // Where Fleetio's own has no key, it can be in one that is called after nobody.
  const isClear = (): boolean => sections.some(({ isVendors, hasKey }) => isVendors && hasKey);
  return own !== undefined && !own.isVendors && (isClear() || isOthersGroup(own.name));
}
