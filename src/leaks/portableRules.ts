import type { Rule } from './finding';
import { portableNames } from './names';
import { RULE_TEXTS } from './report/rules';

/** What other scanners can be told of the detection: one regular expression a shape, the secret in its only group. */
interface PortableRule {
  readonly id: string;
  readonly rule: Rule;
  readonly says: string;
  /**
   * In the syntax that RE2, Rust, Vectorscan and JavaScript share: no look-around, no flags, no `^` or `$` but at its ends.
   * What repeats without a limit cannot be divided in two ways, so that it takes linear time in JavaScript too.
   */
  readonly pattern: string;
  /** Cheap words, in lower case, one of which is in every match. */
  readonly keywords: readonly string[];
}

const HEX = '[0-9a-f]';
const KEY = `(${HEX}{40})`;
const ACCOUNT_TOKEN = `(${HEX}{10})`;
const ACCESS_TOKEN = `(${HEX}{64})`;
/** After a value: nothing that it goes on with. */
const END = '(?:[^0-9A-Za-z_-]|$)';
/** The same where more follows: Vectorscan knows anchors at the ends only. */
const END_WITHIN = '[^0-9A-Za-z_-]';

/** Where a name begins: not within a word or a path. */
const LEFT_WITHIN = '(?:[^0-9A-Za-z_/-]|\\\\n)[_-]*';
const LEFT = `(?:^[_-]*|${LEFT_WITHIN})`;
/** Between the words of a name. */
const JOINT = '[_. -]?';
/** After the vendor's name: also `fleetio: { api_key`, `fleetio(api_key)`. */
const WIDE_JOINT = '[_. :/(-]*';

const VENDOR = anyCase('fleet_?io');
const SECRET = oneOf(portableNames.secret);
const NEUTRAL = oneOf(portableNames.neutral);
const ACCOUNT = oneOf(portableNames.account);
const TOKEN = oneOf(portableNames.token);
const REST = `(?:${JOINT}(?:${NEUTRAL}|[0-9]+))?`;

const SECRET_NAME = `(?:${NEUTRAL}[_-]?)*${SECRET}${REST}`;
/** With the vendor in it, also misspelt. */
const OWN_NAME = `${VENDOR}n?${WIDE_JOINT}(?:${NEUTRAL}${WIDE_JOINT})*${SECRET}${REST}`;
const TOKEN_OF_ACCOUNT = `(?:${ACCOUNT}${JOINT}${TOKEN}|${TOKEN}${JOINT}(?:d[aeo]${JOINT})?${ACCOUNT})${REST}`;
const ACCOUNT_TOKEN_NAME = `(?:(?:${LEFT}|${VENDOR}${WIDE_JOINT}|_)${TOKEN_OF_ACCOUNT}|${VENDOR}${WIDE_JOINT}${ACCOUNT})`;
/** Says less, and counts where the vendor is near. */
const ACCOUNT_NAME = `(?:${NEUTRAL}[_-]?)*${ACCOUNT}s?(?:${JOINT}${oneOf(['id', 'num(?:ber)?', 'name'])})?`;

/** Between words: all but the end of a statement and the beginning of an element. */
const SIGN = '[^0-9A-Za-z_;<]';
/** Between a name and its value: types and words such as `or`, which say nothing of it. */
const QUIET = capitalOrNot(
  'value default str(?:ing)? text plain secure type const(?:ant)? as to is was or name equal put pic b n x nvarchar varchar2?'.split(
    ' ',
  ),
);

/** An element begins or ends. */
const TAG = `<[^<>]*>${SIGN}*`;
/** From a name to its value. All but the first is optional, in this order. */
const BOUND = [
  // The rest of the element that has the name as an attribute; accessors; a sign that a longer name would not go on with; a tag.
  `(?:(?:["'][^<>"'\\n]{0,40}["'][^<>\\n]{0,60}>|\\{ ?get;[^{}\\n]{0,20}\\}|[^0-9A-Za-z_;<@/#\\n-])${SIGN}*|${TAG})`,
  // What says nothing, also over lines: `: String =`, `</key>\n<string>`. Tags can hold names, so their number has a limit.
  `(?:(?:${QUIET}|[0-9])+_*${SIGN}+)*(?:${TAG}){0,3}(?:<!.CDATA.)?`,
  // What hands the value on: `getOrElse(`, `SecretStr(`.
  `(?:[A-Za-z_][0-9A-Za-z_.:!-]{0,40}\\(${SIGN}*)?`,
  // The scheme.
  `(?:[Tt]oken${SIGN}+(?:token=${SIGN}*)?)?`,
  // Escapes that end in a letter or digit, and the place of the value in a format.
  `(?:\\\\[nrt"]|%[sv]${SIGN}+|%20|%22|&quot;|)`,
].join('');

