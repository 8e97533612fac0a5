import { LACKS_OBJECTS } from '../origins';
import { type Git, GitError, runGit } from './program';

/** In characters: the names that fit into the arguments of a program everywhere. */
const MOST_NAMES = 20_000;

/**
 * The files of HEAD that are no longer on disk or in the index, as after a rename, and have one of some texts. Git looks at them
 * without handing them out.
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
  let length = 0;
  const asked = gone.filter((name) => !name.includes('\n') && (length += name.length) < MOST_NAMES);
  if (asked.length === 0) {
    return [];
  }
  const what = ['-a', '-F', '--no-textconv', '--no-color', '--no-recurse-submodules', '-f', '-'];
  const args = ['--literal-pathspecs', 'grep', '--files-with-matches', '-z', ...what, 'HEAD', '--', ...asked];
  const output = await runGit(git, root, args, { input: input.join(''), signal }).catch((error: unknown) => {
    const hasNone = error instanceof GitError && error.exitCode === 1 && error.message === '';
    // A partial clone can have left them with its server.
    if (hasNone || (error instanceof GitError && LACKS_OBJECTS.test(error.message))) {
      return error.output;
    }
    throw error;
  });
  return output.split('\0').flatMap((found) => found.replace(/^HEAD:/, '') || []);
}

async function goneFiles(git: Git, root: string, signal?: AbortSignal): Promise<string[]> {
  const staged = ['diff', '--cached', '--name-only', '--no-renames', '--diff-filter=D', '-z', 'HEAD', '--'];
  const lists = await Promise.all([
    runGit(git, root, ['ls-files', '--deleted', '-z'], { signal }),
    runGit(git, root, staged, { signal }).catch((error: unknown) => {
      if (error instanceof GitError && /bad revision|ambiguous argument/.test(error.message)) {
        // There is no commit yet.
        return '';
      }
      throw error;
    }),
  ]);
  return [...new Set(lists.flatMap((list) => list.split('\0')))].filter((name) => name !== '');
}
