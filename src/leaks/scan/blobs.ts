import { detectBytes, type Encoding, encodingOf } from '../encoding';
import { blobsOf } from '../git/blobs';
import type { Git } from '../git/program';
import { emptyStats, type ScanOptions, type ScanStats } from './report';

/** What came out of some blobs. */
export interface BlobsRead {
  /** The ids of those that hold what may be a secret. */
  readonly suspicious: readonly string[];
  readonly stats: ScanStats;
}

/** While the paths are not known, a blob is looked at as if its path spoke for Fleetio. */
const MOST_SUSPICIOUS = { path: undefined, fleetioWorkspace: true };

/** Looks for secrets in blobs, which may lie anywhere. @param ids each with a line break after it. */
export async function readBlobs(
  folder: string,
  ids: string,
  git: Git,
  { known, signal }: Pick<ScanOptions, 'known' | 'signal'> = {},
): Promise<BlobsRead> {
  const stats = emptyStats();
  const suspicious = new Set<string>();
  const context = { ...MOST_SUSPICIOUS, ...(known && { known }) };
  let last = '';
  let encoding: Encoding = 'text';
  for await (const { id, content } of blobsOf(git, folder, ids, signal)) {
    // A large blob comes in pieces.
    if (id !== last) {
      stats.blobs++;
      last = id;
      encoding = encodingOf(content);
    }
    stats.bytes += content.length;
    if (detectBytes(content, context, encoding).findings.length > 0) {
      suspicious.add(id);
    }
  }
  return { suspicious: [...suspicious], stats };
}
