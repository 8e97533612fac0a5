import { Alike } from './alike';
import { bindingOf, type Binding, BINDING_REACH } from './binding';
import {
  type Candidate,
  candidatesIn,
  type Digits,
  digitsIn,
  encodedAccounts,
  plainCandidate,
} from './candidates';
import { mayBeInColumn } from './columns';
import { isInDecoyPlace, isLockFile } from './decoys';
import { type EvidenceId, judge } from './evidence';
import {
  type DetectContext,
  type Finding,
  fingerprintOf,
  type FoundElsewhere,
  redact,
  type Rule,
} from './finding';
import { ACCESS_LENGTH, ACCOUNT_LENGTH, hexRuns, KEY_LENGTH, SHAPES } from './hexRuns';
import { Interest, isPageAddress } from './interest';
import { knownIn, withKnown } from './known';
import { Lines } from './lines';
import { NAME_OF_ACCOUNT_TOKEN, NAME_OF_KEY, type Role, roleOf } from './names';
import { middleOf, Pairs, type Suspect } from './pairs';
import { argumentAt } from './parameters';
import { isPlausible } from './plausible';
import { usesIn, variableIn } from './uses';
import { namesVendor, Surroundings } from './vendor';

export type { Confidence, DetectContext, Finding, KnownSecret, Rule } from './finding';

const RULE_BY_LENGTH: Readonly<Record<number, Rule>> = {
  [ACCOUNT_LENGTH]: 'fleetio-account-token',
  [KEY_LENGTH]: 'fleetio-api-key',
  [ACCESS_LENGTH]: 'fleetio-access-token',
};

const CAN_BE_SENT: ReadonlySet<Role | undefined> = new Set(['vague', 'secret', 'account', undefined]);

/** What a file may be called whose path is not known, by the length of the secret that is all there is in it. */
const NAME_UNKNOWN: Readonly<Record<number, string>> = {
  [ACCOUNT_LENGTH]: 'fleetio_account_token',
  [KEY_LENGTH]: 'fleetio_api_key',
  [ACCESS_LENGTH]: 'fleetio_access_token',
};

/** Names of secrets with 64 digits; other values of that length are sums. */
const ACCESS_REACH = 160;
const ACCESS_TOKEN_NAME = /access.?token|client.?(?:secret|id)|oauth|bearer|authorization/i;

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
  return (
    plain ??
    [...candidatesIn(written), ...encodedAccounts(written)].find(({ secret }) => isSecret(secret))?.secret ??
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
  return hexRuns(bytes).flatMap(({ start, end }) => {
    // The digits of an escaped character before a value belong to its run.
    const values = ESCAPED.filter((digits) => SHAPES.has(end - start - digits)).map((digits) =>
      bytes.toString('latin1', start + digits, end),
    );
    return values.flatMap((value) => known(value, secrets)?.fingerprint ?? []);
  });
}

const ESCAPED = [0, 2, 4];

/** Looks at all values of one text. */
class Inspection {
  private readonly lines: Lines;
  private readonly surroundings: Surroundings;
  private readonly candidates: readonly Candidate[];
  private readonly alike: Alike<Binding>;
  private readonly path: string | undefined;
  private readonly foundBefore: readonly FoundElsewhere[];

  constructor(
    private readonly text: string,
    private readonly digits: Digits,
    { path, fleetioWorkspace, elsewhere = [] }: DetectContext,
  ) {
    this.foundBefore = elsewhere;
    this.lines = new Lines(text);
    this.path = path;
    this.surroundings = new Surroundings(this.lines, path, fleetioWorkspace);
    let interest: Interest | undefined;
    this.candidates = candidatesIn(text, digits, (run) => {
      interest ??= new Interest(this.lines, digits, path);
      return interest.isWorthALook(run);
    });
    this.alike = new Alike(text, digits.runs, BINDING_REACH);
  }

  findings(): Finding[] {
    const found = this.found();
    return found.length === 0 && this.foundBefore.length === 0 ? [] : [...found, ...this.again(found)];
  }

