import type { Binding } from './binding';
import { EVIDENCE, type EvidenceId } from './evidence';
import type { Finding } from './finding';
import { ACCESS_LENGTH, ACCOUNT_LENGTH } from './hexRuns';
import { NAME_OF_KEY, type Role } from './names';
import { nearestTo, placeIn } from './nearest';
import { otherOwnerIn, ownerIn } from './owners';
import type { Suspect } from './pairs';
import { namesVendor } from './vendor';

/** What the name of a value says of it. @param worth what each role is worth as evidence. */
export function evidenceOfName(
  { name, role }: Binding,
  worth: Readonly<Record<Role, EvidenceId | undefined>>,
): EvidenceId[] {
  const isVendors = namesVendor(name);
  const ofRole = role === undefined ? (isVendors ? 'name-vague' : undefined) : worth[role];
  return [...(ofRole ? [ofRole] : []), ...(isVendors ? (['vendor-name'] as const) : [])];
}

/** What Fleetio's name makes of a name that says little by itself: `fleetioKey`, `FLEETIO_TOKEN`. */
export function evidenceOfKeysName(binding: Binding): EvidenceId[] {
  const evidence = evidenceOfName(binding, NAME_OF_KEY);
  const isOwn = binding.role === 'vague' || binding.role === 'secret';
  return isOwn && evidence.includes('vendor-name') ? ['name-key', ...evidence] : evidence;
}

const OF_PAIR: ReadonlySet<EvidenceId> = new Set(['pair', 'pair-arguments', 'key-beside', 'key-near']);

/** What shows that a key is Fleetio's, not only likely; a pair does where the key's name does not begin with somebody else's. */
const CLEAR: ReadonlySet<EvidenceId> = new Set(['vendor-name', 'vendor-line']);
const CLEAR_PAIRS: ReadonlySet<EvidenceId> = new Set(['pair', 'pair-account']);

/**
 * Beside a key that is clearly Fleetio's, those whose names begin with somebody else's are somebody else's.
 * @param keys what was found of `suspects`.
 * @param asked of which it is asked; by default the same.
 */
export function othersThan(
  keys: readonly Finding[],
  suspects: readonly Suspect[],
  asked: readonly Suspect[] = suspects,
): ReadonlySet<Suspect> {
  const foreign = new Set(
    suspects.filter(({ binding }) => otherOwnerIn(binding.name) !== '').map(({ start }) => start),
  );
  const isClear = ({ confidence, evidence, start }: Finding): boolean =>
    confidence === 'high' &&
    evidence.some((id) => CLEAR.has(id) || (CLEAR_PAIRS.has(id) && !foreign.has(start)));
  const clear = new Set(keys.filter(isClear).map(({ start }) => start));
  if (clear.size === 0) {
    return new Set();
  }
  // An account token can belong to any key that was found.
  const found = asked === suspects ? clear : new Set(keys.map(({ start }) => start));
  const owners = new Set(
    suspects.filter(({ start }) => found.has(start)).map(({ binding }) => ownerIn(binding.name)),
  );
  return new Set(
    asked.filter(({ start, binding: { name } }) => {
      const owner = clear.has(start) || namesVendor(name) ? '' : otherOwnerIn(name);
      return owner !== '' && !owners.has(owner);
    }),
  );
}

/** What a name says that begins with that of somebody else: less where Fleetio is spoken of. */
export function evidenceOfOwner(
  { binding: { name } }: Suspect,
  around: readonly EvidenceId[],
  isVendorNamed: () => boolean,
): EvidenceId[] {
  if (otherOwnerIn(name) === '' || namesVendor(name)) {
    return [];
  }
  const isNear = around.some((id) => id !== 'vendor-workspace' && EVIDENCE[id].kind === 'vendor');
  return isNear ? (isVendorNamed() ? ['other-name'] : []) : ['foreign-name'];
}

const OF_OTHERS: ReadonlySet<EvidenceId> = new Set([
  'other-owner',
  'other-record',
  'other-service-line',
  'lookalike',
]);

/** Whether it says of the value itself that it is another service's. */
export const saysOther = (id: EvidenceId): boolean => OF_OTHERS.has(id);

