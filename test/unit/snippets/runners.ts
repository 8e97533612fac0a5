import assert from 'node:assert/strict';
import { readdir, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import { missingProgram, missingWhenFails, succeed } from './programs';

/** Finds packages as the project does. */
const packages = createRequire(path.resolve('package.json'));

/** How the code of a target is run. */
export interface Runner {
  readonly target: string;
  /** Why it cannot be run here; undefined when it can. */
  readonly missing: string | undefined;
  /** Lays the code down in an empty folder. @returns the command that runs it. */
  prepare(code: string, folder: string): Promise<readonly string[]>;
}

export const JAVASCRIPT_AND_PYTHON: readonly Runner[] = [
  { target: 'javascript-fetch', missing: undefined, prepare: file('snippet.js', process.execPath) },
  { target: 'typescript-fetch', missing: undefined, prepare: asJavaScript },
  { target: 'javascript-undici', missing: missingPackage('undici'), prepare: withPackage('undici') },
  { target: 'javascript-axios', missing: missingPackage('axios'), prepare: withPackage('axios') },
  {
    target: 'python-requests',
    missing: missingWhenFails("Python's requests", ['python3', '-c', 'import requests']),
    prepare: file('snippet.py', 'python3'),
  },
  {
    target: 'python-httpx',
    missing: missingWhenFails("Python's httpx", ['python3', '-c', 'import httpx']),
    prepare: file('snippet.py', 'python3'),
  },
];

export const OTHER_LANGUAGES: readonly Runner[] = [
  { target: 'curl', missing: missingProgram('bash', 'curl', 'jq'), prepare: file('snippet.sh', 'bash') },
  { target: 'java-httpclient', missing: missingProgram('javac'), prepare: compileJava },
  { target: 'go-net-http', missing: missingProgram('go'), prepare: buildGo },
  { target: 'ruby-net-http', missing: missingProgram('ruby'), prepare: file('snippet.rb', 'ruby') },
  {
    target: 'php-curl',
    missing: missingWhenFails("PHP's curl", ['php', '-r', 'exit(function_exists("curl_init") ? 0 : 1);']),
    prepare: file('snippet.php', 'php'),
  },
  {
    target: 'r-httr2',
    missing: missingWhenFails("R's httr2 or jsonlite", [
      'Rscript',
      '-e',
      'library(httr2); library(jsonlite)',
    ]),
    prepare: file('snippet.R', 'Rscript'),
  },
];

/** The code as a file that a program runs. */
function file(name: string, program: string): Runner['prepare'] {
  return async (code, folder) => {
    const snippet = path.join(folder, name);
    await writeFile(snippet, code);
    return [program, snippet];
  };
}

async function asJavaScript(code: string, folder: string): Promise<readonly string[]> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return file('snippet.mjs', process.execPath)(outputText, folder);
}

function missingPackage(name: string): string | undefined {
  try {
    packages.resolve(name);
    return undefined;
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'MODULE_NOT_FOUND');
    return `the package ${name} is not installed`;
  }
}

/** An ES module beside a package that it imports. */
function withPackage(name: string): Runner['prepare'] {
  return async (code, folder) => {
    const modules = `${path.sep}node_modules${path.sep}`;
    const [above = ''] = packages.resolve(name).split(`${modules}${name}${path.sep}`);
    await symlink(path.join(above, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
    return file('snippet.mjs', process.execPath)(code, folder);
  };
}

async function buildGo(code: string, folder: string): Promise<readonly string[]> {
  await writeFile(path.join(folder, 'go.mod'), 'module snippet\n\ngo 1.21\n');
  await writeFile(path.join(folder, 'main.go'), code);
  await succeed(['go', 'build', '-o', 'snippet', '.'], { cwd: folder });
  return [path.join(folder, 'snippet')];
}

async function compileJava(code: string, folder: string): Promise<readonly string[]> {
  const source = path.join(folder, 'Snippet.java');
  await writeFile(source, code);
  await succeed(['javac', '-encoding', 'UTF-8', '-d', folder, source]);
  const compiled = (await readdir(folder)).find((name) => name.endsWith('.class')) ?? '';
  return ['java', '-cp', folder, path.basename(compiled, '.class')];
}
