import type { Rule } from './finding';
import { portableNames } from './names';
import { RULE_TEXTS } from './report/rules';

/** What other scanners can be told of the detection: one regular expression a shape, the secret in its only group. */
interface PortableRule {
  readonly id: string;
  readonly rule: Rule;
  readonly says: string;
  /** In the syntax that RE2, Rust and JavaScript share: no look-around, no flags. */
  readonly pattern: string;
  /** Cheap words, in lower case, one of which is in every match. */
  readonly keywords: readonly string[];
  /** A random value of that length has more bits a character than this. */
  readonly entropy: number;
}

const KEY = '([0-9a-f]{40})';
const ACCOUNT_TOKEN = '([0-9a-f]{10})';
const ACCESS_TOKEN = '([0-9a-f]{64})';
const END = '(?:[^0-9A-Za-z_]|$)';
const SCHEME = `(?:Token[ \\t]+(?:token=)?\\\\?["']?)?`;
/** From a name to its value: the rest of the name, what binds them, quotes. */
const BOUND = `[\\w.-]{0,20}["'\`\\]]{0,2}[ \\t]{0,8}(?:=>|:=|->|=|:|,|\\(|>|[ \\t])[ \\t]{0,8}[@"'\`\\\\(]{0,4}`;

/** Between a name and a value that stands apart from it: nothing but signs, and words that say nothing. */
const SAID_NOTHING = `(?:[^0-9A-Za-z_]|${['value', 'default', 'text', 'string', 'type', 'const', 'as'].map(anyCase).join('|')}){1,40}?`;

const SECRET_NAMES = `(?:${portableNames.secret.map(anyCase).join('|')}|[Aa]uthorization)`;
const ACCOUNT_NAMES = `(?:${portableNames.account.map(anyCase).join('|')})`;
/** What stands before a key in a pair: the scheme, or a name. */
const KEY_OF_PAIR = `(?:Token[ \\t]+(?:token=)?\\\\?["']?|${SECRET_NAMES}${BOUND}${SCHEME})`;
/** An account token with its name. */
const NAMED_ACCOUNT = `${ACCOUNT_NAMES}[^\\x00]{1,40}?[^0-9A-Za-z_][0-9a-f]{10}`;
const ACCOUNT_KEYWORDS = ['acc', 'acount'];
const APART = '[^0-9A-Za-z_][^\\x00]{0,200}?';

/** The shapes that can be told without looking around: less than the detector finds, and nothing that it would not. */
export const PORTABLE_RULES: readonly PortableRule[] = [
  {
    id: 'fleetio-api-key-named',
    rule: 'fleetio-api-key',
    says: 'bound to a name with fleetio in it',
    pattern: `${anyCase('fleet_?io')}[\\w.-]{0,30}(?:${portableNames.secret.map(anyCase).join('|')})${BOUND}${SCHEME}${KEY}${END}`,
    keywords: ['fleetio', 'fleet_io'],
    entropy: 3,
  },
  {
    id: 'fleetio-api-key-near',
    rule: 'fleetio-api-key',
    says: 'bound to the name of a secret, with fleetio before it',
    pattern: `${anyCase('fleet_?io')}[^\\x00]{0,300}?${SECRET_NAMES}${BOUND}${SCHEME}${KEY}${END}`,
    keywords: ['fleetio', 'fleet_io'],
    entropy: 3,
  },
  {
    id: 'fleetio-api-key-pair',
    rule: 'fleetio-api-key',
    says: 'with an account token after it',
    pattern: `${KEY_OF_PAIR}${KEY}${APART}${NAMED_ACCOUNT}${END}`,
    keywords: ACCOUNT_KEYWORDS,
    entropy: 3,
  },
  {
    id: 'fleetio-api-key-after-account',
    rule: 'fleetio-api-key',
    says: 'with an account token before it',
    pattern: `${NAMED_ACCOUNT}${APART}${KEY_OF_PAIR}${KEY}${END}`,
    keywords: ACCOUNT_KEYWORDS,
    entropy: 3,
  },
  {
    id: 'fleetio-account-token',
    rule: 'fleetio-account-token',
    says: 'bound to a name such as Account-Token',
    pattern: `${ACCOUNT_NAMES}${SAID_NOTHING}${ACCOUNT_TOKEN}${END}`,
    keywords: ACCOUNT_KEYWORDS,
    entropy: 2,
  },
  {
    id: 'fleetio-account-token-address',
    rule: 'fleetio-account-token',
    says: 'in the address of a page',
    pattern: `${anyCase('fleetio')}\\.com/${ACCOUNT_TOKEN}${END}`,
    keywords: ['fleetio.com/'],
    entropy: 2,
  },
  {
    id: 'fleetio-access-token',
    rule: 'fleetio-access-token',
    says: 'with an account token after it',
    pattern: `Bearer[ \\t]+${ACCESS_TOKEN}${APART}${NAMED_ACCOUNT}${END}`,
    keywords: ['bearer'],
    entropy: 3,
  },
];

/** A word in any case, without a flag; `_?` and the like stay. */
function anyCase(word: string): string {
  return word.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);
}

const nameOf = ({ rule, says }: PortableRule): string => `${RULE_TEXTS[rule].short}, ${says}`;

/** The rule files of other scanners. */
export const RULE_FORMATS: Readonly<Record<string, () => string>> = {
  gitleaks: () =>
    [
      'title = "Fleetio"',
      '',
      '[extend]',
      'useDefault = true',
      ...PORTABLE_RULES.flatMap((rule) => [
        '',
        '[[rules]]',
        `id = ${JSON.stringify(rule.id)}`,
        `description = ${JSON.stringify(nameOf(rule))}`,
        `regex = '''${rule.pattern}'''`,
        'secretGroup = 1',
        `entropy = ${rule.entropy}`,
        `keywords = ${JSON.stringify(rule.keywords)}`,
      ]),
      '',
    ].join('\n'),

  secretlint: () =>
    JSON.stringify(
      {
        rules: [
          {
            id: '@secretlint/secretlint-rule-pattern',
            options: {
              patterns: PORTABLE_RULES.map((rule) => ({
                name: nameOf(rule),
                patterns: [`/${rule.pattern.replace(/\//g, '\\/')}/g`],
              })),
            },
          },
        ],
      },
      undefined,
      2,
    ) + '\n',

  trufflehog: () =>
    yaml('detectors', (rule) => [
      `name: ${JSON.stringify(rule.id)}`,
      `keywords: ${JSON.stringify(rule.keywords)}`,
      'regex:',
      `  secret: ${quoted(rule.pattern)}`,
      `entropy: ${rule.entropy}`,
    ]),

  kingfisher: () =>
    yaml('rules', (rule) => [
      `name: ${JSON.stringify(nameOf(rule))}`,
      `id: ${JSON.stringify(`fleetio.${PORTABLE_RULES.indexOf(rule) + 1}`)}`,
      `pattern: ${quoted(rule.pattern)}`,
      `min_entropy: ${rule.entropy}`,
      `confidence: ${rule.rule === 'fleetio-account-token' ? 'low' : 'medium'}`,
    ]),
};

function yaml(list: string, fields: (rule: PortableRule) => readonly string[]): string {
  const items = PORTABLE_RULES.map((rule) =>
    fields(rule)
      .map((field, at) => `${at === 0 ? '  - ' : '    '}${field}\n`)
      .join(''),
  );
  return `${list}:\n${items.join('')}`;
}

/** A scalar in single quotes, in which YAML knows no escapes but the doubled quote. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
