import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { combined, replacementOf } from '../../../src/leaks/replacement';
import { missingProgram } from '../snippets/programs';
import { inventedKey } from './corpus';

/** A program that prints its key in several ways; KEY stands for the key. */
interface Program {
  readonly file: string;
  readonly command: readonly [program: string, ...args: string[]];
  readonly text: string;
}

/** By VS Code's language id: quotes, prefixes, look-ups with a default, and concatenation, as people write them. */
const PROGRAMS: Readonly<Record<string, Program>> = {
  javascript: {
    file: 'a.mjs',
    command: ['node'],
    text: `console.log('KEY', "Token KEY", \`a \${1 + 1} KEY\`, { k: 'it\\'s KEY' }.k, 'a' + 'KEY'.length);
console.log(process.env.NOT_SET_KEY_ELSEWHERE ?? 'x', ['KEY'].join());\n`,
  },
  python: {
    file: 'a.py',
    command: ['python3'],
    text: `"""Prints."""
h = {'a': 'Token KEY', "b": "KEY", "c": f"{1 + 1} KEY", "d": ("Token "
  "KEY"), "e": r"\\d KEY"}
print(h, len("KEY"), """x "KEY" y""")\n`,
  },
  ruby: {
    file: 'a.rb',
    command: ['ruby'],
    text: `h = { 'a' => 'Token KEY', b: "KEY", c: "#{1 + 1} KEY" }\nputs h.values.inspect, 'KEY'.length\n`,
  },
  php: {
    file: 'a.php',
    command: ['php'],
    text: `<?php\n$b = 2;\n$h = ['Authorization: Token KEY', "KEY", "a $b KEY \\" c"];\necho implode("\\n", $h), strlen('KEY');\n`,
  },
  go: {
    file: 'a.go',
    command: ['go', 'run'],
    text: 'package main\n\nimport "fmt"\n\nvar h = map[string]string{"a": "Token KEY"}\n\nfunc main() {\n\tfmt.Println(h["a"], "KEY", `Token KEY`, len("KEY"))\n}\n',
  },
  shellscript: {
    file: 'a.sh',
    command: ['bash'],
    text: `K=KEY\necho "$K" 'Token KEY' "Token KEY" '{"key": "KEY"}' KEY "\${NOT_SET:-a}"\n`,
  },
  r: {
    file: 'a.R',
    command: ['Rscript'],
    text: `k <- "KEY"\ncat(k, 'Token KEY', nchar("KEY"), "\\n")\n`,
  },
};

describe('a program whose key was replaced by a read of the environment', () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'fleetio-runs-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const [languageId, { file, command, text }] of Object.entries(PROGRAMS)) {
    const missing = missingProgram(command[0]);
    it(`says the same as before in ${languageId}${missing === undefined ? '' : ` (${missing})`}`, function () {
      if (missing !== undefined) {
        this.skip();
      }
      this.timeout(60_000);
      const key = inventedKey(1);
      const before = text.replaceAll('KEY', (match, at: number) => (isName(text, at) ? match : key));
      const after = replacedAll(before, key, languageId, file);
      assert.ok(!after.includes(key), after);
      assert.equal(run(after, { FLEETIO_API_KEY: key }), run(before, {}));
    });

    /** @returns what the program prints. */
    function run(program: string, environment: Readonly<Record<string, string>>): string {
      const script = path.join(folder, file);
      writeFileSync(script, program);
      const [name, ...args] = command;
      return execFileSync(name, [...args, script], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, ...environment },
      });
    }
  }
});

/** Whether what stands there is a part of a longer name. */
const isName = (text: string, at: number): boolean =>
  /[A-Z_]/.test(text[at - 1] ?? '') || /[A-Z_]/.test(text[at + 3] ?? '');

/** As *fix all* does it, again and again until nothing is left that met another. */
function replacedAll(text: string, key: string, languageId: string, file: string): string {
  const places = [...text.matchAll(new RegExp(key, 'g'))].map(({ index }) => ({
    ...{ text, start: index, end: index + key.length, variable: 'FLEETIO_API_KEY', path: file },
  }));
  const edits = combined(places.flatMap((place) => replacementOf(place, languageId) ?? []));
  const next = edits.reduceRight(
    (result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end),
    text,
  );
  return next.includes(key) && next !== text ? replacedAll(next, key, languageId, file) : next;
}
