import type { Run } from './hexRuns';
import { type Lines, onceAText } from './lines';
import { roleOf } from './names';
import { lastBefore } from './nearest';
import { namesVendor } from './vendor';

/** How far up the head of a table is looked for. */
const FURTHEST = { row: 400, characters: 4000, lines: 60 };

/** The name of the column that a value stands in, where the name says something: CSV and its kin, tables in Markdown, rows in SQL. */
export function columnName(lines: Lines, span: Run): string | undefined {
  if (!mayBeInColumn(lines, span)) {
    return undefined;
  }
  return (
    sqlColumn(lines, span) ??
    copyColumn(lines, span) ??
    tableColumn(lines, span) ??
    separatedColumn(lines, span)
  );
}

/** Such statements name their columns far away from most of their values. */
const ROWS = /insert\s+into\b/i;
/** A plain search tells sooner than an expression that a text has none. */
const INSERTS = ['INSERT', 'insert', 'Insert'];

const hasCopies = onceAText(({ text }): boolean => text.includes(COPY_END));

/** Whether a text has rows of SQL in it. */
export const hasRows = onceAText(
  (lines): boolean =>
    (INSERTS.some((word) => lines.text.includes(word)) && ROWS.test(lines.text)) || hasCopies(lines),
);

/** Whether a value can stand in a column at all. */
function mayBeInColumn(lines: Lines, { start }: Run): boolean {
  return headOf(lines) !== '' || hasRows(lines) || lines.line(lines.at(start)).includes('|');
}

/** A quick no for most first lines: what is in all names of secrets. */
const CAN_NAME_SECRET =
  /key|tok|tkn|secret|auth|pass|pwd|cred|acc|acn|tenant|login|user|client|clave|llave|chave|cle|jeton|schl|kennw|senha|cuenta|conta|konto|compte|bearer|api/i;

/** Whether a text can be a table whose first line names a column of secrets. */
export function hasSecretColumn(lines: Lines): boolean {
  if (!CAN_NAME_SECRET.test(firstLine(lines.text))) {
    return false;
  }
  return fieldsOfHead(headOf(lines)).some((field) => {
    const role = roleOf(field);
    return role !== undefined && role !== 'digest' && role !== 'other';
  });
}

/** An `INSERT INTO` with rows: where it begins and ends, and what its columns are called. */
interface Insert extends Run {
  readonly columns: readonly string[];
}

