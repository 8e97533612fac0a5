import { argumentsAtATime, type Git, GitError, lacksCommit, lacksObjects, runGit } from './program';

/**
 * The files of HEAD that are no longer on disk or in the index, as after a rename, and have one of some texts, written with one
 * byte a character. Git looks at them without handing them out.
 * @param root of the work tree.
 * @returns their names in HEAD.
 * @throws {GitError} if git fails.
 */
export async function goneFilesWith(
  texts: readonly string[],
  git: Git,
  root: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const input = texts.filter((text) => !text.includes('\n')).map((text) => `${text}\n`);
  const gone = input.length === 0 ? [] : await goneFiles(git, root, signal);
  const found: string[] = [];
  for (const names of argumentsAtATime(gone.filter((name) => !name.includes('\n')))) {
    const what = ['-a', '-F', '--no-textconv', '--no-color', '--no-recurse-submodules', '-f', '-'];
    const grep = [
      '--literal-pathspecs',
      'grep',
      '--files-with-matches',
      '-z',
      ...what,
      'HEAD',
      '--',
      ...names,
    ];
    const output = await runGit(git, root, grep, { input: input.join(''), signal }).catch(whatItFound);
    found.push(...output.split('\0').flatMap((name) => name.replace(/^HEAD:/, '') || []));
  }
  return found;
}

function whatItFound(error: unknown): string {
  // It ends with 1 where no file has any of the texts.
  if (error instanceof GitError && (error.exitCode === 1 || lacksObjects(error))) {
    return error.output;
  }
  throw error;
}

async function goneFiles(git: Git, root: string, signal?: AbortSignal): Promise<string[]> {
  const staged = ['diff', '--cached', '--name-only', '--no-renames', '--diff-filter=D', '-z', 'HEAD', '--'];
  const lists = await Promise.all([
    runGit(git, root, ['ls-files', '--deleted', '-z'], { signal }),
    runGit(git, root, staged, { signal }).catch((error: unknown) => {
      if (lacksCommit(error) || lacksObjects(error)) {
        return '';
      }
      throw error;
    }),
  ]);
  return [...new Set(lists.flatMap((list) => list.split('\0')))].filter((name) => name !== '');
}
