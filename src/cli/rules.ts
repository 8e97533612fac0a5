import { parseArgs } from 'node:util';

import { RULE_FORMATS } from '../leaks/portableRules';
import type { Output } from './scan';
import { type Help, UsageError } from './usage';

const NAMES = Object.keys(RULE_FORMATS).join('|');

export const RULES_HELP: Help = {
  usage: `rules --format ${NAMES}`,
  does: 'prints rules with which another scanner finds most of the same keys',
  words: [['--format', 'the scanner that the rules are for']],
};

/** Prints the detection as a rule file of another scanner. @returns the exit code. */
export function rules(args: readonly string[], { stdout }: Output = process): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { format: { type: 'string', default: '' } } });
  const format = Object.hasOwn(RULE_FORMATS, values.format) ? RULE_FORMATS[values.format] : undefined;
  if (format === undefined) {
    throw new UsageError(`--format takes one of ${NAMES}.`);
  }
  stdout.write(format());
  return Promise.resolve(0);
}
