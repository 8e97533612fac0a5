import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Rule } from '../../../src/leaks/detector';

/** One labelled file. */
export interface Case {
  /** Where it stands: corpus file and line. */
  readonly name: string;
  readonly path: string;
  readonly fleetioWorkspace: boolean;
  readonly text: string;
  /** What must be found, and nothing else. */
  readonly leaks: readonly Leak[];
  /** How many values in it only look like secrets. */
  readonly decoys: number;
}

export interface Leak {
  readonly rule: Rule;
  readonly start: number;
  readonly end: number;
  readonly secret: string;
}

const hex = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest('hex');

/** An invented API key; the same `number`, the same key. */
export const inventedKey = (number: number | string): string => hex('sha1', `example-${number}`);

/** An invented account token, with a letter as real ones have. */
export function inventedAccount(number: number | string): string {
  const token = hex('sha1', `account-${number}`).slice(0, 10);
  return /[a-f]/.test(token) ? token : `${token.slice(0, 9)}c`;
}

export const inventedBearer = (number: number | string): string => hex('sha256', `bearer-${number}`);

/** What a comment says that allows a value; put into texts of tests, so that their own files have no such comment. */
export const ALLOW = 'fleetio:allow';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

interface Kind {
  readonly rule?: Rule;
  readonly write: (number: string) => string;
  /** The secret, where it is not written as it is. */
  readonly secret?: (number: string) => string;
}

const cut = (value: string, at: number, between: string): string =>
  `${value.slice(0, at)}${between}${value.slice(at)}`;

/** A key in two pieces. @param between what stands between them. */
const cutKey = (at: number, between: string): Kind => ({
  rule: 'fleetio-api-key',
  write: (number) => cut(inventedKey(number), at, between),
  secret: inventedKey,
});

/** What a placeholder such as `{{key:1}}` stands for; those with a rule are leaks, the others look like leaks. */
const KINDS: Readonly<Record<string, Kind>> = {
  key: { rule: 'fleetio-api-key', write: inventedKey },
  account: { rule: 'fleetio-account-token', write: inventedAccount },
  bearer: { rule: 'fleetio-access-token', write: inventedBearer },
  keyBase64: {
    rule: 'fleetio-api-key',
    write: (number) => base64(inventedKey(number)),
    secret: inventedKey,
  },
  keyBase64Line: {
    rule: 'fleetio-api-key',
    write: (number) => base64(`${inventedKey(number)}\n`),
    secret: inventedKey,
  },
  accountBase64: {
    rule: 'fleetio-account-token',
    write: (number) => base64(inventedAccount(number)),
    secret: inventedAccount,
  },
  tokenBase64: {
    rule: 'fleetio-api-key',
    write: (number) => base64(`Token ${inventedKey(number)}`),
    secret: inventedKey,
  },
  keyPlus: cutKey(20, '" + "'),
  keyNextLine: cutKey(13, "'\n    '"),
  keySoftBreak: cutKey(7, '=\r\n'),
  keyComma: cutKey(20, '", "'),
  keyCommaSingle: cutKey(20, "', '"),
  shaCommaSingle: { write: (number) => cut(hex('sha1', `decoy-${number}`), 20, "', '") },
  sha: { write: (number) => hex('sha1', `decoy-${number}`) },
  sha256: { write: (number) => hex('sha256', `decoy-${number}`) },
  sha10: { write: (number) => `${hex('sha1', `decoy-${number}`).slice(0, 9)}d` },
  // As git and registries shorten it.
  shaShort: { write: (number) => hex('sha1', `decoy-${number}`).slice(0, 10) },
  md5: { write: (number) => hex('md5', `decoy-${number}`) },
  uuid: {
    write: (number) => hex('md5', `decoy-${number}`).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
  },
  shaBase64: { write: (number) => base64(hex('sha1', `decoy-${number}`)) },
};

const FOLDER = path.join('test', 'corpus');

/**
 * Reads the corpus. A file holds cases; each begins with a line `==== fleetio|other PATH`, which says whether the rest of the
 * workspace speaks of Fleetio and what the file is called there.
 */
export function loadCorpus(): Case[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) => {
      const parts = readFileSync(path.join(FOLDER, name), 'utf8').split(/^==== (fleetio|other) (\S+)\n/m);
      const cases: Case[] = [];
      for (let at = 1; at < parts.length; at += 3) {
        const [workspace, file = '', template = ''] = parts.slice(at, at + 3);
        cases.push({
          name: `${name}: ${file}`,
          path: file,
          fleetioWorkspace: workspace === 'fleetio',
          ...fill(template),
        });
      }
      return cases;
    });
}

/** Puts invented values in the place of the placeholders of a template. */
export function fill(template: string): Pick<Case, 'text' | 'leaks' | 'decoys'> {
  const leaks: Leak[] = [];
  let text = '';
  let decoys = 0;
  for (const [at, part] of template.split(/\{\{(\w+:\w+)\}\}/).entries()) {
    if (at % 2 === 0) {
      text += part;
      continue;
    }
    const [name = '', number = ''] = part.split(':');
    const kind = KINDS[name];
    if (kind === undefined) {
      throw new Error(`No such placeholder: ${part}`);
    }
    const written = kind.write(number);
    if (kind.rule === undefined) {
      decoys++;
    } else {
      const secret = (kind.secret ?? kind.write)(number);
      leaks.push({ rule: kind.rule, start: text.length, end: text.length + written.length, secret });
    }
    text += written;
  }
  return { text, leaks, decoys };
}
