import { detectBytes, type Encoding, encodingOf } from '../encoding';
import type { FoundElsewhere, Knowledge } from '../finding';
import { blobsOf, listObjects } from '../git/blobs';
import type { Git } from '../git/program';
import { type Sketch, Sketches } from '../sketch';
import { Counts, type LookedAtAgain, onlyFoundElsewhere, sureSecrets } from './again';
import { Collected, findingsOf, isPassedOver, type Part, positionOfNext } from './files';
import { withoutExcluded } from './listing';
import { START } from './inspect';
import { windowOn } from './reader';
import { countSkipped, emptyStats, type ScanOptions, type ScanStats } from './report';
import { anyNamesVendor } from './workspace';

/** What came out of some blobs. */
export interface BlobsRead {
  /** The ids of those that hold what may be a secret. */
  readonly suspicious: readonly string[];
  /** What is sure in them, however little is known of them yet. */
  readonly secrets: readonly FoundElsewhere[];
  /** What values are in those that have any. */
  readonly sketches: readonly (readonly [id: string, sketch: Sketch])[];
  readonly stats: ScanStats;
}

/** While the paths are not known, a blob is looked at as if its path spoke for Fleetio. */
const MOST_SUSPICIOUS = { path: undefined, fleetioWorkspace: true };

/** How much one process of git is asked for: long enough that its start does not count. */
const BATCH = { bytes: 96e6, blobs: 20_000 };

/**
 * The ids of all blobs that a repository holds, each with a line break after it, as many at a time as one process of git is
 * asked for. Commits, and what git cannot read, are counted.
 */
export async function* batchesOfIds(
  folder: string,
  git: Git,
  stats: ScanStats,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  let [ids, bytes, blobs] = ['', 0, 0];
  for await (const objects of listObjects(git, folder, signal)) {
    for (const { id, type, size } of objects) {
      stats.commits += type === 'commit' ? 1 : 0;
      if (type === 'missing') {
        countSkipped(stats, 'not readable');
      }
      if (type !== 'blob') {
        continue;
      }
      ids += `${id}\n`;
      bytes += size;
      blobs += 1;
      if (bytes >= BATCH.bytes || blobs >= BATCH.blobs) {
        yield ids;
        [ids, bytes, blobs] = ['', 0, 0];
      }
    }
  }
  if (blobs > 0) {
    yield ids;
  }
}

/** Looks for secrets in blobs, which may lie anywhere. @param ids each with a line break after it. */
export async function readBlobs(
  folder: string,
  ids: string,
  git: Git,
  { known, elsewhere, signal }: Knowledge & Pick<ScanOptions, 'signal'> = {},
): Promise<BlobsRead> {
  const stats = emptyStats();
  const suspicious = new Set<string>();
  const secrets: FoundElsewhere[] = [];
  const sketches = new Sketches();
  const context = { ...MOST_SUSPICIOUS, known, elsewhere };
  let encoding: Encoding = 'text';
  for await (const { id, content, offset, isLast } of blobsOf(git, folder, ids, signal)) {
    if (content === undefined) {
      countSkipped(stats, 'not readable');
      continue;
    }
    // A large blob comes in pieces.
    encoding = offset === 0 ? encodingOf(content) : encoding;
    stats.blobs += offset === 0 ? 1 : 0;
    stats.bytes += isLast ? offset + content.length : 0;
    const { findings, sketch } = detectBytes(content, context, encoding);
    if (findings.length > 0) {
      suspicious.add(id);
      secrets.push(...sureSecrets(findings, secrets));
    }
    if (sketch !== undefined) {
      sketches.add(id, sketch);
    }
  }
  return { suspicious: [...suspicious], secrets, sketches: [...sketches.entries()], stats };
}

/** A blob that is the content of a file. */
export interface BlobFile {
  readonly path: string;
  readonly blob: string;
}

/** Those of files that are to be looked at; the paths of the others are counted. */
export function withoutSkipped<File extends BlobFile>(
  files: readonly File[],
  { exclude, known }: Pick<ScanOptions, 'exclude' | 'known'>,
  stats: ScanStats,
): File[] {
  const paths = [...new Set(files.map(({ path }) => path))];
  const included = withoutExcluded(paths, exclude, stats);
  const kept = new Set(included.filter((path) => !isPassedOver(path, known)));
  if (kept.size < included.length) {
    countSkipped(stats, 'lock file', included.length - kept.size);
  }
  return files.filter(({ path }) => kept.has(path));
}

