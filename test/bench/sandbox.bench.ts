// Measures the sandbox with 100,000 vehicles. The server runs in a process of
// its own, so that its memory is told apart from that of who asks.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startSandbox } from '../../src/sandbox/server';

const SERVE = '--serve';
const REPEATS = 20;

/** What is asked for: first pages, pages in the middle, orders and filters, what is searched and what is not there. */
const PATHS = [
  '/vehicles',
  '/vehicles?per_page=100',
  '/vehicles?sort[name]=asc',
  '/vehicles?sort[updated_at]=desc',
  '/vehicles?filter[name][like]=van 99',
  '/vehicles?filter[vin][eq]=none',
  '/vehicles?filter[labels][include]=spare',
  '/vehicles?filter[created_at][gte]=2020-01-01',
  '/vehicles/51000',
  '/vehicles/51000/meter_entries',
  '/vehicles/51000/fuel_entries',
  '/meter_entries',
  '/meter_entries?sort[date]=asc',
  '/meter_entries?filter[date][gte]=2026-05-01&filter[date][lt]=2026-05-03',
  '/fuel_entries?filter[vendor_id][eq]=603',
  '/fuel_entries?filter[external_id][eq]=none',
  '/issues?sort[due_date]=asc',
  '/service_reminders?sort[next_due_at]=asc',
];

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
  for (const path of PATHS) {
    const first = await ask(started, path);
    line(path, first.milliseconds, await measure(started, path));
  }
  line('50 pages on, each the next one', 0, await walk(started, 50));
  await report(child);
  child.kill();
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

function line(title: string, first: number, times: number[]): void {
  times.sort((a, b) => a - b);
  const column = (value: number | undefined): string => (value ?? 0).toFixed(1).padStart(8);
  const numbers = [first, times[Math.floor(times.length / 2)], times.at(-1)].map(column);
  console.log(`${numbers.join('')}  ms first, median, most  ${title}`);
}

async function report(child: ChildProcess): Promise<void> {
  child.send('memory');
  const [bytes] = (await once(child, 'message')) as [number];
  console.log(`${(bytes / 1e6).toFixed(0)} MB of memory`);
}

const [first, second] = process.argv.slice(2);
void (first === SERVE ? serve(Number(second)) : main(100_000));