const QUOTE = '["\'`>]';
/** What a value in quotes begins with. */
const QUOTED = `${QUOTE}(?:[Tt]oken (?:token=)?[\\\\"']*)?`;
/** From a value to its name behind it: arguments in Swift, entries that have name and value apart, annotations. */
const BEHIND = `${QUOTE}?${SIGN}+(?:${oneOf(['for_?http_?header_?field', 'key', 'name', 'header', 'as', 'public', 'private', 'string'])}${SIGN}+){1,3}`;
/** After a name behind a value: nothing that binds it to the next value. Gitleaks takes line ends off before it looks for the group. */
const BEHIND_END_WITHIN = `${QUOTE}?[ \\t]*[^0-9A-Za-z_ \\t"'=]`;
const BEHIND_END = `${QUOTE}?[ \\t]*(?:[^0-9A-Za-z_ \\t"'=]|$)`;

const ABOVE = '[^\\x00]{0,600}?';
const BELOW = '[^\\x00]{0,200}?';
/** What tells that a key near it is one of Fleetio: the account token is next to it where Fleetio is not spoken of. */
const CONTEXT = `(?:${VENDOR}|${oneOf(['ac+ount[_. -]?token', 'acct[_. -]?(?:token|key)', 'token_?account'])})`;
/** Where both values follow each other: arguments of `new Fleetio(`, or a row below the name of a column. */
const ROW = `(?:${VENDOR}[0-9A-Za-z_]{0,40}\\(${SIGN}*|${TOKEN_OF_ACCOUNT}${ABOVE}[^0-9A-Za-z_])`;

/** Between two arguments. */
const NEXT_ARGUMENT = `["'\`][ \\t]*,[ \\t\\r\\n]*["'\`]`;

const OF_VENDOR = ['fleetio', 'fleet_io'];
const OF_ACCOUNT = [
  ...['acc', 'acount', 'tenant', 'cuenta', 'conta', 'conto', 'compte', 'konto', 'mandant', 'rekening'],
];
const OF_CONTEXT = [...OF_VENDOR, 'acc', 'acount'];

type Row = readonly [id: string, says: string, pattern: string, keywords: readonly string[]];

/** By what is found: the shapes that it has. */
const SHAPES: Readonly<Record<Rule, readonly Row[]>> = {
  'fleetio-api-key': [
    ['named', 'bound to a name with fleetio in it', `${OWN_NAME}${BOUND}${KEY}${END}`, OF_VENDOR],
    [
      'near',
      'bound to the name of a secret, with fleetio or an account token above it',
      `${CONTEXT}${ABOVE}${LEFT_WITHIN}${SECRET_NAME}${BOUND}${KEY}${END}`,
      OF_CONTEXT,
    ],
    [
      'pair',
      'bound to the name of a secret, with fleetio or an account token below it',
      `${LEFT}${SECRET_NAME}${BOUND}${KEY}${END_WITHIN}${BELOW}${CONTEXT}`,
      OF_CONTEXT,
    ],
    [
      'before-name',
      'with a name behind it that has fleetio in it',
      `${QUOTED}${KEY}${BEHIND}${OWN_NAME}${BEHIND_END}`,
      OF_VENDOR,
    ],
    [
      'before-name-near',
      'with the name of a secret behind it, and fleetio or an account token above it',
      `${CONTEXT}${ABOVE}${QUOTED}${KEY}${BEHIND}${SECRET_NAME}${BEHIND_END}`,
      OF_CONTEXT,
    ],
    [
      'before-name-pair',
      'with the name of a secret behind it, and fleetio or an account token below it',
      `${QUOTED}${KEY}${BEHIND}${SECRET_NAME}${BEHIND_END_WITHIN}${BELOW}${CONTEXT}`,
      OF_CONTEXT,
    ],
    [
      'row',
      'with an account token next to it',
      `${ROW}${KEY}${SIGN}+${HEX}{10}${END}`,
      [...OF_VENDOR, ...OF_ACCOUNT],
    ],
    [
      'arguments',
      'as an argument before an account token, with fleetio above them',
      `${VENDOR}${ABOVE}["'\`]${KEY}${NEXT_ARGUMENT}${HEX}{10}${END}`,
      OF_VENDOR,
    ],
  ],
  'fleetio-account-token': [
    [
      'named',
      'bound to a name such as Account-Token',
      `${ACCOUNT_TOKEN_NAME}${BOUND}${ACCOUNT_TOKEN}${END}`,
      OF_ACCOUNT,
    ],
    [
      'near',
      'bound to the name of an account, with fleetio above it',
      `${VENDOR}${ABOVE}${LEFT_WITHIN}${ACCOUNT_NAME}${BOUND}${ACCOUNT_TOKEN}${END}`,
      OF_VENDOR,
    ],
    [
      'pair',
      'bound to the name of an account, with fleetio below it',
      `${LEFT}${ACCOUNT_NAME}${BOUND}${ACCOUNT_TOKEN}${END_WITHIN}${BELOW}${VENDOR}`,
      OF_VENDOR,
    ],
    [
      'before-name',
      'with a name such as Account-Token behind it',
      `${QUOTE}${ACCOUNT_TOKEN}${BEHIND}${TOKEN_OF_ACCOUNT}${BEHIND_END}`,
      OF_ACCOUNT,
    ],
    [
      'row',
      'with a key before it',
      `${ROW}${HEX}{40}${SIGN}+${ACCOUNT_TOKEN}${END}`,
      [...OF_VENDOR, ...OF_ACCOUNT],
    ],
    [
      'arguments',
      'as an argument behind a key, with fleetio above them',
      `${VENDOR}${ABOVE}["'\`]${HEX}{40}${NEXT_ARGUMENT}${ACCOUNT_TOKEN}${END}`,
      OF_VENDOR,
    ],
    [
      'row-first',
      'with a key behind it',
      `${ROW}${ACCOUNT_TOKEN}${SIGN}+${HEX}{40}${END}`,
      [...OF_VENDOR, ...OF_ACCOUNT],
    ],
    [
      'address',
      'in the address of a page',
      `${anyCase('fleetio')}\\.com/${ACCOUNT_TOKEN}${END}`,
      ['fleetio.com/'],
    ],
  ],
  'fleetio-access-token': [
    [
      'pair',
      'with fleetio or an account token below it',
      `Bearer[ \\t]+${ACCESS_TOKEN}${END_WITHIN}${BELOW}${CONTEXT}`,
      ['bearer'],
    ],
  ],
};

