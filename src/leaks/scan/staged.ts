import { holds, soughtIn, type WorkTree } from '../exposure';
import type { Finding } from '../finding';
import { ObjectReader } from '../git/objects';
import { type Git, GitError, runGit } from '../git/program';
import { globFilter } from '../globs';
import { inspect, type Placed } from './inspect';
import { wholeFile } from './reader';
import { countSkipped, emptyStats, type ScanOptions, type ScanResult, type UnusedIgnore } from './report';
import { reported } from './workTree';
import { showVendor, withoutWorkspace } from './workspace';

/** A path whose content in the index is not that in HEAD. */
interface StagedFile {
  readonly path: string;
  readonly blob: string;
}

/**
 * Scans what the next commit would bring in: the files in the index that differ from HEAD, as they are in the index. A
 * secret that HEAD has in the same file is not told of again.
 */
export async function scanStaged(
  tree: WorkTree,
  git: Git,
  { signal, onProgress, known, exclude = [] }: ScanOptions = {},
): Promise<ScanResult> {
  const began = performance.now();
  const stats = emptyStats();
  const isExcluded = globFilter(exclude);
  const staged = (await listStaged(tree, git, signal)).filter(({ path }) => !isExcluded(path));
  const found: { path: string; placed: Placed }[] = [];
  const unusedIgnores: UnusedIgnore[] = [];
  const separator = staged.some(({ path }) => path.includes('\n')) ? '\0' : '\n';
  const objects = new ObjectReader(git, tree.root, separator, signal);
  try {
    for (const { path, blob } of staged) {
      const bytes = await objects.read(blob);
      if (bytes === undefined) {
        countSkipped(stats, 'not readable');
        continue;
      }
      stats.files++;
      stats.blobs++;
      stats.bytes += bytes.length;
      const inspected = inspect(path, wholeFile(bytes), 0, known);
      unusedIgnores.push(...inspected.unusedIgnores);
      const old = inspected.placed.length > 0 ? await objects.read(`HEAD:${path}`) : undefined;
      const fresh = inspected.placed.filter(
        ({ finding }) =>
          !(old !== undefined && soughtIn(inspected.text, [finding]).some((sought) => holds(old, sought))),
      );
      found.push(...fresh.map((placed) => ({ path, placed })));
      onProgress?.({ done: stats.files, total: staged.length, bytes: stats.bytes, found: found.length });
    }
  } finally {
    objects.close();
  }
  const isFleetio =
    found.length === 0 ||
    (await isFleetioIndex(
      tree,
      found.map(({ placed }) => placed.finding),
      git,
      signal,
    ));
  const findings = found.flatMap(({ path, placed }) => {
    const finding = isFleetio ? placed.finding : withoutWorkspace(placed.finding);
    return finding ? [reported(path, { ...placed, finding }, { finding, exposure: 'staged' })] : [];
  });
  stats.milliseconds = Math.round(performance.now() - began);
  return { root: tree.root, findings, unusedIgnores, stats };
}

/** As near to the detector's own expression as git's come: `FleetIoT` and `fleet-ios` are others. */
const NAME_OF_VENDOR = 'fleetio([^ust]|[st][a-z]|$)';

/** Whether the findings or anything else in the index show that the repository has to do with Fleetio. */
async function isFleetioIndex(
  tree: WorkTree,
  findings: readonly Finding[],
  git: Git,
  signal?: AbortSignal,
): Promise<boolean> {
  if (showVendor(findings)) {
    return true;
  }
  const args = ['grep', '--cached', '--no-textconv', '--quiet', '-I', '-i', '-E', '-e', NAME_OF_VENDOR];
  return runGit(git, tree.root, args, { signal }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof GitError && error.exitCode === 1) {
        return false;
      }
      throw error;
    },
  );
}

async function listStaged(tree: WorkTree, git: Git, signal?: AbortSignal): Promise<StagedFile[]> {
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
    if (error instanceof GitError && /bad revision|ambiguous argument/.test(error.message)) {
      // There is no commit yet, so everything in the index is new.
      return undefined;
    }
    throw error;
  });
  if (output === undefined) {
    const all = await runGit(git, tree.root, ['ls-files', '--stage', '-z'], { signal });
    return all.split('\0').flatMap((entry) => {
      const [, mode = '', blob = '', path = ''] = /^(\d+) ([0-9a-f]+) \d\t([^]*)$/.exec(entry) ?? [];
      return isFile(mode) ? [{ path, blob }] : [];
    });
  }
  const fields = output.split('\0');
  return fields.flatMap((field, at) => {
    const [, mode = '', blob = ''] = /^:\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) \w/.exec(field) ?? [];
    return isFile(mode) ? [{ path: fields[at + 1] ?? '', blob }] : [];
  });
}

const isFile = (mode: string): boolean => mode.startsWith('100');
