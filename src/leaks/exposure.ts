import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';

import type { Finding } from './finding';
import { goneFilesWith } from './git/gone';
import { ObjectReader } from './git/objects';
import { commitsOutside } from './git/reachable';
import { cutCommits } from './git/shallow';
import { type Git, GitError, lacksCommit, runGit } from './git/program';
import { type Origin, originsOf } from './origins';
import { holds, type Sought, soughtIn } from './sought';

/** How far a secret got, from the mildest. `history`: only older commits have it. */
export type Exposure =
  'unsaved' | 'ignored' | 'untracked' | 'modified' | 'staged' | 'committed' | 'pushed' | 'history';

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

/** A file with findings. */
export interface FileWithFindings {
  /** Relative to the root of the work tree, with `/`. */
  readonly path: string;
  readonly sought: readonly Sought[];
  /** What lies on disk, where that is not what the findings are from. */
  readonly onDisk?: Buffer;
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
    const former = await findFormer(files, placed, inquiry);
    await findOrigins(files, placed, former, inquiry);
    await findEarlier(files, placed, inquiry);
    await markPushed(placed, inquiry);
    await forgetCut(placed, inquiry);
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

/** What is not committed under the present name of its file. */
const NOT_COMMITTED: ReadonlySet<Exposure> = new Set(['ignored', 'untracked', 'modified', 'staged']);

/**
 * Finds secrets of files that were renamed since the last commit, also to one that git ignores: HEAD has them under names that
 * are gone, so they count as committed.
 * @returns these names.
 */
async function findFormer(
  files: readonly FileWithFindings[],
  placed: readonly Placed[][],
  inquiry: Inquiry,
): Promise<ReadonlyMap<Placed, string>> {
  const open = files.flatMap(({ sought }, at) =>
    (placed[at] ?? []).flatMap((one, index) => {
      const secret = sought[index];
      return secret !== undefined && NOT_COMMITTED.has(one.exposure) ? [{ one, secret }] : [];
    }),
  );
  const former = new Map<Placed, string>();
  const forms = open.flatMap(({ secret }) => secret.forms);
  const { git, tree, signal } = inquiry;
  for (const name of await goneFilesWith(forms, git, tree.root, signal)) {
    const content = await inquiry.objects.read(`HEAD:${name}`);
    for (const { one, secret } of open) {
      if (content !== undefined && !former.has(one) && holds(content, secret)) {
        one.exposure = 'committed';
        former.set(one, name);
      }
    }
  }
  return former;
}

/** @param former the names in HEAD of files that have others now. */
async function findOrigins(
  files: readonly FileWithFindings[],
  placed: readonly Placed[][],
  former: ReadonlyMap<Placed, string>,
  { git, tree, objects, signal }: Inquiry,
): Promise<void> {
  const committed = new Map<string, { one: Placed; secret: Sought }[]>();
  for (const [at, { path, sought }] of files.entries()) {
    for (const [index, one] of (placed[at] ?? []).entries()) {
      const secret = sought[index];
      if ((one.exposure === 'committed' || one.exposure === 'pushed') && secret !== undefined) {
        const name = former.get(one) ?? path;
        committed.set(name, [...(committed.get(name) ?? []), { one, secret }]);
      }
    }
  }
  const asked = [...committed].map(([name, own]) => ({
    path: name,
    sought: own.map(({ secret }) => secret),
  }));
  const origins = await originsOf(asked, { git, root: tree.root, objects, signal });
  for (const [at, own] of [...committed.values()].entries()) {
    for (const [index, { one }] of own.entries()) {
      const origin = origins[at]?.[index];
      if (origin !== undefined) {
        one.commit = origin;
      }
    }
  }
}

/** What HEAD and the index say nothing of. */
const ONLY_ON_DISK: ReadonlySet<Exposure> = new Set(['ignored', 'untracked', 'modified']);

/** Finds secrets that older commits have in the same file: it was taken out of git, or the secret out of it, and is there still or again. */
async function findEarlier(
  files: readonly FileWithFindings[],
  placed: readonly Placed[][],
  { git, tree, objects, signal }: Inquiry,
): Promise<void> {
  const asked = files.flatMap(({ path, sought }, at) => {
    const own = (placed[at] ?? []).flatMap((one, index) => {
      const secret = sought[index];
      return secret !== undefined && ONLY_ON_DISK.has(one.exposure) ? [{ one, secret }] : [];
    });
    return own.length > 0 ? [{ path, sought: own.map(({ secret }) => secret), own, isEarlier: true }] : [];
  });
  const origins = await originsOf(asked, { git, root: tree.root, objects, signal }).catch(
    noneBeforeFirstCommit,
  );
  for (const [at, { own }] of asked.entries()) {
    for (const [index, { one }] of own.entries()) {
      const origin = origins[at]?.[index];
      if (origin !== undefined) {
        one.exposure = 'committed';
        one.commit = origin;
      }
    }
  }
}

function noneBeforeFirstCommit(error: unknown): [] {
  if (lacksCommit(error)) {
    return [];
  }
  throw error;
}

/** Commits that a branch of some server has are pushed, whatever this branch follows. */
async function markPushed(placed: readonly Placed[][], { tree, git, signal }: Inquiry): Promise<void> {
  const local = placed
    .flat()
    .filter(({ exposure, commit }) => exposure === 'committed' && commit !== undefined);
  const commits = new Set(local.map(({ commit }) => commit?.id ?? ''));
  const unpushed = await commitsOutside('--remotes', commits, git, tree.root, signal);
  const pushed = local.filter(({ commit }) => !unpushed.has(commit?.id ?? ''));
  const branches = new Map<string, string>();
  for (const id of [...commits].filter((commit) => !unpushed.has(commit)).slice(0, MOST_NAMED)) {
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

/** Where a shallow clone ends, nobody knows what brought a secret in. */
async function forgetCut(placed: readonly Placed[][], { tree, git, signal }: Inquiry): Promise<void> {
  const dated = placed.flat().filter(({ commit }) => commit !== undefined);
  const cut = dated.length === 0 ? undefined : await cutCommits(git, tree.root, signal);
  for (const one of dated.filter(({ commit }) => cut?.has(commit?.id ?? ''))) {
    delete one.commit;
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
