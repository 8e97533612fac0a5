// Shows that the detector takes time in proportion to a text, also to one that is made to keep it busy: a text four times as
// long should take four times as long.
import { allowingEdit } from '../../src/leaks/allowing';
import { detect } from '../../src/leaks/detector';
import { obeyIgnores } from '../../src/leaks/ignores';
import { Lines } from '../../src/leaks/lines';
import { sentIn } from '../../src/leaks/senders';
import { ALLOW, inventedAccount, inventedKey } from '../unit/leaks/corpus';

const KEY = inventedKey(1);
const IN_RING = inventedKey(2);
const context = {
  path: 'hostile.yml',
  fleetioWorkspace: true,
  known: [{ rule: 'fleetio-api-key', value: IN_RING }],
} as const;

/** What is repeated to make the text, and perhaps what it begins with. */
const HOSTILE: Readonly<Record<string, string | readonly [head: string, part: string]>> = {
  'keys in a row': `${KEY} `,
  'keys, a line each': `api_key=${KEY}\n`,
  'pairs on one line': `{"key":"Token ${KEY}","account":"${inventedAccount(1)}"},`,
  'recorded requests': `uri: https://secure.fleetio.com/a\nAuthorization:\n- Token ${KEY}\nAccount-Token:\n- ${inventedAccount(1)}\n`,
  'sections of services': ['[fleetio]\nkey=' + KEY + '\n', `[other]\ntoken=${KEY}\n`],
  'names without values': 'fleetio api_key = Account-Token: ',
  'pieces of keys': `"${KEY.slice(0, 20)}" + `,
  'base64 of keys': `${Buffer.from(KEY).toString('base64')} `,
  'literals and signs': `"${KEY.slice(0, 12)}"${'+'.repeat(38)}!"abcd"\n`,
  'named keys in one base64': Buffer.from(`api_key= ${KEY} \n`).toString('base64'),
  'a key of the ring': `${IN_RING}\n`,
  'open brackets': `{[(${KEY}`,
  'tags without an end': `<a b="${KEY}" `,
  'rows of a table': `1,${KEY},${inventedAccount(1)},fleetio\n`,
  'a row of a table': ['| api_key | note |\n|---|---|\n', `| ${KEY} `],
  'rows of SQL': `('${KEY}', 'fleetio'), `,
  'inserts without an end': `INSERT INTO t VALUES ('${KEY}', 'fleetio')\n`,
  'calls in calls': `token(a(b(${KEY}, `,
  'calls of all kinds': `f_${KEY.slice(0, 3)}(key, account); f_${KEY.slice(3, 6)}("${KEY}", 1) `,
  'a word without an end': ['fleetio api_key = connect("' + KEY + '")\n', 'f'],
  'a vendor without an end': [`api_key = "${KEY}"\n(`, 'fleetio'],
  'a vendor without an end on its line': [`api_key = "${KEY}"\n`, 'fleetio'],
  'services on one line': `postmark {"api_key":"${KEY}"},`,
  'requests to others': `POST / HTTP/1.1\nHost: a.example.com\nAuthorization: Token ${KEY}\n`,
  'requests on one line': [`api_key = "${KEY}"\nfleetio`, 'HTTP/'],
  'blocks of services': `gitlab:\nkey: ${KEY}\n`,
  'entries with addresses': `  - url: https://api.a.example/v1\n    headers:\n      Authorization: Token ${KEY}\n`,
  'groups with addresses': `a:\n  u: https://secure.fleetio.com\n  k: ${KEY}\n`,
  'clients of services': `url: "https://secure.fleetio.com", b({url: "https://a.example.com", h: {token: "${KEY}"}}), `,
  'addresses in brackets': `{"url": "https://a.example.com", "token": "${KEY}", "base_url": "https://secure.fleetio.com", `,
  'names of addresses': `A_URL=https://a.example.com\nA_TOKEN=${KEY}\nF_URL=https://secure.fleetio.com\n`,
  'paragraphs of keys': `# fleetio\napi_key = "${KEY}"\n\ntoken = "${KEY}"\n\n`,
  'values that are samples': `key=${'0'.repeat(40)}\n`,
  'headers of variables': `"Token " + k; k1 = "${KEY}"; "Account-Token": `,
  'schemes without values': 'token token=%s, "Token" ',
  'a long blank': `api_key ${' '.repeat(400)}${KEY}`,
  escapes: `\\u0022%20&quot;${KEY}`,
  'ignore comments': `api_key=${KEY} # ${ALLOW}\n`,
  'account tokens': `${inventedAccount(1)} `,
};