/** Frameworks keep sessions and their users' own tokens there. */
const OF_FRAMEWORK = /(?:authtoken|(?:oauth|personal_access)_\w*token|session)s?["`\]]?$|authtoken_token/i;
/** What is only called a key there is one that answers of servers are found by. */
const CACHE = /caches?["`\]]?$/i;
/** In characters: the end of the name of a table says what it is. */
const END_OF_NAME = 100;

/** What looks like a key there is the sum of a password. */
const PASSWORD =
  /^\W*(?:password|passwd|pwd|senha|contrase\w+|mot_de_passe|kennwort|passwort|wachtwoord|haslo)\W*(?:\s|$)/i;

const INSERT = /\binsert\s+into\s+([\w."`[\]]+)\s*(?:\(([^()]*)\)\s*)?values\b/gi;
const END_OF_STATEMENT = /;\s*$/m;

/** All of a text, in order. */
const insertsIn = onceAText(({ text }): readonly Insert[] => {
  const made = columnsMade(text);
  const heads = [...text.matchAll(INSERT)];
  return heads.map(({ 0: head, 1: table = '', 2: listed, index }, at) => {
    const rows = text.slice(index + head.length, heads[at + 1]?.index);
    const length = rows.search(END_OF_STATEMENT);
    const end = index + head.length + (length < 0 ? rows.length : length);
    const named = listed?.split(',') ?? made.get(table.toLowerCase()) ?? [];
    return { start: index, end, columns: columnsOf(table.slice(-END_OF_NAME), named) };
  });
});

/** What the columns of a table are, by their names and its own. */
function columnsOf(table: string, named: readonly string[]): string[] {
  if (OF_FRAMEWORK.test(table)) {
    return named.map(() => 'session id');
  }
  const isCache = CACHE.test(table) && !namesVendor(table);
  return named.map((name) =>
    PASSWORD.test(name)
      ? 'password hash'
      : isCache && roleOf(name) === 'vague' && !namesVendor(name)
        ? 'cache key'
        : name,
  );
}

function sqlColumn(lines: Lines, { start }: Run): string | undefined {
  const insert = lastBefore(insertsIn(lines), start);
  if (insert === undefined || start > insert.end) {
    return undefined;
  }
  const row = lines.text.slice(Math.max(insert.start, start - FURTHEST.row), start);
  const tuple = row.lastIndexOf('(');
  return tuple < 0 || row.includes(')', tuple)
    ? undefined
    : insert.columns[fieldsOf(row.slice(tuple + 1), ',').length - 1];
}

const CREATE = /\bcreate\s+(?:temp(?:orary)?\s+)?table\s+(?:if\s+not\s+exists\s+)?([\w."`[\]]+)\s*\(/gi;

/** What the columns of tables are called where they are made, for an `INSERT INTO` that does not name them. */
function columnsMade(text: string): ReadonlyMap<string, readonly string[]> {
  const heads = [...text.matchAll(CREATE)];
  return new Map(
    heads.map(({ 0: head, 1: table = '', index }, at) => {
      const start = index + head.length;
      const end = Math.min(start + FURTHEST.characters, heads[at + 1]?.index ?? Infinity);
      const [statement = ''] = text.slice(start, end).split(';', 1);
      return [table.toLowerCase(), definitionsIn(statement).map((one) => /[\w$]+/.exec(one)?.[0] ?? '')];
    }),
  );
}

/** The parts between commas; those in brackets belong to a type, such as `decimal(10, 2)`. */
function definitionsIn(statement: string): string[] {
  const parts: string[] = [];
  let [start, depth] = [0, 0];
  for (let at = 0; at < statement.length; at++) {
    const character = statement.charAt(at);
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (character === ',' && depth === 0) {
      parts.push(statement.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, statement.slice(start)];
}

/** Rows between tabs below `COPY table (columns) FROM stdin;`, as PostgreSQL writes a table out. */
function copyColumn(lines: Lines, { start }: Run): string | undefined {
  if (!hasCopies(lines)) {
    return undefined;
  }
  const { text } = lines;
  const before = text.slice(Math.max(0, start - FURTHEST.characters), start);
  const rows = before.lastIndexOf(COPY_END);
  if (rows < 0 || before.includes('\n\\.', rows)) {
    return undefined;
  }
  const columns = /\(([^()]*)\) $/.exec(before.slice(0, rows))?.[1];
  const row = before.slice(before.lastIndexOf('\n') + 1);
  return columns?.split(',')[row.split('\t').length - 1];
}

const COPY_END = 'FROM stdin;';

/** Between the head of a table and its rows, in Markdown and as programs for databases print it. */
const RULE = /^\s*\|[\s:|+-]+$/;
const PRINTED_RULE = /^[\s#*/-]*-{2,}\+[-+]*$/;
/** A cell with nothing but the value in it. */
const CELL = { before: /\|\s*$/, after: /^\s*(?:\||\r?\n|$)/ };

function tableColumn(lines: Lines, { start, end }: Run): string | undefined {
  const at = lines.at(start);
  const isNear = start - lines.start(at) < FURTHEST.characters;
  const row = isNear ? lines.text.slice(lines.start(at), start) : '';
  if (!row.includes('|')) {
    return undefined;
  }
  const isCell = CELL.before.test(row) && CELL.after.test(lines.text.slice(end, end + FURTHEST.row));
  for (let [above, others] = [at - 1, 0]; above > 0 && above > at - FURTHEST.lines && others < 2; above--) {
    const line = lines.line(above);
    if (RULE.test(line) || (isCell && PRINTED_RULE.test(line))) {
      return lines.line(above - 1).split('|')[row.split('|').length - 1];
    }
    others = line.includes('|') ? 0 : others + 1;
  }
  return undefined;
}

const ADDRESS = /https?:\/\/[^\s,;|"'<>]+/g;

/** Whether a line has what rows of tables have not, but in addresses. */
export const isCode = (line: string): boolean => /[(){}=<>]/.test(line.replace(ADDRESS, ''));

function separatedColumn(lines: Lines, { start }: Run): string | undefined {
  const at = lines.at(start);
  const head = at === 0 ? '' : headOf(lines);
  if (head === '') {
    return undefined;
  }
  const row = lines.line(at);
  if (isCode(row)) {
    return undefined;
  }
  const separator = ['\t', ',', ';', '|'].find((character) => row.includes(character));
  if (separator === undefined || fieldsOf(row, separator).length !== fieldsOf(head, separator).length) {
    return undefined;
  }
  return fieldsOf(head, separator)[fieldsOf(row.slice(0, start - lines.start(at)), separator).length - 1];
}

/** What no head of a table has: brackets, names with values in quotes, and the end of a statement as its only separator. */
const NO_HEAD = /[(){}[\]=<>]|["']\s*:|^[^\t,;|]*;\s*$/;

/** Without finding all the others. */
function firstLine(text: string): string {
  return /^[^\r\n]{0,400}/.exec(text)?.[0] ?? '';
}

const fieldsOfHead = (head: string): string[] => head.split(/[\t,;|]/);

/** The first line, where it can be the head of a table with a column that says something; else nothing. */
const headOf = onceAText(({ text }): string => {
  const first = firstLine(text);
  const fields = NO_HEAD.test(first) ? [] : fieldsOfHead(first);
  const isHead = fields.length > 1 && fields.some((field) => roleOf(field) !== undefined);
  return isHead ? first : '';
});

/** Whether a text is a table whose first line names its columns. */
export const isTable = (lines: Lines): boolean => headOf(lines) !== '';

/** The fields of a row; separators between quotes do not count. */
function fieldsOf(row: string, separator: string): string[] {
  if (!/["']/.test(row)) {
    return row.split(separator);
  }
  const fields: string[] = [];
  let quote = '';
  let start = 0;
  for (let at = 0; at < row.length; at++) {
    const character = row.charAt(at);
    if (quote === '' && character === separator) {
      fields.push(row.slice(start, at));
      start = at + 1;
    } else if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
    } else if (character === quote) {
      quote = '';
    }
  }
  return [...fields, row.slice(start)];
}
