import { type EvidenceId, judge } from '../evidence';
import type { Finding } from '../finding';
import { OF_KEY } from '../weighing';
import { findingsOf, type Part } from './files';

/** Whether findings alone show that the workspace has to do with Fleetio. */
export function showVendor(findings: readonly Finding[]): boolean {
  return findings.some(({ evidence }) =>
    evidence.some((id) => id.startsWith('vendor-') && id !== 'vendor-workspace'),
  );
}

/**
 * Judges a finding again.
 * @param counts which of its evidence counts still.
 * @returns undefined if it is none then.
 */
function judgedAgain(finding: Finding, counts: (id: EvidenceId) => boolean): Finding | undefined {
  const evidence = finding.evidence.filter(counts);
  const confidence = judge(evidence);
  return confidence && { ...finding, confidence, evidence };
}

/**
 * Judges the findings in one text again, without the belief that the workspace has to do with Fleetio.
 * @returns what becomes of each; undefined: it is none then.
 */
export function withoutWorkspace(findings: readonly Finding[]): (Finding | undefined)[] {
  const sources = findings.map((finding) => judgedAgain(finding, (id) => id !== 'vendor-workspace'));
  // An account token is one for the key that is near.
  const hasKey = sources.some((one) => one !== undefined && one.rule !== 'fleetio-account-token');
  const sure = hasKey ? sources : sources.map((one) => one && judgedAgain(one, (id) => !OF_KEY.has(id)));
  const secrets = new Set(sure.map((one) => one?.fingerprint));
  return findings.map((finding, at) =>
    finding.evidence.includes('elsewhere') && secrets.has(finding.fingerprint) ? finding : sure[at],
  );
}

/**
 * Takes the benefit of the doubt back where nothing in the whole workspace has to do with Fleetio.
 * @param workspaceNames whether a path or a file there names it; only asked when something hangs on it.
 */
export async function sure<One extends Part>(
  parts: readonly One[],
  workspaceNames: () => Promise<boolean>,
): Promise<readonly One[]> {
  const findings = findingsOf(parts);
  if (findings.length === 0 || showVendor(findings) || (await workspaceNames())) {
    return parts;
  }
  return parts.flatMap((part) => {
    const judged = withoutWorkspace(part.placed.map(({ finding }) => finding));
    return withFindings(part, (_, at) => judged[at]);
  });
}

/** A part with what becomes of its findings, and without those of which nothing does; none if none is left. */
export function withFindings<One extends Part>(
  part: One,
  judged: (finding: Finding, at: number) => Finding | undefined,
): One[] {
  const kept = part.placed.map(({ finding }, at) => judged(finding, at));
  const placed = part.placed.flatMap((one, at) => (kept[at] ? [{ ...one, finding: kept[at] }] : []));
  const sought = part.sought.filter((_, at) => kept[at] !== undefined);
  return placed.length > 0 ? [{ ...part, placed, sought }] : [];
}
