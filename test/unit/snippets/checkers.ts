import assert from 'node:assert/strict';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { missingProgram, missingWhenFails, PARSE_POWERSHELL, PARSE_RUBY, succeed } from './programs';

/** How code is checked by its language's own parser or compiler, many files in one call. */
export interface Checker {
  readonly targets: readonly string[];
  /** Why it cannot be done here; undefined when it can. */
  readonly missing: string | undefined;
  /** Throws when a file is not valid code. */
  check(files: readonly string[], folder: string): Promise<unknown>;
}

export const CHECKERS: readonly Checker[] = [
  {
    targets: ['javascript-fetch'],
    missing: undefined,
    check: async (files) => {
      // The same text has to be both a script and a module.
      await succeed([process.execPath, '-e', PARSE_SCRIPTS, ...files]);
      await parseModules(files);
    },
  },
  { targets: ['javascript-undici', 'javascript-axios'], missing: undefined, check: parseModules },
  { targets: ['typescript-fetch'], missing: undefined, check: checkTypes },
  {
    targets: ['python-requests', 'python-httpx'],
    missing: missingProgram('python3'),
    check: (files) => succeed(['python3', '-W', 'error', '-c', PARSE_PYTHON, ...files]),
  },
  {
    targets: ['curl'],
    missing: missingProgram('bash'),
    check: (files) => succeed(['bash', '-c', 'for file; do bash -n "$file" || exit; done', 'bash', ...files]),
  },
  {
    targets: ['java-httpclient'],
    missing: missingProgram('javac'),
    check: (files, folder) =>
      succeed([
        'javac',
        '-encoding',
        'UTF-8',
        '-Xlint:all',
        '-Werror',
        '-d',
        path.join(folder, 'out'),
        ...files,
      ]),
  },
  { targets: ['go-net-http'], missing: missingProgram('go', 'gofmt'), check: vetGo },
  {
    targets: ['ruby-net-http'],
    missing: missingProgram('ruby'),
    check: (files) => succeed(['ruby', '-e', PARSE_RUBY, ...files]),
  },
  {
    targets: ['php-curl'],
    missing: missingProgram('php'),
    check: (files) => succeed(['php', '-r', PARSE_PHP, ...files]),
  },
  {
    targets: ['r-httr2'],
    missing: missingProgram('Rscript'),
    check: (files) => succeed(['Rscript', '-e', 'for (file in commandArgs(TRUE)) parse(file)', ...files]),
  },
  {
    targets: ['powershell'],
    missing: missingProgram('pwsh'),
    check: (files) => succeed(['pwsh', '-NoProfile', '-Command', `& { ${PARSE_POWERSHELL} }`, ...files]),
  },
  {
    targets: ['swift-urlsession'],
    missing: missingProgram('swiftc'),
    check: async (files) => {
      for (const file of files) {
        await succeed(['swiftc', '-parse', file]);
      }
    },
  },
  {
    targets: ['kotlin-okhttp'],
    missing:
      missingProgram('kotlinc') ??
      (process.env['KOTLIN_CLASSPATH'] === undefined
        ? 'KOTLIN_CLASSPATH does not name the jars of OkHttp and org.json'
        : undefined),
    check: compileKotlin,
  },
  {
    targets: ['csharp-httpclient'],
    missing: missingWhenFails('.NET SDK', ['dotnet', 'build', '-h']),
    check: buildCSharp,
  },
];

const PARSE_SCRIPTS = `
  for (const file of process.argv.slice(1)) {
    new (require('vm').Script)(require('fs').readFileSync(file, 'utf8'), { filename: file });
  }`;

const PARSE_MODULES = `
  for (const file of process.argv.slice(1)) {
    new (require('vm').SourceTextModule)(require('fs').readFileSync(file, 'utf8'), { identifier: file });
  }`;

const PARSE_PYTHON = `
import sys
for file in sys.argv[1:]:
    compile(open(file, encoding='utf-8').read(), file, 'exec')`;

const PARSE_PHP = `foreach (array_slice($argv, 1) as $file) token_get_all(file_get_contents($file), TOKEN_PARSE);`;

function parseModules(files: readonly string[]): Promise<unknown> {
  return succeed([
    process.execPath,
    '--no-warnings',
    '--experimental-vm-modules',
    '-e',
    PARSE_MODULES,
    ...files,
  ]);
}

/** Throws when the types of a file do not fit. */
// eslint-disable-next-line @typescript-eslint/require-await -- what is thrown has to reject
export async function checkTypes(files: readonly string[]): Promise<void> {
  const program = ts.createProgram([...files], {
    strict: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: false,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts'],
    types: ['node'],
    typeRoots: [path.resolve('node_modules/@types')],
    skipLibCheck: true,
  });
  const problems = ts.getPreEmitDiagnostics(program);
  assert.equal(
    ts.formatDiagnostics(problems, {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => process.cwd(),
      getNewLine: () => '\n',
    }),
    '',
  );
}

/** Each file becomes a package of one module; gofmt may find nothing to change. */
async function vetGo(files: readonly string[], folder: string): Promise<void> {
  const { stdout } = await succeed(['gofmt', '-l', ...files]);
  assert.equal(stdout, '', 'gofmt would write these another way');
  await writeFile(path.join(folder, 'go.mod'), 'module snippets\n\ngo 1.21\n');
  for (const file of files) {
    const home = file.replace(/\.go$/, '');
    await mkdir(home);
    await rename(file, path.join(home, 'main.go'));
  }
  await succeed(['go', 'vet', './...'], { cwd: folder });
}

async function compileKotlin(files: readonly string[], folder: string): Promise<void> {
  const classpath = process.env['KOTLIN_CLASSPATH'] ?? '';
  await succeed(['kotlinc', '-cp', classpath, '-d', path.join(folder, 'out'), ...files]);
}

async function buildCSharp(files: readonly string[], folder: string): Promise<void> {
  for (const file of files) {
    const home = path.join(folder, path.basename(file, '.cs'));
    await mkdir(home);
    await rename(file, path.join(home, 'Program.cs'));
    await writeFile(path.join(home, 'snippet.csproj'), CSHARP_PROJECT);
    await succeed(['dotnet', 'build', '--nologo', home]);
  }
}

const CSHARP_PROJECT = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net8.0</TargetFramework>
  </PropertyGroup>
</Project>
`;
