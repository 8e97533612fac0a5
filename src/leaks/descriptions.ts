import { type Role, roleOf, SECRET_ROLES } from './names';
import { nearestName } from './phrases';
import { namesVendor } from './vendor';

/** A text for people about a value: `description = "…"`, `help="…"`, `description: …`. */
const DESCRIPTION =
  /\b(?:description|desc|help(?:_?text)?|doc|comment|summary|hint)["']?\s*(?:=>|[:=])\s*(?:"[^"\n]*"|'[^'\n]*'|[^"'\s][^\n]*)/i;

/** A line of a text over several lines: some words that are bound to nothing. */
const PROSE = /^\s*[A-Za-zÀ-ɏ][^\s={}[\]":]*(?:\s+[^\s={}[\]"]+){3,}\s*$/;

/** Whether a line is there for people. What it says of a value counts less than what the value is called. */
export const isDescription = (line: string): boolean => DESCRIPTION.test(line) || PROSE.test(line);

const TELLS: ReadonlySet<Role | undefined> = new Set([...SECRET_ROLES, 'account']);

/** Whether a name says that its value is a secret, or half of one. */
export function tells(name: string | undefined): boolean {
  const role = name === undefined ? undefined : roleOf(name);
  return TELLS.has(role) || (name !== undefined && role === 'vague' && namesVendor(name));
}

/**
 * The nearest name on a line, where a description of the value says that it is a sum or an identifier: `--account`, which is the
 * `id in the address`. @returns undefined if there is no other that tells.
 */
export function nameBesideDescription(line: string): string | undefined {
  const name = DESCRIPTION.test(line) ? nearestName(line.replace(DESCRIPTION, '')) : undefined;
  return tells(name) ? name : undefined;
}
