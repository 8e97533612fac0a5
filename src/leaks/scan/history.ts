import { countMissing, isPartialClone } from '../git/blobs';
import type { Change } from '../git/log';
import { type Git, GitError, runGit } from '../git/program';
import { commitsOutside } from '../git/reachable';
import { cutCommits } from '../git/shallow';
import type { FoundElsewhere } from '../finding';
import { globFilter } from '../globs';
import type { Origin } from '../origins';
import { Sketches } from '../sketch';
import { withAgain } from './again';
import { ahead } from './ahead';
import {
  anyBlobNamesVendor,
  batchesOfIds,
  type BlobsRead,
  countsInBlobs,
  grouped,
  idsIn,
  inspectAgain,
  inspectBlobs,
  readBlobs,
  withoutSkipped,
} from './blobs';
import { blobsAt, ChangeLog, historyOf } from './changes';
import type { Placed } from './inspect';
import { Links } from './links';
import {
  addStats,
  countSkipped,
  emptyStats,
  type ScanFinding,
  type ScanOptions,
  type ScanResult,
  type ScanStats,
  type SkipReason,
} from './report';
import { inTurn, type Share, workAll } from './shares';
import { reported } from './workTree';
import { sure } from './workspace';

/** What is known of a secret in a path, over all versions of the file. */
interface Trace {
  readonly path: string;
  /** In the newest version that holds it. */
  readonly placed: Placed;
  /** Oldest first. */
  readonly changes: Change[];
  /** Whether the oldest of them brought it in. */
  readonly hasOrigin: boolean;
}

/**
 * Scans all that was ever committed: every blob once, without knowing its path, then the paths and commits of those that
 * hold a secret. Works in bare, shallow and partial clones with what they have.
 * @param folder the work tree or the bare repository.
 */
export async function scanHistory(folder: string, git: Git, options: ScanOptions = {}): Promise<ScanResult> {
  const began = performance.now();
  const stats = emptyStats();
  const log = new ChangeLog(folder, git, options.signal);
  try {
    const findings = await find(log, stats, options);
    stats.milliseconds = Math.round(performance.now() - began);
    return { root: folder, findings, unusedIgnores: [], stats };
  } finally {
    log.end();
  }
}

async function find(log: ChangeLog, stats: ScanStats, options: ScanOptions): Promise<ScanFinding[]> {
  const { folder, git } = log;
  const { signal } = options;
  const [{ suspicious, sent }, absent, cut] = await Promise.all([
    readAll(log, stats, options),
    absentIn(folder, git, signal),
    cutCommits(git, folder, signal),
  ]);
  if (absent.count > 0) {
    countSkipped(stats, absent.reason, absent.count);
  }
  if (cut.size > 0) {
    countSkipped(stats, 'commit before a shallow clone', cut.size);
  }
  const traces = suspicious.size === 0 ? [] : await trace(log, suspicious, stats, { ...options, sent });
  return traces.length === 0 ? [] : reportTraces(folder, traces, git, cut, options);
}

/** How many objects a partial clone has left with its server, or HEAD of any other repository needs and are gone. */
async function absentIn(
  folder: string,
  git: Git,
  signal?: AbortSignal,
): Promise<{ readonly reason: SkipReason; readonly count: number }> {
  // Who asks for more than HEAD waits for git to walk through all trees that there ever were.
  const [reason, commits] = (await isPartialClone(git, folder, signal))
    ? (['not in this clone', ['--all']] as const)
    : (['not readable', ['--no-walk', 'HEAD']] as const);
  return { reason, count: await countMissing(git, folder, commits, signal).catch(noHead) };
}

/** There is nothing in HEAD before the first commit. */
function noHead(error: unknown): number {
  if (error instanceof GitError && error.message.includes('bad revision')) {
    return 0;
  }
  throw error;
}

/** Of each thread: while git gets one ready, there is another one to look at. */
const SHARES_AT_ONCE = 2;
/** Who is done with one is not to wait until git has listed the next. */
const SHARES_AHEAD = 2;

/** Of more blobs than this it is not kept what values they have. */
const MOST_SKETCHES = 200_000;

/** What came out of all blobs. */
interface AllRead {
  /** The ids of those that hold what may be a secret. */
  readonly suspicious: ReadonlySet<string>;
  /** What any of them sends to Fleetio. */
  readonly sent: ReadonlySet<string>;
}

