// Measures a look at one document of 1 MB in memory, of many kinds, and what a typed character costs.
import { createHash } from 'node:crypto';

import { detect } from '../../src/leaks/detector';
import { WatchedText } from '../../src/leaksWorker/watchedText';

const LENGTH = 1_000_000;
const LIMIT = 10;
const REPEATS = 15;

const hash = (algorithm: string, number: number): string =>
  createHash(algorithm).update(String(number)).digest('hex');
const sha = (number: number): string => hash('sha1', number);

/** One line of each kind of document. */
const LINES: Readonly<Record<string, (number: number) => string>> = {
  code: (n) =>
    `  const vehicle${n} = await client.vehicles.get(${n * 7}, { include: ['meterEntries', name] });`,
  json: (n) =>
    `  {"id": ${n}, "name": "Van ${n}", "created_at": "2026-01-01T10:00:00Z", "odometer": ${n * 31}},`,
  'a list of sums': (n) => `${sha(n)}  dist/assets/file-${n}.js`,
  'a lock file by another name': (n) => `  resolved "https://packages.example.com/a-${n}.tgz#${sha(n)}"`,
  'JSON with revisions': (n) => `  {"name": "module-${n}", "commit": "${sha(n)}"},`,
  'a table of digests': (n) => `${n},module-${n},${sha(n)},${sha(-n)}`,
  'keys of a cache': (n) => `  "cache_key": "${sha(n)}",`,
  'keys without Fleetio': (n) => `  "key": "${sha(n)}",`,
  'keys that are found': (n) => `  "api_key": "${sha(n)}",`,
  'a log with trace ids': (n) =>
    `2026-01-01T10:00:00Z INFO request trace=${sha(n).slice(0, 10)} took ${n} ms`,
  'access log with tokens': (n) =>
    `GET /api/v1/vehicles/${n} token refreshed session=${hash('sha256', n)} 200`,
  'recorded requests': (n) =>
    `  {"url": "https://secure.fleetio.com/api/v1/vehicles/${n}", "headers": [` +
    `{"name": "Authorization", "value": "Token ${sha(0)}"}, {"name": "Account-Token", "value": "${sha(0.5).slice(0, 10)}"}], ` +
    `"etag": "W/${sha(n)}", "text": "{\\"id\\": ${n}, \\"name\\": \\"Van ${n}\\"}"},`,
  'a log of requests to Fleetio': (n) =>
    `2026-01-01T10:00:00Z INFO fleetio.sync trace=${sha(n)} account=${sha(0.5).slice(0, 10)} took ${n} ms`,
  'rows of SQL that name Fleetio': (n) =>
    `INSERT INTO assets VALUES (${n}, 'van ${n}', '${sha(n)}', '${sha(-n)}', 'fleetio');`,
  'a response of Fleetio': (n) =>
    `  {"id": ${n}, "name": "Van ${n}", "image": "https://cdn.fleetio.com/${n}.png?signature=${hash('sha256', n)}"},`,
  'digits without an end': (n) => sha(n) + sha(n + 0.5),
  base64: (n) => Buffer.from(sha(n) + sha(-n)).toString('base64'),
};
const UNBROKEN = new Set(['digits without an end']);

/** A line that holds a key, between those of a kind. */
const KEY_LINE = (number: number): string => `  fleetio_api_key = "${sha(-number)}"`;

/** @param keys how many lines with a key stand between the others, at equal distances. */
function document(kind: string, keys = 0): string {
  const line = LINES[kind]!;
  const separator = UNBROKEN.has(kind) ? '' : '\n';
  let text = '';
  for (let [number, given] = [1, 0]; text.length < LENGTH; number++) {
    text += line(number) + separator;
    if (text.length > ((given + 0.5) * LENGTH) / keys) {
      text += KEY_LINE(given) + separator;
      given++;
    }
  }
  return text;
}

/** @param act returns how many secrets were found, where it looks at all of a text. */
function report(title: string, act: () => number | undefined): void {
  let found: number | undefined;
  const times = Array.from({ length: REPEATS }, () => {
    const began = performance.now();
    found = act();
    return performance.now() - began;
  }).sort((one, other) => one - other);
  const [least, median] = [times[0]!, times[REPEATS >> 1]!].map((one) => one.toFixed(2).padStart(8));
  const count = found === undefined ? '' : `, ${String(found)} found`;
  console.log(`${median} ms median ${least} ms least (limit ${String(LIMIT)})  ${title}${count}`);
}

function reportDocument(title: string, text: string, path = 'data/file.txt'): void {
  report(title, () => detect(text, { path, fleetioWorkspace: true }).length);
}

for (const kind of Object.keys(LINES)) {
  reportDocument(kind, document(kind));
}

// What people have open: a document with some keys.
for (const kind of ['code', 'json', 'a list of sums', 'JSON with revisions', 'a response of Fleetio']) {
  for (const keys of [1, 10]) {
    reportDocument(`${kind}, with keys`, document(kind, keys));
  }
}

// Where Fleetio is named, more speaks for a value, so more is found out about each: some microseconds, as many times as there
// are values. Thousands of findings cost the most.
for (const kind of ['a table of digests', 'keys of a cache', 'keys without Fleetio', 'keys that are found']) {
  reportDocument(`${kind}, in a folder fleetio`, document(kind), 'fleetio/file.txt');
}

const watched = new WatchedText('data/file.txt');
watched.feed(0, document('code'));
watched.look(undefined, {});
report('one character typed into 1 MB of code', () => {
  const touched = watched.apply([{ offset: LENGTH / 2, length: 0, text: 'x' }]);
  watched.look(touched, {});
  return undefined;
});
