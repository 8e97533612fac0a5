import { type ExposedFinding, exposuresIn, type Sought, soughtIn, type WorkTree } from '../exposure';
import type { KnownSecret } from '../finding';
import type { Git } from '../git/program';
import { namesVendor } from '../vendor';
import { inspect, type Placed } from './inspect';
import { listFolder, listWorkTree, type Target, withoutExcluded } from './listing';
import { FileReader } from './reader';
import {
  emptyStats,
  type ScanFinding,
  type ScanOptions,
  type ScanResult,
  type ScanStats,
  type UnusedIgnore,
} from './report';
import { showVendor, withoutWorkspace } from './workspace';

/** A part of a file with findings. */
interface Part {
  readonly path: string;
  readonly placed: readonly Placed[];
  readonly sought: readonly Sought[];
}

/** Scans the files of a git work tree as they lie on disk. */
export async function scanWorkTree(
  tree: WorkTree,
  targets: readonly Target[],
  git: Git,
  options: ScanOptions = {},
): Promise<ScanResult> {
  const began = performance.now();
  const stats = emptyStats();
  const listed = await listWorkTree(tree.root, targets, git, stats, options.signal);
  // A folder that git ignores as a whole was asked for by name, so it is looked at all the same.
  const all = listed.length > 0 ? listed : listFolder(tree.root, targets, stats);
  const files = withoutExcluded(all, options.exclude, stats);
  const { parts, unusedIgnores } = await readFiles(tree.root, files, stats, options);
  const exposed = parts.length === 0 ? [] : await exposuresIn(tree, parts, git, options.signal);
  const findings = parts.flatMap(({ path, placed }, at) =>
    placed.map((one, index) => reported(path, one, exposed[at]?.[index])),
  );
  return { root: tree.root, findings, unusedIgnores, stats: { ...stats, milliseconds: elapsed(began) } };
}

/** Scans all files of folders, whatever git says. */
export async function scanFolder(
  root: string,
  targets: readonly Target[],
  options: ScanOptions & { readonly except?: ReadonlySet<string> } = {},
): Promise<ScanResult> {
  const began = performance.now();
  const stats = emptyStats();
  const files = withoutExcluded(listFolder(root, targets, stats, options.except), options.exclude, stats);
  const { parts, unusedIgnores } = await readFiles(root, files, stats, options);
  const findings = parts.flatMap(({ path, placed }) => placed.map((one) => reported(path, one)));
  return { root, findings, unusedIgnores, stats: { ...stats, milliseconds: elapsed(began) } };
}

const elapsed = (began: number): number => Math.round(performance.now() - began);

/** A finding as reports show it; without git it counts as untracked. */
export function reported(path: string, { finding, ...place }: Placed, exposed?: ExposedFinding): ScanFinding {
  const { rule, confidence, redacted, fingerprint, evidence } = finding;
  const exposure = exposed?.exposure ?? 'untracked';
  return {
    ...{ rule, confidence, path, ...place, exposure, redacted, fingerprint, evidence },
    ...(exposed?.commit && { commit: exposed.commit }),
    ...(exposed?.remoteBranch !== undefined && { remoteBranch: exposed.remoteBranch }),
  };
}

/** How long files are read before others get a turn, so that a scan can be cancelled. */
const TURN_MILLISECONDS = 50;

async function readFiles(
  root: string,
  files: readonly string[],
  stats: ScanStats,
  { signal, onProgress, known }: ScanOptions,
): Promise<{ parts: Part[]; unusedIgnores: UnusedIgnore[] }> {
  const reader = new FileReader(root, stats);
  const parts: Part[] = [];
  const unusedIgnores: UnusedIgnore[] = [];
  let found = 0;
  let turn = performance.now();
  for (const path of files) {
    const inspected = readFile(reader, path, known);
    parts.push(...inspected.parts);
    unusedIgnores.push(...inspected.unusedIgnores);
    found += inspected.parts.reduce((sum, { placed }) => sum + placed.length, 0);
    stats.files++;
    if (performance.now() - turn > TURN_MILLISECONDS) {
      onProgress?.({ done: stats.files, total: files.length, bytes: stats.bytes, found });
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      turn = performance.now();
    }
  }
  return { parts: sure(parts, root, files), unusedIgnores };
}

function readFile(
  reader: FileReader,
  path: string,
  known?: readonly KnownSecret[],
): { parts: Part[]; unusedIgnores: UnusedIgnore[] } {
  const parts: Part[] = [];
  const unusedIgnores: UnusedIgnore[] = [];
  let linesBefore = 0;
  for (const window of reader.read(path)) {
    const inspected = inspect(path, window, linesBefore, known);
    if (inspected.placed.length > 0) {
      const sought = soughtIn(
        inspected.text,
        inspected.placed.map(({ finding }) => finding),
      );
      parts.push({ path, placed: inspected.placed, sought });
    }
    unusedIgnores.push(...inspected.unusedIgnores);
    linesBefore += window.to === Infinity ? 0 : lineBreaks(window.bytes.subarray(0, window.next));
  }
  return { parts, unusedIgnores };
}

function lineBreaks(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
    count++;
  }
  return count;
}

/** Takes the benefit of the doubt back where nothing in the whole workspace has to do with Fleetio. */
function sure(parts: Part[], root: string, files: readonly string[]): Part[] {
  const findings = parts.flatMap(({ placed }) => placed.map(({ finding }) => finding));
  if (findings.length === 0 || showVendor(findings) || anyNamesVendor(root, files)) {
    return parts;
  }
  return parts.flatMap((part) => {
    const kept = part.placed.map(({ finding }) => withoutWorkspace(finding));
    const placed = part.placed.flatMap((one, at) => (kept[at] ? [{ ...one, finding: kept[at] }] : []));
    const sought = part.sought.filter((_, at) => kept[at] !== undefined);
    return placed.length > 0 ? [{ ...part, placed, sought }] : [];
  });
}

/** Reads until the first file that names Fleetio; only asked when something hangs on it. */
function anyNamesVendor(root: string, files: readonly string[]): boolean {
  const reader = new FileReader(root, emptyStats());
  return files.some((path) => {
    if (namesVendor(path)) {
      return true;
    }
    for (const { bytes } of reader.read(path)) {
      if (namesVendor(bytes.toString('latin1'))) {
        return true;
      }
    }
    return false;
  });
}
