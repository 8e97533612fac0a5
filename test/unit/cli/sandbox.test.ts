import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

import { CLI } from './program';

interface Described {
  readonly url: string;
  readonly keys: readonly { readonly label: string; readonly apiKey: string; readonly apiVersion: string }[];
  readonly accounts: readonly { readonly name: string; readonly accountToken: string }[];
}

describe('fleetio-toolkit sandbox', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`prints one line of JSON when it listens, answers, and ends on ${signal}`, async () => {
      const child = start(
        '--vehicles',
        '7',
        '--entries',
        '4',
        '--seed',
        '5',
        '--rate-limit',
        'off',
        '--latency',
        '1',
      );
      const lines: string[] = [];
      const output = createInterface(child.stdout).on('line', (line) => lines.push(line));
      await once(output, 'line');
      const { url, keys, accounts } = JSON.parse(lines[0]!) as Described;
      assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/api$/);
      const headers = {
        Authorization: `Token ${keys[0]!.apiKey}`,
        'Account-Token': accounts[0]!.accountToken,
      };
      const response = await fetch(`${url}/vehicles`, { headers });
      const { records } = (await response.json()) as { records: unknown[] };
      assert.equal(records.length, 7);

      const exited = once(child, 'exit');
      child.kill(signal);
      assert.deepEqual(await exited, [0, null]);
      assert.equal(lines.length, 1);
    });
  }

  it('locks the keys to a version', async () => {
    const child = start('--version-lock', '2024-01-01');
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { keys } = JSON.parse(line) as Described;
    assert.equal(keys.find(({ label }) => label === 'Owner')?.apiVersion, '2024-01-01');
    const exited = once(child, 'exit');
    child.kill();
    await exited;
  });

  it('takes faults and guesses from the start', async () => {
    const child = start('--faults', 'serverError', '--guess', 'unauthorizedBody=json,noApiAccess=402');
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { url, keys } = JSON.parse(line) as Described;
    const headers = { Authorization: `Token ${keys[0]!.apiKey}` };
    assert.equal((await fetch(`${url}/accounts`, { headers })).status, 500);
    await fetch(new URL('/sandbox/faults', url), { method: 'DELETE' });
    const refused = await fetch(`${url}/accounts`);
    assert.match(refused.headers.get('content-type') ?? '', /json/);
    const exited = once(child, 'exit');
    child.kill();
    await exited;
  });

  it('says what is wrong with its arguments, and exits with 2', async function () {
    this.timeout(20_000);
    for (const args of [
      ['--port', 'x'],
      ['--port', '70000'],
      ['--vehicles', '-1'],
      ['--version-lock', '1999-01-01'],
      ['--colour'],
      ['--faults', 'earthquake'],
      ['--guess', 'weather=fine'],
      ['--guess', 'noApiAccess=200'],
      ['extra'],
    ]) {
      const child = start(...args);
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
      const [code] = (await once(child, 'close')) as [number];
      assert.equal(code, 2, args.join(' '));
      assert.match(said, /fleetio-toolkit sandbox/, args.join(' '));
      assert.ok(!said.includes('    at '), 'no stack');
    }
  });

  function start(...args: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
    return spawn(process.execPath, [CLI, 'sandbox', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  }
});
