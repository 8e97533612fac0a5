import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';

import { secretIn } from './detector';
import type { Finding } from './finding';
import { type Change, CHANGES, parseChanges } from './git/log';
import { ObjectReader } from './git/objects';
import { type Git, GitError, runGit } from './git/program';
import { copyOf } from './remembered';

/** How far a secret got, from the mildest. `history`: only older commits have it. */
export type Exposure =
  'unsaved' | 'ignored' | 'untracked' | 'modified' | 'staged' | 'committed' | 'pushed' | 'history';

/** The commit that brought a secret in. */
export interface Origin {
  readonly id: string;
  /** ISO 8601. */
  readonly date: string;
  /** Where the file was then, relative to the root. */
  readonly path: string;
}

export interface ExposedFinding {
  readonly finding: Finding;
  readonly exposure: Exposure;
  /** For what is committed. */
  readonly commit?: Origin;
  /** For what is pushed: a branch of a server that has it, such as `origin/main`. */
  readonly remoteBranch?: string;
}

/** What git knows of the findings of a file, in the order they were given. */
export type FileExposure =
  | { readonly kind: 'no repository' }
  | { readonly kind: 'repository'; readonly root: string; readonly exposed: readonly ExposedFinding[] };

/** A finding and the ways to write its secret that are looked for in other versions of the file. Lives in memory only. */
export interface Sought {
  readonly finding: Finding;
  readonly forms: readonly string[];
}

/** A file with findings. */
export interface FileWithFindings {
  /** Relative to the root of the work tree, with `/`. */
  readonly path: string;
  readonly sought: readonly Sought[];
  /** What lies on disk, where that is not what the findings are from. */
  readonly onDisk?: Buffer;
}

/** What to look for: each secret as it is written in `text`, and in clear. Keeps nothing else of the text in memory. */
export function soughtIn(text: string, findings: readonly Finding[]): Sought[] {
  return findings.map((finding) => ({
    finding,
    forms: [text.slice(finding.start, finding.end), secretIn(text, finding)].map(copyOf),
  }));
}

/** A work tree, and the branch on a server that its branch follows. */
export interface WorkTree {
  readonly root: string;
  readonly upstream?: string;
}

/**
 * Asks git how far the findings of one document got. Starts a handful of processes, however many findings there are, and
 * no program that the repository has configured.
 * @param file absolute path.
 * @param isUnsaved whether `text` differs from what is on disk.
 * @throws {GitError} if git is missing or refuses; the signal's reason when aborted.
 */
export async function exposureOf(
  document: { file: string; text: string; findings: readonly Finding[]; isUnsaved: boolean },
  git: Git,
  signal?: AbortSignal,
): Promise<FileExposure> {
  const { file, text, findings, isUnsaved } = document;
  const folder = await realpath(path.dirname(file)).catch(() => undefined);
  const tree = folder === undefined ? undefined : await findWorkTree(folder, git, signal);
  if (folder === undefined || tree === undefined) {
    return { kind: 'no repository' };
  }
  const relative = path
    .relative(tree.root, path.join(folder, path.basename(file)))
    .split(path.sep)
    .join('/');
  // A document that was never saved has no file.
  const onDisk = isUnsaved ? await readFile(file).catch(() => Buffer.alloc(0)) : undefined;
  const exposed = await exposuresIn(
    tree,
    [{ path: relative, sought: soughtIn(text, findings), ...(onDisk && { onDisk }) }],
    git,
    signal,
  );
  return { kind: 'repository', root: tree.root, exposed: exposed.flat() };
}

/** @returns undefined where there is no work tree: outside of a repository, inside `.git`, in a bare repository. */
export async function findWorkTree(
  folder: string,
  git: Git,
  signal?: AbortSignal,
): Promise<WorkTree | undefined> {
  const args = ['rev-parse', '--show-toplevel', '--symbolic-full-name', '@{upstream}'];
  const output = await runGit(git, folder, args, { signal }).catch((error: unknown) => {
    if (error instanceof GitError && error.output !== '') {
      // The branch follows no other.
      return error.output;
    }
    if (error instanceof GitError && /not a git repository|must be run in a work tree/.test(error.message)) {
      return undefined;
    }
    throw error;
  });
  const [, root, upstream = ''] = /^([^]*?)\n(?:(refs\/.*)\n|@\{upstream\}\n)?$/.exec(output ?? '') ?? [];
  // A branch can follow another one of the same repository, which says nothing of a server.
  const isOnServer = upstream.startsWith('refs/remotes/');
  return root === undefined ? undefined : { root: path.normalize(root), ...(isOnServer && { upstream }) };
}

