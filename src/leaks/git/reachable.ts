import { type Git, runGit } from './program';

/**
 * Those of some commits that no ref of a kind has in its history, and more that only these have.
 * @param refs `--remotes`: branches of servers; `--all`: any ref, and HEAD.
 */
export async function commitsOutside(
  refs: '--remotes' | '--all',
  commits: ReadonlySet<string>,
  git: Git,
  root: string,
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  if (commits.size === 0) {
    return new Set();
  }
  const input = [...commits].map((id) => `${id}\n`).join('');
  const output = await runGit(git, root, ['rev-list', '--ignore-missing', '--stdin', '--not', refs], {
    input,
    signal,
  });
  return new Set(output.split('\n'));
}
