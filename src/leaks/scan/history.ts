import type { Origin } from '../exposure';
import type { KnownSecret } from '../finding';
import { allBlobs, countMissing, listObjects } from '../git/blobs';
import { type Change, CHANGES, readChanges } from '../git/log';
import { ObjectReader } from '../git/objects';
import { type Git, GitError, runGit, streamGit } from '../git/program';
import { globFilter } from '../globs';
import { inspect, type Placed } from './inspect';
import { wholeFile } from './reader';
import {
  addStats,
  countSkipped,
  emptyStats,
  type ScanFinding,
  type ScanOptions,
  type ScanResult,
  type ScanStats,
} from './report';
import { type Share, workAll } from './shares';
import { reported } from './workTree';
import { showVendor, withoutWorkspace } from './workspace';

/** What is known of a secret in a path, over all versions of the file. */
interface Trace {
  readonly path: string;
  /** In the newest version that holds it. */
  placed: Placed;
  /** Oldest first. */
  readonly changes: Change[];
}

/**
 * Scans all that was ever committed: every blob once, without knowing its path, then the paths and commits of those that
 * hold a secret. Works in bare, shallow and partial clones with what they have.
 * @param folder the work tree or the bare repository.
 */
export async function scanHistory(folder: string, git: Git, options: ScanOptions = {}): Promise<ScanResult> {
  const began = performance.now();
  const stats = emptyStats();
  const suspicious = await readAll(folder, git, stats, options);
  const missing = await countMissing(git, folder, options.signal);
  if (missing > 0) {
    countSkipped(stats, 'not in this clone', missing);
  }
  const traces = suspicious.size === 0 ? [] : await trace(folder, git, suspicious, options);
  const findings = traces.length === 0 ? [] : await reportTraces(folder, traces, git, options);
  stats.milliseconds = Math.round(performance.now() - began);
  return { root: folder, findings, unusedIgnores: [], stats };
}

/** @returns the ids of the blobs that hold what may be a secret. */
async function readAll(
  folder: string,
  git: Git,
  stats: ScanStats,
  { signal, onProgress, thread, known }: ScanOptions,
): Promise<ReadonlySet<string>> {
  const suspicious = new Set<string>();
  const shares = sharesOf(folder, git, stats, { signal, known });
  await workAll(shares, { signal, thread }, (outcome) => {
    addStats(stats, outcome.stats);
    outcome.suspicious.forEach((id) => suspicious.add(id));
    onProgress?.({ done: stats.blobs, bytes: stats.bytes, found: suspicious.size });
  });
  return suspicious;
}

/** How much one process of git is asked for: long enough that its start does not count. */
const SHARE = { bytes: 32e6, blobs: 10_000 };

async function* sharesOf(
  folder: string,
  git: Git,
  stats: ScanStats,
  { signal, known }: Pick<ScanOptions, 'signal' | 'known'>,
): AsyncGenerator<Share & { readonly kind: 'blobs' }> {
  const { executable, environment } = git;
  const share = { kind: 'blobs', folder, known, git: { executable, environment } } as const;
  let [ids, bytes, blobs] = ['', 0, 0];
  for await (const { id, type, size } of listObjects(git, folder, signal)) {
    stats.commits += type === 'commit' ? 1 : 0;
    if (type !== 'blob') {
      continue;
    }
    ids += `${id}\n`;
    bytes += size;
    blobs += 1;
    if (bytes >= SHARE.bytes || blobs >= SHARE.blobs) {
      yield { ...share, ids };
      [ids, bytes, blobs] = ['', 0, 0];
    }
  }
  if (blobs > 0) {
    yield { ...share, ids };
  }
}

/** Finds where the suspicious blobs were, and reads them again with all that is known now. */
async function trace(
  folder: string,
  git: Git,
  suspicious: ReadonlySet<string>,
  { signal, known, exclude = [] }: ScanOptions,
): Promise<Trace[]> {
  const args = ['log', '--all', '--no-renames', '-c', ...CHANGES];
  const traces = new Map<string, Trace>();
  const isExcluded = globFilter(exclude);
  const objects = new ObjectReader(git, folder, '\n', signal);
  try {
    const versions = new Map<string, readonly Placed[]>();
    for await (const change of readChanges(streamGit(git, folder, args, signal))) {
      // Blobs that no commit has never come up here: they are not reachable, and nobody gets them with a clone.
      if (!suspicious.has(change.blob) || isExcluded(change.path)) {
        continue;
      }
      const version = `${change.blob} ${change.path}`;
      const placed = versions.get(version) ?? (await inspectBlob(change, objects, known));
      versions.set(version, placed);
      for (const one of placed) {
        const key = `${one.finding.rule} ${one.finding.fingerprint} ${change.path}`;
        const known = traces.get(key);
        if (known === undefined) {
          traces.set(key, { path: change.path, placed: one, changes: [change] });
        } else {
          known.changes.unshift(change);
        }
      }
    }
  } finally {
    objects.close();
  }
  return sure([...traces.values()], () => anyBlobNamesVendor(folder, git, signal));
}