/**
 * The same for many files of a work tree at once; all files are read from git by one process.
 * @returns for each file its findings, in the order they were given.
 */
export async function exposuresIn(
  tree: WorkTree,
  files: readonly FileWithFindings[],
  git: Git,
  signal?: AbortSignal,
): Promise<ExposedFinding[][]> {
  const separator = files.some((file) => file.path.includes('\n')) ? '\0' : '\n';
  const objects = new ObjectReader(git, tree.root, separator, signal);
  try {
    const inquiry = { tree, git, objects, signal };
    const placed = await Promise.all(files.map((file) => placeFindings(file, inquiry)));
    await markIgnored(files, placed, inquiry);
    await findOrigins(files, placed, inquiry);
    await markPushed(placed, inquiry);
    return placed;
  } finally {
    objects.close();
  }
}

interface Inquiry {
  readonly tree: WorkTree;
  readonly git: Git;
  readonly objects: ObjectReader;
  readonly signal: AbortSignal | undefined;
}

type Placed = { -readonly [Property in keyof ExposedFinding]: ExposedFinding[Property] };

async function placeFindings(file: FileWithFindings, { tree, objects }: Inquiry): Promise<Placed[]> {
  const read = (where: string): Promise<Buffer | undefined> => objects.read(`${where}:${file.path}`);
  const [pushed, committed, staged] = await Promise.all([
    tree.upstream === undefined ? undefined : read(tree.upstream),
    read('HEAD'),
    read(':0'),
  ]);
  // The furthest place first.
  const places: readonly (readonly [Exposure, Buffer | undefined])[] = [
    ['pushed', pushed],
    ['committed', committed],
    ['staged', staged],
  ];
  return file.sought.map((one) => {
    const place = places.find(([, content]) => content !== undefined && holds(content, one));
    const isOnDisk = file.onDisk === undefined || holds(file.onDisk, one);
    const onlyOnDisk = staged === undefined ? 'untracked' : 'modified';
    const exposure = place?.[0] ?? (isOnDisk ? onlyOnDisk : 'unsaved');
    const branch = exposure === 'pushed' ? tree.upstream?.replace('refs/remotes/', '') : undefined;
    return { finding: one.finding, exposure, ...(branch !== undefined && { remoteBranch: branch }) };
  });
}

/** Whether a version of a file holds a secret. */
export function holds(content: Buffer, { forms }: Sought): boolean {
  return forms.some((form) => content.includes(form) || content.includes(Buffer.from(form, 'utf16le')));
}

async function markIgnored(
  files: readonly FileWithFindings[],
  placed: readonly Placed[][],
  { tree, git, signal }: Inquiry,
): Promise<void> {
  const untracked = files.filter((_, at) => placed[at]?.some(({ exposure }) => exposure === 'untracked'));
  if (untracked.length === 0) {
    return;
  }
  const input = untracked.map((file) => `${file.path}\0`).join('');
  const output = await runGit(git, tree.root, ['check-ignore', '-z', '--stdin'], { input, signal }).catch(
    (error: unknown) => {
      if (error instanceof GitError && error.exitCode === 1) {
        // None of them is ignored.
        return '';
      }
      throw error;
    },
  );
  const ignored = new Set(output.split('\0'));
  for (const [at, file] of files.entries()) {
    for (const one of placed[at] ?? []) {
      if (one.exposure === 'untracked' && ignored.has(file.path)) {
        one.exposure = 'ignored';
      }
    }
  }
}

async function findOrigins(
  files: readonly FileWithFindings[],
  placed: readonly Placed[][],
  inquiry: Inquiry,
): Promise<void> {
  const committed = files.flatMap(({ path: name, sought }, at) => {
    const own = (placed[at] ?? []).flatMap((one, index) => {
      const secret = sought[index];
      const isCommitted = one.exposure === 'committed' || one.exposure === 'pushed';
      return isCommitted && secret ? [{ one, secret }] : [];
    });
    return own.length > 0 ? [{ name, own }] : [];
  });
  const changes = await changesTo([...new Set(committed.map(({ name }) => name))], inquiry);
  const added = [...changes.values()].flat().filter(({ before }) => before === undefined);
  const renamed = await renamedIn([...new Set(added.map(({ commit }) => commit.id))], inquiry);
  for (const { name, own } of committed) {
    const revisions = renamed.has(name)
      ? await revisionsOf(name, inquiry)
      : await inOneLine(name, changes.get(name) ?? [], inquiry);
    for (const { one, secret } of own) {
      const origin = await originOf(secret, revisions, inquiry.objects);
      if (origin !== undefined) {
        one.commit = { ...origin.commit, path: origin.path };
      }
    }
  }
}