async function readAll(log: ChangeLog, stats: ScanStats, options: ScanOptions): Promise<AllRead> {
  const { folder, git } = log;
  const { signal, onProgress, threads, known, elsewhere = [] } = options;
  const suspicious = new Set<string>();
  const sketches = new Sketches();
  const links = new Links();
  const secrets: FoundElsewhere[] = [];
  const met = new Set(elsewhere.map(({ fingerprint }) => fingerprint));
  const take = (read: BlobsRead): void => {
    read.suspicious.forEach((id) => suspicious.add(id));
    for (const secret of read.secrets.filter(({ fingerprint }) => !met.has(fingerprint))) {
      met.add(secret.fingerprint);
      secrets.push(secret);
    }
  };
  const shares = ahead(sharesOf(log, stats, options), SHARES_AHEAD);
  await workAll(inTurn(shares), { signal, threads, atOnce: SHARES_AT_ONCE }, (outcome) => {
    addStats(stats, outcome.stats);
    take(outcome);
    for (const [id, sketch] of sketches.size < MOST_SKETCHES ? outcome.sketches : []) {
      sketches.add(id, sketch);
    }
    links.addAll(outcome.names);
    onProgress?.({ done: stats.blobs, bytes: stats.bytes, found: suspicious.size });
  });
  const sent = links.sentNames;
  const meant = links.filesThatAreMeant();
  meant.forEach((id) => suspicious.add(id));
  take(await readBlobs(folder, idsIn(meant), git, { known, elsewhere, sent, signal }));
  if (secrets.length > 0) {
    // Other blobs can have the same secrets with nothing around them that says so.
    const ids = idsIn(new Set(sketches.thatMayHold(secrets)));
    const batches = sketches.size < MOST_SKETCHES ? [ids] : batchesOfIds(folder, git, emptyStats(), signal);
    for await (const batch of batches) {
      for (const id of (await countsInBlobs(folder, batch, git, secrets, signal)).keys()) {
        suspicious.add(id);
      }
    }
  }
  return { suspicious, sent };
}

async function* sharesOf(
  log: ChangeLog,
  stats: ScanStats,
  { signal, known, elsewhere }: ScanOptions,
): AsyncGenerator<Share & { readonly kind: 'blobs' }> {
  const { folder, git } = log;
  const { executable, environment } = git;
  for await (const ids of batchesOfIds(folder, git, stats, signal)) {
    yield { kind: 'blobs', folder, ids, known, elsewhere, git: { executable, environment } };
  }
  // It will most likely be needed, and not all threads have something to do from here on.
  log.begin();
}

/** Finds where the suspicious blobs were, and reads them again with all that is known now. */
async function trace(
  log: ChangeLog,
  suspicious: ReadonlySet<string>,
  stats: ScanStats,
  options: ScanOptions,
): Promise<Trace[]> {
  const { folder, git } = log;
  const { signal, exclude = [] } = options;
  const history = await historyOf(suspicious, log, globFilter(exclude));
  if (!history.isWhole && stats.skippedBecause['not in this clone'] === undefined) {
    // What ended the log is no file of HEAD, so it has not been counted yet.
    countSkipped(stats, 'not readable');
  }
  if (history.isWhole) {
    const reachable = new Set(history.changes.map(({ blob }) => blob));
    const others = [...suspicious].filter((blob) => !reachable.has(blob)).length;
    if (others > 0) {
      countSkipped(stats, 'version in no commit that may hold a secret', others);
    }
  }
  const versions = [...grouped(history.changes, versionOf).values()].flatMap((same) => same.slice(0, 1));
  const files = withoutSkipped(versions, options, stats);
  const { parts } = await inspectBlobs(folder, files, git, emptyStats(), options);
  const certain = await sure(
    parts,
    async () => history.namesVendor || (await anyBlobNamesVendor(folder, git, signal)),
  );
  const again = await inspectAgain(folder, files, certain, git, options);
  const partsOf = grouped(
    withAgain({ parts: certain, unusedIgnores: [] }, again, versionOf).parts,
    versionOf,
  );
  const traces = new Map<string, Trace>();
  for (const change of history.changes) {
    for (const placed of inOrder((partsOf.get(versionOf(change)) ?? []).flatMap((part) => part.placed))) {
      const { path } = change;
      const key = `${placed.finding.rule} ${placed.finding.fingerprint} ${path}`;
      const one = traces.get(key) ?? { path, placed, changes: [], hasOrigin: history.isWhole };
      one.changes.unshift(change);
      traces.set(key, one);
    }
  }
  return [...traces.values()];
}

/** A secret is shown where something says that it is one, before its other places. */
const inOrder = (placed: readonly Placed[]): readonly Placed[] => {
  const isMerely = ({ finding }: Placed): boolean => finding.evidence.includes('elsewhere');
  return [...placed.filter((one) => !isMerely(one)), ...placed.filter(isMerely)];
};

/** What is in a file between two changes. */
const versionOf = ({ blob, path }: Pick<Change, 'blob' | 'path'>): string => `${blob} ${path}`;

async function reportTraces(
  folder: string,
  traces: readonly Trace[],
  git: Git,
  cut: ReadonlySet<string>,
  { signal }: ScanOptions,
): Promise<ScanFinding[]> {
  const [head, unpushed] = await Promise.all([
    blobsAt('HEAD', folder, git, signal),
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
      ...(first && one.hasOrigin && !cut.has(first.commit.id) && { commit: originOf(first) }),
    });
    return { ...base, ...(last && { history: { lastCommit: originOf(last), inHead, pushed } }) };
  });
}

const originOf = ({ commit, path }: Change): Origin => ({ ...commit, path });

async function unpushedCommits(
  folder: string,
  traces: readonly Trace[],
  git: Git,
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  if ((await runGit(git, folder, ['rev-parse', '--is-bare-repository'], { signal })).trim() === 'true') {
    // A mirror, or what others push to: all that it has is on a server.
    return new Set();
  }
  const commits = new Set(
    traces.flatMap(({ changes }) => changes.slice(0, 1).map(({ commit }) => commit.id)),
  );
  return commitsOutside('--remotes', commits, git, folder, signal);
}
