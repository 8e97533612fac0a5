// Builds everything that runs into dist/: the extension, the command line and the tests.
// --production  minified, without source maps and without the tests
// --watch       builds again on every change
import { Buffer } from 'node:buffer';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build, context } from 'esbuild';
import wabt from 'wabt';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const { parseWat } = await wabt();

/** Makes modules of WebAssembly of their texts; `signs.wat.d.ts` says what they export. */
const webAssembly = {
  name: 'WebAssembly',
  setup({ onLoad }) {
    onLoad({ filter: /\.wat$/ }, async ({ path: file }) => {
      const module = parseWat(file, await readFile(file, 'utf8'));
      const bytes = Buffer.from(module.toBinary({}).buffer).toString('base64');
      return {
        contents: `const bytes = Buffer.from('${bytes}', 'base64');
          export const isSupported = typeof WebAssembly === 'object' && WebAssembly.validate(bytes);
          export const instantiate = () => new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;`,
      };
    });
  },
};

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  logLevel: 'warning',
  minify: production,
  sourcemap: production ? false : 'linked',
  external: ['vscode'],
  plugins: [webAssembly],
};

// What runs in a webview: the browser of VS Code.
const page = { platform: 'browser', format: 'iife', target: 'chrome130', external: [] };

// Programs: they are started by name, so they carry a shebang and the executable bit.
const programs = {
  'dist/cli.js': 'src/cli/main.ts',
  'dist/test/vscode/code.js': 'test/vscode/code.ts',
};

// Scripts and suites of the test tree; everything else there is imported by these.
const testScripts = [
  'test/run.ts',
  'test/host/index.ts',
  'test/vscode/demo.ts',
  'test/vscode/install.ts',
  'test/bench/main.ts',
  'test/bench/editorInHost.ts',
  'test/bench/explorerInHost.ts',
  'test/bench/usage.ts',
];

/** Every file below `folder` whose name ends in `suffix`. */
function filesBelow(folder, suffix) {
  return readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, name))
    .filter((file) => file.endsWith(suffix) && !file.includes('node_modules'));
}

function builds() {
  const withShebang = { ...shared, banner: { js: '#!/usr/bin/env node' } };
  const list = [
    { ...shared, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js' },
    { ...shared, entryPoints: ['src/leaksWorker/main.ts'], outfile: 'dist/leaksWorker.js' },
    { ...shared, entryPoints: ['src/leaks/scan/thread.ts'], outfile: 'dist/scanThread.js' },
    { ...shared, entryPoints: ['src/sandbox/worker.ts'], outfile: 'dist/sandboxWorker.js' },
    { ...withShebang, entryPoints: [programs['dist/cli.js']], outfile: 'dist/cli.js' },
    { ...shared, ...page, entryPoints: ['src/vscode/panel/page/main.ts'], outfile: 'dist/vehiclePanel.js' },
    {
      ...shared,
      ...page,
      entryPoints: ['src/vscode/panel/page/style.css'],
      outfile: 'dist/vehiclePanel.css',
    },
    { ...shared, ...page, entryPoints: ['src/vscode/leakGuide/page/main.ts'], outfile: 'dist/leakGuide.js' },
    {
      ...shared,
      ...page,
      entryPoints: ['src/vscode/leakGuide/page/style.css'],
      outfile: 'dist/leakGuide.css',
    },
  ];
  if (production) {
    return list;
  }
  const fromPackages = { packages: 'external', external: ['vscode'] };
  const suites = [...filesBelow('test', '.test.ts'), ...filesBelow('test', '.bench.ts')];
  const entryPoints = [...testScripts, ...suites];
  list.push({ ...shared, ...fromPackages, entryPoints, outbase: 'test', outdir: 'dist/test' });
  for (const [outfile, source] of Object.entries(programs)) {
    if (source.startsWith('test/') && existsSync(source)) {
      list.push({ ...withShebang, ...fromPackages, entryPoints: [source], outfile });
    }
  }
  return list;
}

/** Writes the editor snippets of each language, which the emitters of generated code make. */
async function writeEditorSnippets() {
  const entry = {
    entryPoints: ['src/snippets/editorSnippets.ts'],
    format: 'esm',
    sourcemap: false,
    write: false,
  };
  const { outputFiles } = await build({ ...shared, ...entry });
  const module = Buffer.from(outputFiles[0].contents).toString('base64');
  const { EDITOR_SNIPPETS } = await import(`data:text/javascript;base64,${module}`);
  mkdirSync('dist/snippets', { recursive: true });
  for (const [language, snippets] of Object.entries(EDITOR_SNIPPETS)) {
    writeFileSync(`dist/snippets/${language}.json`, JSON.stringify(snippets, null, 2));
  }
}

if (watch) {
  await writeEditorSnippets();
  const contexts = await Promise.all(builds().map((options) => context(options)));
  await Promise.all(contexts.map((running) => running.watch()));
} else {
  rmSync('dist', { recursive: true, force: true });
  await Promise.all([...builds().map((options) => build(options)), writeEditorSnippets()]);
  for (const outfile of Object.keys(programs).filter(existsSync)) {
    chmodSync(outfile, 0o755);
  }
}
