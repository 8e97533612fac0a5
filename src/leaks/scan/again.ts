import { fingerprintsIn } from '../detector';
import { decoded } from '../encoding';
import { EVIDENCE, type EvidenceId, isCertain } from '../evidence';
import type { Finding, FoundElsewhere } from '../finding';
import { findingsOf, type Part } from './files';
import type { Placed } from './inspect';
import type { Window } from './reader';
import type { UnusedIgnore } from './report';
import { withFindings } from './workspace';

/**
 * What is sure enough to be looked for in other files, each secret once: what is called one. What is told of because of
 * others keeps its secret known until it is gone, too.
 * @param told what was looked for already.
 */
export function sureSecrets(
  findings: readonly (FoundElsewhere & Pick<Finding, 'confidence' | 'evidence'>)[],
  told: readonly FoundElsewhere[] = [],
): FoundElsewhere[] {
  const met = new Set(told.map(({ fingerprint }) => fingerprint));
  return findings.flatMap(({ rule, confidence, evidence, redacted, fingerprint }) => {
    if (confidence !== 'high' || !evidence.some(isOfName) || met.has(fingerprint)) {
      return [];
    }
    met.add(fingerprint);
    return [{ rule, redacted, fingerprint }];
  });
}

const isOfName = (id: EvidenceId): boolean => isCertain(id) || EVIDENCE[id].kind === 'name';

/** What came out of files that were looked at again. */
export interface LookedAtAgain<One extends Part> {
  readonly paths: ReadonlySet<string>;
  /** With what is a secret only because of other files. */
  readonly parts: readonly One[];
  readonly unusedIgnores: readonly UnusedIgnore[];
}

/** What came out of files, with what came out of some of them the second time. */
export function withAgain<One extends Part>(
  { parts, unusedIgnores }: Omit<LookedAtAgain<One>, 'paths'>,
  again: LookedAtAgain<One>,
  keyOf: (part: One) => string = ({ path }) => path,
): { parts: One[]; unusedIgnores: UnusedIgnore[] } {
  const others = unusedIgnores.filter(({ path }) => !again.paths.has(path));
  const placeOf = (part: One, { line, column }: Placed): string => `${line}:${column} ${keyOf(part)}`;
  const raised = new Set(again.parts.flatMap((part) => part.placed.map((one) => placeOf(part, one))));
  const rest = parts.flatMap((part) =>
    withFindings(part, (finding, at) => {
      const one = part.placed[at];
      return one !== undefined && raised.has(placeOf(part, one)) ? undefined : finding;
    }),
  );
  return { parts: [...rest, ...again.parts], unusedIgnores: [...others, ...again.unusedIgnores] };
}

/** What came out of files the first time, and of some of them the second time in its place. */
export function inPlaceOf<One extends Part>(
  first: Omit<LookedAtAgain<One>, 'paths'>,
  { paths, parts, unusedIgnores }: LookedAtAgain<One>,
): Omit<LookedAtAgain<One>, 'paths'> {
  const isOther = ({ path }: { readonly path: string }): boolean => !paths.has(path);
  return {
    parts: [...first.parts.filter(isOther), ...parts],
    unusedIgnores: [...first.unusedIgnores.filter(isOther), ...unusedIgnores],
  };
}

/** How often each of some secrets is in a file, by fingerprint. */
export class Counts {
  private readonly counts = new Map<string, number>();

  constructor(private readonly secrets: readonly FoundElsewhere[]) {}

  /** Counts what is in a part of a file, which takes far less time than to look at it. @returns whether there was any. */
  addIn({ bytes, encoding }: Pick<Window, 'bytes' | 'encoding'>): boolean {
    // Digits are the same in all encodings of one byte a character.
    const isWide = encoding === 'utf16le' || encoding === 'utf16be';
    const digits = isWide ? Buffer.from(decoded(bytes, encoding), 'latin1') : bytes;
    for (const fingerprint of fingerprintsIn(digits, this.secrets)) {
      this.counts.set(fingerprint, (this.counts.get(fingerprint) ?? 0) + 1);
    }
    return this.counts.size > 0;
  }

  /** Whether there is something in it that is not in what was found there for sure. */
  isMoreThan(parts: readonly Part[]): boolean {
    const findings = findingsOf(parts).filter(({ confidence }) => confidence === 'high');
    return [...this.counts].some(
      ([one, count]) => findings.filter(({ fingerprint }) => fingerprint === one).length < count,
    );
  }
}

/** Of parts that were looked at again, what is a secret only because of other files. */
export function onlyFoundElsewhere<One extends Part>(parts: readonly One[]): One[] {
  return parts.flatMap((part) =>
    withFindings(part, (finding) => (isOfOthers(finding) ? finding : undefined)),
  );
}

const isOfOthers = ({ evidence }: Finding): boolean => evidence.includes('found-elsewhere');
