import { type EvidenceId, judge } from '../evidence';
import type { Finding } from '../finding';

/** Whether findings alone show that the workspace has to do with Fleetio. */
export function showVendor(findings: readonly Finding[]): boolean {
  return findings.some(({ evidence }) =>
    evidence.some((id) => id.startsWith('vendor-') && id !== 'vendor-workspace'),
  );
}

/**
 * Judges a finding again, without the belief that the workspace has to do with Fleetio.
 * @returns undefined if it is none then.
 */
export function withoutWorkspace(finding: Finding): Finding | undefined {
  const evidence = finding.evidence.filter((id: EvidenceId) => id !== 'vendor-workspace');
  const confidence = judge(evidence);
  return confidence && { ...finding, confidence, evidence };
}
