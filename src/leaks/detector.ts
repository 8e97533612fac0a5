import { Alike } from './alike';
import { bindingOf, type Binding, BINDING_REACH } from './binding';
import { type Candidate, candidatesIn, type Digits, digitsIn, encodedAccounts } from './candidates';
import { mayHaveColumns } from './columns';
import { isInDecoyPlace, isLockFile } from './decoys';
import { type EvidenceId, judge } from './evidence';
import { type DetectContext, type Finding, fingerprintOf, redact, type Rule } from './finding';
import { type Run, SHAPES } from './hexRuns';
import { ACCOUNT_HEADER, Interest, isPageAddress, PAIR_CHARACTERS } from './interest';
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

const OF_ACCOUNT: ReadonlySet<Role | undefined> = new Set(['account-token', 'account']);

/** The two secrets of a pair stand this close together; those of a list, each in an entry of several lines, less so. */
const PAIR = { lines: 3, linesOfEntries: 10, characters: PAIR_CHARACTERS };

/** A bare value after a round bracket is an aside of a sentence. */
const FIELD_BEFORE = /(?:^|[\n\r"'`,;|\t[{<>=:])[ \t]*$/;
const FIELD_AFTER = /^[ \t]*(?:$|[\n\r"'`,;|\t)\]}<>])/;

/** Names of secrets with 64 digits; other values of that length are sums. */
const ACCESS_TOKEN_NAME = /access.?token|client.?(?:secret|id)|oauth|bearer|authorization/i;

/**
 * Finds Fleetio's API keys, account tokens and access tokens in a text, in the order of their places. Takes time in
 * proportion to the text and touches little of a text without values of their shapes.
 */
export function detect(text: string, context: DetectContext): Finding[] {
  const known = knownIn(text, context.known ?? []);
  // Lock files are full of sums, and nobody writes a secret into one.
  const digits = isLockFile(context.path ?? '') ? undefined : digitsIn(text);
  return withKnown(known, digits ? new Inspection(text, digits, context).findings() : []);
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

const middleOf = ({ start, end }: Run): number => (start + end) >> 1;

/** The middles of all that is as long as a key, also of what is not worth a look: an account token belongs to the nearest. */
function placesOfKeys({ runs }: Digits, candidates: readonly Candidate[]): number[] {
  const plain = runs.filter(
    ({ start, end }) => SHAPES.has(end - start) && end - start > ACCOUNT_TOKEN_LENGTH,
  );
  const others = candidates.filter(
    ({ form, secret }) => form !== 'plain' && secret.length > ACCOUNT_TOKEN_LENGTH,
  );
  const places = [...plain, ...others].map(middleOf);
  return others.length === 0 ? places : places.sort((one, other) => one - other);
}

/** Looks at all values of one text. */
class Inspection {
  private readonly lines: Lines;
  private readonly surroundings: Surroundings;
  private header: boolean | undefined;
  /** The middles of values of the shape of a key: what comes after one is as near as what comes before. */
  private readonly keyPlaces: readonly number[];
  /** Of those that are bound to a name or a scheme that a key has. */
  private namedKeyPlaces: readonly number[] = [];
  private readonly candidates: readonly Candidate[];
  private readonly alike: Alike<{ readonly binding: Binding | undefined }>;
  private readonly path: string | undefined;

  constructor(
    private readonly text: string,
    digits: Digits,
    { path, fleetioWorkspace }: DetectContext,
  ) {
    this.lines = new Lines(text);
    this.path = path;
    this.surroundings = new Surroundings(this.lines, path, fleetioWorkspace);
    const interest = new Interest(this.lines, digits.runs, path);
    this.candidates = candidatesIn(text, digits, (run) => interest.isWorthALook(run));
    this.keyPlaces = placesOfKeys(digits, this.candidates);
    this.alike = new Alike(text, digits.runs, BINDING_REACH);
  }

  findings(): Finding[] {
    const suspects = this.candidates.flatMap((candidate) => this.suspect(candidate));
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
    return [
      ...keys,
      ...this.judged(accounts, (account) => this.evidenceOfAccount(account, keyPlaces, places.tokens)),
    ];
  }

  private suspect(candidate: Candidate): Suspect[] {
    const binding = isPlausible(candidate.secret) ? this.bindingIfNoDecoy(candidate) : undefined;
    if (binding === undefined) {
      return [];
    }
    const isOfOtherKind = (binding.role === 'digest' || binding.role === 'other') && !binding.scheme;
    const isSum = candidate.secret.length === 64 && !binding.scheme && !ACCESS_TOKEN_NAME.test(binding.name);
    return isOfOtherKind || isSum ? [] : [{ ...candidate, binding }];
  }

  private bindingIfNoDecoy(candidate: Candidate): Binding | undefined {
    const find = (): Binding | undefined =>
      isInDecoyPlace(this.text, candidate) && !isPageAddress(this.text, candidate)
        ? undefined
        : this.binding(candidate);
    const isPlain = candidate.form === 'plain' && !mayHaveColumns(this.lines);
    return isPlain ? this.alike.of(candidate, () => ({ binding: find() })).binding : find();
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
    if (this.isPair(key, token) && (isNamed || this.isOnlyKey(key, token))) {
      return ['pair'];
    }
    const account = nearestTo(accounts, key.start);
    if (this.isPair(key, account) && isNamed && this.isNearestKey(key, account)) {
      return [this.speaksOfHeader() ? 'pair' : 'pair-account'];
    }
    if (token !== undefined && isNamed) {
      return ['pair-far'];
    }
    const isBeside = [nearestTo(others, key.start), nearestTo(others, key.end)].some(
      (beside) =>
        beside !== undefined &&
        this.isWithin(key.start, beside) &&
        this.isNearestKey(key, beside) &&
        this.isNamedOrField(key, beside),
    );
    if (isBeside) {
      return this.speaksOfHeader() ? ['pair-unnamed', 'pair-header'] : ['pair-unnamed'];
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
      !this.isWithin(account, nearestTo(this.namedKeyPlaces, account))
    );
  }

  private evidenceOfAccount(
    account: Suspect,
    keys: readonly number[],
    tokens: readonly number[],
  ): EvidenceId[] {
    if (isPageAddress(this.text, account)) {
      return ['page-address', 'vendor-name'];
    }
    const key = nearestTo(keys, account.start);
    const ofName = this.evidenceOfName(account.binding, NAME_OF_ACCOUNT_TOKEN);
    const isAccount = OF_ACCOUNT.has(account.binding.role);
    const isBeside = [key, nearestTo(keys, account.start, true)].some(
      (one) =>
        one !== undefined &&
        this.isPair(account, one) &&
        (isAccount || this.canBelongTo(one, account, tokens)),
    );
    if (isBeside) {
      return [...ofName, isAccount ? 'key-beside' : 'key-near'];
    }
    if (key !== undefined && ofName.includes('name-account-token')) {
      return [...ofName, 'key-far'];
    }
    // An account token that is called a key is one only where the key is beside it, and one that is only called Fleetio's
    // only where a key is.
    const needsKey: readonly EvidenceId[] =
      key === undefined ? ['name-secret', 'name-vague'] : ['name-secret'];
    return ofName.filter((id) => !needsKey.includes(id));
  }

  /** Whether a value that nothing calls an account can be that of a key: no account token, named so, is nearer to the key. */
  private canBelongTo(key: number, account: Suspect, tokens: readonly number[]): boolean {
    const token = nearestTo(tokens, key) ?? Infinity;
    return this.isNamedOrField(account, key) && Math.abs(account.start - key) < Math.abs(token - key);
  }

  /**
   * Two values without names are a pair where they are fields or arguments, not where they are words of a sentence; on two
   * lines not where each is called something else.
   */
  private isNamedOrField({ binding: { role, name }, start, end }: Suspect, other: number): boolean {
    if (role !== undefined) {
      return true;
    }
    const before = this.text.slice(Math.max(0, start - 20), start);
    const after = this.text.slice(end, end + 20);
    const isUnnamed = name === '' || namesVendor(name) || this.lines.at(start) === this.lines.at(other);
    return isUnnamed && FIELD_BEFORE.test(before) && FIELD_AFTER.test(after);
  }

  /** Whether a value and another one are as close together as the two of a pair. */
  private isPair({ start, binding }: Suspect, other: number | undefined): boolean {
    return this.isWithin(start, other, binding.isApart ? PAIR.linesOfEntries : PAIR.lines);
  }

  private isWithin(one: number, other: number | undefined, lines: number = PAIR.lines): boolean {
    return (
      other !== undefined &&
      Math.abs(one - other) <= PAIR.characters &&
      Math.abs(this.lines.at(one) - this.lines.at(other)) <= lines
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

  /** Many services have secrets of 64 digits, so what else is in the workspace says nothing of one without its scheme. */
  private isTooLittle(id: EvidenceId, { secret, binding }: Suspect): boolean {
    return id === 'vendor-workspace' && secret.length === 64 && binding.scheme === undefined;
  }

  private judged(suspects: readonly Suspect[], own: (suspect: Suspect) => readonly EvidenceId[]): Finding[] {
    return suspects.flatMap((suspect) => {
      const ownEvidence = own(suspect);
      if (ownEvidence.length === 0) {
        return [];
      }
      const around = this.surroundings.evidenceAt(suspect.start);
      const evidence = [...ownEvidence, ...around.filter((id) => !this.isTooLittle(id, suspect))];
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