async function inspectBlob(
  { blob, path }: Change,
  objects: ObjectReader,
  known?: readonly KnownSecret[],
): Promise<readonly Placed[]> {
  const content = await objects.read(blob);
  return content === undefined ? [] : inspect(path, wholeFile(content), 0, known).placed;
}

/** Takes the benefit of the doubt back where nothing in the whole history has to do with Fleetio. */
async function sure(traces: readonly Trace[], namesVendor: () => Promise<boolean>): Promise<Trace[]> {
  const findings = traces.map(({ placed }) => placed.finding);
  if (traces.length === 0 || showVendor(findings) || (await namesVendor())) {
    return [...traces];
  }
  return traces.flatMap((one) => {
    const finding = withoutWorkspace(one.placed.finding);
    return finding ? [{ ...one, placed: { ...one.placed, finding } }] : [];
  });
}

/** Reads until the first blob that names Fleetio; only asked when something hangs on it. */
async function anyBlobNamesVendor(folder: string, git: Git, signal?: AbortSignal): Promise<boolean> {
  for await (const { content } of allBlobs(git, folder, signal)) {
    if (VENDOR_BYTES.some((bytes) => content.includes(bytes))) {
      return true;
    }
  }
  return false;
}

const VENDOR_BYTES = ['fleetio', 'Fleetio', 'FLEETIO'].map((word) => Buffer.from(word));

async function reportTraces(
  folder: string,
  traces: readonly Trace[],
  git: Git,
  { signal }: ScanOptions,
): Promise<ScanFinding[]> {
  const [head, unpushed] = await Promise.all([
    blobsOfHead(folder, git, signal),
    unpushedCommits(folder, traces, git, signal),
  ]);
  return traces.map((one) => {
    const first = one.changes[0];
    const last = one.changes.at(-1);
    const inHead = one.changes.some(({ blob, path }) => head.get(path) === blob);
    const pushed = first !== undefined && !unpushed.has(first.commit.id);
    const exposure = inHead ? (pushed ? 'pushed' : 'committed') : 'history';
    const base = reported(one.path, one.placed, {
      finding: one.placed.finding,
      exposure,
      ...(first && { commit: originOf(first) }),
    });
    return { ...base, ...(last && { history: { lastCommit: originOf(last), inHead, pushed } }) };
  });
}

const originOf = ({ commit, path }: Change): Origin => ({ ...commit, path });

/** The blob of each path in HEAD; none in a repository without commits on its branch. */
async function blobsOfHead(folder: string, git: Git, signal?: AbortSignal): Promise<Map<string, string>> {
  const output = await runGit(git, folder, ['ls-tree', '-r', '-z', '--full-tree', 'HEAD'], { signal }).catch(
    noHead,
  );
  return new Map(
    output.split('\0').flatMap((entry) => {
      const [, blob, path] = /^\d+ blob ([0-9a-f]+)\t([^]*)$/.exec(entry) ?? [];
      return blob !== undefined && path !== undefined ? [[path, blob] as const] : [];
    }),
  );
}

function noHead(error: unknown): string {
  if (error instanceof GitError && /Not a valid object name|unknown revision/i.test(error.message)) {
    return '';
  }
  throw error;
}

async function unpushedCommits(
  folder: string,
  traces: readonly Trace[],
  git: Git,
  signal?: AbortSignal,
): Promise<Set<string>> {
  const commits = new Set(
    traces.flatMap(({ changes }) => changes.slice(0, 1).map(({ commit }) => commit.id)),
  );
  const input = [...commits].map((id) => `${id}\n`).join('');
  const output = await runGit(git, folder, ['rev-list', '--stdin', '--not', '--remotes'], { input, signal });
  return new Set(output.split('\n'));
}
