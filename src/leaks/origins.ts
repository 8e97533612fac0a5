import { type Change, CHANGES, parseChanges } from './git/log';
import type { ObjectReader } from './git/objects';
import { argumentsAtATime, type Git, lacksObjects, runGit } from './git/program';
import { holds, type Sought } from './sought';

/** The commit that brought a secret in. */
export interface Origin {
  readonly id: string;
  /** ISO 8601. */
  readonly date: string;
  /** Where the file was then, relative to the root. */
  readonly path: string;
}

/** Whom to ask for the history of a work tree. */
export interface Asked {
  readonly git: Git;
  /** Of the work tree. */
  readonly root: string;
  readonly objects: ObjectReader;
  readonly signal: AbortSignal | undefined;
}

/** A file that HEAD or an older commit has, and secrets in it. */
export interface Committed {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly sought: readonly Sought[];
  /** Whether HEAD has the secrets no longer, or not there: the newest version that has one is looked for. */
  readonly isEarlier?: boolean;
}

/**
 * The commits that brought secrets into files, also under other names. Starts a handful of processes, however many files
 * there are, and one more for each that was renamed or merged.
 * @returns for each file one for each of its secrets; undefined where the clone has not enough of its history to tell.
 */
export async function originsOf(
  files: readonly Committed[],
  asked: Asked,
): Promise<(Origin | undefined)[][]> {
  const changes = await changesTo([...new Set(files.map(({ path }) => path))], asked);
  const added = [...changes.values()].flat().filter(({ before }) => before === undefined);
  const renamed = await renamedIn([...new Set(added.map(({ commit }) => commit.id))], asked);
  const origins: (Origin | undefined)[][] = [];
  for (const { path, sought, isEarlier = false } of files) {
    const revisions = renamed.has(path)
      ? await revisionsOf(path, asked)
      : await inOneLine(path, changes.get(path) ?? [], asked);
    const own: (Origin | undefined)[] = [];
    for (const secret of sought) {
      const change = await changeWith(secret, revisions, asked.objects, isEarlier);
      own.push(change && { ...change.commit, path: change.path });
    }
    origins.push(own);
  }
  return origins;
}

/**
 * The changes to a file, each of which goes on from the one after it in the list. Git leaves out what a merge has discarded
 * where it is asked for one file alone.
 */
async function inOneLine(name: string, changes: Change[], asked: Asked): Promise<Change[]> {
  const isOneLine = changes.every(
    ({ before }, at) => before === undefined || at + 1 === changes.length || before === changes[at + 1]?.blob,
  );
  return isOneLine ? changes : ((await changesTo([name], asked)).get(name) ?? []);
}

/** The changes to files under their present names, newest first; none where the clone has not enough of its history. */
async function changesTo(
  names: readonly string[],
  { git, root, signal }: Asked,
): Promise<Map<string, Change[]>> {
  const changes = new Map<string, Change[]>();
  for (const part of argumentsAtATime(names)) {
    const args = [
      '--literal-pathspecs',
      'log',
      '--no-renames',
      ...CHANGES,
      '--no-textconv',
      'HEAD',
      '--',
      ...part,
    ];
    const output = await runGit(git, root, args, { signal }).catch(nothingIfIncomplete);
    for (const change of parseChanges(output)) {
      const known = changes.get(change.path) ?? [];
      known.push(change);
      changes.set(change.path, known);
    }
  }
  return changes;
}

/** The new names of files that some commits renamed; one process tells it of all, unless the clone has not enough for one. */
async function renamedIn(
  commits: readonly string[],
  { git, root, signal }: Asked,
): Promise<ReadonlySet<string>> {
  const args = [
    'diff-tree',
    '--stdin',
    '-r',
    '-z',
    '-M',
    '--diff-filter=R',
    '--name-status',
    '--no-commit-id',
  ];
  const ask = (ids: readonly string[]): Promise<string> =>
    runGit(git, root, args, { input: ids.map((id) => `${id}\n`).join(''), signal });
  const askEach = async (error: unknown): Promise<string> => {
    nothingIfIncomplete(error);
    let output = '';
    for (const id of commits) {
      output += await ask([id]).catch(nothingIfIncomplete);
    }
    return output;
  };
  const output = commits.length === 0 ? '' : await ask(commits).catch(askEach);
  // For each: `R` with a score, the old name, the new one.
  return new Set(output.split('\0').filter((_, at) => at % 3 === 2));
}

/** A partial clone may lack what is needed to tell. */
function nothingIfIncomplete(error: unknown): string {
  if (lacksObjects(error)) {
    return '';
  }
  throw error;
}

/** The revisions of a file that was renamed, newest first, under all its names. */
async function revisionsOf(name: string, { git, root, signal }: Asked): Promise<Change[]> {
  const args = ['--literal-pathspecs', 'log', '--follow', ...CHANGES, '--no-textconv', 'HEAD', '--', name];
  return parseChanges(await runGit(git, root, args, { signal }).catch(nothingIfIncomplete));
}

/**
 * The oldest of the newest revisions, all of which hold the secret, by halving: few of them have to be read.
 * @param isEarlier the newest of all may not hold it.
 */
async function changeWith(
  sought: Sought,
  revisions: readonly Change[],
  objects: ObjectReader,
  isEarlier: boolean,
): Promise<Change | undefined> {
  const has = async (at: number): Promise<boolean> => {
    const content = await objects.read(revisions[at]?.blob ?? '');
    return content !== undefined && holds(content, sought);
  };
  let known = -1;
  if (isEarlier) {
    known = 0;
    while (known < revisions.length && !(await has(known))) {
      known++;
    }
  }
  let without = revisions.length;
  while (without - known > 1) {
    const middle = (known + without) >> 1;
    if (await has(middle)) {
      known = middle;
    } else {
      without = middle;
    }
  }
  return revisions[known];
}
