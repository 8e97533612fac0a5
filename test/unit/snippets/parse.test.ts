import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { RESOURCES } from '../../../src/fleetio/resources';
import { API_VERSIONS } from '../../../src/fleetio/versions';
import { listSnippet, recordSnippet, type SnippetRequest } from '../../../src/snippets/model';
import type { SnippetOptions } from '../../../src/snippets/options';
import { TARGETS, type SnippetTarget } from '../../../src/snippets/targets';
import { typescript } from '../../../src/snippets/targets/typescript';
import { CHECKERS, checkTypes, type Checker } from './checkers';
import { HOSTILE_PARAMS, HOSTILE_VALUES } from './hostileValues';

/** Everything that changes the course of the code; the other options only change how it looks. */
const COURSES: readonly Partial<SnippetOptions>[] = [
  { pages: 'all', retry: true, shape: 'script', quote: 'single', indent: '  ' },
  { pages: 'all', retry: false, shape: 'function', quote: 'double', indent: '\t' },
  { pages: 'one', retry: true, shape: 'function', quote: 'single', indent: '    ' },
  { pages: 'one', retry: false, shape: 'script', quote: 'double', eol: '\r\n' },
];

const API = { apiUrl: 'https://secure.fleetio.com/api', apiVersion: '2025-05-05' } as const;

describe('the code of each target is valid for any input and any options', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'fleetio-snippets-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('has a checker for every target but HTTP files, which no compiler reads', () => {
    const checked = CHECKERS.flatMap(({ targets }) => targets);
    assert.deepEqual([...checked, 'http'].sort(), TARGETS.map(({ id }) => id).sort());
  });

  for (const checker of CHECKERS) {
    const title = checker.targets.join(', ');
    it(checker.missing === undefined ? title : `${title} (skipped: ${checker.missing})`, async function () {
      if (checker.missing !== undefined) {
        this.skip();
      }
      this.timeout(120_000);
      const home = path.join(folder, checker.targets.join());
      await mkdir(home);
      await checker.check(await writeAll(checker, home), home);
    });
  }

  it('TypeScript, for the records of every resource in every version', async function () {
    this.timeout(60_000);
    const files = await Promise.all(
      API_VERSIONS.flatMap((apiVersion) =>
        Object.values(RESOURCES).map(async ({ id, singular }) => {
          const file = path.join(folder, `${id}-${apiVersion}.ts`);
          const name = ['get', ...singular.toLowerCase().split(/\W+/)];
          const request = {
            ...API,
            apiVersion,
            path: `/${id}`,
            params: [],
            title: singular,
            name,
            resource: id,
          };
          await writeFile(file, typescript.emit(request as SnippetRequest));
          return file;
        }),
      ),
    );
    await checkTypes(files);
  });
});

async function writeAll({ targets }: Checker, folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const target of TARGETS.filter(({ id }) => targets.includes(id))) {
    for (const request of requests()) {
      for (const [at, options] of COURSES.entries()) {
        const named = { ...request, name: [...request.name, `${target.id.replace(/\W/g, '')}${at}`] };
        const file = path.join(folder, `${named.name.join('_')}.${target.fileExtension}`);
        await writeFile(file, completed(target, target.emit(named, options), options));
        files.push(file);
      }
    }
  }
  return files;
}

/** One request of each kind, the lists with all that is hostile, and one without parameters. */
function requests(): SnippetRequest[] {
  const [cursor, page] = (['2025-05-05', '2023-03-01'] as const).map((apiVersion) => ({
    ...listSnippet(
      { resource: 'fuel_entries', vehicleId: "ref:O'Neil \\*/ ?>\n$(x)" },
      { ...API, apiVersion },
    ),
    params: HOSTILE_PARAMS,
  }));
  const record = recordSnippet({ resource: 'vehicles', id: 1042 }, API);
  const named = (request: SnippetRequest, name: string): SnippetRequest => ({
    ...request,
    title: HOSTILE_VALUES.join(' '),
    name: [...request.name, name],
  });
  return [
    named(cursor!, 'cursor'),
    named(page!, 'page'),
    named({ ...cursor!, params: [] }, 'plain'),
    named({ ...page!, params: [] }, 'plainpage'),
    named(record, 'record'),
  ];
}

/** A Go program has a main function; a snippet that is a function has none. */
function completed({ id }: SnippetTarget, text: string, { shape }: Partial<SnippetOptions>): string {
  return id === 'go-net-http' && shape === 'function' ? `${text}\nfunc main() {}\n` : text;
}
