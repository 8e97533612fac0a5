import { bindingOf, type Binding } from './binding';
import { type Candidate, candidatesIn, encodedAccounts } from './candidates';
import { hasHead } from './columns';
import { isInDecoyPlace, isLockFile } from './decoys';
import { type EvidenceId, judge } from './evidence';
import { type DetectContext, type Finding, fingerprintOf, redact, type Rule } from './finding';
import { Hints } from './hints';
import { knownIn, withKnown } from './known';
import { Lines } from './lines';
import { NAME_OF_ACCOUNT_TOKEN, NAME_OF_KEY, type Role } from './names';
import { nearestTo } from './nearest';
import { isPlausible } from './plausible';
import { namesVendor, Surroundings } from './vendor';

export type { Confidence, DetectContext, Finding, KnownSecret, Rule } from './finding';

/** A value of the right shape in a place where a secret can be, and what it is bound to. */
interface Suspect extends Candidate {
  readonly binding: Binding;
}

/** Where the middles of values of the shape of an account token are, in ascending order. */
interface AccountPlaces {
  /** Of those that are called account tokens. */
  readonly tokens: readonly number[];
  /** Of those that are only called accounts. */
  readonly accounts: readonly number[];
  /** Of all that are not called account tokens. */
  readonly others: readonly number[];
}

const ACCOUNT_TOKEN_LENGTH = 10;

const RULE_BY_LENGTH: Readonly<Record<number, Rule>> = {
  10: 'fleetio-account-token',
  40: 'fleetio-api-key',
  64: 'fleetio-access-token',
};

/** The two secrets of a pair stand this close together. */
const PAIR = { lines: 3, characters: 600 };

