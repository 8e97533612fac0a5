import { detectBytes, encodingOf } from '../encoding';
import type { Commit } from '../git/log';
import { ObjectReader } from '../git/objects';
import { type Git, lacksCommit, runGit } from '../git/program';
import { commitsOutside } from '../git/reachable';
import type { FoundElsewhere } from '../finding';
import type { Origin } from '../origins';
import { grouped } from './blobs';
import { inspect, type Placed, START } from './inspect';
import { FileReader, windowOn } from './reader';
import { emptyStats, type ScanFinding } from './report';
import { reported } from './workTree';

/** A secret that a file had. */
export interface LostSecret extends Pick<
  ScanFinding,
  'rule' | 'confidence' | 'redacted' | 'fingerprint' | 'evidence' | 'path'
> {
  /** The commit that brought it in, as far as one is known. */
  readonly commit?: Origin | undefined;
  /** It is known to be on a server. */
  readonly pushed: boolean;
}

/** Whether a file on disk has a secret, also where a comment allows it. */
export const isOnDisk = (root: string, secret: LostSecret): boolean =>
  foundOnDisk(root, secret.path, [secret]).has(secret.fingerprint);

/** The fingerprints of what a file on disk has, some secrets among them whatever stands around these. */
function foundOnDisk(root: string, path: string, secrets: readonly FoundElsewhere[]): ReadonlySet<string> {
  const context = { path, fleetioWorkspace: true, elsewhere: secrets };
  const found = new Set<string>();
  for (const { bytes, encoding } of new FileReader(root, emptyStats()).read(path)) {
    for (const { fingerprint } of detectBytes(bytes, context, encoding).findings) {
      found.add(fingerprint);
    }
  }
  return found;
}

/**
 * What a scan of the history has found, with regard to the files on disk: one can have lost what HEAD has, and one that git
 * ignores now can have what only older commits have.
 */
export function besideDisk(root: string, findings: readonly ScanFinding[]): ScanFinding[] {
  const byPath = grouped(findings, ({ path }) => path);
  const onDisk = new Map([...byPath].map(([path, own]) => [path, foundOnDisk(root, path, own)]));
  return findings.map((finding) => {
    const isThere = onDisk.get(finding.path)?.has(finding.fingerprint) === true;
    const reach = finding.history?.pushed === true ? 'pushed' : 'committed';
    return { ...finding, exposure: isThere ? reach : 'history' };
  });
}

/**
 * Finds secrets that files have lost in the history: in HEAD, or in the commit that brought them in, as long as a ref leads
 * there. A scan of the history may find more versions that have them.
 * @param root of the work tree.
 */
export async function findLost(
  root: string,
  lost: readonly LostSecret[],
  git: Git,
  signal?: AbortSignal,
): Promise<ScanFinding[]> {
  const head = await headOf(root, git, signal);
  if (head === undefined) {
    return [];
  }
  const ids = new Set([head.id, ...lost.flatMap(({ commit }) => commit?.id ?? [])]);
  const [unreachable, unpushed] = await Promise.all([
    commitsOutside('--all', ids, git, root, signal),
    commitsOutside('--remotes', ids, git, root, signal),
  ]);
  const paths = lost.flatMap(({ path, commit }) => [path, commit?.path ?? '']);
  const separator = paths.some((path) => path.includes('\n')) ? '\0' : '\n';
  const objects = new ObjectReader(git, root, separator, signal);
  try {
    const found = lost.map(async (secret) => {
      const inHead = { ...head, path: secret.path };
      const origin = secret.commit && !unreachable.has(secret.commit.id) ? secret.commit : inHead;
      const version = await firstWith(secret, [inHead, origin], objects);
      const pushed = secret.pushed || !unpushed.has(origin.id);
      return version === undefined ? [] : [foundAgain(secret, version, { inHead, origin, pushed })];
    });
    return (await Promise.all(found)).flat();
  } finally {
    objects.close();
  }
}

/** The commit that is checked out; undefined: there is none yet. */
async function headOf(root: string, git: Git, signal?: AbortSignal): Promise<Commit | undefined> {
  const output = await runGit(git, root, ['log', '-1', '--format=%H %cI', 'HEAD', '--'], { signal }).catch(
    (error: unknown) => {
      if (lacksCommit(error)) {
        return undefined;
      }
      throw error;
    },
  );
  const [id, date] = output?.trim().split(' ') ?? [];
  return id !== undefined && date !== undefined ? { id, date } : undefined;
}

/** A version of a file, and where it has a secret. */
interface Version {
  readonly of: Origin;
  readonly placed: Placed;
}

async function firstWith(
  secret: LostSecret,
  versions: readonly Origin[],
  objects: ObjectReader,
): Promise<Version | undefined> {
  for (const of of versions) {
    const content = await objects.read(`${of.id}:${of.path}`);
    const window = content && windowOn(content, encodingOf(content), 0, true);
    const placed = window && inspect(of.path, window, START, { elsewhere: [secret] }).placed;
    const own = placed?.find(({ finding }) => finding.fingerprint === secret.fingerprint);
    if (own !== undefined) {
      return { of, placed: own };
    }
  }
  return undefined;
}

/** Judged as it was in its file; what is found elsewhere alone says too little of it. */
function foundAgain(
  { rule, confidence, evidence }: LostSecret,
  { of, placed }: Version,
  { inHead, origin, pushed }: { readonly inHead: Origin; readonly origin: Origin; readonly pushed: boolean },
): ScanFinding {
  const finding = { ...placed.finding, rule, confidence, evidence };
  return {
    ...reported(of.path, { ...placed, finding }, { finding, exposure: 'history', commit: origin }),
    history: { lastCommit: of, inHead: of === inHead, pushed },
  };
}
