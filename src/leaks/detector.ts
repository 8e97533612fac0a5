import type { Binding } from './binding';
import {
  type Candidate,
  candidatesIn,
  type Digits,
  digitsIn,
  encodedAccounts,
  JOINED_REACH,
  plainCandidate,
} from './candidates';
import { isLockFile } from './decoys';
import { type EvidenceId, judge } from './evidence';
import {
  type DetectContext,
  type Finding,
  fingerprintOf,
  type FoundElsewhere,
  redact,
  type Rule,
} from './finding';
import { ACCESS_LENGTH, ACCOUNT_LENGTH, KEY_LENGTH, runsIn, SHAPES } from './hexRuns';
import { Interest, isPageAddress } from './interest';
import { knownIn, withKnown } from './known';
import { Lines } from './lines';
import { NAME_OF_ACCOUNT_TOKEN } from './names';
import { middleOf, Pairs, type Suspect } from './pairs';
import { isInRecordOfOther } from './records';
import { Places } from './places';
import { isPlausible } from './plausible';
import { isCalledAsSent } from './senders';
import { beginningOf, beginningsOf } from './sketch';
import { Surroundings } from './surroundings';
import { namesSecret, namesVendor } from './vendor';
import {
  counts,
  evidenceOfKeysName,
  evidenceOfName,
  evidenceOfOwner,
  isOutweighed,
  noSurerThanKeys,
  othersThan,
  saysOther,
} from './weighing';

export type { Confidence, DetectContext, Finding, KnownSecret, Rule } from './finding';

const RULE_BY_LENGTH: Readonly<Record<number, Rule>> = {
  [ACCOUNT_LENGTH]: 'fleetio-account-token',
  [KEY_LENGTH]: 'fleetio-api-key',
  [ACCESS_LENGTH]: 'fleetio-access-token',
};

/** Names of secrets with 64 digits; other values of that length are sums. */
const ACCESS_REACH = 160;
const ACCESS_TOKEN_NAME = /access.?token|^access$|client.?(?:secret|id)|oauth|bearer|authorization/i;

/**
 * Finds Fleetio's API keys, account tokens and access tokens in a text, in the order of their places. Takes time in
 * proportion to the text and touches little of a text without values of their shapes.
 * @param bytes the text with one byte a character, where the caller has had the quick look at it.
 */
export function detect(text: string, context: DetectContext, bytes?: Buffer): Finding[] {
  return detectIn(text, digitsToLookAt(text, context.path, bytes), context);
}

/** The same where the digits of the text were found before, with `digitsToLookAt`. */
export function detectIn(text: string, digits: Digits | undefined, context: DetectContext): Finding[] {
  const known = knownIn(text, context.known ?? []);
  return withKnown(known, digits ? new Inspection(text, digits, context).findings() : []);
}

/** @returns undefined if nothing in the text can be a secret. */
export function digitsToLookAt(text: string, path = '', bytes?: Buffer): Digits | undefined {
  // Lock files are full of sums, and nobody writes a secret into one.
  return isLockFile(path) ? undefined : digitsIn(text, bytes);
}

/** The secret of a finding, as it has to be sent: decoded and joined. `text` is the one that was looked at. */
export function secretIn(
  text: string,
  { start, end, fingerprint }: Pick<Finding, 'start' | 'end' | 'fingerprint'>,
): string {
  const written = text.slice(start, end);
  const isSecret = (candidate: string): boolean => fingerprintOf(candidate) === fingerprint;
  // In a binary file it can have two bytes a character.
  const plain = [written, written.replace(/([^])[^]/g, '$1')].find(isSecret);
  const around = text.slice(Math.max(0, start - JOINED_REACH), end + JOINED_REACH);
  return (
    plain ??
    [...candidatesIn(written), ...candidatesIn(around), ...encodedAccounts(written)].find(({ secret }) =>
      isSecret(secret),
    )?.secret ??
    written
  );
}

/** The middles of all that is as long as a key, also of what is not worth a look: an account token belongs to the nearest. */
function placesOfKeys({ runs }: Digits, candidates: readonly Candidate[]): number[] {
  const plain = runs.filter(({ start, end }) => SHAPES.has(end - start) && end - start > ACCOUNT_LENGTH);
  const others = candidates.filter(({ form, secret }) => form !== 'plain' && secret.length > ACCOUNT_LENGTH);
  const places = [...plain, ...others].map(middleOf);
  return others.length === 0 ? places : places.sort((one, other) => one - other);
}

