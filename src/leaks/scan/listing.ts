import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import { type Git, runGit } from '../git/program';
import { globFilter } from '../globs';
import { countSkipped, ScanError, type ScanStats, type SkipReason } from './report';

/** What a person asked to scan. */
export interface Target {
  readonly absolute: string;
  readonly isFolder: boolean;
}

/** @throws {ScanError} if there is no such file or folder, or it must not be looked at. */
export function targetAt(absolute: string): Target {
  try {
    const isFolder = statSync(absolute).isDirectory();
    accessSync(absolute, constants.R_OK);
    return { absolute, isFolder };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    throw new ScanError(
      isMissing ? `No such file or folder: ${absolute}` : `Cannot be read: ${absolute} (${String(code)})`,
    );
  }
}

/**
 * The files of a work tree that git would keep: tracked ones and untracked ones that are not ignored, and files that were
 * named one by one, ignored or not.
 * @returns paths relative to the root, with `/`.
 */
export async function listWorkTree(
  root: string,
  targets: readonly Target[],
  git: Git,
  stats: ScanStats,
  signal?: AbortSignal,
): Promise<string[]> {
  const relative = targets.map(({ absolute }) => path.relative(root, absolute).split(path.sep).join('/'));
  // Without a path git lists everything, which the root among others means, too.
  const within = relative.includes('') ? [] : relative;
  const list = ['--literal-pathspecs', 'ls-files', '-z'];
  const args = [...list, '--stage', '--cached', '--', ...within];
  const others = [...list, '--others', '--exclude-standard', '--', ...within];
  const files = new Set<string>();
  const names: string[] = [];
  const [, untracked] = await Promise.all([
    runGit(git, root, args, { signal }).then((tracked) => {
      // While git still looks for the others.
      for (const entry of entriesOf(tracked)) {
        const name = entry.slice(entry.indexOf('\t') + 1);
        names.push(name);
        const reason = NO_FILES[entry.slice(0, MODE_LENGTH)];
        if (reason === undefined) {
          files.add(name);
        } else {
          countSkipped(stats, reason);
        }
      }
    }),
    runGit(git, root, others, {
      signal,
      onComplaint: (text) => {
        const closed = text.match(CLOSED_FOLDER)?.length ?? 0;
        if (closed > 0) {
          countSkipped(stats, 'not readable', closed);
        }
      },
    }),
  ]);
  for (const name of entriesOf(untracked)) {
    names.push(name);
    if (name.endsWith('/')) {
      countSkipped(stats, 'nested repository');
    } else {
      files.add(name);
    }
  }
  for (const [at, target] of targets.entries()) {
    const own = relative[at] ?? '';
    if (!target.isFolder) {
      files.add(own);
    } else if (own !== '' && !names.some((name) => name.startsWith(`${own}/`) || name === own)) {
      // A folder that git ignores as a whole was asked for by name, so it is looked at all the same.
      listFolder(root, [target], stats).forEach((file) => files.add(file));
    }
  }
  return [...files];
}

/** What git says of a folder that it may not look into. */
const CLOSED_FOLDER = /^warning: could not open directory /gm;

const entriesOf = (output: string): string[] => output.split('\0').filter((text) => text !== '');

/** Of the mode of an entry of the index. */
const MODE_LENGTH = 6;

/** Files without those that are not to be looked at; these are counted. */
export function withoutExcluded(
  files: readonly string[],
  exclude: readonly string[] = [],
  stats: ScanStats,
): string[] {
  const isExcluded = globFilter(exclude);
  return files.filter((file) => {
    if (isExcluded(file)) {
      countSkipped(stats, 'excluded');
      return false;
    }
    return true;
  });
}

/** What else than a file an entry of the index can be, by its mode. */
export const NO_FILES: Readonly<Record<string, SkipReason>> = {
  '120000': 'symbolic link',
  '160000': 'submodule',
};

/**
 * All files below the targets, without git's own; each once, also where one target holds another.
 * @param except absolute paths of folders to pass over, such as those of repositories that are scanned as such.
 * @returns paths relative to the root, with `/`.
 */
export function listFolder(
  root: string,
  targets: readonly Target[],
  stats: ScanStats,
  except: ReadonlySet<string> = new Set(),
): string[] {
  const files = new Set<string>();
  const visited = new Set<string>();
  const visit = (folder: string): void => {
    if (visited.has(folder)) {
      return;
    }
    visited.add(folder);
    let entries;
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch {
      countSkipped(stats, 'not readable');
      return;
    }
    for (const entry of entries) {
      const absolute = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        if (except.has(absolute)) {
          countSkipped(stats, 'nested repository');
        } else if (entry.name !== '.git') {
          visit(absolute);
        }
      } else if (entry.isFile()) {
        files.add(absolute);
      } else {
        countSkipped(stats, entry.isSymbolicLink() ? 'symbolic link' : 'not a file');
      }
    }
  };
  for (const target of targets) {
    if (target.isFolder) {
      visit(target.absolute);
    } else {
      files.add(target.absolute);
    }
  }
  return [...files].map((absolute) => path.relative(root, absolute).split(path.sep).join('/'));
}
