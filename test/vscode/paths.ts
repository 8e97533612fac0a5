import { existsSync } from 'node:fs';
import path from 'node:path';

/** The project's root: the nearest folder above the running script that holds a package.json. */
export const projectRoot = findRoot(__dirname);

/** Everything that is installed or made for trying and testing the extension; git ignores it. */
export const testFolder = path.join(projectRoot, '.vscode-test');

function findRoot(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) {
    return folder;
  }
  const parent = path.dirname(folder);
  if (parent === folder) {
    throw new Error(`No package.json was found above ${__dirname}.`);
  }
  return findRoot(parent);
}
