import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fittingPieces } from '../../../src/snippets/fitting';
import { insertionEdits } from '../../../src/snippets/insertion';
import { listSnippet, recordSnippet, type SnippetRequest } from '../../../src/snippets/model';
import type { SnippetOptions } from '../../../src/snippets/options';
import { TARGETS } from '../../../src/snippets/targets';
import { CHECKERS } from './checkers';

const API = { apiUrl: 'https://secure.fleetio.com/api', apiVersion: '2025-05-05' } as const;
const VEHICLES = listSnippet({ resource: 'vehicles' }, API);
const VEHICLE = recordSnippet({ resource: 'vehicles', id: 1042 }, API);

/** Puts a snippet where `¦` stands in a text; without one, at its end. */
function insert(
  targetId: string,
  marked: string,
  request: SnippetRequest = VEHICLES,
  options: Partial<SnippetOptions> = { shape: 'function' },
): string {
  const target = TARGETS.find(({ id }) => id === targetId)!;
  const text = marked.replace('¦', '');
  const cursor = marked.includes('¦') ? marked.indexOf('¦') : text.length;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const place = { text, languageId: target.languageId, eol, cursor } as const;
  const pieces = fittingPieces(target, request, { ...options, eol }, place);
  if (pieces === undefined) {
    return 'elsewhere';
  }
  return insertionEdits(pieces, place).reduceRight(
    (result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end),
    text,
  );
}

