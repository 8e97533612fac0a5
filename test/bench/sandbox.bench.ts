// Measures the sandbox with 100,000 vehicles. The server runs in a process of
// its own, so that its memory is told apart from that of who asks.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { RESOURCES } from '../../src/fleetio/resources';
import { startSandbox } from '../../src/sandbox/server';

const SERVE = '--serve';
const REPEATS = 20;

/** Filters of each kind: by what is kept, by what follows from the value, by what has to be looked at record by record. */
const FILTERED = [
  '/vehicles?filter[name][like]=van 99',
  '/vehicles?filter[vin][eq]=none',
  '/vehicles?filter[labels][include]=spare',
  '/vehicles?filter[created_at][gte]=2020-01-01',
  '/meter_entries?filter[date][gte]=2026-05-01&filter[date][lt]=2026-05-03',
  '/fuel_entries?filter[vendor_id][eq]=603',
  '/fuel_entries?filter[external_id][eq]=none',
];

const BELOW_A_VEHICLE = ['', '/meter_entries', '/fuel_entries', '/issues', '/service_entries'];

/** The first page of every list, its largest one, and the first one in every order that it can be sorted in. */
function paths(): string[] {
  const lists = Object.values(RESOURCES).filter(({ readable = 'listAndRecord', parent }) => {
    return parent === undefined && readable.includes('list');
  });
  const pages = lists.flatMap(({ id, sorts }) => {
    const orders = sorts.flatMap((field) => [`?sort[${field}]=asc`, `?sort[${field}]=desc`]);
    return ['', '?per_page=100', ...orders].map((query) => `/${id}${query}`);
  });
  return [...pages, ...FILTERED, ...BELOW_A_VEHICLE.map((path) => `/vehicles/51000${path}`)];
}

interface Started {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly milliseconds: number;
}

interface Answered {
  readonly milliseconds: number;
  readonly nextCursor: string | undefined;
}

async function serve(vehicles: number): Promise<void> {
  const began = performance.now();
  const { url, keys, accounts } = await startSandbox({ vehicles, rateLimit: 'off' });
  const headers = { Authorization: `Token ${keys[0]!.apiKey}`, 'Account-Token': accounts[0]!.accountToken };
  process.send?.({ url, headers, milliseconds: performance.now() - began });
  process.on('message', () => process.send?.(process.memoryUsage().rss));
}

async function main(vehicles: number): Promise<void> {
  const child = fork(__filename, [SERVE, String(vehicles)]);
  const [started] = (await once(child, 'message')) as [Started];
  console.log(`${vehicles} vehicles: listens after ${started.milliseconds.toFixed(0)} ms`);
  await report(child);
  // What the first requests of a process take is the compiler's, not the list's.
  await measure(started, '/vehicles');
  const rows: Row[] = [];
  for (const path of paths()) {
    const first = await ask(started, path);
    rows.push(row(path, first.milliseconds, await measure(started, path)));
  }
  rows.push(row('50 pages on, each the next one', 0, await walk(started, 50)));
  summary(rows);
  await report(child);
  child.kill();
}

interface Row {
  readonly title: string;
  readonly first: number;
  readonly median: number;
  readonly most: number;
}

function row(title: string, first: number, times: number[]): Row {
  times.sort((a, b) => a - b);
  return { title, first, median: times[Math.floor(times.length / 2)] ?? 0, most: times.at(-1) ?? 0 };
}

const LIMIT = 20;
const SHOWN = 12;

function summary(rows: Row[]): void {
  const over = (figure: 'first' | 'median' | 'most'): number =>
    rows.filter((one) => one[figure] > LIMIT).length;
  console.log(
    `${rows.length} pages; over ${LIMIT} ms: ${over('first')} at first, ${over('median')} in the median`,
  );
  rows.sort((a, b) => b.median - a.median);
  for (const { title, first, median, most } of rows.slice(0, SHOWN)) {
    const numbers = [first, median, most].map((value) => value.toFixed(1).padStart(8));
    console.log(`${numbers.join('')}  ms first, median, most  ${title}`);
  }
}

async function measure(started: Started, path: string): Promise<number[]> {
  const times: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    times.push((await ask(started, path)).milliseconds);
  }
  return times;
}

async function walk(started: Started, pages: number): Promise<number[]> {
  const times: number[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pages; page++) {
    const path = `/vehicles?sort[name]=asc${cursor === undefined ? '' : `&start_cursor=${cursor}`}`;
    const { milliseconds, nextCursor } = await ask(started, path);
    times.push(milliseconds);
    cursor = nextCursor;
  }
  return times;
}

/** With the way over HTTP, and without reading the JSON. */
async function ask({ url, headers }: Started, path: string): Promise<Answered> {
  const began = performance.now();
  const response = await fetch(url + path, { headers });
  const text = await response.text();
  const milliseconds = performance.now() - began;
  if (!response.ok) {
    throw new Error(`${path}: ${text}`);
  }
  return { milliseconds, nextCursor: /"next_cursor":"([^"]+)"/.exec(text)?.[1] };
}

async function report(child: ChildProcess): Promise<void> {
  child.send('memory');
  const [bytes] = (await once(child, 'message')) as [number];
  console.log(`${(bytes / 1e6).toFixed(0)} MB of memory`);
}

const [first, second] = process.argv.slice(2);
void (first === SERVE ? serve(Number(second)) : main(100_000));
