import type { Confidence } from './finding';

/** Kinds of evidence that say the same thing twice; of each kind only the heaviest counts. */
type Kind = 'name' | 'pair' | 'neighbour' | 'vendor' | 'address' | 'service';

interface Weighed {
  readonly kind: Kind;
  /** How much it speaks for a secret; negative speaks against. */
  readonly weight: number;
  /** What it weighs beside something that speaks of Fleetio; nothing beside a pair, too. */
  readonly besideVendor?: number;
  /** For people who ask why. */
  readonly says: string;
}

/**
 * All that the detector takes for or against a value, by what was measured on public code (leak-shapes.md). Adding it up
 * is all there is to a judgement; see `LEAST` for the sums.
 */
export const EVIDENCE = {
  known: { kind: 'vendor', weight: 100, says: 'the key ring holds it' },

  'found-elsewhere': {
    kind: 'vendor',
    weight: 100,
    says: 'it is found in another file, where more speaks for it',
  },

  elsewhere: { kind: 'vendor', weight: 100, says: 'it is found elsewhere in the file' },

  scheme: { kind: 'name', weight: 4, says: 'the scheme word Token stands before it' },
  'scheme-apart': {
    kind: 'name',
    weight: 3,
    says: 'the scheme word Token is the argument or literal before it',
  },
  'scheme-lower-case': {
    kind: 'name',
    weight: 3,
    says: 'the word token stands before it, as other APIs write it',
  },
  'scheme-bearer': { kind: 'name', weight: 2, says: 'the scheme word Bearer stands before it' },

  'name-key': { kind: 'name', weight: 3, says: 'it is bound to a name such as API key or Authorization' },
  'name-account-token': { kind: 'name', weight: 3, says: 'it is bound to a name such as account token' },
  'name-account': { kind: 'name', weight: 2, says: 'it is bound to a name such as account id' },
  'name-secret': { kind: 'name', weight: 2, says: 'it is bound to a name such as token or secret' },
  'name-vague': { kind: 'name', weight: 1, says: 'it is bound to a name such as key' },
  'page-address': { kind: 'name', weight: 3, says: 'it is the first part of the path of a Fleetio page' },

  pair: { kind: 'pair', weight: 6, says: 'an account token, named so, is at most three lines away' },
  'pair-far': { kind: 'pair', weight: 3, says: 'an account token, named so, is in the file' },
  'pair-shared': {
    kind: 'vendor',
    weight: 1,
    says: 'an account token, named so, is in the file, where another key is nearer to it',
  },
  'pair-account': {
    kind: 'neighbour',
    weight: 4,
    says: 'a value of the shape of an account token, called an account, is at most three lines away',
  },
  'pair-unnamed': {
    kind: 'neighbour',
    weight: 2,
    says: 'a value of the shape of an account token is beside it',
  },
  'pair-arguments': {
    kind: 'neighbour',
    weight: 4,
    says: 'it and a value of the shape of an account token are arguments of one call, or one text',
  },
  'pair-and-header': {
    kind: 'pair',
    weight: 6,
    says: 'a value of the shape of an account token is beside it, and the file speaks of the header Account-Token',
  },
  'pair-header': { kind: 'pair', weight: 3, says: 'the file speaks of the header Account-Token' },
  'key-far': { kind: 'pair', weight: 3, says: 'an API key is in the file' },
  'key-near': { kind: 'pair', weight: 4, says: 'an API key is at most three lines away' },
  'key-beside': { kind: 'pair', weight: 6, says: 'it is named, and an API key is at most three lines away' },

  'vendor-name': { kind: 'vendor', weight: 4, says: 'its name contains fleetio' },
  'vendor-line': { kind: 'vendor', weight: 4, says: 'fleetio is on the same line' },
  'vendor-near': { kind: 'vendor', weight: 3, says: 'fleetio is at most twenty lines away' },
  'vendor-file': { kind: 'vendor', weight: 2, says: 'fleetio is in the file or its path' },
  'sent-elsewhere': {
    kind: 'vendor',
    weight: 3,
    says: 'another file names Fleetio and sends what is called so',
  },
  'vendor-workspace': { kind: 'vendor', weight: 1, says: 'the workspace has to do with Fleetio' },

  'other-api': { kind: 'address', weight: -4, says: 'the address of another API is nearer than Fleetio' },
  'other-api-line': {
    kind: 'address',
    weight: -5,
    says: 'the address of another API is before it on its line, and Fleetio is not',
  },
  'other-api-below': {
    kind: 'address',
    weight: -4,
    says: 'the address of another API comes after it, nearer than Fleetio',
  },
  'parameter-of-other': {
    kind: 'address',
    weight: -4,
    says: 'it is a parameter of an address that has nothing to do with Fleetio',
  },
  'other-service': {
    kind: 'service',
    weight: -4,
    says: 'another service is named before it, nearer than Fleetio',
  },
  'other-owner': {
    kind: 'service',
    weight: -4,
    says: "its name begins with that of somebody else than a key that is clearly Fleetio's does",
  },
  'other-name': {
    kind: 'service',
    weight: -1,
    says: "its name begins with that of somebody else, and another one in the file is called Fleetio's",
  },
  'other-file': {
    kind: 'service',
    weight: -2,
    says: 'the file is called after a service with tokens of this shape',
  },
  'file-of-sums': {
    kind: 'service',
    weight: -3,
    says: 'the file is called after sums, such as hashes.txt',
  },
  'own-server': {
    kind: 'service',
    weight: -6,
    says: 'the file tests what a server of its own answers, and says nothing of Fleetio',
  },
  'foreign-name': {
    kind: 'service',
    weight: -4,
    besideVendor: -1,
    says: 'its name begins with that of somebody else, and nothing near speaks of Fleetio',
  },
  'other-record': {
    kind: 'service',
    weight: -12,
    says: 'it is in a record or a section that says that it is of another service',
  },
  'other-service-line': {
    kind: 'service',
    weight: -8,
    says: 'another service is named before it on its line, or is all that a comment after it says',
  },
  'lookalike-below': {
    kind: 'service',
    weight: -6,
    says: 'a service with tokens of this shape comes after it, nearer than Fleetio',
  },
  lookalike: {
    kind: 'service',
    weight: -6,
    says: 'a service with tokens of this shape is nearer than Fleetio, or above a scheme word in lower case',
  },
} as const satisfies Readonly<Record<string, Weighed>>;

