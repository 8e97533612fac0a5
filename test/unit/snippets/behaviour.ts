import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ApiVersion } from '../../../src/fleetio/versions';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { listSnippet, recordSnippet, type SnippetRequest } from '../../../src/snippets/model';
import type { SnippetOptions } from '../../../src/snippets/options';
import { TARGETS } from '../../../src/snippets/targets';
import { HOSTILE_PARAMS } from './hostileValues';
import { run, type Outcome } from './programs';
import type { Runner } from './runners';

interface Entry {
  readonly id: number;
}

const VEHICLES = 250;
/** The last second of a clock minute, so that who has used it up waits for one second. */
const LAST_SECOND = Date.UTC(2026, 0, 1, 12, 0, 59);

/** Defines tests of what the code of some targets does, run as it is against the sandbox. */
export function testBehaviour(name: string, runners: readonly Runner[]): void {
  describe(`the code ${name} does what it says`, () => {
    let folder: string;
    let sandbox: Sandbox;
    /** Every vehicle in the order that the code asks for. */
    let expected: readonly number[];
    let minute = 0;

    before(async () => {
      folder = await mkdtemp(path.join(os.tmpdir(), 'fleetio-snippets-'));
      // Two requests a minute; being refused lets the next minute begin.
      sandbox = await startSandbox({
        vehicles: VEHICLES,
        rateLimit: 2,
        now: () =>
          LAST_SECOND + 60_000 * (minute + sandbox.requests.filter(({ status }) => status === 429).length),
      });
      expected = await idsOf(sandbox);
    });
    beforeEach(() => {
      minute += 1;
    });
    after(async () => {
      await sandbox.close();
      await rm(folder, { recursive: true });
    });

    for (const runner of runners) {
      const suffix = runner.missing === undefined ? '' : ` (skipped: ${runner.missing})`;
      describe(`${runner.target}${suffix}`, function () {
        this.timeout(120_000);
        let wholeList: readonly string[];

        before(async function () {
          if (runner.missing !== undefined) {
            this.skip();
          }
          wholeList = await prepare(runner, vehicles(sandbox.url), {});
        });

        it('prints every record once and in order, waiting on a 429 in the middle', async () => {
          const from = sandbox.requests.length;
          const outcome = await runWith(wholeList, {});
          assert.equal(outcome.code, 0, outcome.stderr);
          assert.deepEqual(
            printed(runner, outcome).map(({ id }) => id),
            expected,
          );

          const requests = sandbox.requests.slice(from);
          assert.deepEqual(
            requests.map(({ status }) => status),
            [200, 200, 429, 200],
          );
          for (const { query } of requests) {
            const sent = new URLSearchParams(query);
            sent.delete('start_cursor');
            assert.deepEqual([...sent].sort(), [...vehicles(sandbox.url).params].sort());
          }
        });

        it('says what the server said about a bad key, and fails', async () => {
          const badKey = createHash('sha1').update('no such key').digest('hex');
          const outcome = await runWith(wholeList, { FLEETIO_API_KEY: badKey });
          assertFailure(outcome, /401[^]*Access denied|Access denied[^]*401/);
          assert.ok(!outcome.stderr.includes(badKey));
        });

        it('names the variable that is missing, and fails', async () => {
          for (const name of ['FLEETIO_API_KEY', 'FLEETIO_ACCOUNT_TOKEN']) {
            assertFailure(await runWith(wholeList, { [name]: undefined }), new RegExp(`\\b${name}\\b`));
          }
        });

        it('reads a list of the old page style to its end', async () => {
          const command = await prepare(runner, vehicles(sandbox.url, '2023-03-01'), {});
          const outcome = await runWith(command, {});
          assert.equal(outcome.code, 0, outcome.stderr);
          assert.deepEqual(
            printed(runner, outcome).map(({ id }) => id),
            expected,
          );
        });

        it('prints a page without a loop, and gives up at a 429 without retry', async () => {
          const options = { pages: 'one', retry: false } as const;
          const command = await prepare(runner, vehicles(sandbox.url), options);
          const outcome = await runWith(command, {});
          assert.equal(outcome.code, 0, outcome.stderr);
          assert.deepEqual(
            printed(runner, outcome).map(({ id }) => id),
            expected.slice(0, 100),
          );
          await runWith(command, {});
          assertFailure(await runWith(command, {}), /429/);
        });

        it('prints a record as the server sent it', async () => {
          const [id = 0] = expected;
          const api = { apiUrl: sandbox.url, apiVersion: '2025-05-05' } as const;
          const request = recordSnippet({ resource: 'vehicles', id }, api);
          const outcome = await runWith(await prepare(runner, request, {}), {});
          assert.equal(outcome.code, 0, outcome.stderr);
          const answer = await fetch(`${sandbox.url}${request.path}`, { headers: headersOf(sandbox) });
          assert.deepEqual(JSON.parse(outcome.stdout), await answer.json());
        });
      });
    }

    let programs = 0;

    async function prepare(
      runner: Runner,
      request: SnippetRequest,
      options: Partial<SnippetOptions>,
    ): Promise<readonly string[]> {
      const target = TARGETS.find(({ id }) => id === runner.target)!;
      programs += 1;
      const home = path.join(folder, String(programs));
      await mkdir(home);
      return runner.prepare(target.emit(request, options), home);
    }

    function runWith(command: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
      return run(command, {
        env: {
          ...process.env,
          FLEETIO_API_KEY: sandbox.keys[0]!.apiKey,
          FLEETIO_ACCOUNT_TOKEN: sandbox.accounts[0]!.accountToken,
          ...env,
        },
      });
    }
  });
}

/** The vehicles by name, with parameters that the server does not know and that are hard to write. */
function vehicles(apiUrl: string, apiVersion: ApiVersion = '2025-05-05'): SnippetRequest {
  const request = listSnippet(
    { resource: 'vehicles', sort: { field: 'name', direction: 'asc' } },
    { apiUrl, apiVersion },
  );
  return { ...request, params: [...request.params, ...HOSTILE_PARAMS] };
}

/** What the code printed: an array, or one page a line where the language has no JSON parser. */
function printed(runner: Runner, { stdout }: Outcome): Entry[] {
  const pages = runner.target === 'java-httpclient' ? stdout.trim().split('\n') : [stdout];
  return pages.flatMap((page) => {
    const answer = JSON.parse(page) as Entry[] | { readonly records: Entry[] };
    return 'records' in answer ? answer.records : answer;
  });
}

function assertFailure(outcome: Outcome, message: RegExp): void {
  assert.notEqual(outcome.code, 0);
  assert.match(outcome.stderr, message);
  assert.equal(outcome.stdout, '');
}

function headersOf({ keys, accounts }: Sandbox): Record<string, string> {
  return {
    Authorization: `Token ${keys[0]!.apiKey}`,
    'Account-Token': accounts[0]!.accountToken,
    'X-Api-Version': '2025-05-05',
  };
}

/** The ids that the sandbox itself gives, page by page. */
async function idsOf(sandbox: Sandbox): Promise<number[]> {
  const ids: number[] = [];
  const params = new URLSearchParams({ 'sort[name]': 'asc', per_page: '100' });
  for (;;) {
    const response = await fetch(`${sandbox.url}/vehicles?${params.toString()}`, {
      headers: headersOf(sandbox),
    });
    if (response.status === 429) {
      continue;
    }
    const page = (await response.json()) as { records: Entry[]; next_cursor: string | null };
    ids.push(...page.records.map(({ id }) => id));
    if (page.next_cursor === null) {
      return ids;
    }
    params.set('start_cursor', page.next_cursor);
  }
}
