import { fingerprintsIn } from '../detector';
import { decoded } from '../encoding';
import type { Finding, FoundElsewhere } from '../finding';
import type { Part } from './files';
import type { Window } from './reader';
import type { UnusedIgnore } from './report';
import { withFindings } from './workspace';

/** What is sure enough to be looked for in other files, each secret once. @param told what was looked for already. */
export function sureSecrets(
  findings: readonly (FoundElsewhere & Pick<Finding, 'confidence'>)[],
  told: readonly FoundElsewhere[] = [],
): FoundElsewhere[] {
  const met = new Set(told.map(({ fingerprint }) => fingerprint));
  return findings.flatMap(({ rule, confidence, redacted, fingerprint }) => {
    if (confidence !== 'high' || met.has(fingerprint)) {
      return [];
    }
    met.add(fingerprint);
    return [{ rule, redacted, fingerprint }];
  });
}

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
): { parts: One[]; unusedIgnores: UnusedIgnore[] } {
  const others = unusedIgnores.filter(({ path }) => !again.paths.has(path));
  return { parts: [...parts, ...again.parts], unusedIgnores: [...others, ...again.unusedIgnores] };
}

/** How often each of some secrets is in a file, by fingerprint. */
export class Counts {
  private readonly counts = new Map<string, number>();

  constructor(private readonly secrets: readonly FoundElsewhere[]) {}

  /** Counts what is in a part of a file, which takes far less time than to look at it. */
  addIn({ bytes, encoding }: Pick<Window, 'bytes' | 'encoding'>): void {
    // Digits are the same in all encodings of one byte a character.
    const isWide = encoding === 'utf16le' || encoding === 'utf16be';
    const digits = isWide ? Buffer.from(decoded(bytes, encoding), 'latin1') : bytes;
    for (const fingerprint of fingerprintsIn(digits, this.secrets)) {
      this.counts.set(fingerprint, (this.counts.get(fingerprint) ?? 0) + 1);
    }
  }

  /** Whether there is something in it that is not in what was found there. */
  isMoreThan(parts: readonly Part[]): boolean {
    const found = parts.flatMap(({ placed }) => placed.map(({ finding }) => finding.fingerprint));
    return [...this.counts].some(([one, count]) => found.filter((other) => other === one).length < count);
  }
}

/** Of parts that were looked at again, what is a secret only because of other files. */
export function onlyFoundElsewhere<One extends Part>(parts: readonly One[]): One[] {
  return parts.flatMap((part) =>
    withFindings(part, (finding) => (isOfOthers(finding) ? finding : undefined)),
  );
}

const isOfOthers = ({ evidence }: Finding): boolean => evidence.includes('found-elsewhere');
