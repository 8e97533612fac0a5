// Measures the explorer on a fleet of 100,000 vehicles, which a process of its own serves: what a browsing session asks
// for, the memory of 10,000 rows (of their records alone, and of all in a real extension host), the time from data to rows,
// and how long a search takes without the network.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { FleetioClient } from '../../src/fleetio/client';
import { recordDescription, recordLabel } from '../../src/fleetio/format';
import { createServices } from '../../src/fleetio/services';
import { connectionOf, type StoredKey } from '../../src/keys/storedKey';
import { startSandbox } from '../../src/sandbox/server';
import { FleetNodes } from '../../src/vscode/explorer/fleetNodes';
import { ALL_VEHICLES, listingQuery } from '../../src/vscode/explorer/listing';
import type { SectionNode, VehicleNode } from '../../src/vscode/explorer/nodes';
import { VehicleSearch } from '../../src/vscode/explorer/vehicleSearch';
import { runInHost } from '../runner/host';
import { projectRoot } from '../vscode/paths';
import type { HostBench, HostMemory } from './explorerInHost';
import { heapInUse } from './heap';

const SERVE = '--serve';
const VEHICLES = 100_000;
const ROWS = 10_000;
const PAGE = 50;

interface Started {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly accountToken: string;
}

async function serve(): Promise<void> {
  const { url, keys, accounts } = await startSandbox({ vehicles: VEHICLES, rateLimit: 'off' });
  process.send?.({ apiUrl: url, apiKey: keys[0]!.apiKey, accountToken: accounts[0]!.accountToken });
}

async function main(): Promise<void> {
  const child = fork(__filename, [SERVE]);
  const [started] = (await once(child, 'message')) as [Started];
  const services = createServices({ requestsPerMinute: 1_000_000 });
  let requests = 0;
  const key: StoredKey = {
    ...started,
    id: 'bench',
    label: 'Bench',
    apiVersion: '2025-05-05',
    accounts: [],
    addedAt: new Date().toISOString(),
  };
  const client = new FleetioClient(connectionOf(key), {
    ...services,
    transport: (...request) => {
      requests += 1;
      return services.transport(...request);
    },
  });
  const active = { key, client, accountName: 'Bench' };
  const nodes = new FleetNodes(active, listingQuery(ALL_VEHICLES, key.apiVersion));
  await browse(nodes, new VehicleSearch(client, () => nodes.account.list.records));
  // The view's page, one name, and ten times two sections: no client can do with less.
  console.log(
    `${requests} requests: open the view, search, open 10 vehicles with 2 sections each; least possible 22`,
  );

  const { list } = nodes.account;
  const before = heapInUse();
  while (list.records.length < ROWS) {
    await list.more();
  }
  nodes.children(nodes.account);
  console.log(`${megabytes(heapInUse() - before)} of heap for the records of ${list.records.length} rows`);

  const page = list.records.slice(-PAGE);
  report(`rows of a page of ${PAGE}: labels and descriptions`, () => {
    page.forEach((record) => recordLabel('vehicles', record) + recordDescription('vehicles', record));
  });
  report(`nodes of ${list.records.length} rows`, () => nodes.children(nodes.account));
  const search = new VehicleSearch(client, () => list.records);
  report(`search in ${list.records.length} known vehicles`, () => search.known('van 12'));
  await services.close();
  await measureHost(started);
  child.kill();
}

async function measureHost({ apiUrl, apiKey, accountToken }: Started): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'fleetio-bench-'));
  try {
    const bench: HostBench = {
      apiUrl,
      apiKey,
      accountToken,
      rows: ROWS,
      resultFile: path.join(folder, 'result.json'),
    };
    const built = path.join(projectRoot, 'dist', 'test');
    await runInHost(path.join(built, 'vscode', 'code.js'), path.join(built, 'bench', 'explorerInHost.js'), {
      BENCH_HOST: JSON.stringify(bench),
    });
    const { rows, heap, resident } = JSON.parse(await readFile(bench.resultFile, 'utf8')) as HostMemory;
    console.log(
      `extension host, first page and ${rows} rows: heap ${heap.map(megabytes).join(' and ')}, ` +
        `resident ${resident.map(megabytes).join(' and ')}`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function browse(nodes: FleetNodes, search: VehicleSearch): Promise<void> {
  await nodes.account.list.ready();
  const found = search.find('o\'neil "unit', new AbortController().signal);
  while ((await found.next()).done !== true);
  const vehicles = nodes.children(nodes.account).filter((row): row is VehicleNode => row.kind === 'vehicle');
  for (const vehicle of vehicles.slice(0, 10)) {
    const sections = nodes.children(vehicle).filter((row): row is SectionNode => row.kind === 'section');
    for (const section of sections.slice(0, 2)) {
      await section.list.ready();
      await section.list.ready();
    }
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function report(title: string, act: () => unknown): void {
  const times = Array.from({ length: 50 }, () => {
    const began = performance.now();
    act();
    return performance.now() - began;
  }).sort((a, b) => a - b);
  console.log(`${times[25]!.toFixed(2)} ms median, ${times.at(-1)!.toFixed(2)} ms most: ${title}`);
}

void (process.argv[2] === SERVE ? serve() : main());
