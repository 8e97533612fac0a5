import type { Digits } from './candidates';
import { hasRows, hasSecretColumn } from './columns';
import { ACCOUNT_LENGTH, KEY_LENGTH, type Run } from './hexRuns';
import { Hints } from './hints';
import type { Lines } from './lines';
import { nearestTo } from './nearest';
import { ACCOUNT_HEADER, usesIn } from './uses';

/** Words one of which is near every secret: in its name, its scheme, the name of the vendor or of the other of a pair. */
const WORDS = {
  key: anyOf([
    ...[
      'key',
      '(?<![a-z])pat(?![a-z])',
      'geheim',
      'client[-_. ]?id',
      'tok',
      'tkn',
      'secret',
      'auth',
      'pass',
      'pwd',
      'cred',
    ],
    ...['bearer', 'ac+ount', 'acct', 'acc[-_ ]', 'acn', 'tenant', 'fleet', 'clave', 'llave', 'chave'],
    ...[
      '(?:(?<![a-z])|api)clef?(?:api|[^a-z])',
      'clé',
      'jeton',
      'schl',
      'kennw',
      'senha',
      'sleutel',
      'chiave',
      'klucz',
    ],
    ...[
      'klic',
      'nyckel',
      'n[oø]k?kel',
      'n[oø]gle',
      'cheie',
      'kulcs',
      'anahtar',
      'kont[aou]',
      'mandant',
      'rekening',
      'conto',
    ],
    ...['hesap', 'zugang', 'toegang', 'acc?es+o', 'acc[eè]s(?!s)'],
  ]),
  /** One of these makes a key's name clear enough for a text that says nothing of Fleetio. */
  clearKey: anyOf([
    ...['api', 'auth', 'access', 'rest', 'client', 'consumer', 'app', 'user', 'integration', 'vendor'],
  ]),
  account: anyOf([
    ...['ac+ount', 'login', 'user[-_. ]?name', 'acct', 'accn', 'acnt', 'acc(?:[-_ ]?(?:tok|key)|(?![a-z]))'],
    ...[
      '(?<![a-z])act(?![a-z])',
      'tenant',
      'fleet',
      'cuenta',
      'cont[ao]',
      'compte',
      'kont[aou]',
      'mandant',
      'rekening',
    ],
    'hesap',
  ]),
  scheme: anyOf(['token', 'bearer']),
  accessToken: anyOf(['access', 'oauth', 'client', 'bearer', 'authori[sz]ation']),
};

/**
 * An expression for any of some words. At each character engines try one alternative after the other, so those that begin with
 * the same letter are made one.
 */
function anyOf(words: readonly string[]): RegExp {
  const byLetter = new Map<string, string[]>();
  for (const word of words) {
    const letter = /^[a-z](?![+?])/.exec(word)?.[0] ?? '';
    byLetter.set(letter, [...(byLetter.get(letter) ?? []), word.slice(letter.length)]);
  }
  const alternatives = [...byLetter].map(([letter, rests]) => `${letter}(?:${rests.join('|')})`);
  return new RegExp(alternatives.join('|'), 'gi');
}

/** What can stand between the scheme word and its value, which may be the next argument or literal. */
const SCHEME_BEFORE =
  /(?:token|bearer)(?:\W|\d)*(?:(?:token|format|concat|with|parameter|credentials?|value|nbsp|quot|[a-z])(?:\W|\d)*){0,4}$/i;
const SCHEME_REACH = 120;