const forms = new WeakMap<readonly FoundElsewhere[], ReadonlyMap<string, FoundElsewhere>>();

/** Secrets by the form that may be shown, made once for all texts that they are looked for in. */
function redactedForms(secrets: readonly FoundElsewhere[]): ReadonlyMap<string, FoundElsewhere> {
  const byForm = forms.get(secrets) ?? new Map(secrets.map((one) => [one.redacted, one]));
  forms.set(secrets, byForm);
  return byForm;
}

/** The one of some secrets that a value is. */
function known(value: string, secrets: readonly FoundElsewhere[]): FoundElsewhere | undefined {
  const alike = redactedForms(secrets).get(redact(value));
  return alike?.fingerprint === (alike && fingerprintOf(value)) ? alike : undefined;
}

/** The fingerprints of all values in bytes of one a character that are one of some secrets, whatever stands around them. */
export function fingerprintsIn(bytes: Buffer, secrets: readonly FoundElsewhere[]): string[] {
  return runsIn(bytes).digits.flatMap(({ start, end }) => {
    // The digits of an escaped character before a value belong to its run.
    const values = ESCAPED.filter((digits) => SHAPES.has(end - start - digits)).map((digits) =>
      bytes.toString('latin1', start + digits, end),
    );
    return values.flatMap((value) => known(value, secrets)?.fingerprint ?? []);
  });
}

const ESCAPED = [0, 2, 4];

/** Access tokens are sent as bearers, so one that is sent as a key is another service's. */
const isSentAsKey = (scheme: EvidenceId | undefined): boolean =>
  scheme === 'scheme' || scheme === 'scheme-apart';

/** A finding of high confidence, and how often it was made in the same way. */
interface Sure {
  readonly finding: Finding;
  readonly times: number;
}

/**
 * After so many such findings a secret is found without a look around, as in logs. In the same way means with the same binding:
 * `Places` has one for all places in a text with many values that are alike.
 */
const OFTEN = 8;

/** Leaves out what a longer value begins with: it is a revision or a sum, and that is its short form. */
function withoutShortForms(suspects: readonly Suspect[], { runs }: Digits, text: string): readonly Suspect[] {
  const isShort = ({ secret }: Suspect): boolean => secret.length === ACCOUNT_LENGTH;
  if (!suspects.some(isShort)) {
    return suspects;
  }
  const longer = runs.filter(({ start, end }) => SHAPES.has(end - start) && end - start > ACCOUNT_LENGTH);
  const beginnings = new Set(longer.map(({ start }) => text.slice(start, start + ACCOUNT_LENGTH)));
  return suspects.filter((suspect) => !isShort(suspect) || !beginnings.has(suspect.secret));
}

/** Looks at all values of one text. */
class Inspection {
  private readonly lines: Lines;
  private readonly surroundings: Surroundings;
  private readonly candidates: readonly Candidate[];
  private readonly places: Places;
  /** Whether any value can be an account token. */
  private readonly hasShort: boolean;
  private readonly foundBefore: readonly FoundElsewhere[];
  /** The places of values of which something here says that they are another service's. */
  private readonly ofOthers = new Set<number>();

  constructor(
    private readonly text: string,
    private readonly digits: Digits,
    { path, fleetioWorkspace, elsewhere = [], sent }: DetectContext,
  ) {
    this.foundBefore = elsewhere;
    this.lines = new Lines(text);
    this.surroundings = new Surroundings(this.lines, path, fleetioWorkspace);
    let interest: Interest | undefined;
    this.candidates = candidatesIn(text, digits, (run) => {
      interest ??= new Interest(this.lines, digits, path);
      return interest.isWorthALook(run) || isCalledAsSent(text, run.start, sent);
    });
    this.hasShort = this.candidates.some(({ secret }) => secret.length === ACCOUNT_LENGTH);
    this.places = new Places(this.lines, digits, path, sent);
  }

  findings(): Finding[] {
    const found = this.found().map((one) => this.raised(one));
    return found.length === 0 && this.foundBefore.length === 0 ? [] : [...found, ...this.again(found)];
  }

  /** What is sure elsewhere is sure here, too. */
  private raised(finding: Finding): Finding {
    const isSure = (): boolean =>
      redactedForms(this.foundBefore).get(finding.redacted)?.fingerprint === finding.fingerprint;
    return finding.confidence === 'low' && this.foundBefore.length > 0 && isSure()
      ? { ...finding, confidence: 'high', evidence: [...finding.evidence, 'found-elsewhere'] }
      : finding;
  }