export type EvidenceId = keyof typeof EVIDENCE;

/** The least sum for each confidence. Below the last, a value is none of our business. */
const LEAST: readonly (readonly [sum: number, confidence: Confidence])[] = [
  [6, 'high'],
  [4, 'low'],
];

/** A value is never judged by its surroundings alone, nor as Fleetio's without a hint of Fleetio. */
const NEEDS: readonly (readonly Kind[])[] = [
  ['name', 'pair', 'neighbour'],
  ['vendor', 'pair'],
];

/** Whether it is enough by itself. */
export const isCertain = (id: EvidenceId): boolean => id === 'known' || id === 'found-elsewhere';

/** @returns how sure it is that a value with this evidence is a secret of Fleetio; undefined: not enough. */
export function judge(evidence: readonly EvidenceId[]): Confidence | undefined {
  if (evidence.some(isCertain)) {
    return 'high';
  }
  const heaviest = new Map<Kind, number>();
  const kinds = new Set<Kind>(evidence.map((id) => EVIDENCE[id].kind));
  const isPair = kinds.has('pair') || kinds.has('neighbour');
  for (const id of evidence) {
    const { kind, weight, besideVendor = weight }: Weighed = EVIDENCE[id];
    const own = !kinds.has('vendor') || besideVendor === weight ? weight : isPair ? 0 : besideVendor;
    const before = heaviest.get(kind) ?? 0;
    heaviest.set(kind, Math.abs(own) > Math.abs(before) ? own : before);
  }
  if (!NEEDS.every((kinds) => kinds.some((kind) => heaviest.has(kind)))) {
    return undefined;
  }
  const sum = [...heaviest.values()].reduce((total, weight) => total + weight, 0);
  return LEAST.find(([least]) => sum >= least)?.[1];
}
