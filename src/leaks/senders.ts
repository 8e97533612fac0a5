import type { Finding } from './finding';
import { KEY_LENGTH, type Run } from './hexRuns';
import { Lines, onceAText } from './lines';
import { wordsOf } from './names';
import { copyOf } from './remembered';
import { usesIn } from './uses';
import { bytesNameVendor, namesVendor } from './vendor';

// Code that sends a key is often not where the key stands: settings, constants and `.env` are other files. What the code calls
// the key joins the two, whatever that is.

/** A name that is bound to something: `const token = process.env.MAINT_TOKEN`; all of a program can be on one line. */
const BOUND =
  /(?<![\w$.])([A-Za-z_]\w*)[ \t]*(?::[^=;/"'`\n]{1,40})?(?:=>|:=|\?\?=|\|\|=|=(?![=>~]))(?=[ \t]*([^;=\n]{1,200}))/g;
/** What is given to something of Fleetio's: `new FleetioClient(KEYS.MAINT, KEYS.ACCOUNT)`. */
const GIVEN = /[Ff]leet_?[Ii]o[\w.:>-]{0,60}!?\(([^()]{1,300})\)/g;
const IDENTIFIER = /[A-Za-z_]\w*/g;

/** A constant or a variable of the environment. */
const CONSTANT = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)*$/;
/** Names of parameters and fields, which anything can be called. */
const ANYTHING =
  /^(?:(?:the|my|this|api|auth|access|account|acct|user|client|app|secret|bearer|fleet|new|old|current|default) ?)*(?:key|token|secret|value|id|auth|account|header|headers|password|credentials?|text|string|str|data|name|body|code)s?$/;

/** Whether a name is likely to be that of one thing in all files. */
const isOwn = (name: string): boolean =>
  CONSTANT.test(name)
    ? name.length > 2
    : name.length > 3 && /[a-z][A-Z_]/.test(name) && !ANYTHING.test(wordsOf(name));

/**
 * The names of what a text sends to Fleetio as a key, an access token or an account token, and of what it takes them from; only
 * those that other files can know it by.
 */
export const sentIn = onceAText((lines): readonly string[] => {
  const { text } = lines;
  if (!namesVendor(text)) {
    return [];
  }
  const { keys, accounts, accessTokens } = usesIn(lines);
  const given = [...text.matchAll(GIVEN)].flatMap(([, list = '']) => list.match(IDENTIFIER) ?? []);
  const sent = new Set([...keys, ...accounts, ...accessTokens]);
  // Most texts that name Fleetio send nothing, and this search takes longer than the others.
  const bound = sent.size === 0 ? [] : [...text.matchAll(BOUND)];
  const sources = bound.flatMap(([, name = '', source = '']) =>
    sent.has(name) ? (source.match(IDENTIFIER) ?? []) : [],
  );
  return [...new Set([...sent, ...given, ...sources])].filter(isOwn).map(copyOf);
});

/** The same of bytes in which Fleetio may be named. */
export const sentInBytes = (bytes: Buffer): readonly string[] =>
  bytesNameVendor(bytes) ? sentIn(new Lines(bytes.toString('latin1'))) : [];

/** In characters: from the beginning of a name to its value. */
const REACH = 120;
/** `const PRIMARY: &str = "`, `"maint_token": "`, `#define SERVICE "`, `MAINT_TOKEN=`. */
const NAMED =
  /(?<![\w$])([A-Za-z_]\w*)["'\]]{0,2}[ \t]*(?::[ \t]*[&*\w<>[\]'. ?]{1,30})?(?:(?:=>|:=|[=:,])[ \t]*|[ \t]+)(?:[\w:]{1,20}\()?[bfruL@]?["'`]?$/;

/** Behind the first of some literals that are joined to a key. */
const JOINED = /^["'`][\s+.&~\\<>_]{0,20}["'`][0-9a-f]/;
const JOINER = 24;

/** Texts with more keys are no settings. */
const MOST = 64;

/** What values with the shape of a key are called that can be meant in another file. @param found what is known of them. */
export function constantsIn(
  text: string,
  runs: readonly Run[],
  found: readonly Pick<Finding, 'start' | 'confidence'>[],
): readonly string[] {
  const sure = found.filter(({ confidence }) => confidence === 'high');
  const starts = new Set(sure.map(({ start }) => start));
  const canBeKey = ({ start, end }: Run): boolean =>
    end - start === KEY_LENGTH || (end - start < KEY_LENGTH && JOINED.test(text.slice(end, end + JOINER)));
  const keys = runs.filter((run) => !starts.has(run.start) && canBeKey(run));
  return keys.length > MOST
    ? []
    : keys.flatMap(({ start }) => {
        const name = nameBefore(text, start);
        return name !== undefined && isOwn(name) ? [copyOf(name)] : [];
      });
}

/** What the value that begins at an offset is called, as code writes constants. */
function nameBefore(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(0, start - REACH), start);
  return NAMED.exec(before.slice(before.lastIndexOf('\n') + 1))?.[1];
}

/** Whether a value is called as something that other files send. Most workspaces send nothing by name, and logs have many values. */
export const isCalledAsSent = (text: string, start: number, sent: ReadonlySet<string> | undefined): boolean =>
  sent !== undefined && sent.size > 0 && sent.has(nameBefore(text, start) ?? '');
