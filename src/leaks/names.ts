import type { EvidenceId } from './evidence';
import { largePattern } from './largePattern';
import { remembered } from './remembered';
import {
  ABOUT,
  ACCOUNT,
  ANYBODY,
  ARCHIVE,
  any,
  DIGEST,
  LOGS_IN,
  OTHER_KIND,
  OTHER_OWNER,
  OTHER_SERVICE,
  SECRET_NOUN,
  SECRET_WORD,
} from './vocabulary';

/**
 * What a name says about the value it is bound to. `digest`: it is a sum, a revision or another identifier; `other`: it is
 * a key or token of another kind.
 */
export type Role = 'account-token' | 'account' | 'key' | 'secret' | 'vague' | 'digest' | 'other';

/** What names of secrets say; a mere account is none. */
export const SECRET_ROLES: ReadonlySet<Role | undefined> = new Set(['key', 'secret', 'account-token']);

/** What the name is worth as evidence for an API key. A key pasted into the account token's place is still a key. */
export const NAME_OF_KEY: Readonly<Record<Role, EvidenceId | undefined>> = {
  key: 'name-key',
  secret: 'name-secret',
  vague: 'name-vague',
  'account-token': 'name-vague',
  account: 'name-vague',
  digest: undefined,
  other: undefined,
};

/** What the name is worth as evidence for an account token. `API_TOKEN` is one where the key is called `API_KEY`. */
export const NAME_OF_ACCOUNT_TOKEN: Readonly<Record<Role, EvidenceId | undefined>> = {
  'account-token': 'name-account-token',
  account: 'name-account',
  key: 'name-secret',
  secret: 'name-secret',
  // A vehicle, a row and a part have a short key too.
  vague: undefined,
  digest: undefined,
  other: undefined,
};

/** A sum is told by the end of a name: `base` says something in `merge base`, and nothing in `base.group_system`. */
const BEFORE_END = '(?= (?:of|for|in|to|from|at|on|by|is|was|be|the|and|or|as|with|per|v?\\d)|$)';

/** A name that says before or after something that it is Fleetio's: `fleetio_app_secret`, `TOKEN_SAMSARA_FLEETIO`. */
const NOT_OURS_BEFORE = '(?<!fleet ?io (?:\\w+ )*)';
const NOT_OURS_AFTER = '(?! (?:\\w+ )*fleet ?io)';

/** What Fleetio and fleets are called by in short, where it is one word with what comes after it: `FLTOKEN`, `fleetkey`. */
const FLEET_SHORT = '(?:fl|flt|ft|fio|fleet)';

/**
 * The table of roles. In a name the last word that has a role decides; of rows that end at the same word the upper one.
 * All are matched against words in lower case with one blank between: `X-Api-Key` is `x api key`.
 */
