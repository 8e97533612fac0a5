import type { Rule } from './finding';
import { ACCESS_LENGTH, ACCOUNT_LENGTH, KEY_LENGTH } from './hexRuns';

/** How long the secrets of each kind are, in hexadecimal digits. */
const DIGITS: Readonly<Record<Rule, number>> = {
  'fleetio-account-token': ACCOUNT_LENGTH,
  'fleetio-api-key': KEY_LENGTH,
  'fleetio-access-token': ACCESS_LENGTH,
};

/**
 * A line for the file of `git filter-repo --replace-text` that blots a secret out wherever it stands as it is. The secret
 * is not in it: its ends and its length tell it from all others.
 * @param redacted the form of the secret that may be shown.
 */
export function blotOutLine(rule: Rule, redacted: string): string {
  const [start = '', end = ''] = redacted.split('…');
  return `regex:${start}[0-9A-Fa-f]{${DIGITS[rule] - start.length - end.length}}${end}==>REMOVED`;
}

/** The command line that does it with a file of such lines beside the clone. */
export const BLOT_OUT_COMMAND = 'git filter-repo --replace-text ../replacements.txt';

/** The command line that takes a file out of every commit. @param path relative to the root, with `/`. */
export function removeFileCommand(path: string): string {
  return `git filter-repo --invert-paths --path ${quoted(path)}`;
}

/** For a shell, whatever is in it. */
function quoted(text: string): string {
  return /^[\w./][\w./-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