/**
 * The changes to a file, each of which goes on from the one after it in the list. Git leaves out what a merge has discarded
 * where it is asked for one file alone.
 */
async function inOneLine(name: string, changes: Change[], inquiry: Inquiry): Promise<Change[]> {
  const isOneLine = changes.every(
    ({ before }, at) => before === undefined || at + 1 === changes.length || before === changes[at + 1]?.blob,
  );
  return isOneLine ? changes : ((await changesTo([name], inquiry)).get(name) ?? []);
}

/** In characters: what fits into the arguments of a program everywhere. */
const MOST_ARGUMENTS = 20_000;

/** The changes to files under their present names, newest first; none where the clone has not enough of its history. */
async function changesTo(
  names: readonly string[],
  { git, tree, signal }: Inquiry,
): Promise<Map<string, Change[]>> {
  const changes = new Map<string, Change[]>();
  for (let next = 0; next < names.length;) {
    const part: string[] = [];
    for (let length = 0; next < names.length && (part.length === 0 || length < MOST_ARGUMENTS); next++) {
      part.push(names[next] ?? '');
      length += names[next]?.length ?? 0;
    }
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
    const output = await runGit(git, tree.root, args, { signal }).catch(nothingIfIncomplete);
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
  { git, tree, signal }: Inquiry,
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
    runGit(git, tree.root, args, { input: ids.map((id) => `${id}\n`).join(''), signal });
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
  if (error instanceof GitError && LACKS_OBJECTS.test(error.message)) {
    return '';
  }
  throw error;
}

/** The revisions of a file that was renamed, newest first, under all its names. */
async function revisionsOf(name: string, { git, tree, signal }: Inquiry): Promise<Change[]> {
  const args = ['--literal-pathspecs', 'log', '--follow', ...CHANGES, '--no-textconv', 'HEAD', '--', name];
  return parseChanges(await runGit(git, tree.root, args, { signal }).catch(nothingIfIncomplete));
}

/** What git says where a clone lacks objects that it needs. */
export const LACKS_OBJECTS =
  /promisor remote|lazy fetching|unable to read|missing (?:blob|tree)|bad object|could not fetch/i;

/** The oldest of the newest revisions, all of which hold the secret, by halving: few of them have to be read. */
async function originOf(
  sought: Sought,
  revisions: readonly Change[],
  objects: ObjectReader,
): Promise<Change | undefined> {
  const has = async (at: number): Promise<boolean> => {
    const content = await objects.read(revisions[at]?.blob ?? '');
    return content !== undefined && holds(content, sought);
  };
  let known = -1;
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

/** Commits that a branch of some server has are pushed, whatever this branch follows. */
async function markPushed(placed: readonly Placed[][], { tree, git, signal }: Inquiry): Promise<void> {
  const local = placed
    .flat()
    .filter(({ exposure, commit }) => exposure === 'committed' && commit !== undefined);
  const commits = [...new Set(local.map(({ commit }) => commit?.id ?? ''))];
  if (commits.length === 0) {
    return;
  }
  const input = commits.map((id) => `${id}\n`).join('');
  const output = await runGit(git, tree.root, ['rev-list', '--stdin', '--not', '--remotes'], {
    input,
    signal,
  });
  const unpushed = new Set(output.split('\n'));
  const pushed = local.filter(({ commit }) => !unpushed.has(commit?.id ?? ''));
  const branches = new Map<string, string>();
  for (const id of commits.filter((commit) => !unpushed.has(commit)).slice(0, MOST_NAMED)) {
    branches.set(id, await branchWith(id, tree, git, signal));
  }
  for (const one of pushed) {
    one.exposure = 'pushed';
    const branch = branches.get(one.commit?.id ?? '');
    if (branch !== undefined) {
      one.remoteBranch = branch;
    }
  }
}

/** Each asks git once more, so of a repository full of secrets only the first commits get the name of their branch. */
const MOST_NAMED = 20;

async function branchWith(
  commit: string,
  tree: WorkTree,
  git: Git,
  signal: AbortSignal | undefined,
): Promise<string> {
  const format = '--format=%(refname:lstrip=2)';
  const args = ['for-each-ref', '--count=1', `--contains=${commit}`, format, 'refs/remotes'];
  return (await runGit(git, tree.root, args, { signal })).trim();
}
