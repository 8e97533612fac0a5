import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

import {
  missingProgram,
  missingWhenFails,
  PARSE_POWERSHELL,
  PARSE_RUBY,
  succeed,
} from '../snippets/programs';

/** How files are read by their language's own parser. */
export interface Parser {
  readonly extension: string;
  /** Why it cannot be done here; undefined when it can. */
  readonly missing: string | undefined;
  /** Rejects when a file is not valid. */
  readonly parse: (files: readonly string[], folder: string) => Promise<unknown>;
}

/** By VS Code's language id. */
export const PARSERS: Readonly<Record<string, Parser>> = {
  javascript: { extension: '.mjs', missing: undefined, parse: parseTypeScript },
  typescript: { extension: '.ts', missing: undefined, parse: parseTypeScript },
  typescriptreact: { extension: '.tsx', missing: undefined, parse: parseTypeScript },
  json: { extension: '.json', missing: undefined, parse: parseJson },
  python: {
    extension: '.py',
    missing: missingProgram('python3'),
    parse: (files) => succeed(['python3', '-c', PARSE_PYTHON, ...files]),
  },
  ruby: {
    extension: '.rb',
    missing: missingProgram('ruby'),
    parse: (files) => succeed(['ruby', '-e', PARSE_RUBY, ...files]),
  },
  php: {
    extension: '.php',
    missing: missingProgram('php'),
    parse: (files) => each(files, (file) => ['php', '-l', file]),
  },
  go: {
    extension: '.go',
    missing: missingProgram('gofmt'),
    parse: (files) => succeed(['gofmt', '-e', ...files]),
  },
  java: {
    extension: '.java',
    missing: missingProgram('javac'),
    parse: (files, folder) => each(files, (file) => ['javac', '-d', path.join(folder, 'java'), file]),
  },
  kotlin: {
    extension: '.kts',
    missing: missingProgram('kotlinc'),
    parse: (files) => each(files, (file) => ['kotlinc', '-script', file]),
  },
  swift: {
    extension: '.swift',
    missing: missingProgram('swiftc'),
    parse: (files) => each(files, (file) => ['swiftc', '-parse', file]),
  },
  r: {
    extension: '.R',
    missing: missingProgram('Rscript'),
    parse: (files) => succeed(['Rscript', '-e', 'for (file in commandArgs(TRUE)) parse(file)', ...files]),
  },
  shellscript: {
    extension: '.sh',
    missing: missingProgram('bash'),
    parse: (files) => each(files, (file) => ['bash', '-n', file]),
  },
  powershell: {
    extension: '.ps1',
    missing: missingProgram('pwsh'),
    parse: (files) => succeed(['pwsh', '-NoProfile', '-Command', `& { ${PARSE_POWERSHELL} }`, ...files]),
  },
  yaml: {
    extension: '.yml',
    missing: missingWhenFails('PyYAML', ['python3', '-c', 'import yaml']),
    parse: (files) => succeed(['python3', '-c', PARSE_YAML, ...files]),
  },
  terraform: {
    extension: '.tf',
    missing: missingProgram('terraform'),
    parse: (files) => each(files, (file) => ['terraform', 'fmt', '-no-color', '-write=false', file]),
  },
};

const PARSE_PYTHON = `
import sys
for file in sys.argv[1:]:
    compile(open(file, encoding='utf-8').read(), file, 'exec')`;

/** What is in the erb of Rails is for Ruby; YAML sees a text. */
const PARSE_YAML = `
import sys, yaml
for file in sys.argv[1:]:
    yaml.safe_load(open(file, encoding='utf-8').read().replace("fetch('FLEETIO_API_KEY')", "fetch"))`;

async function each(files: readonly string[], command: (file: string) => readonly string[]): Promise<void> {
  for (const file of files) {
    await succeed(command(file));
  }
}

function parseTypeScript(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const { diagnostics = [] } = ts.transpileModule(readFileSync(file, 'utf8'), {
      fileName: file,
      reportDiagnostics: true,
      compilerOptions: {
        target: ts.ScriptTarget.ESNext,
        module: ts.ModuleKind.ESNext,
        jsx: ts.JsxEmit.Preserve,
      },
    });
    assert.deepEqual(
      diagnostics.map(({ messageText }) => messageText),
      [],
      file,
    );
  }
  return Promise.resolve();
}

function parseJson(files: readonly string[]): Promise<void> {
  for (const file of files) {
    JSON.parse(readFileSync(file, 'utf8'));
  }
  return Promise.resolve();
}