const ROLES: readonly (readonly [role: Role, words: string])[] = [
  ['digest', `${DIGEST} of (?:the |an? |our )?(?:\\w+ ){0,2}${SECRET_NOUN}`],
  [
    'other',
    `${OTHER_OWNER} ?(?:access |api |auth |account |secret |private |app |application |client |bot |user |admin |license )*${SECRET_NOUN}`,
  ],
  ['other', `${OTHER_KIND} ?(?:access |secret |private |bot |user |admin |license )*${SECRET_NOUN}`],
  [
    'other',
    `${NOT_OURS_BEFORE}${SECRET_NOUN} (?:(?:api|for|of|d|de|del|do|da|du|para|pour|fur|von) )?${OTHER_SERVICE}${NOT_OURS_AFTER}`,
  ],
  [
    'other',
    `${SECRET_NOUN} (?:id(?:entifier)?|type(?! (?:c|char|text|string)(?![a-z]))|name|url|uri|path|file|length|size|hash|count|index|prefix|expir\\w*|ttl)`,
  ],
  ['vague', '^app(?:lication)? secret$'],
  // With what frameworks sign their sessions, and what is stored under a key that is a sum.
  ['other', `${NOT_OURS_BEFORE}app(?:lication)? secret key`],
  ['other', '(?:next ?auth|better ?auth|cron|preview|revalidat(?:e|ion)) secret'],
  // Of a network, in sketches for Arduino.
  ['other', '(?<!\\w )(?:define )?secret pass(?:word)?'],
  ['other', 'under (?:a |the )?key'],
  ['other', '(?<!fleet ?io )(?:secret access key|(?:secret )?access key id)'],
  // A header of their own: `X-TrackOne-Key`.
  [
    'other',
    `(?<!\\w )x (?!(?:\\w+ )*(?:${ANYBODY}) (?:\\w+ )*${SECRET_NOUN})(?:[a-z0-9]+ ){1,2}${SECRET_NOUN}`,
  ],
  ['other', `(?<!\\w )x (?!(?:${ANYBODY}) )[a-z0-9]+ (?:api|auth|access) ${SECRET_NOUN}`],
  // Fleetio has no such header and no such clients, and many others do.
  ['secret', '(?<!\\w )x api key'],
  ['secret', '(?:client|consumer) secrets?'],
  ['account', '(?<!\\w )x account token'],
  ['other', `(?:${SECRET_NOUN}|${ACCOUNT}) ${ABOUT}`],
  ['other', '(?:service|storage|bank|sub) ?account(?: (?:token|key|id))?|app ?account(?: (?:key|id))?'],
  ['account', `${ACCOUNT} ref(?:erence)?`],
  ['digest', `${DIGEST}(?: (?:id|key|value|hex|short|long|full|prefix|list|set))?${BEFORE_END}`],
  ['account-token', `${ACCOUNT}s? ?(?:token|tok|tkn|key|code)s?`],
  ['account-token', `(?:token|tok|jeton) (?:d[aeou] |del )?${ACCOUNT}`],
  ['account', 'login|user ?name'],
  ['account', `${ACCOUNT}s? ?(?:id|identifier|no|num(?:ber)?|ref|slug|name)?`],
  // What people and programs log in with.
  ['other', `${NOT_OURS_BEFORE}${LOGS_IN} ?(?:password|passwd|pass|pwd|pw)`],
  ['other', `${NOT_OURS_BEFORE}pw`],
  [
    'key',
    `(?:api|auth(?:entication|ori[sz]ation|n|z)?|access|rest|client|consumer|app|application|user|integration|vendor) ?${SECRET_NOUN}`,
  ],
  ['key', `${SECRET_NOUN} ?(?:auth(?:entication|ori[sz]ation|n|z)?|api)`],
  [
    'key',
    `(?:api|auth(?:entication|ori[sz]ation|n|z)?) (?:\\w+ )?(?:header|value|string|cred\\w*|${SECRET_NOUN})`,
  ],
  ['key', '(?:proxy )?authori[sz]ation|authentication|auth'],
  ['secret', any(SECRET_WORD, 'bearer')],
  ['secret', 'client ?id'],
  ['secret', `${FLEET_SHORT}(?:key|tok(?:en)?|secret)`],
  ['account', `${FLEET_SHORT}ac(?:ct?|count)(?:id)?`],
  // Only that it gives access, as in `Zugang` and `acceso`.
  ['vague', 'zugang|toegang|acceso|acesso|accesso|acces'],
  ['vague', 'keys?|tokens|(?<!(?!case )\\b\\w+ )api(?! v?\\d)'],
  ['digest', '(?:[a-z]+ )?ids?'],
  ['digest', ARCHIVE],
];

const TABLE = ROLES.map(([role, words]) => ({
  role,
  pattern: largePattern(`(?<![a-z0-9])(?:${words})(?![a-z0-9])`, 'g'),
}));