  private found(): Finding[] {
    const suspects = this.candidates.flatMap((candidate) => this.suspect(candidate));
    if (suspects.length === 0) {
      return [];
    }
    const pairs = new Pairs(this.lines, suspects, placesOfKeys(this.digits, this.candidates));
    const [accounts, longer] = [true, false].map((isShort) =>
      suspects.filter(({ secret }) => (secret.length === ACCOUNT_LENGTH) === isShort),
    ) as [Suspect[], Suspect[]];
    const keys = this.judged(longer, (key) => this.evidenceOfKey(key, pairs));
    const places = keys.map(({ start }) => start);
    return [...keys, ...this.judged(accounts, (account) => this.evidenceOfAccount(account, pairs, places))];
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
    const plain = this.digits.runs
      .filter((run) => SHAPES.has(run.end - run.start) && !starts.has(run.start))
      .flatMap((run) => plainCandidate(this.text, run));
    const others = this.candidates.filter(({ form, start }) => form !== 'plain' && !starts.has(start));
    return [...plain, ...others].flatMap(({ start, end, secret }) => {
      const finding = same(secret);
      return finding === undefined ? [] : [{ ...finding, start, end }];
    });
  }

  private suspect(candidate: Candidate): Suspect[] {
    const isPage = candidate.secret.length === ACCOUNT_LENGTH && isPageAddress(this.text, candidate);
    const isDecoy = isInDecoyPlace(this.text, candidate) && !isPage;
    if (isDecoy || !isPlausible(candidate.secret)) {
      return [];
    }
    const isPlain = candidate.form === 'plain' && !mayBeInColumn(this.lines, candidate);
    const find = (): Binding => this.binding(candidate);
    const binding = isPlain ? this.alike.of(candidate, find) : find();
    const isOther = binding.role === 'digest' || binding.role === 'other';
    const isOfOtherKind = isOther && !binding.scheme && !isPage;
    const suspect = { ...candidate, binding };
    return isOfOtherKind || (this.isLikeSum(suspect) && binding.role === undefined) ? [] : [suspect];
  }

  /** Inside base64 there can be a whole file, or only a header's value, or the secret alone. */
  private binding(candidate: Candidate): Binding {
    const outside = bindingOf(this.lines, candidate, this.nameOfFile(candidate));
    if (candidate.inside === undefined) {
      return this.asUsed(this.asDeclared(outside, candidate), candidate);
    }
    const { lines, start } = candidate.inside;
    const inside = bindingOf(lines, { start, end: start + candidate.secret.length });
    return inside.name === '' ? { ...outside, ...inside, name: outside.name } : inside;
  }

  /** An argument without a name is called what its parameter is; what is called can have the name of a sum, as `build(`. */
  private asDeclared(binding: Binding, candidate: Candidate): Binding {
    const { scheme, role, name } = binding;
    if (scheme !== undefined || (role !== undefined && role !== 'digest')) {
      return binding;
    }
    const argument = argumentAt(this.lines, candidate);
    const own = argument && roleOf(argument.parameter);
    const isNamed = role !== undefined && !name.endsWith(argument?.called ?? name);
    return own === undefined || isNamed
      ? binding
      : { ...binding, name: argument?.parameter ?? '', role: own };
  }

  /** What is not called a secret, but sent as one. */
  private asUsed(binding: Binding, { secret }: Candidate): Binding {
    if (binding.scheme !== undefined || !CAN_BE_SENT.has(binding.role)) {
      return binding;
    }
    const { keys, accounts } = usesIn(this.lines);
    const variable = variableIn(binding.name);
    if (secret.length === ACCOUNT_LENGTH) {
      return accounts.has(variable) ? { ...binding, role: 'account-token' } : binding;
    }
    return keys.has(variable) ? { ...binding, scheme: 'scheme-apart' } : binding;
  }

  /** The name of a file that holds nothing but the value, as secrets are handed to containers. */
  private nameOfFile({ secret }: Candidate): string | undefined {
    const isAlone = this.text.length < secret.length + 20 && !/\w/.test(this.text.replace(secret, ''));
    return isAlone ? (this.path?.split('/').at(-1) ?? NAME_UNKNOWN[secret.length]) : undefined;
  }

