import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { projectRoot } from '../../vscode/paths';

describe('the start of the extension', () => {
  it('loads no HTTP library: every import of it waits for the first request', async () => {
    const { metafile } = await build({
      absWorkingDir: projectRoot,
      entryPoints: ['src/extension.ts'],
      bundle: true,
      platform: 'node',
      packages: 'external',
      external: ['vscode'],
      metafile: true,
      write: false,
      logLevel: 'silent',
      loader: { '.wat': 'empty' },
    });
    const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
    const kinds = imports.filter((one) => one.path === 'undici').map(({ kind }) => kind);
    assert.deepEqual([...new Set(kinds)], ['dynamic-import']);
  });
});
