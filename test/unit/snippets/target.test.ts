import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { RESOURCES } from '../../../src/fleetio/resources';
import { listSnippet, recordSnippet, type SnippetRequest } from '../../../src/snippets/model';
import type { SnippetOptions } from '../../../src/snippets/options';
import { TARGETS } from '../../../src/snippets/targets';
import { HOSTILE_PARAMS, HOSTILE_VALUES } from './hostileValues';

const API = { apiUrl: 'https://secure.fleetio.com/api', apiVersion: '2025-05-05' } as const;

const VEHICLES = listSnippet(
  { resource: 'vehicles', filters: [{ field: 'name', operator: 'like', value: "O'Neil" }] },
  API,
);

/** The targets that an option makes a difference to. */
function targetsWith(option: keyof SnippetOptions): typeof TARGETS {
  return TARGETS.filter(({ options }) => options.includes(option));
}

describe('snippet targets', () => {
  it('have ids and titles of their own', () => {
    assert.equal(new Set(TARGETS.map(({ id }) => id)).size, TARGETS.length);
    assert.equal(new Set(TARGETS.map(({ title }) => title)).size, TARGETS.length);
  });

  for (const target of TARGETS) {
    describe(target.id, () => {
      it('names both variables, the version, what is asked for, and ends with one line break', () => {
        const text = target.emit(VEHICLES, { keyVariable: 'MY_KEY', accountVariable: 'MY_ACCOUNT' });
        for (const part of [
          'MY_KEY',
          'MY_ACCOUNT',
          '2025-05-05',
          'https://secure.fleetio.com/api/vehicles',
        ]) {
          assert.ok(text.includes(part), part);
        }
        assert.match(text, /\S\n$/);
        assert.doesNotMatch(text, /[ \t]$/m);
        assert.doesNotMatch(text, /FLEETIO_/);
      });

      it('refuses a variable that no environment can hold', () => {
        for (const name of ['', '1ST', 'A-B', 'A B', 'A"', '$(id)', 'A\n', 'É']) {
          assert.throws(() => target.emit(VEHICLES, { keyVariable: name }), RangeError);
          assert.throws(() => target.pieces(VEHICLES, { accountVariable: name }), RangeError);
        }
      });

      it('is made of its pieces', () => {
        for (const shape of ['script', 'function'] as const) {
          const { head, imports, sections, blankLines } = target.pieces(VEHICLES, { shape });
          const text = target.emit(VEHICLES, { shape });
          assert.ok(text.startsWith(head));
          assert.ok(text.endsWith(`${sections.join('\n'.repeat(blankLines + 1))}\n`));
          for (const line of imports) {
            assert.ok(text.includes(line.replace(/^import (?=")/, '')), line);
          }
        }
      });

      it('shows every character of what it is given', () => {
        const text = target.emit({ ...VEHICLES, params: HOSTILE_PARAMS, title: HOSTILE_VALUES.join(' ') });
        assert.doesNotMatch(text, /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u);
      });
    });
  }

  it('write one level of indentation as they are told', () => {
    for (const target of targetsWith('indent')) {
      for (const indent of ['\t', '   ']) {
        const leading = target.emit(VEHICLES, { indent }).match(/^[ \t]+/gm) ?? [];
        assert.ok(leading.length > 3, target.id);
        for (const space of leading) {
          assert.equal(space.replaceAll(indent, ''), '', `${target.id}: ${JSON.stringify(space)}`);
        }
      }
    }
  });

  it('write the quotes that they are told to', () => {
    for (const target of targetsWith('quote')) {
      const quoted = (quote: 'single' | 'double'): string => target.emit(VEHICLES, { quote });
      assert.match(quoted('single'), /2025-05-05'/, target.id);
      assert.match(quoted('double'), /2025-05-05"/, target.id);
    }
  });

  it('end lines as they are told', () => {
    for (const target of targetsWith('eol')) {
      assert.doesNotMatch(target.emit(VEHICLES, { eol: '\r\n' }), /(?<!\r)\n/, target.id);
    }
    for (const target of TARGETS.filter((candidate) => !targetsWith('eol').includes(candidate))) {
      assert.doesNotMatch(target.emit(VEHICLES, { eol: '\r\n' }), /\r/, target.id);
    }
  });

  it('leave the loop out for one page, and waiting out without retry', () => {
    const one = { pages: 'one', retry: false } as const;
    for (const target of targetsWith('retry')) {
      const all = target.emit(VEHICLES);
      assert.match(all, /cursor/, target.id);
      assert.match(all, /retr/i, target.id);
      assert.doesNotMatch(target.emit(VEHICLES, one), /cursor|retr/i, target.id);
    }
  });
});

describe('an HTTP file', () => {
  const http = TARGETS.find(({ id }) => id === 'http')!;

  it('holds nothing but its own lines, whatever it is given', () => {
    const request: SnippetRequest = { ...VEHICLES, params: HOSTILE_PARAMS, title: HOSTILE_VALUES.join('\n') };
    const lines = http.emit(request, { pages: 'one' }).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => /^(###|# @name|GET|[\w-]+:)(?= )/.exec(line)?.[0]),
      ['###', '# @name', 'GET', 'Accept:', 'Authorization:', 'Account-Token:', 'X-Api-Version:'],
    );
    const url = new URL(lines[2]!.slice('GET '.length));
    assert.deepEqual([...url.searchParams], HOSTILE_PARAMS);
    assert.doesNotMatch(lines[2]!, /[{}]/);
  });

  it('asks for the next page with the cursor of the first answer', () => {
    const text = http.emit(VEHICLES);
    assert.match(text, /^# @name listVehicles$/m);
    assert.match(text, /^GET .*&start_cursor=\{\{listVehicles\.response\.body\.\$\.next_cursor\}\}$/m);
  });
});

describe('a PowerShell snippet', () => {
  it('has a noun in the singular, by every name of the catalogue', () => {
    const powershell = TARGETS.find(({ id }) => id === 'powershell')!;
    for (const { title, singular } of Object.values(RESOURCES)) {
      const words = title.toLowerCase().split(/\W+/);
      const text = powershell.emit({ ...VEHICLES, name: ['list', ...words] });
      assert.ok(text.includes(`function Get-${singular.replaceAll(/\W+/g, '')} {`), title);
    }
  });
});

describe('a TypeScript snippet', () => {
  it('has the fields of the catalogue, by the names of the version', () => {
    const typescript = TARGETS.find(({ id }) => id === 'typescript-fetch')!;
    const text = typescript.emit(recordSnippet({ resource: 'fuel_entries', id: 501 }, API));
    assert.match(text, /interface FuelEntry extends Record<string, unknown> \{\n {2}id: number;\n/);
    assert.match(text, /\n {2}vendor: \{\n {4}name: string \| null;\n {2}\} \| null;\n/);
    assert.match(text, /get<FuelEntry>\(/);
  });
});

describe('a snippet request', () => {
  it('cannot hold what not every language can write', () => {
    const value = 'a\0b\ud800c';
    const { params } = listSnippet(
      { resource: 'vehicles', filters: [{ field: 'name', operator: 'eq', value }] },
      API,
    );
    assert.deepEqual(params[0], ['filter[name][eq]', 'ab\ufffdc']);
  });

  it('says in words what it asks for', () => {
    const entries = listSnippet({ resource: 'meter_entries', vehicleId: 1042 }, API);
    assert.equal(entries.title, 'Meter Entries of vehicle 1042');
    assert.deepEqual(entries.name, ['list', 'meter', 'entries']);
    const record = recordSnippet({ resource: 'vehicles', id: 1042 }, API);
    assert.equal(record.title, 'Vehicle 1042');
    assert.equal(record.pagination, undefined);
  });

  it('takes no key: one that is slipped in does not reach the code', () => {
    const apiKey = createHash('sha1').update('example-1').digest('hex');
    const accountToken = createHash('sha1').update('example-account').digest('hex').slice(0, 10);
    const connection = { ...API, apiKey, accountToken };
    for (const target of TARGETS) {
      const text = target.emit(listSnippet({ resource: 'vehicles' }, connection));
      assert.ok(!text.includes(apiKey) && !text.includes(accountToken), target.id);
    }
  });
});