/** Also where the address is joined from literals: `'https://secure.fleetio.com/' || '…'`. */
const BEFORE_PAGE = new Set('/"\'`');
const PAGE_ADDRESS = /\bfleetio\.com\/(?:["'`]\s*(?:\|\||\+|\.\.?|&|<>|~|,)\s*["'`])?$/i;
const VENDOR = /fleet/i;

/** A text as short as that can be the value alone; then the name of the file says what it is. */
const ALONE = 100;

/** The two secrets of a pair are no further apart, in characters. */
export const PAIR_CHARACTERS = 600;

/**
 * Tells by the words around a value whether it can be a secret at all, before anything else is found out about it. Most
 * values in most texts cannot: sums, revisions, what logs count requests by. Lets through all that could become a finding.
 * Values have to be asked about in the order of their places.
 */
export class Interest {
  private readonly isInEverything: boolean;
  private readonly pathSpeaks: boolean;
  private readonly sendsAccessToken: boolean;
  private readonly words: string;
  private readonly near: Readonly<Record<keyof typeof WORDS, Hints>>;
  private readonly keys: readonly number[];
  private readonly accounts: readonly number[];

  constructor(
    private readonly lines: Lines,
    digits: Digits,
    path: string | undefined,
  ) {
    const { runs, encoded } = digits;
    const { text } = lines;
    const { keys: sentKeys, accounts: sentAccounts, accessTokens } = usesIn(lines);
    this.sendsAccessToken = accessTokens.size > 0;
    this.isInEverything =
      text.length < ALONE ||
      hasRows(lines) ||
      hasSecretColumn(lines) ||
      sentKeys.size + sentAccounts.size > 0;
    this.pathSpeaks = path === undefined || VENDOR.test(path);
    this.words = withoutValues(digits);
    this.near = hintsIn(this.words);
    // A run of another length can be a piece of a key.
    const keys = placesOf(runs, (length) => length !== ACCOUNT_LENGTH);
    this.keys =
      encoded.length === 0 ? keys : [...keys, ...placesOf(encoded)].sort((one, other) => one - other);
    this.accounts = placesOf(runs, (length) => length === ACCOUNT_LENGTH);
  }

  isWorthALook(run: Run): boolean {
    if (this.isInEverything) {
      return true;
    }
    const length = run.end - run.start;
    if (length < KEY_LENGTH) {
      return this.canBeAccount(run);
    }
    return length === KEY_LENGTH ? this.canBeKey(run) : this.canBeAccessToken(run);
  }

  private canBeAccount(run: Run): boolean {
    return this.near.account.isNear(run) || isBeside(this.keys, run) || isPageAddress(this.lines.text, run);
  }

  private canBeKey(run: Run): boolean {
    if (isBeside(this.accounts, run)) {
      return true;
    }
    // The name alone has to speak for it where nothing else does.
    const canCount = (): boolean =>
      this.pathSpeaks || this.speaks() || this.canHavePair() || this.hasClearName(run);
    return this.near.key.isNear(run) && canCount();
  }

  private canBeAccessToken(run: Run): boolean {
    return (
      this.sendsAccessToken ||
      this.near.accessToken.isNear(run) ||
      this.hasScheme(run) ||
      isBeside(this.accounts, run)
    );
  }

  private hasClearName(run: Run): boolean {
    return this.near.clearKey.isNear(run) || this.hasScheme(run);
  }

  private hasScheme(run: Run): boolean {
    const { start } = run;
    return (
      this.near.scheme.isNear(run) &&
      SCHEME_BEFORE.test(this.lines.text.slice(Math.max(0, start - SCHEME_REACH), start))
    );
  }

  private ofVendor: boolean | undefined;

  private speaks(): boolean {
    this.ofVendor ??= VENDOR.test(this.words);
    return this.ofVendor;
  }

  private pair: boolean | undefined;

  /** Whether any value in the text can be an account token. */
  private canHavePair(): boolean {
    this.pair ??= ACCOUNT_HEADER.test(this.words) || this.hasNamedAccount();
    return this.pair;
  }

  private hasNamedAccount(): boolean {
    const { account } = hintsIn(this.words);
    return this.accounts.some((start) => account.isNear({ start, end: start }));
  }
}

/** A text without the digits of its values, which hold no words; there can be more of them than of all else. */
function withoutValues({ bytes, runs }: Digits): string {
  const words = Buffer.from(bytes);
  for (const { start, end } of runs) {
    for (let at = start; at < end; at++) {
      words[at] = ZERO;
    }
  }
  return words.toString('latin1');
}

const ZERO = 0x30;

function hintsIn(text: string): Record<keyof typeof WORDS, Hints> {
  const hints = Object.entries(WORDS).map(([about, words]) => [about, new Hints(text, new RegExp(words))]);
  return Object.fromEntries(hints) as Record<keyof typeof WORDS, Hints>;
}

function placesOf(runs: readonly Run[], isOne: (length: number) => boolean = () => true): number[] {
  const places: number[] = [];
  for (const { start, end } of runs) {
    if (isOne(end - start)) {
      places.push(start);
    }
  }
  return places;
}

const isBeside = (others: readonly number[], { start }: Run): boolean =>
  others.length > 0 &&
  Math.abs((nearestTo(others, start) ?? Infinity) - start) <= PAIR_CHARACTERS + KEY_LENGTH;

/** Whether a value is the first part of the path of a Fleetio page. */
export function isPageAddress(text: string, { start }: Run): boolean {
  return (
    BEFORE_PAGE.has(text.charAt(start - 1)) && PAGE_ADDRESS.test(text.slice(Math.max(0, start - 30), start))
  );
}
