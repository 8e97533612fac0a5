import { existsSync } from 'node:fs';
import { readFile, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withLines } from '../../keys/envFile';
import { findWorkTree } from '../../leaks/exposure';
import { fileState, untrack } from '../../leaks/git/fileState';
import type { Git } from '../../leaks/git/program';

/**
 * Sees to it that git leaves a file alone: takes it out of the index where it is there, and names it in the nearest
 * `.gitignore` of its repository where nothing else does.
 * @returns whether git ignores it now; another pattern may say otherwise.
 */
export async function makeIgnored(file: string, git: Git): Promise<boolean> {
  const folder = path.dirname(file);
  const name = path.basename(file);
  if ((await fileState(folder, name, git)) === 'tracked') {
    await untrack(folder, name, git);
  }
  if ((await fileState(folder, name, git)) === 'notIgnored') {
    const place = await nearestList(folder, git);
    const list = path.join(place, '.gitignore');
    const relative = path.relative(place, path.join(folder, name)).split(path.sep).join('/');
    await writeFile(list, withLines(await textOf(list), [patternFor(relative)]));
  }
  return (await fileState(folder, name, git)) === 'ignored';
}

/** The nearest folder, from this one up to the root of the work tree, that has a `.gitignore`; else that root. */
async function nearestList(folder: string, git: Git): Promise<string> {
  const root = (await findWorkTree(folder, git))?.root;
  for (let place = folder; place !== path.dirname(place); place = path.dirname(place)) {
    if (
      existsSync(path.join(place, '.gitignore')) ||
      root === undefined ||
      (await realpath(place)) === root
    ) {
      return place;
    }
  }
  return folder;
}

/** A line of a `.gitignore` for this file alone: some signs mean more to git than themselves. */
function patternFor(relative: string): string {
  return `/${relative.replaceAll(/[\\*?[\]]|\s+$/g, String.raw`\$&`)}`;
}

/** The content of a file; empty when there is none. */
export async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return '';
    }
    throw error;
  }
}
