import { createHash } from 'node:crypto';

import type { EvidenceId } from './evidence';

/** What kind of secret it is. An account token is an identifier more than a secret, so it weighs less. */
export type Rule = 'fleetio-api-key' | 'fleetio-account-token' | 'fleetio-access-token';

export type Confidence = 'high' | 'low';

/** One secret in one place of a text. The secret is not in here: `secretIn()` reads it from the text. */
export interface Finding {
  readonly rule: Rule;
  readonly confidence: Confidence;
  /** UTF-16 offsets of the secret itself as it is written, without `Token ` and without quotes. */
  readonly start: number;
  readonly end: number;
  /** First and last characters, `SHOWN` each, with `…` between: the only form that may be shown. */
  readonly redacted: string;
  /** First 16 hex digits of SHA-256 of the secret (decoded, joined): equal for equal secrets. */
  readonly fingerprint: string;
  /** Why it counts as a secret; `EVIDENCE` says each in words. */
  readonly evidence: readonly EvidenceId[];
}

/** A secret that is known to be one, because the key ring holds it. Lives in memory only. */
export interface KnownSecret {
  readonly rule: Rule;
  readonly value: string;
}

/** A secret that was found, as much of it as may be kept: enough to know it again. */
export type FoundElsewhere = Pick<Finding, 'rule' | 'redacted' | 'fingerprint'>;

/** What is known of secrets before a text is looked at. */
export interface Knowledge {
  /** Found in any encoding, whatever stands around them. */
  readonly known?: readonly KnownSecret[] | undefined;
  /** Found in other files, where enough speaks for them; the same value is a secret here, too. */
  readonly elsewhere?: readonly FoundElsewhere[] | undefined;
  /** What other files send to Fleetio, by the names of the variables. */
  readonly sent?: ReadonlySet<string> | undefined;
}

/** What the detector is told about a text beside the text. */
export interface DetectContext extends Knowledge {
  /**
   * Path with `/`, relative to the root where there is one. Names of files are evidence too. Undefined: it is not known yet,
   * and is taken to speak for Fleetio.
   */
  readonly path: string | undefined;
  /** Whether anything in the workspace or repository speaks of Fleetio; without it, weak evidence counts for nothing. */
  readonly fleetioWorkspace: boolean;
}

/** How many characters of a secret may be shown at each of its ends. */
export const SHOWN = 4;

/** @returns the form of a secret that may be shown. */
export function redact(secret: string): string {
  return `${secret.slice(0, SHOWN)}…${secret.slice(-SHOWN)}`;
}

/** @returns what stands for a secret in reports and baselines. */
export function fingerprintOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 16);
}