/** Checks a text by the compiler or parser of the target's language. */
async function check(targetId: string, text: string): Promise<void> {
  const checker = CHECKERS.find(({ targets }) => targets.includes(targetId))!;
  if (checker.missing !== undefined) {
    return;
  }
  const folder = await mkdtemp(path.join(os.tmpdir(), 'fleetio-insertion-'));
  try {
    const { fileExtension } = TARGETS.find(({ id }) => id === targetId)!;
    const file = path.join(folder, `snippet.${fileExtension}`);
    await writeFile(file, text);
    await checker.check([file], folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Files that a snippet goes into, each with the first lines that they have then. */
const FILES: readonly (readonly [target: string, file: string, top: RegExp])[] = [
  ['javascript-axios', "import fs from 'node:fs';\n\nfs.existsSync('a');\n¦", /^import fs .*\nimport axios /],
  [
    'javascript-axios',
    'import axios, { AxiosError } from "axios";\n¦\nAxiosError;\n',
    /^import axios, .*\n\n\/\/ Vehicles/,
  ],
  [
    'javascript-axios',
    "'use strict';\n\nconst x = 1;\n¦",
    /^'use strict';\n\nimport axios from 'axios';\n\nconst/,
  ],
  [
    'javascript-undici',
    "import {\n  Agent,\n  request,\n} from 'undici';\n¦\nnew Agent();\n",
    /'undici';\nimport \{ setTimeout/,
  ],
  ['javascript-fetch', '// Reads the fleet.\n¦', /^\/\/ Reads the fleet\.\n\n\/\/ Vehicles/],
  [
    'python-requests',
    '"""Reads the fleet."""\nimport os, sys\n\nif True:\n    ¦\n    pass\n',
    /^"""Reads the fleet\."""\nimport os, sys\nimport os\nimport time\nimport requests\n\nif True:\n {4}def/,
  ],
  [
    'python-httpx',
    'from __future__ import annotations\n\n\ndef main():\n    return 1¦\n',
    /^from __future__ import annotations\nimport os\nimport time\nimport httpx\n\n\ndef main/,
  ],
  [
    'go-net-http',
    'package main\n\nimport (\n\t"fmt"\n\tneturl "net/url"\n\t"os"\n)\n\nfunc main() {\n\tfmt.Println(neturl.Values{}, os.Args)\n}\n¦',
    /^package main\n\nimport \(\n\t"fmt"\n\tneturl "net\/url"\n\t"os"\n\)\nimport "encoding\/json"\n/,
  ],
  [
    'java-httpclient',
    'import java.util.List;\n\nclass Other {\n  List<String> names;\n}\n¦',
    /^import java\.util\.List;\nimport java\.io/,
  ],
  [
    'ruby-net-http',
    '# frozen_string_literal: true\n\nrequire "json"\n\nputs JSON.dump([])\n¦',
    /^# frozen.*\n\nrequire "json"\nrequire 'net\/http'\n\nputs/,
  ],
  ['php-curl', "<?php\n\necho 'a';\n¦", /^<\?php\n\necho 'a';\n/],
  [
    'curl',
    '#!/bin/bash\nset -e\nif true; then\n  ¦\n  true\nfi\n',
    /^#!\/bin\/bash\nset -e\nif true; then\n {2}# Vehicles/,
  ],
];

describe('a snippet that goes into a file', () => {
  for (const [target, file, top] of FILES) {
    it(`leaves valid code with its imports at the top: ${target} in ${JSON.stringify(file.slice(0, 30))}`, async function () {
      this.timeout(20_000);
      const text = insert(target, file);
      assert.match(text, top);
      await check(target, text);
    });
  }

  it('becomes a require where the file is CommonJS', () => {
    const text = insert('javascript-undici', "const fs = require('node:fs');\nmodule.exports = fs;\n¦");
    assert.match(
      text,
      /^const fs = .*\nconst \{ setTimeout: sleep \} = require\('node:timers\/promises'\);\nconst \{ request \} = require\('undici'\);\n/,
    );
  });

  it('brings along only what the file lacks, so that a second one is valid as well', async function () {
    this.timeout(60_000);
    for (const target of ['javascript-fetch', 'javascript-axios', 'typescript-fetch', 'python-requests']) {
      const two = insert(target, `${insert(target, '')}\n\n¦`, VEHICLE);
      assert.equal(two.match(/Retry-After|retry-after/g)?.length, 1, two);
      await check(target, two);
      assert.equal(insert(target, two, VEHICLE), two, 'what is there is not put in again');
    }
  });

  it('declares nothing twice where options or filters are others than those of the one before', async function () {
    this.timeout(60_000);
    const filters = [{ field: 'name', operator: 'eq', value: 'Van 12' }] as const;
    const narrowed = listSnippet({ resource: 'vehicles', filters }, API);
    const others = [
      { shape: 'function', retry: false },
      { shape: 'function', pages: 'one' },
      { shape: 'function', pages: 'one', retry: false },
    ] as const;
    const inClasses = new Set(['csharp-httpclient', 'java-httpclient']);
    for (const target of TARGETS.filter(({ id }) => id !== 'http' && !inClasses.has(id))) {
      const { id } = target;
      const asked = others.reduce(
        (text, options) => insert(id, `${text}\n¦`, narrowed, options),
        target.emit(VEHICLES, { shape: 'function' }),
      );
      const helpers =
        asked.match(/(?:function|def|func|fun) (?:get|Invoke-Fleetio)\b|^get\(\)|^ask <- /gm) ?? [];
      assert.equal(helpers.length, 1, asked);
      assert.match(asked, /[vV]ehicles?2/, id);
      await check(id, id === 'go-net-http' ? `${asked.trimEnd()}\n\nfunc main() {}\n` : asked);
    }
  });

  it('goes elsewhere where the file has a function of its own by that name, or one for another version', () => {
    assert.equal(
      insert('javascript-fetch', 'function get(map, key) {\n  return map[key];\n}\n¦'),
      'elsewhere',
    );
    assert.equal(insert('python-requests', 'def get(a):\n    return a\n¦'), 'elsewhere');
    const old = listSnippet({ resource: 'vehicles' }, { ...API, apiVersion: '2024-03-15' });
    assert.equal(insert('javascript-fetch', `${insert('javascript-fetch', '', old)}\n\n¦`), 'elsewhere');
  });

  it('has the line ends of the file', () => {
    assert.doesNotMatch(insert('python-requests', 'import os\r\n\r\nprint(1)\r\n¦'), /(?<!\r)\n/);
  });

  it('goes below the imports when the cursor is among them', () => {
    const text = insert('python-requests', 'import os¦\nimport json\n\nprint(json, os)\n');
    assert.match(text, /^import os\nimport json\nimport time\nimport requests\n/);
  });
});
