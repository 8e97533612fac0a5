import type { ScanResult } from '../scan/report';

/** The report for programs: one object, as the contract of the command line says. */
export function toJson({ root, findings: found, unusedIgnores, stats, accepted }: ScanResult): string {
  // What only the editor asks about is no part of the contract.
  const findings = found.map((finding) => ({ ...finding, onlyStaged: undefined }));
  return JSON.stringify({ version: 1, root, findings, accepted, unusedIgnores, stats }, undefined, 2);
}