  private evidenceOfKey(key: Suspect, pairs: Pairs): EvidenceId[] {
    const { scheme } = key.binding;
    const ofPair = pairs.ofKey(key);
    if (this.isLikeSum(key) && !ofPair.some((id) => id === 'pair' || id === 'pair-account')) {
      return [];
    }
    return [...evidenceOfKeysName(key.binding), ...(scheme ? [scheme] : []), ...ofPair];
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

  private judged(suspects: readonly Suspect[], own: (suspect: Suspect) => readonly EvidenceId[]): Finding[] {
    return suspects.flatMap((suspect) => {
      const ownEvidence = own(suspect);
      if (ownEvidence.length === 0) {
        return [];
      }
      const around = this.surroundings.evidenceAt(suspect.start);
      const evidence = [
        ...ownEvidence.filter((id) => !isOutweighed(id, around)),
        ...around.filter((id) => counts(id, suspect, ownEvidence)),
      ];
      const confidence = judge(evidence);
      const rule = RULE_BY_LENGTH[suspect.secret.length];
      return confidence && rule ? [finding(suspect, { rule, confidence, evidence })] : [];
    });
  }
}

function evidenceOfName(
  { name, role }: Binding,
  worth: Readonly<Record<Role, EvidenceId | undefined>>,
): EvidenceId[] {
  const isVendors = namesVendor(name);
  const ofRole = role === undefined ? (isVendors ? 'name-vague' : undefined) : worth[role];
  return [...(ofRole ? [ofRole] : []), ...(isVendors ? (['vendor-name'] as const) : [])];
}

/** What Fleetio's name makes of a name that says little by itself: `fleetioKey`, `FLEETIO_TOKEN`. */
function evidenceOfKeysName(binding: Binding): EvidenceId[] {
  const evidence = evidenceOfName(binding, NAME_OF_KEY);
  const isOwn = binding.role === 'vague' || binding.role === 'secret';
  return isOwn && evidence.includes('vendor-name') ? ['name-key', ...evidence] : evidence;
}

const OF_PAIR: ReadonlySet<EvidenceId> = new Set([
  'pair',
  'pair-account',
  'pair-arguments',
  'key-beside',
  'key-near',
]);

/** The two are arguments of one call, so whose they are is not said by what is near; an account token goes with its key. */
const BOUND: ReadonlySet<EvidenceId> = new Set(['pair-arguments', 'key-beside', 'key-near']);
const OTHERS_NEARER: ReadonlySet<EvidenceId> = new Set(['other-api', 'lookalike']);

/** The account token of another key says nothing where something else than Fleetio is nearer. */
const isOutweighed = (id: EvidenceId, around: readonly EvidenceId[]): boolean =>
  id === 'pair-shared' && around.some((one) => OTHERS_NEARER.has(one));

/** Whether something around a value says anything of it. */
function counts(id: EvidenceId, { secret, binding }: Suspect, own: readonly EvidenceId[]): boolean {
  if (id === 'vendor-workspace') {
    // Many services have secrets of 64 digits, so what else is in the workspace says nothing of one without its scheme.
    return secret.length !== ACCESS_LENGTH || binding.scheme !== undefined;
  }
  if (id === 'other-service-line' || id === 'other-service') {
    // What else is around, both of a pair are Fleetio's.
    return !own.some((one) => OF_PAIR.has(one));
  }
  if (OTHERS_NEARER.has(id) && own.some((one) => BOUND.has(one))) {
    return false;
  }
  if (id === 'other-api') {
    // A proxy of Fleetio has an address of its own; hardly anybody else's account token looks so, or is beside such a key.
    const isToken = binding.role === 'account-token' || own.includes('key-far');
    return !(secret.length === ACCOUNT_LENGTH && isToken);
  }
  return true;
}

function finding(
  { start, end, secret }: Candidate,
  judgement: { rule: Rule; confidence: Finding['confidence']; evidence: readonly EvidenceId[] },
): Finding {
  return { ...judgement, start, end, redacted: redact(secret), fingerprint: fingerprintOf(secret) };
}
