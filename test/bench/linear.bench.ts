// Shows that the detector takes time in proportion to a text, also to one that is made to keep it busy: a text four times as
// long should take four times as long.
import { detect } from '../../src/leaks/detector';
import { inventedAccount, inventedKey } from '../unit/leaks/corpus';

const context = { path: 'hostile', fleetioWorkspace: true };
const KEY = inventedKey(1);

/** What is repeated to make the text. */
const HOSTILE: Readonly<Record<string, string>> = {
  'keys in a row': `${KEY} `,
  'keys, a line each': `api_key=${KEY}\n`,
  'pairs on one line': `{"key":"Token ${KEY}","account":"${inventedAccount(1)}"},`,
  'names without values': 'fleetio api_key = Account-Token: ',
  'pieces of keys': `"${KEY.slice(0, 20)}" + `,
  'base64 of keys': `${Buffer.from(KEY).toString('base64')} `,
  'open brackets': `{[(${KEY}`,
  'tags without an end': `<a b="${KEY}" `,
  'rows of a table': `1,${KEY},${inventedAccount(1)},fleetio\n`,
  'rows of SQL': `('${KEY}', 'fleetio'), `,
  'inserts without an end': `INSERT INTO t VALUES ('${KEY}', 'fleetio')\n`,
  'calls in calls': `token(a(b(${KEY}, `,
  'schemes without values': 'token token=%s, "Token" ',
  'a long blank': `api_key ${' '.repeat(400)}${KEY}`,
  escapes: `\\u0022%20&quot;${KEY}`,
  'ignore comments': `# fleetio:allow ${KEY}\n`,
  'account tokens': `${inventedAccount(1)} `,
};

const SIZES = [1, 2, 4].map((quarter) => quarter * 250_000);

function main(): void {
  console.log(
    `${'text'.padEnd(24)}${SIZES.map((size) => `${size / 1e6} MB`.padStart(10)).join('')}   longest / shortest`,
  );
  for (const [name, part] of Object.entries(HOSTILE)) {
    const times = SIZES.map((size) => timeOf(part.repeat(Math.ceil(size / part.length))));
    const [shortest = 1, longest = 1] = [times[0], times.at(-1)];
    const shown = times.map((time) => `${time.toFixed(0)} ms`.padStart(10)).join('');
    console.log(`${name.padEnd(24)}${shown}   ${(longest / shortest).toFixed(1)}`);
  }
}

/** The fastest of a few runs, in milliseconds. */
function timeOf(text: string): number {
  const times = [0, 1, 2].map(() => {
    const began = performance.now();
    detect(text, context);
    return performance.now() - began;
  });
  return Math.min(...times);
}

main();