  private found(): Finding[] {
    const suspects = withoutShortForms(
      this.candidates.flatMap((candidate) => this.suspect(candidate)),
      this.digits,
      this.text,
    );
    if (suspects.length === 0) {
      return [];
    }
    const places = this.hasShort ? placesOfKeys(this.digits, this.candidates) : [];
    const pairs = new Pairs(this.lines, suspects, places);
    const [accounts, longer] = [true, false].map((isShort) =>
      suspects.filter(({ secret }) => (secret.length === ACCOUNT_LENGTH) === isShort),
    ) as [Suspect[], Suspect[]];
    const evidenceOfKey = (key: Suspect): EvidenceId[] => this.evidenceOfKey(key, pairs);
    const all = this.judged(longer, evidenceOfKey);
    const others = othersThan(all, longer);
    const keys = others.size === 0 ? all : this.judged(longer, evidenceOfKey, others);
    const starts = keys.map(({ start }) => start);
    const evidenceOfAccount = (account: Suspect): EvidenceId[] =>
      this.evidenceOfAccount(account, pairs, starts);
    const found = this.judged(accounts, evidenceOfAccount, othersThan(keys, longer, accounts));
    return [...keys, ...noSurerThanKeys(found, keys)];
  }

  /** The other places of what was found, here or elsewhere, whatever stands around them. */
  private again(found: readonly Finding[]): Finding[] {
    const bySecret = new Map(found.map((one) => [this.text.slice(one.start, one.end), one]));
    const starts = new Set(found.map(({ start }) => start));
    const same = (secret: string): Omit<Finding, 'start' | 'end'> | undefined => {
      const here = bySecret.get(secret);
      if (here !== undefined) {
        return { ...here, evidence: ['elsewhere'] };
      }
      const before = this.foundBefore.length === 0 ? undefined : known(secret, this.foundBefore);
      return before && { ...before, confidence: 'high', evidence: ['found-elsewhere'] };
    };
    // Most values in most texts are others, which their first digits tell.
    const beginnings = beginningsOf([...found, ...this.foundBefore]);
    const plain = this.digits.runs
      .filter(
        ({ start, end }) =>
          beginnings[beginningOf(this.text, start)] === 1 && SHAPES.has(end - start) && !starts.has(start),
      )
      .flatMap((run) => plainCandidate(this.text, run));
    return plain.flatMap(({ start, end, secret }) => {
      const finding = same(secret);
      const isHere = finding?.evidence.includes('elsewhere') === true;
      return finding === undefined || (!isHere && this.ofOthers.has(start))
        ? []
        : [{ ...finding, start, end }];
    });
  }

  private suspect(candidate: Candidate): Suspect[] {
    const place = this.places.of(candidate);
    if (place?.isOfOtherKind && place.binding.role === 'other') {
      this.ofOthers.add(candidate.start);
    }
    const isOne = place !== undefined && !place.isOfOtherKind && this.canBeTold(place.binding);
    if (!isOne || !isPlausible(candidate.secret)) {
      return [];
    }
    const suspect = { ...candidate, binding: place.binding };
    return place.binding.role === undefined && this.isLikeSum(suspect) ? [] : [suspect];
  }

  /** Whether anything can tell that a value is a secret: what it is called, or that an account token is beside it. */
  private canBeTold({ role, scheme, name }: Binding): boolean {
    return this.hasShort || role !== undefined || scheme !== undefined || namesVendor(name);
  }

  private evidenceOfKey(key: Suspect, pairs: Pairs): EvidenceId[] {
    const { scheme, name } = key.binding;
    if (key.secret.length === ACCESS_LENGTH && isSentAsKey(scheme) && !namesVendor(name)) {
      return [];
    }
    const ofPair = pairs.ofKey(key);
    if (this.isLikeSum(key) && !ofPair.some((id) => id === 'pair' || id === 'pair-account')) {
      return [];
    }
    const ofUse = key.binding.isSentElsewhere ? (['sent-elsewhere'] as const) : [];
    return [...evidenceOfKeysName(key.binding), ...(scheme ? [scheme] : []), ...ofPair, ...ofUse];
  }

