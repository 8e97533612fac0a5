import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The extensions of VS Code itself that run here; the others would only cost seconds at each start. */
export const keptBuiltins = [
  'configuration-editing',
  'git',
  'git-base',
  'javascript',
  'json',
  'theme-defaults',
  'theme-seti',
  'typescript-basics',
];

/** What a stub keeps of an extension's package.json. */
interface ExtensionManifest {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly engines: Record<string, string>;
  readonly main?: string;
  readonly browser?: string;
}

/**
 * Fills `target` with VS Code's own extensions from `source`: the kept ones as links, each other one that has code as a
 * stub without code. A stub is needed because the workbench's page knows all of them by heart and shows an error for
 * each one that the server does not have.
 */
export async function trimBuiltins(source: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  for (const name of await readdir(source)) {
    const folder = path.join(source, name);
    const manifestFile = path.join(folder, 'package.json');
    if (keptBuiltins.includes(name)) {
      await symlink(path.relative(target, folder), path.join(target, name));
    } else if (existsSync(manifestFile)) {
      const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as ExtensionManifest;
      await writeStub(manifest, path.join(target, name));
    }
  }
}

async function writeStub(manifest: ExtensionManifest, folder: string): Promise<void> {
  const { name, publisher, version, engines, main, browser } = manifest;
  if (main === undefined && browser === undefined) {
    return;
  }
  await mkdir(folder);
  const stub = { name, publisher, version, engines, extensionKind: ['workspace'] };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(stub));
}
