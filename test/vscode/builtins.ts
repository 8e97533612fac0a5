import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** VS Code's own extensions with code in them that run here; the code of the others would only cost seconds. */
export const keptBuiltins = ['configuration-editing', 'git', 'git-base', 'ipynb'];

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
 * Fills `target` with VS Code's own extensions from `source`: languages and themes as links, and so the kept ones; each
 * other one as a stub without code. A stub is needed because the workbench's page knows all of them by heart and shows
 * an error for each one that the server does not have.
 */
export async function trimBuiltins(source: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  for (const name of await readdir(source)) {
    const folder = path.join(source, name);
    const manifestFile = path.join(folder, 'package.json');
    if (existsSync(manifestFile)) {
      const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as ExtensionManifest;
      const hasCode = manifest.main !== undefined || manifest.browser !== undefined;
      if (hasCode && !keptBuiltins.includes(name)) {
        await writeStub(manifest, path.join(target, name));
      } else {
        await symlink(path.relative(target, folder), path.join(target, name));
      }
    }
  }
}

async function writeStub(manifest: ExtensionManifest, folder: string): Promise<void> {
  const { name, publisher, version, engines } = manifest;
  const stub = { name, publisher, version, engines, extensionKind: ['workspace'] };
  await mkdir(folder);
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(stub));
}