/** A bare value after a round bracket is an aside of a sentence. */
const FIELD_BEFORE = /(?:^|[\n\r"'`,;|\t[{<>=:])[ \t]*$/;
const FIELD_AFTER = /^[ \t]*(?:$|[\n\r"'`,;|\t)\]}<>])/;

const PAGE_ADDRESS = /\bfleetio\.com\/$/i;
const ACCOUNT_HEADER = /account-token/i;
/** Names of secrets with 64 digits; other values of that length are sums. */
const ACCESS_TOKEN_NAME = /access.?token|client.?(?:secret|id)|oauth|bearer|authorization/i;

/**
 * Finds Fleetio's API keys, account tokens and access tokens in a text, in the order of their places. Takes time in
 * proportion to the text and touches little of a text without values of their shapes.
 */
export function detect(text: string, context: DetectContext): Finding[] {
  const known = knownIn(text, context.known ?? []);
  // Lock files are full of sums, and nobody writes a secret into one.
  const candidates = isLockFile(context.path ?? '') ? [] : candidatesIn(text);
  const found = candidates.length === 0 ? [] : new Inspection(text, context).findings(candidates);
  return withKnown(known, found);
}

/** The secret of a finding, as it has to be sent: decoded and joined. `text` is the one that was looked at. */
export function secretIn(
  text: string,
  { start, end, fingerprint }: Pick<Finding, 'start' | 'end' | 'fingerprint'>,
): string {
  const written = text.slice(start, end);
  const isSecret = (candidate: string): boolean => fingerprintOf(candidate) === fingerprint;
  return isSecret(written)
    ? written
    : ([...candidatesIn(written), ...encodedAccounts(written)].find(({ secret }) => isSecret(secret))
        ?.secret ?? written);
}

/** Words one of which is near every secret: in its name, its scheme, the name of the vendor or of the other of a pair. */
const HINTS = {
  key: 'key|tok|tkn|secret|auth|pass|pwd|cred|bearer|ac+ount|acct|acc[-_ ]|acn|tenant|fleet|[cl]lave|chave|(?:(?<![a-z])|api)cle(?:api|[^a-z])|jeton|schl|kennw|senha',
  account: 'ac+ount|acct|accn|acnt|acc[-_ ]?(?:tok|key)|tenant|fleet|cuenta|conta|compte|konto',
};
/** Such statements name their columns far away from most of their values, as the head of a table does. */
const ROWS = /\binsert\s+into\b|\bfrom\s+stdin\b/i;

const middleOf = ({ start, end }: Candidate): number => (start + end) >> 1;

/** Looks at all values of one text. */
class Inspection {
  private readonly lines: Lines;
  private readonly surroundings: Surroundings;
  private readonly hasGeneralHint: boolean;
  private readonly hints: { readonly key: Hints; readonly account: Hints };
  private header: boolean | undefined;
  /** The middles of values of the shape of a key: what comes after one is as near as what comes before. */
  private keyPlaces: readonly number[] = [];
  /** Of those that are bound to a name or a scheme that a key has. */
  private namedKeyPlaces: readonly number[] = [];

  private readonly path: string | undefined;

  constructor(
    private readonly text: string,
    { path, fleetioWorkspace }: DetectContext,
  ) {
    this.lines = new Lines(text);
    this.path = path;
    this.surroundings = new Surroundings(this.lines, path, fleetioWorkspace);
    this.hints = {
      key: new Hints(text, new RegExp(HINTS.key, 'gi')),
      account: new Hints(text, new RegExp(HINTS.account, 'gi')),
    };
    this.hasGeneralHint = /fleet/i.test(path ?? '') || ROWS.test(text) || hasHead(this.lines);
  }

  findings(candidates: readonly Candidate[]): Finding[] {
    this.keyPlaces = candidates.filter(({ secret }) => secret.length > ACCOUNT_TOKEN_LENGTH).map(middleOf);
    const suspects = candidates.flatMap((candidate) => this.suspect(candidate));
    const accounts = suspects.filter(({ secret }) => secret.length === ACCOUNT_TOKEN_LENGTH);
    const placesOf = (role: Role): number[] =>
      accounts.filter(({ binding }) => binding.role === role).map(middleOf);
    const places: AccountPlaces = {
      tokens: placesOf('account-token'),
      accounts: placesOf('account'),
      others: accounts.filter(({ binding }) => binding.role !== 'account-token').map(middleOf),
    };
    const longer = suspects.filter(({ secret }) => secret.length > ACCOUNT_TOKEN_LENGTH);
    this.namedKeyPlaces = longer.filter((key) => this.isNamed(key)).map(middleOf);
    const keys = this.judged(longer, (key) => this.evidenceOfKey(key, places));
    const keyPlaces = keys.map(({ start }) => start);
    return [...keys, ...this.judged(accounts, (account) => this.evidenceOfAccount(account, keyPlaces))];
  }

  private suspect(candidate: Candidate): Suspect[] {
    if (!this.isWorthALook(candidate) || !isPlausible(candidate.secret)) {
      return [];
    }
    const binding = this.binding(candidate);
    const isOfOtherKind = (binding.role === 'digest' || binding.role === 'other') && !binding.scheme;
    const isSum = candidate.secret.length === 64 && !binding.scheme && !ACCESS_TOKEN_NAME.test(binding.name);
    return isOfOtherKind || isSum ? [] : [{ ...candidate, binding }];
  }

  /** What can be told without finding out what the value is bound to. */
  private isWorthALook(candidate: Candidate): boolean {
    if (this.isPageAddress(candidate)) {
      return true;
    }
    const hasHint = candidate.form === 'base64' || this.hasHint(candidate);
    return hasHint && !isInDecoyPlace(this.text, candidate);
  }

  private hasHint(candidate: Candidate): boolean {
    const isShort = candidate.secret.length === ACCOUNT_TOKEN_LENGTH;
    return (
      this.hasGeneralHint ||
      this.hints[isShort ? 'account' : 'key'].isNear(candidate) ||
      (isShort && this.isPair(candidate.start, nearestTo(this.keyPlaces, candidate.start)))
    );
  }

  /** Inside base64 there can be a whole file, or only a header's value, or the secret alone. */
  private binding(candidate: Candidate): Binding {
    const outside = bindingOf(this.lines, candidate, this.nameOfFile(candidate));
    if (candidate.inside === undefined) {
      return outside;
    }
    const { text, start } = candidate.inside;
    const inside = bindingOf(new Lines(text), { start, end: start + candidate.secret.length });
    return inside.name === '' ? { ...outside, ...inside, name: outside.name } : inside;
  }

  /** The name of a file that holds nothing but the value, as secrets are handed to containers. */
  private nameOfFile({ secret }: Candidate): string | undefined {
    const isAlone = this.text.length < secret.length + 20 && !/\w/.test(this.text.replace(secret, ''));
    return isAlone ? this.path?.split('/').at(-1) : undefined;
  }

  private isPageAddress({ start, secret }: Candidate): boolean {
    return (
      secret.length === ACCOUNT_TOKEN_LENGTH &&
      PAGE_ADDRESS.test(this.text.slice(Math.max(0, start - 20), start))
    );
  }

  private evidenceOfKey(key: Suspect, accounts: AccountPlaces): EvidenceId[] {
    const { scheme } = key.binding;
    return [
      ...this.evidenceOfName(key.binding, NAME_OF_KEY),
      ...(scheme ? [scheme] : []),
      ...this.pairEvidence(key, accounts),
    ];
  }

  private pairEvidence(key: Suspect, { tokens, accounts, others }: AccountPlaces): EvidenceId[] {
    const token = nearestTo(tokens, key.start);
    const isNamed = this.isNamed(key);
    if (this.isPair(key.start, token) && (isNamed || this.isOnlyKey(key, token))) {
      return ['pair'];
    }
    const account = nearestTo(accounts, key.start);
    if (this.isPair(key.start, account) && isNamed && this.isNearestKey(key, account)) {
      return [this.speaksOfHeader() ? 'pair' : 'pair-account'];
    }
    if (token !== undefined && isNamed) {
      return ['pair-far'];
    }
    const isBeside = [nearestTo(others, key.start), nearestTo(others, key.end)].some(
      (beside) => this.isPair(key.start, beside) && this.isNearestKey(key, beside),
    );
    if (isBeside && this.isNamedOrField(key)) {
      return ['pair-unnamed'];
    }
    return isNamed && this.speaksOfHeader() ? ['pair-header'] : [];
  }

  private speaksOfHeader(): boolean {
    this.header ??= ACCOUNT_HEADER.test(this.text);
    return this.header;
  }

  private isNamed({ binding: { role, scheme } }: Suspect): boolean {
    return role !== undefined || scheme !== undefined;
  }

  /** Whether no other key is nearer to an account token, which then belongs to that one. */
  private isNearestKey(key: Suspect, account: number | undefined): boolean {
    return account !== undefined && nearestTo(this.keyPlaces, account) === middleOf(key);
  }

  /** The same for a key without a name: it is not one where another key with a name is as near. */
  private isOnlyKey(key: Suspect, account: number | undefined): boolean {
    return (
      account !== undefined &&
      this.isNearestKey(key, account) &&
      !this.isPair(account, nearestTo(this.namedKeyPlaces, account))
    );
  }

  private evidenceOfAccount(account: Suspect, keys: readonly number[]): EvidenceId[] {
    if (this.isPageAddress(account)) {
      return ['page-address', 'vendor-name'];
    }
    const key = nearestTo(keys, account.start);
    const ofName = this.evidenceOfName(account.binding, NAME_OF_ACCOUNT_TOKEN);
    if (this.isPair(account.start, key) && this.isNamedOrField(account)) {
      return [...ofName, 'key-near'];
    }
    if (key !== undefined && ofName.includes('name-account-token')) {
      return [...ofName, 'key-far'];
    }
    // An account token that is called a key is one only where the key is beside it.
    return ofName.filter((id) => id !== 'name-secret');
  }

  /** Two values without names are a pair where they are fields or arguments, not where they are words of a sentence. */
  private isNamedOrField({ binding, start, end }: Suspect): boolean {
    const before = this.text.slice(Math.max(0, start - 20), start);
    const after = this.text.slice(end, end + 20);
    return binding.role !== undefined || (FIELD_BEFORE.test(before) && FIELD_AFTER.test(after));
  }

  private isPair(one: number, other: number | undefined): boolean {
    return (
      other !== undefined &&
      Math.abs(one - other) <= PAIR.characters &&
      Math.abs(this.lines.at(one) - this.lines.at(other)) <= PAIR.lines
    );
  }

  private evidenceOfName(
    { name, role }: Binding,
    worth: Readonly<Record<Role, EvidenceId | undefined>>,
  ): EvidenceId[] {
    const isVendors = namesVendor(name);
    const ofRole = role === undefined ? (isVendors ? 'name-vague' : undefined) : worth[role];
    return [...(ofRole ? [ofRole] : []), ...(isVendors ? (['vendor-name'] as const) : [])];
  }

  private judged(suspects: readonly Suspect[], own: (suspect: Suspect) => readonly EvidenceId[]): Finding[] {
    return suspects.flatMap((suspect) => {
      const ownEvidence = own(suspect);
      if (ownEvidence.length === 0) {
        return [];
      }
      const evidence = [...ownEvidence, ...this.surroundings.evidenceAt(suspect.start)];
      const confidence = judge(evidence);
      const rule = RULE_BY_LENGTH[suspect.secret.length];
      return confidence && rule ? [finding(suspect, { rule, confidence, evidence })] : [];
    });
  }
}

function finding(
  { start, end, secret }: Candidate,
  judgement: { rule: Rule; confidence: Finding['confidence']; evidence: readonly EvidenceId[] },
): Finding {
  return { ...judgement, start, end, redacted: redact(secret), fingerprint: fingerprintOf(secret) };
}