const OTHER_NAMES: ReadonlySet<EvidenceId> = new Set(['other-owner', 'other-name']);
const OTHERS_NEARER: ReadonlySet<EvidenceId> = new Set([
  'other-api',
  'other-api-line',
  'lookalike',
  'other-api-below',
  'lookalike-below',
]);
/** An account token goes with its key, whatever is around the two. */
const OF_KEY_NEAR: ReadonlySet<EvidenceId> = new Set(['key-beside', 'key-near']);
/** What says that a value is a secret, whatever the file is called. */
const OF_ITSELF: ReadonlySet<EvidenceId> = new Set([...OF_KEY_NEAR, 'name-key', 'scheme']);
/** A request is followed by one to somebody else, and so is a call. */
const OF_WHAT_IS_ABOVE: ReadonlySet<EvidenceId> = new Set([...OF_KEY_NEAR, 'pair', 'pair-arguments']);

/** What says nothing of a value, and beside what else it says nothing. */
const OUTWEIGHED: Readonly<Partial<Record<EvidenceId, ReadonlySet<EvidenceId>>>> = {
  'pair-shared': OTHERS_NEARER,
  'pair-header': new Set(['other-api-line']),
  'pair-unnamed': OTHER_NAMES,
  'key-near': OTHER_NAMES,
  'key-beside': new Set(['other-owner']),
  'key-far': new Set(['other-owner']),

  'other-service-line': OF_PAIR,
  'other-service': OF_PAIR,
  'other-file': OF_ITSELF,
  'file-of-sums': new Set([...OF_ITSELF, ...OF_PAIR, 'name-account-token']),
  'other-api': OF_KEY_NEAR,
  lookalike: OF_KEY_NEAR,
  'other-api-line': OF_WHAT_IS_ABOVE,
  'other-api-below': OF_WHAT_IS_ABOVE,
  'lookalike-below': OF_WHAT_IS_ABOVE,
};

/** Whether something that speaks for or against a value counts for nothing, as others have more to say. */
export const isOutweighed = (id: EvidenceId, others: readonly EvidenceId[]): boolean =>
  others.some((other) => OUTWEIGHED[id]?.has(other) === true);

const OF_ACCESS = /bearer|access/i;

/** Whether something around a value says anything of such a one. */
export function counts(id: EvidenceId, { secret, binding }: Suspect, own: readonly EvidenceId[]): boolean {
  if (id === 'vendor-workspace') {
    // Many services have secrets of 64 digits, and others send 40 as a bearer, so what else is in the workspace says nothing of
    // one by itself.
    const isPair = own.includes('pair') || (own.includes('pair-account') && OF_ACCESS.test(binding.name));
    const isBearer = binding.scheme === 'scheme-bearer';
    return isPair || (secret.length === ACCESS_LENGTH ? binding.scheme !== undefined : !isBearer);
  }
  if (EVIDENCE[id].kind === 'address' && id !== 'parameter-of-other') {
    // A proxy of Fleetio has an address of its own; hardly anybody else's account token looks so, or is beside such a key.
    const isToken = binding.role === 'account-token' || own.includes('key-far');
    return !(secret.length === ACCOUNT_LENGTH && isToken);
  }
  return true;
}

/** What says of an account token that a key is near. */
export const OF_KEY: ReadonlySet<EvidenceId> = new Set(['key-far', 'key-near', 'key-beside']);

/** What tells an account token without a key beside it; an account has other ids, too. */
const ALONE: ReadonlySet<EvidenceId> = new Set([
  'name-account-token',
  'page-address',
  'vendor-name',
  'key-far',
]);

/** Account tokens that are such for the key near them are no surer than that key. @param keys what was found, in order. */
export function noSurerThanKeys(accounts: readonly Finding[], keys: readonly Finding[]): Finding[] {
  const places = keys.map(({ start }) => start);
  return accounts.map((account) => {
    const isForKey = account.evidence.some((id) => id === 'key-near' || id === 'key-beside');
    const nearest = keys[placeIn(places, nearestTo(places, account.start) ?? Infinity)];
    const isSure = isForKey
      ? nearest === undefined || nearest.confidence === 'high' || account.evidence.includes('vendor-name')
      : account.evidence.some((id) => ALONE.has(id));
    return isSure ? account : { ...account, confidence: 'low' };
  });
}
