import { type Encoding, encodingOf } from '../encoding';
import type { WorkTree } from '../exposure';
import type { Blob } from '../git/blobParser';
import { anyBlob, eachBlob } from '../git/blobs';
import { type Git, GitError, lacksCommit, lacksObjects, runGit } from '../git/program';
import { globFilter } from '../globs';
import { sentInBytes } from '../senders';
import { bytesNameVendor, namesVendor, VENDOR_FOR_GIT } from '../vendor';
import { holds, type Sought } from '../sought';
import { inPlaceOf, type LookedAtAgain, withAgain } from './again';
import {
  anyBlobNamesVendor,
  type BlobFile,
  grouped,
  idsIn,
  inspectAgain,
  inspectBlobs,
  withoutSkipped,
} from './blobs';
import type { Part } from './files';
import type { Links } from './links';
import { NO_FILES } from './listing';
import { FileReader } from './reader';
import { countSkipped, emptyStats, type ScanOptions, type ScanResult, type ScanStats } from './report';
import { inOrder, reported } from './workTree';
import { sure, withFindings } from './workspace';

/** A path whose content in the index is not that in HEAD. */
interface StagedFile extends BlobFile {
  /** Its blob in HEAD; undefined: it is new. */
  readonly old?: string | undefined;
}

/**
 * Scans what the next commit would bring in: the files in the index that differ from HEAD, as they are in the index. A
 * secret that HEAD has in the same file is not told of again.
 */
export async function scanStaged(tree: WorkTree, git: Git, options: ScanOptions = {}): Promise<ScanResult> {
  const { signal, onProgress } = options;
  const began = performance.now();
  const stats = emptyStats();
  const staged = withoutSkipped(await listStaged(tree, git, stats, signal), options, stats);
  const first = await inspectBlobs(tree.root, staged, git, stats, options, (found) => {
    onProgress?.({ done: stats.files, total: staged.length, bytes: stats.bytes, found: found.length });
  });
  const meant = await inspectMeant(tree, staged, first.links, git, options);
  // What is in the index has come in there, too.
  const sent = first.links.sentNames;
  const { parts, unusedIgnores: unused } = inPlaceOf(first, meant);
  const certain = await sure(parts, () => indexNamesVendor(tree, git, options));
  const again = await inspectAgain(tree.root, staged, certain, git, { ...options, sent });
  const all = withAgain({ parts: certain, unusedIgnores: unused }, again);
  const fresh = await withoutCommitted(tree, all.parts, git, signal);
  const findings = fresh.flatMap((part) =>
    part.placed.map((one, at) => ({
      ...reported(part.path, one, { finding: one.finding, exposure: 'staged' }),
      ...(hasLost(tree.root, part.path, part.sought[at]) && { onlyStaged: true as const }),
    })),
  );
  stats.milliseconds = Math.round(performance.now() - began);
  const paths = staged.map(({ path }) => path);
  const { unusedIgnores } = all;
  return { root: tree.root, findings: inOrder(findings, paths), unusedIgnores, stats };
}

/** Looks again at staged files with values that files in the index send to Fleetio. */
async function inspectMeant(
  tree: WorkTree,
  staged: readonly StagedFile[],
  links: Links,
  git: Git,
  options: ScanOptions,
): Promise<LookedAtAgain<StagedFile & Part>> {
  if (links.hasConstants) {
    links.addAll({ sent: await sentInIndex(tree, git, options), constants: [] });
  }
  const paths = links.filesThatAreMeant();
  const files = staged.filter(({ path }) => paths.has(path));
  const knowledge = { ...options, sent: links.sentNames };
  const { parts, unusedIgnores } = await inspectBlobs(tree.root, files, git, emptyStats(), knowledge);
  return { paths, parts, unusedIgnores };
}

/** What the files in the index send to Fleetio. A clone that lacks some of them does not know. */
async function sentInIndex(
  tree: WorkTree,
  git: Git,
  { signal, exclude = [] }: ScanOptions,
): Promise<string[]> {
  const named = await filesThatMayNameVendor(tree, git, signal);
  if (named === undefined) {
    return [];
  }
  const isExcluded = globFilter(exclude);
  const files = (await listIndex(tree, git, emptyStats(), signal)).filter(
    ({ path }) => named.has(path) && !isExcluded(path),
  );
  const sent: string[] = [];
  let encoding: Encoding = 'text';
  const look = ({ content, offset }: Blob): void => {
    if (content !== undefined) {
      encoding = offset === 0 ? encodingOf(content) : encoding;
      sent.push(...(encoding === 'text' ? sentInBytes(content) : []));
    }
  };
  await eachBlob(git, tree.root, idsIn(grouped(files, ({ blob }) => blob)), look, signal);
  return sent;
}