/** What is in every name that has a role: the longer phrases of the table all hold one of these. Takes less time to compile. */
const ANY_ROLE = largePattern(
  `${SECRET_NOUN}|${ACCOUNT}|(?<![a-z0-9])(?:${DIGEST}|${ARCHIVE}|bearer|login|user|client|api|auth|zugang|toegang|acc?es+o|acces|[a-z]*ids?(?![a-z]))`,
);

/** What has to stand before the name of a variable so that a build puts it into pages: `REACT_APP_`, `NEXT_PUBLIC_`. */
const FOR_PAGES =
  /(?<![a-z0-9])(?:(?:react|vue|ng) app|(?:next|nuxt|expo|snowpack) public|vite|gatsby|storybook) (?=[a-z])/g;

/**
 * Splits a name or a phrase into its words: `fleetioAPIKey`, `X-Api-Key` and `api key` all come out as words. What builds need
 * before it is no part of it.
 */
export function wordsOf(name: string): string {
  return withoutAccents(name)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(FOR_PAGES, '');
}

const ACCENTS = /[\u0300-\u036f]/g;

const withoutAccents = (name: string): string =>
  ASCII.test(name)
    ? name
    : name.normalize('NFD').replace(ACCENTS, '').replaceAll('ø', 'o').replaceAll('ł', 'l');

const ASCII = /^\p{ASCII}*$/u;

const rememberedRole = remembered((name: string): Role | undefined => roleOfWords(wordsOf(name)));

/** @returns what a name or a phrase of a few words says of its value; undefined: nothing. */
export const roleOf = (name: string): Role | undefined =>
  rememberedRole(withoutNumbers(name.length > LONGEST ? name.slice(-LONGEST) : name));

/** In characters; what stands further left in a phrase says nothing. */
const LONGEST = 120;

/** Names that are counted, such as `token_17`, all say the same. */
export const withoutNumbers = (name: string): string =>
  DIGIT.test(name)
    ? name.replace(NUMBER, '$10').replace(NUMBERED_SECRET, '').replace(LONG_NUMBER, '0000')
    : name;

const DIGIT = /\d/;
const NUMBER = /([_. -])\d+/g;
/** `token1`, `apiKey2`. */
const NUMBERED_SECRET = /(?<=key|token|tok|secret)\d{1,2}$/i;
const LONG_NUMBER = /\d{4,}/g;

const roleOfWords = (words: string): Role | undefined => lastRole(words)?.role;

/** @returns what comes after the words that say what a value is; undefined: none do. */
export function afterRole(name: string): string | undefined {
  const words = wordsOf(name);
  const found = lastRole(words);
  return found && words.slice(found.end).trim();
}

/** The last words that have a role. */
function lastRole(words: string): { readonly role: Role; readonly end: number } | undefined {
  // Most phrases say nothing, and one expression can tell.
  if (!ANY_ROLE().test(words)) {
    return undefined;
  }
  let best: { role: Role; end: number } | undefined;
  for (const { role, pattern } of TABLE) {
    for (const match of words.matchAll(pattern())) {
      const end = match.index + match[0].length;
      if (best === undefined || end > best.end) {
        best = { role, end };
      }
    }
  }
  return best;
}

/** The words that rules for other scanners make names of: expressions in lower case. */
export const portableNames = {
  /** A secret can be called by one alone. */
  secret: (
    'keys? tok(?:e?n)?s? tkn secrets? cred(?:ential)?s? password pat auth authori[sz]ation ' +
    'clave llave chave clef? jeton schl(?:ue)?ssel senha sleutel chiave klucz'
  ).split(' '),
  /** Before or behind one of those they do not make it a secret of something else. */
  neutral: (
    'api auth access rest client user account fleet header value string x c ' +
    'prod(?:uction)? staging dev test live'
  ).split(' '),
  account: ['ac+ount', 'acct?', 'tenant', 'cuenta', 'cont[ao]', 'compte', 'konto', 'mandant', 'rekening'],
  /** What an account token is called, together with one of those. */
  token: ['token', 'tkn', 'key', 'code', 'jeton'],
} as const;
