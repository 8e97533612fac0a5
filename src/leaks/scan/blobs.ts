import { detectBytes, type Encoding, encodingOf } from '../encoding';
import type { DetectContext, FoundElsewhere, Knowledge } from '../finding';
import type { Blob, GitObject } from '../git/blobParser';
import { anyBlob, eachBlob, listObjects } from '../git/blobs';
import type { Git } from '../git/program';
import { type Sketch, Sketches } from '../sketch';
import { sentInBytes } from '../senders';
import { bytesNameVendor } from '../vendor';
import { Counts, type LookedAtAgain, onlyFoundElsewhere, sureSecrets } from './again';
import { Collected, findingsOf, isPassedOver, type Part, positionOfNext } from './files';
import { withoutExcluded } from './listing';
import { START } from './inspect';
import { Links, type NamesOfFiles } from './links';
import { windowOn } from './reader';
import { countSkipped, emptyStats, type ScanOptions, type ScanStats } from './report';

/** What came out of some blobs. */
export interface BlobsRead {
  /** The ids of those that hold what may be a secret. */
  readonly suspicious: readonly string[];
  /** What is sure in them, however little is known of them yet. */
  readonly secrets: readonly FoundElsewhere[];
  /** What values are in those that have any. */
  readonly sketches: readonly (readonly [id: string, sketch: Sketch])[];
  readonly names: NamesOfFiles;
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
  const batch = new Batch(stats);
  for await (const objects of listObjects(git, folder, signal)) {
    yield* batch.fullWith(objects);
  }
  yield* batch.rest();
}

/** Puts ids together until they are enough for one process of git. */
class Batch {
  private ids = '';
  private bytes = 0;
  private blobs = 0;

  constructor(private readonly stats: ScanStats) {}

  /** @returns the batches that are full now. */
  fullWith(objects: readonly GitObject[]): string[] {
    return objects.flatMap((object) => {
      this.add(object);
      return this.bytes >= BATCH.bytes || this.blobs >= BATCH.blobs ? this.rest() : [];
    });
  }

  /** @returns what was not given out yet, if there is any. */
  rest(): string[] {
    const { ids } = this;
    [this.ids, this.bytes, this.blobs] = ['', 0, 0];
    return ids === '' ? [] : [ids];
  }

  private add({ id, type, size }: GitObject): void {
    if (type === 'blob') {
      this.ids += `${id}\n`;
      this.bytes += size;
      this.blobs++;
    } else if (type === 'commit') {
      this.stats.commits++;
    } else if (type === 'missing') {
      countSkipped(this.stats, 'not readable');
    }
  }
}

/** Looks for secrets in blobs, which may lie anywhere. @param ids each with a line break after it. */
export async function readBlobs(
  folder: string,
  ids: string,
  git: Git,
  { known, elsewhere, sent, signal }: Knowledge & Pick<ScanOptions, 'signal'> = {},
): Promise<BlobsRead> {
  const read = new ReadBlobs({ known, elsewhere, sent });
  const look = (blob: Blob): void => {
    read.add(blob);
  };
  await eachBlob(git, folder, ids, look, signal);
  const { suspicious, secrets, sketches, links, stats } = read;
  const names = links.all();
  return { suspicious: [...suspicious], secrets, sketches: [...sketches.entries()], names, stats };
}

/** Puts together what is found in blobs, piece by piece. */
class ReadBlobs {
  readonly stats = emptyStats();
  readonly suspicious = new Set<string>();
  readonly secrets: FoundElsewhere[] = [];
  readonly sketches = new Sketches();
  readonly links = new Links();
  private readonly context: DetectContext;
  private encoding: Encoding = 'text';

  constructor({ known, elsewhere, sent }: Knowledge) {
    this.context = { ...MOST_SUSPICIOUS, known, elsewhere, sent };
  }

  add({ id, content, offset, isLast }: Blob): void {
    const { stats } = this;
    if (content === undefined) {
      countSkipped(stats, 'not readable');
      return;
    }
    // A large blob comes in pieces.
    this.encoding = offset === 0 ? encodingOf(content) : this.encoding;
    stats.blobs += offset === 0 ? 1 : 0;
    stats.bytes += isLast ? offset + content.length : 0;
    const { findings, sketch, constants, mayNameVendor } = detectBytes(content, this.context, this.encoding);
    if (findings.length > 0) {
      this.suspicious.add(id);
      this.secrets.push(...sureSecrets(findings, this.secrets));
    }
    if (sketch !== undefined) {
      this.sketches.add(id, sketch);
    }
    const sent = mayNameVendor && this.encoding === 'text' ? sentInBytes(content) : [];
    this.links.add(id, { sent, constants });
  }
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
  { known, elsewhere, sent, signal }: Knowledge & Pick<ScanOptions, 'signal'> = {},
  onBlob?: (parts: readonly Part[]) => void,
): Promise<Collected<File>> {
  const collected = new Collected<File>({ known, elsewhere, sent });
  const filesOf = grouped(files, ({ blob }) => blob);
  let encoding: Encoding = 'text';
  let before = START;
  const look = ({ id, content, offset, isLast }: Blob): void => {
    const own = filesOf.get(id) ?? [];
    if (content === undefined) {
      countSkipped(stats, 'not readable', own.length);
      return;
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
  };
  await eachBlob(git, folder, idsIn(filesOf), look, signal);
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
  const look = ({ id, content, offset }: Blob): void => {
    if (content !== undefined) {
      encoding = offset === 0 ? encodingOf(content) : encoding;
      const own = counts.get(id) ?? new Counts(secrets);
      if (own.addIn({ bytes: content, encoding })) {
        counts.set(id, own);
      }
    }
  };
  await eachBlob(git, folder, ids, look, signal);
  return counts;
}

/** Looks again at files for what was found in others of them. */
export async function inspectAgain<File extends BlobFile>(
  folder: string,
  files: readonly File[],
  parts: readonly (File & Part)[],
  git: Git,
  { known, elsewhere, sent, signal }: ScanOptions,
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
  const knowledge = { known, elsewhere: secrets, sent };
  const again = await inspectBlobs(folder, more, git, emptyStats(), { ...knowledge, signal });
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
    if (await anyBlob(git, folder, ids, bytesNameVendor, signal)) {
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
export const idsIn = (byId: ReadonlyMap<string, unknown> | ReadonlySet<string>): string =>
  [...byId.keys()].map((id) => `${id}\n`).join('');