/** Looks for secrets in blobs as in the files whose content they are. @param onBlob called after each that was read. */
export async function inspectBlobs<File extends BlobFile>(
  folder: string,
  files: readonly File[],
  git: Git,
  stats: ScanStats,
  { known, elsewhere, signal }: Knowledge & Pick<ScanOptions, 'signal'> = {},
  onBlob?: (parts: readonly Part[]) => void,
): Promise<Collected<File>> {
  const collected = new Collected<File>({ known, elsewhere });
  const filesOf = grouped(files, ({ blob }) => blob);
  let encoding: Encoding = 'text';
  let before = START;
  for await (const { id, content, offset, isLast } of blobsOf(git, folder, idsIn(filesOf), signal)) {
    const own = filesOf.get(id) ?? [];
    if (content === undefined) {
      countSkipped(stats, 'not readable', own.length);
      continue;
    }
    [encoding, before] = offset === 0 ? [encodingOf(content), START] : [encoding, before];
    const window = windowOn(content, encoding, offset, isLast);
    own.forEach((file) => {
      collected.add(file, window, before);
    });
    before = positionOfNext(window, before);
    if (isLast) {
      stats.bytes += offset + content.length;
      stats.blobs++;
      stats.files += own.length;
      onBlob?.(collected.parts);
    }
  }
  return collected;
}

/** How often some secrets are in blobs that have any of them, by their ids. @param ids each with a line break after it. */
export async function countsInBlobs(
  folder: string,
  ids: string,
  git: Git,
  secrets: readonly FoundElsewhere[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Counts>> {
  const counts = new Map<string, Counts>();
  let encoding: Encoding = 'text';
  for await (const { id, content, offset } of blobsOf(git, folder, ids, signal)) {
    if (content !== undefined) {
      encoding = offset === 0 ? encodingOf(content) : encoding;
      const own = counts.get(id) ?? new Counts(secrets);
      if (own.addIn({ bytes: content, encoding })) {
        counts.set(id, own);
      }
    }
  }
  return counts;
}

/** Looks again at files for what was found in others of them. */
export async function inspectAgain<File extends BlobFile>(
  folder: string,
  files: readonly File[],
  parts: readonly (File & Part)[],
  git: Git,
  { known, elsewhere, signal }: ScanOptions,
): Promise<LookedAtAgain<File & Part>> {
  const secrets = sureSecrets(findingsOf(parts), elsewhere);
  if (secrets.length === 0) {
    return { paths: new Set(), parts: [], unusedIgnores: [] };
  }
  const keyOf = ({ blob, path }: BlobFile): string => `${blob} ${path}`;
  const ids = idsIn(grouped(files, ({ blob }) => blob));
  const counts = await countsInBlobs(folder, ids, git, secrets, signal);
  const found = grouped(parts, keyOf);
  const more = files.filter((file) => counts.get(file.blob)?.isMoreThan(found.get(keyOf(file)) ?? []));
  const again = await inspectBlobs(folder, more, git, emptyStats(), { known, elsewhere: secrets, signal });
  const { unusedIgnores } = again;
  return {
    paths: new Set(more.map(({ path }) => path)),
    parts: onlyFoundElsewhere(again.parts),
    unusedIgnores,
  };
}

/** Reads until the first blob of a repository that names Fleetio. */
export async function anyBlobNamesVendor(folder: string, git: Git, signal?: AbortSignal): Promise<boolean> {
  for await (const ids of batchesOfIds(folder, git, emptyStats(), signal)) {
    if (await anyNamesVendor(blobsOf(git, folder, ids, signal))) {
      return true;
    }
  }
  return false;
}

/** Things by what they have in common. */
export function grouped<One>(all: readonly One[], keyOf: (one: One) => string): Map<string, One[]> {
  const groups = new Map<string, One[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) {
      groups.set(keyOf(one), [one]);
    } else {
      group.push(one);
    }
  }
  return groups;
}

/** As git reads ids. */
export const idsIn = (byId: ReadonlyMap<string, unknown>): string =>
  [...byId.keys()].map((id) => `${id}\n`).join('');
