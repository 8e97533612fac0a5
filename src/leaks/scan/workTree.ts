import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

import { type ExposedFinding, exposuresIn, type WorkTree } from '../exposure';
import type { FoundElsewhere } from '../finding';
import type { Git } from '../git/program';
import { Sketches } from '../sketch';
import { bytesNameVendor, namesVendor } from '../vendor';
import { Counts, inPlaceOf, type LookedAtAgain, onlyFoundElsewhere, sureSecrets, withAgain } from './again';
import { grouped } from './blobs';
import { FileShares } from './fileShares';
import { type FilesRead, findingsOf, type Part, readFiles } from './files';
import type { Placed } from './inspect';
import { Links } from './links';
import { listFolder, listWorkTree, type Target, withoutExcluded } from './listing';
import { FileReader, type Window } from './reader';
import {
  addStats,
  emptyStats,
  type ScanFinding,
  type ScanOptions,
  type ScanResult,
  type ScanStats,
  type UnusedIgnore,
} from './report';
import { workAll } from './shares';
import { Turns } from './turns';
import { sure } from './workspace';

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
  const files = withoutExcluded(listed, options.exclude, stats);
  const { parts, unusedIgnores, sent } = await readAll(tree.root, files, stats, options);
  const exposed = parts.length === 0 ? [] : await exposuresIn(tree, parts, git, options.signal);
  const findings = parts.flatMap(({ path, placed }, at) =>
    placed.map((one, index) => reported(path, one, exposed[at]?.[index])),
  );
  return {
    root: tree.root,
    findings: inOrder(findings, files),
    unusedIgnores: inOrder(unusedIgnores, files),
    stats: { ...stats, milliseconds: elapsed(began) },
    sent,
  };
}

/** In bytes, of an index with so many files that threads will be needed. */
const LARGE_INDEX = 150_000;

/** Whether the repository of a folder seems to have so many files that threads will be needed. Asks no program. */
export function isInLargeTree(folder: string): boolean {
  const git = gitFolderOf(folder);
  // A second work tree and a submodule have it elsewhere; their threads start when their files are listed.
  const index = git === undefined ? '' : path.join(git, 'index');
  return existsSync(index) && statSync(index).size > LARGE_INDEX;
}

/** What is called `.git`, in a folder or the nearest one above it, whatever git makes of it. */
export function gitFolderOf(folder: string): string | undefined {
  const git = path.join(folder, '.git');
  const parent = path.dirname(folder);
  if (existsSync(git)) {
    return git;
  }
  return parent === folder ? undefined : gitFolderOf(parent);
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
  const { parts, unusedIgnores, sent } = await readAll(root, files, stats, options);
  const findings = parts.flatMap(({ path, placed }) => placed.map((one) => reported(path, one)));
  return {
    root,
    findings: inOrder(findings, files),
    unusedIgnores: inOrder(unusedIgnores, files),
    stats: { ...stats, milliseconds: elapsed(began) },
    sent,
    withoutGit: true,
  };
}

/** What was found in files, in their order, and in each in that of the places. */
export function inOrder<Found extends UnusedIgnore & { readonly column?: number }>(
  all: readonly Found[],
  files: readonly string[],
): Found[] {
  const paths = new Set(all.map(({ path }) => path));
  const order = new Map(files.filter((file) => paths.has(file)).map((file, at) => [file, at]));
  const place = ({ path }: Found): number => order.get(path) ?? 0;
  return [...all].sort(
    (one, other) =>
      place(one) - place(other) || one.line - other.line || (one.column ?? 0) - (other.column ?? 0),
  );
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

/** With fewer files, threads would take longer to start than to read them. */
const MANY = 1024;

async function readAll(
  root: string,
  files: readonly string[],
  stats: ScanStats,
  options: ScanOptions,
): Promise<{ parts: readonly Part[]; unusedIgnores: UnusedIgnore[]; sent: ReadonlySet<string> }> {
  const { signal, onProgress, threads, known, elsewhere } = options;
  const shares = new FileShares(root, files, { known, elsewhere });
  const read: FilesRead[] = [];
  let found = 0;
  const isMuch = files.length >= MANY;
  await workAll(shares, { signal, threads: isMuch ? threads : undefined }, (outcome, share) => {
    read.push(outcome);
    shares.takeBack(outcome, share);
    addStats(stats, outcome.stats);
    found += outcome.parts.reduce((sum, { placed }) => sum + placed.length, 0);
    onProgress?.({ done: stats.files, total: files.length, bytes: stats.bytes, found });
  });
  const links = new Links(options.sent);
  read.forEach(({ names }) => {
    links.addAll(names);
  });
  const first = {
    parts: read.flatMap((one) => one.parts),
    unusedIgnores: read.flatMap((one) => one.unusedIgnores),
  };
  const joined = inPlaceOf(first, await readMeant(root, links, options));
  const parts = await sure(joined.parts, () => anyFileNamesVendor(root, files, signal));
  const { unusedIgnores } = joined;
  const sent = links.sentNames;
  const all = withAgain({ parts, unusedIgnores }, await readAgain(root, read, parts, { ...options, sent }));
  return { ...all, sent };
}

/** Looks again at files with values that other files send to Fleetio. */
async function readMeant(
  root: string,
  links: Links,
  { known, elsewhere, signal }: ScanOptions,
): Promise<LookedAtAgain<Part>> {
  const paths = links.filesThatAreMeant();
  const again = await readFiles(root, [...paths], { known, elsewhere, signal, sent: links.sentNames });
  return { ...again, paths };
}

/** Looks again at files that hold more of what was found in others. */
async function readAgain(
  root: string,
  read: readonly FilesRead[],
  parts: readonly Part[],
  { known, elsewhere, sent, signal }: ScanOptions,
): Promise<LookedAtAgain<Part>> {
  const secrets = sureSecrets(findingsOf(parts), elsewhere);
  const sketches = new Sketches();
  read
    .flatMap((one) => one.sketches)
    .forEach(([file, sketch]) => {
      sketches.add(file, sketch);
    });
  const found = grouped(parts, ({ path }) => path);
  const reader = new FileReader(root, emptyStats());
  const turns = new Turns(signal);
  const files: string[] = [];
  for (const file of sketches.thatMayHold(secrets)) {
    const counts = await countsIn(reader.read(file), secrets, turns);
    if (counts.isMoreThan(found.get(file) ?? [])) {
      files.push(file);
    }
  }
  const again = await readFiles(root, files, { known, elsewhere: secrets, sent, signal });
  const { unusedIgnores } = again;
  return { paths: new Set(files), parts: onlyFoundElsewhere(again.parts), unusedIgnores };
}

async function countsIn(
  windows: Iterable<Window>,
  secrets: readonly FoundElsewhere[],
  turns: Turns,
): Promise<Counts> {
  const counts = new Counts(secrets);
  for (const window of windows) {
    await turns.next();
    counts.addIn(window);
  }
  return counts;
}

/** Looks at paths, then reads until the first file that names Fleetio. */
async function anyFileNamesVendor(
  root: string,
  files: readonly string[],
  signal?: AbortSignal,
): Promise<boolean> {
  if (files.some(namesVendor)) {
    return true;
  }
  const reader = new FileReader(root, emptyStats());
  const turns = new Turns(signal);
  for (const path of files) {
    for (const { bytes } of reader.read(path)) {
      await turns.next();
      if (bytesNameVendor(bytes)) {
        return true;
      }
    }
  }
  return false;
}