/**
 * What is repeated before a key, by the name of its language: the reader of literals goes through all of it to tell whether
 * a comment can stand behind the key.
 */
const HOSTILE_TO_COMMENTS: Readonly<Record<string, readonly [languageId: string, part: string]>> = {
  'templates without an end': ['javascript', "'`${ '`"],
  'substitutions without an end': ['shellscript', '"$( '],
  'signs in markup': ['html', 'a < b\n'],
  'scripts without an end': ['html', '<script>\n'],
  'lists, not here-documents': ['ruby', 'list <<item\n'],
  'requests without a body': ['http', 'GET /a\n'],
  'heads of blocks': ['yaml', 'a: !a &b |\n'],
  'escaped quotes': ['python', '\\"'],
};

/** What is repeated in code that names Fleetio: it is searched for what it sends. */
const HOSTILE_TO_NAMES: Readonly<Record<string, string>> = {
  'bound names': 'a = b; "Token " + a, ',
  'bound names, a line each': '"Token " + key_a; key_a = config["key_a"]\n',
  'types without values': 'a: a: a:',
  'a name without an end': 'Token_a',
  'calls of a client': 'FleetioClient(A_KEY, ',
  'calls without brackets': 'fleetio.',
  'look-ups in look-ups': '"Token " + a.b["c"] ?? ',
};

const SIZES = [1, 2, 4].map((quarter) => quarter * 250_000);
/** In a longer text no comment is offered. */
const SIZES_FOR_COMMENTS = [1, 2, 4].map((quarter) => quarter * 95_000);

function main(): void {
  console.log(
    `${'text'.padEnd(24)}${SIZES.map((size) => `${size / 1e6} MB`.padStart(10)).join('')}   longest / shortest`,
  );
  for (const [name, part] of Object.entries(HOSTILE)) {
    const [head, repeated] = typeof part === 'string' ? ['', part] : part;
    row(name, [head, repeated], SIZES, (text) => {
      obeyIgnores(text, detect(text, context));
    });
  }
  for (const [name, part] of Object.entries(HOSTILE_TO_NAMES)) {
    row(name, ['fleetio\n', part], SIZES, (text) => {
      sentIn(new Lines(text));
    });
  }
  for (const [name, [languageId, part]] of Object.entries(HOSTILE_TO_COMMENTS)) {
    row(name, ['', part], SIZES_FOR_COMMENTS, (text) => {
      const secret = { start: text.length + 1, end: text.length + 1 + KEY.length, path: '' };
      allowingEdit({ ...secret, text: `${text}\n${KEY}\n` }, languageId);
    });
  }
}

function row(
  name: string,
  [head, repeated]: readonly [head: string, part: string],
  sizes: readonly number[],
  run: (text: string) => void,
): void {
  const times = sizes.map((size) => timeOf(head + repeated.repeat(Math.ceil(size / repeated.length)), run));
  const [shortest = 1, longest = 1] = [times[0], times.at(-1)];
  const shown = times.map((time) => `${time.toFixed(0)} ms`.padStart(10)).join('');
  console.log(`${name.padEnd(24)}${shown}   ${(longest / shortest).toFixed(1)}`);
}

/** The fastest of a few runs, in milliseconds. */
function timeOf(text: string, run: (text: string) => void): number {
  const times = [0, 1, 2].map(() => {
    const began = performance.now();
    run(text);
    return performance.now() - began;
  });
  return Math.min(...times);
}

main();