/** The shapes that can be told without looking around: less than the detector finds, and hardly anything that it would not. */
export const PORTABLE_RULES: readonly PortableRule[] = Object.entries(SHAPES).flatMap(([rule, rows]) =>
  rows.map(([id, says, pattern, keywords]) => ({
    id: `${rule}-${id}`,
    rule: rule as Rule,
    says,
    pattern,
    keywords,
  })),
);

/** What is in samples and hardly ever in a random value. */
const SAMPLES = '12345 23456 98765 abcdef abc123 a1b2c3 1a2b3c deadbeef 00000 11111 aaaaa fffff'.split(' ');
/** Matches in values that are no secrets: numbers and samples. The detector knows more of these. */
const NO_SECRET = `^[0-9]+$|${SAMPLES.join('|')}`;

/** A random value of that length has more bits a character than this. */
const ENTROPY: Readonly<Record<Rule, number>> = {
  'fleetio-api-key': 3,
  'fleetio-account-token': 2,
  'fleetio-access-token': 3,
};

/** One of some words, in any case. */
function oneOf(words: readonly string[]): string {
  return `(?:${words.map(anyCase).join('|')})`;
}

/** One of some words, with or without a capital. */
function capitalOrNot(words: readonly string[]): string {
  return `(?:${words.map((word) => anyCase(word.slice(0, 1)) + word.slice(1)).join('|')})`;
}

/** An expression in lower case for any case, without a flag; what is in brackets stays. */
function anyCase(word: string): string {
  return word.replace(/\[[^\]]*\]|[a-z]/g, (part) =>
    part.length > 1 ? part : `[${part.toUpperCase()}${part}]`,
  );
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
        `entropy = ${ENTROPY[rule.rule]}`,
        `keywords = ${JSON.stringify(rule.keywords)}`,
        '[[rules.allowlists]]',
        `regexes = ['''${NO_SECRET}''']`,
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
                patterns: [`/${withoutSamples(rule.pattern).replace(/\//g, '\\/')}/g`],
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
      `entropy: ${ENTROPY[rule.rule]}`,
      `exclude_regexes_capture: [${quoted(NO_SECRET)}]`,
    ]),

  kingfisher: () =>
    yaml('rules', (rule) => [
      `name: ${JSON.stringify(nameOf(rule))}`,
      `id: ${JSON.stringify(rule.id.replace('-', '.'))}`,
      `pattern: ${quoted(rule.pattern)}`,
      `min_entropy: ${ENTROPY[rule.rule]}`,
      // With less it would be left out where nobody asks for it.
      'confidence: medium',
      'pattern_requirements:',
      '  min_lowercase: 1',
      `  ignore_if_contains: ${JSON.stringify(SAMPLES)}`,
    ]),
};

/** Secretlint cannot leave out values by an expression of their own; JavaScript can look ahead. */
function withoutSamples(pattern: string): string {
  return pattern.replace(`(${HEX}{`, `((?![0-9]+(?!${HEX})|${HEX}*(?:${SAMPLES.join('|')}))${HEX}{`);
}

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