/** Leaves out the secrets that HEAD has in the same files. */
async function withoutCommitted(
  tree: WorkTree,
  parts: readonly (StagedFile & Part)[],
  git: Git,
  signal?: AbortSignal,
): Promise<Part[]> {
  const changed = parts.filter(({ old }) => old !== undefined);
  const partsOf = grouped(changed, ({ old = '' }) => old);
  const committed = new Set<Sought>();
  const look = ({ id, content }: Blob): void => {
    for (const sought of (partsOf.get(id) ?? []).flatMap((part) => part.sought)) {
      if (content !== undefined && holds(content, sought)) {
        committed.add(sought);
      }
    }
  };
  await eachBlob(git, tree.root, idsIn(partsOf), look, signal);
  return parts.flatMap((part) =>
    withFindings(part, (finding, at) => {
      const sought = part.sought[at];
      return sought !== undefined && committed.has(sought) ? undefined : finding;
    }),
  );
}

/**
 * Whether the file on disk has a secret no longer that is staged. Where it cannot be read nobody knows, so that it counts as
 * one that has it: to stage it again is no way out then.
 */
function hasLost(root: string, path: string, sought: Sought | undefined): boolean {
  if (sought === undefined) {
    return false;
  }
  const stats = emptyStats();
  for (const { bytes } of new FileReader(root, stats).read(path)) {
    if (holds(bytes, sought)) {
      return false;
    }
  }
  return stats.skipped === 0;
}

/** Whether a path or a file in the index names Fleetio. */
async function indexNamesVendor(
  tree: WorkTree,
  git: Git,
  { signal, exclude = [] }: ScanOptions,
): Promise<boolean> {
  const isExcluded = globFilter(exclude);
  const files = (await listIndex(tree, git, emptyStats(), signal)).filter(({ path }) => !isExcluded(path));
  if (files.some(({ path }) => namesVendor(path))) {
    return true;
  }
  const named = await filesThatMayNameVendor(tree, git, signal);
  if (named === undefined) {
    return anyBlobNamesVendor(tree.root, git, signal);
  }
  const filesOf = grouped(
    files.filter(({ path }) => named.has(path)),
    ({ blob }) => blob,
  );
  return anyBlob(git, tree.root, idsIn(filesOf), bytesNameVendor, signal);
}

/** Git looks at a whole index faster than it hands it out. @returns undefined in a clone that lacks some of it. */
async function filesThatMayNameVendor(
  tree: WorkTree,
  git: Git,
  signal?: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
  const settings = ['--no-color', '--no-textconv', '--no-recurse-submodules'];
  const what = ['--text', '--ignore-case', '--extended-regexp', '-e', VENDOR_FOR_GIT];
  const args = ['grep', '--cached', '--files-with-matches', '-z', ...settings, ...what];
  try {
    return new Set((await runGit(git, tree.root, args, { signal })).split('\0'));
  } catch (error) {
    if (error instanceof GitError && error.exitCode === 1) {
      return new Set();
    }
    if (lacksObjects(error)) {
      return undefined;
    }
    throw error;
  }
}

async function listStaged(
  tree: WorkTree,
  git: Git,
  stats: ScanStats,
  signal?: AbortSignal,
): Promise<StagedFile[]> {
  const diff = [
    'diff-index',
    '--cached',
    '--raw',
    '-z',
    '--no-abbrev',
    '--no-renames',
    '--no-ext-diff',
    'HEAD',
    '--',
  ];
  const output = await runGit(git, tree.root, diff, { signal }).catch((error: unknown) => {
    if (lacksCommit(error)) {
      // There is no commit yet, so everything in the index is new.
      return undefined;
    }
    throw error;
  });
  if (output === undefined) {
    return listIndex(tree, git, stats, signal);
  }
  const fields = output.split('\0');
  return fields.flatMap((field, at) => {
    const [, mode = '', old = '', blob = '', status] =
      /^:\d+ (\d+) ([0-9a-f]+) ([0-9a-f]+) (\w)/.exec(field) ?? [];
    if (status === 'U') {
      countSkipped(stats, 'in conflict');
    }
    const isNew = /^0+$/.test(old);
    return isFile(mode, stats) ? [{ path: fields[at + 1] ?? '', blob, ...(!isNew && { old }) }] : [];
  });
}

async function listIndex(
  tree: WorkTree,
  git: Git,
  stats: ScanStats,
  signal?: AbortSignal,
): Promise<BlobFile[]> {
  const output = await runGit(git, tree.root, ['ls-files', '--stage', '-z'], { signal });
  return output.split('\0').flatMap((entry) => {
    const [, mode = '', blob = '', path = ''] = /^(\d+) ([0-9a-f]+) \d\t([^]*)$/.exec(entry) ?? [];
    return isFile(mode, stats) ? [{ path, blob }] : [];
  });
}

/** What else there can be is counted. */
function isFile(mode: string, stats: ScanStats): boolean {
  const reason = NO_FILES[mode];
  if (reason !== undefined) {
    countSkipped(stats, reason);
  }
  return mode.startsWith('100');
}