  /** Values of 64 digits are sums where neither their name nor what stands around says that they give access. */
  private isLikeSum({ secret, binding, start, end }: Suspect): boolean {
    if (secret.length !== ACCESS_LENGTH || binding.scheme || ACCESS_TOKEN_NAME.test(binding.name)) {
      return false;
    }
    const around = this.text.slice(Math.max(0, start - ACCESS_REACH), end + ACCESS_REACH);
    return binding.role !== 'secret' || !ACCESS_TOKEN_NAME.test(around);
  }

  private evidenceOfAccount(account: Suspect, pairs: Pairs, keys: readonly number[]): EvidenceId[] {
    if (isPageAddress(this.text, account)) {
      return ['page-address', 'vendor-name'];
    }
    const ofName = evidenceOfName(account.binding, NAME_OF_ACCOUNT_TOKEN);
    const ofKeys = pairs.ofAccount(account, keys);
    if (ofKeys !== undefined) {
      return [...ofName, ofKeys];
    }
    // An account token that is called a key is one only where the key is beside it, and one that is only called Fleetio's
    // only where a key is.
    const needsKey: readonly EvidenceId[] =
      keys.length === 0 ? ['name-secret', 'name-vague'] : ['name-secret'];
    return ofName.filter((id) => !needsKey.includes(id));
  }

  /** Whether it says of itself whose it is, or else where it stands. */
  private isOfOther(suspect: Suspect): boolean {
    return !namesVendor(suspect.binding.name) && isInRecordOfOther(this.lines, suspect);
  }

  /** @param others those whose names begin with that of somebody else. */
  private judged(
    suspects: readonly Suspect[],
    own: (suspect: Suspect) => readonly EvidenceId[],
    others: ReadonlySet<Suspect> = new Set(),
  ): Finding[] {
    const sure = new Map<Binding, Map<string, Sure>>();
    return suspects.flatMap((suspect) => {
      const { start, end, secret, binding } = suspect;
      const before = sure.get(binding)?.get(secret);
      if (before?.times === OFTEN) {
        return [{ ...before.finding, start, end }];
      }
      const found = this.judgedByItself(suspect, own(suspect), others);
      const [finding] = found;
      if (finding?.confidence === 'high') {
        const sameWay = sure.get(binding) ?? new Map<string, Sure>();
        sure.set(binding, sameWay.set(secret, { finding, times: (before?.times ?? 0) + 1 }));
      }
      return found;
    });
  }

  private judgedByItself(
    suspect: Suspect,
    ownEvidence: readonly EvidenceId[],
    others: ReadonlySet<Suspect>,
  ): Finding[] {
    if (ownEvidence.length === 0) {
      return [];
    }
    const { start, end, secret, binding } = suspect;
    const closeness = this.surroundings.closenessAt(start);
    const vendor = closeness ? [closeness] : [];
    if (judge([...ownEvidence, ...vendor]) === undefined && this.foundBefore.length === 0) {
      // All else takes more time and speaks against it; whether it is another's matters only to what was found before.
      return [];
    }
    const isLowerCase = binding.scheme === 'scheme-lower-case';
    const around = [...vendor, ...this.surroundings.othersAt(start, closeness, isLowerCase)];
    const ofOwner = others.has(suspect)
      ? (['other-owner'] as const)
      : evidenceOfOwner(suspect, around, () => namesSecret(this.lines));
    const evidence = [
      ...ownEvidence.filter((id) => !isOutweighed(id, [...around, ...ofOwner])),
      ...around.filter((id) => !isOutweighed(id, ownEvidence) && counts(id, suspect, ownEvidence)),
      ...ofOwner,
      ...(this.isOfOther(suspect) ? (['other-record'] as const) : []),
    ];
    const confidence = judge(evidence);
    if (confidence === undefined && evidence.some(saysOther)) {
      this.ofOthers.add(start);
    }
    const rule = RULE_BY_LENGTH[secret.length];
    return confidence && rule ? [{ rule, confidence, evidence, start, end, ...this.signsOf(secret) }] : [];
  }

  private readonly signs = new Map<string, Pick<Finding, 'redacted' | 'fingerprint'>>();

  /** What stands for a secret; found once for all its places, of which logs and recorded requests have many. */
  private signsOf(secret: string): Pick<Finding, 'redacted' | 'fingerprint'> {
    let signs = this.signs.get(secret);
    if (signs === undefined) {
      signs = { redacted: redact(secret), fingerprint: fingerprintOf(secret) };
      this.signs.set(secret, signs);
    }
    return signs;
  }
}
