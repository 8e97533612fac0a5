import { secretIn } from './detector';
import type { Finding } from './finding';
import { copyOf } from './remembered';

/** A finding and the ways to write its secret that are looked for in other versions of the file. Lives in memory only. */
export interface Sought {
  readonly finding: Finding;
  readonly forms: readonly string[];
}

/** What to look for: each secret as it is written in `text`, and in clear. Keeps nothing else of the text in memory. */
export function soughtIn(text: string, findings: readonly Finding[]): Sought[] {
  return findings.map((finding) => ({
    finding,
    forms: [text.slice(finding.start, finding.end), secretIn(text, finding)].map(copyOf),
  }));
}

/** Whether a version of a file holds a secret. */
export function holds(content: Buffer, { forms }: Sought): boolean {
  return forms.some((form) => content.includes(form) || content.includes(Buffer.from(form, 'utf16le')));
}
