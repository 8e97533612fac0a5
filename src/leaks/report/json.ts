import type { ScanResult } from '../scan/report';

/** The report for programs: one object, as the contract of the command line says. */
export function toJson({ root, findings, unusedIgnores, stats, accepted }: ScanResult): string {
  return JSON.stringify({ version: 1, root, findings, accepted, unusedIgnores, stats }, undefined, 2);
}
