import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withLines } from '../../keys/envFile';
import { fileState, untrack } from '../../leaks/git/fileState';
import type { Git } from '../../leaks/git/program';

/**
 * Sees to it that git leaves a file alone: takes it out of the index where it is there, and names it in the `.gitignore`
 * beside it where nothing else does.
 * @returns whether git ignores it now; another pattern may say otherwise.
 */
export async function makeIgnored(file: string, git: Git): Promise<boolean> {
  const folder = path.dirname(file);
  const name = path.basename(file);
  if ((await fileState(folder, name, git)) === 'tracked') {
    await untrack(folder, name, git);
  }
  if ((await fileState(folder, name, git)) === 'notIgnored') {
    const list = path.join(folder, '.gitignore');
    await writeFile(list, withLines(await textOf(list), [patternFor(name)]));
  }
  return (await fileState(folder, name, git)) === 'ignored';
}

/** A line of a `.gitignore` for this file alone: some signs mean more to git than themselves. */
function patternFor(name: string): string {
  return `/${name.replaceAll(/[\\*?[\]]|\s+$/g, String.raw`\$&`)}`;
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
