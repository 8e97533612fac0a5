import { realpath } from 'node:fs/promises';
import path from 'node:path';

import { decoded } from '../leaks/encoding';
import { findWorkTree, type WorkTree } from '../leaks/exposure';
import { ObjectReader } from '../leaks/git/objects';
import { repositoriesBelow } from '../leaks/git/repositories';
import { type Git, runGit } from '../leaks/git/program';
import { grouped } from '../leaks/scan/blobs';
import { scanHistory } from '../leaks/scan/history';
import { type Target, targetAt } from '../leaks/scan/listing';
import { besideDisk, findLost, isOnDisk, type LostSecret } from '../leaks/scan/lost';
import { emptyStats, ScanError, type ScanOptions, type ScanResult } from '../leaks/scan/report';
import { scanStaged } from '../leaks/scan/staged';
import { scanFolder, scanWorkTree } from '../leaks/scan/workTree';
import { type Places, realPath, relativePath } from './places';
import type { CallContext, FileVersion, LostFromFile, Methods, Repository, ScanRequest } from './protocol';

/** Scans of whole folders and repositories. */
export class Scans {
  constructor(private readonly places: Places) {}

  async repositoryOf(file: string, { signal }: CallContext): Promise<Repository | undefined> {
    const git = await this.places.git();
    const tree = git && (await this.places.treeOf(file));
    return git && tree && foldersOf(tree.root, git, signal);
  }

  async repositories(folder: string, { signal }: CallContext): Promise<readonly Repository[]> {
    const git = await this.places.git();
    if (git === undefined) {
      return [];
    }
    const own = await findWorkTree(folder, git, signal);
    const nested = await repositoriesBelow(folder, signal);
    const roots = new Set([...(own ? [own.root] : []), ...nested]);
    const found = await Promise.all([...roots].map((root) => foldersOf(root, git, signal)));
    return found.filter((repository) => repository !== undefined);
  }

  /** Work trees as git sees them, other folders as they lie on disk. */
  async tree({ folder, files }: ScanRequest, { signal, onProgress }: CallContext): Promise<ScanResult> {
    const root = await realpath(folder);
    const git = await this.places.git();
    const tree = git && (await findWorkTree(root, git, signal));
    const targets = files ? await targetsOf(files) : [targetAt(root)];
    // Who looks at some files only does not see what the others send; a look at all finds it out anew.
    const sent = files && this.places.settings.sent;
    const options = { ...this.options({ signal, onProgress }), sent };
    if (targets.length === 0) {
      return { root: tree?.root ?? root, findings: [], unusedIgnores: [], stats: emptyStats() };
    }
    if (git && tree) {
      return this.accepted(await scanWorkTree(tree, targets, git, options));
    }
    // Repositories in there are scanned by git's rules, each on its own.
    const except = new Set(git && (await repositoriesBelow(root, signal)));
    return this.accepted(await scanFolder(root, targets, { ...options, except }));
  }

  async staged({ folder }: ScanRequest, context: CallContext): Promise<ScanResult> {
    const { git, tree } = await this.workTree(folder, context.signal);
    return this.accepted(await scanStaged(tree, git, this.options(context)));
  }

  async history({ folder }: ScanRequest, context: CallContext): Promise<ScanResult> {
    const { git, tree } = await this.workTree(folder, context.signal);
    const result = await scanHistory(tree.root, git, this.options(context));
    return { ...result, findings: besideDisk(tree.root, result.findings) };
  }

  /** Looks for secrets that files have lost in their repositories. */
  async lost(
    { secrets }: Methods['lost']['params'],
    { signal }: CallContext,
  ): Promise<Methods['lost']['result']> {
    const git = await this.places.git();
    const inTrees = git === undefined ? [] : await Promise.all(secrets.map((one) => this.inTree(one)));
    const gone = inTrees.flat().filter((one) => one.isOpen || !isOnDisk(one.root, one));
    return Promise.all(
      [...grouped(gone, ({ root }) => root)].map(async ([root, own]) => ({
        root,
        findings: git === undefined ? [] : await findLost(root, own, git, signal),
      })),
    );
  }

  async show({ root, revision, path: name }: FileVersion, { signal }: CallContext): Promise<string> {
    const objects = new ObjectReader(await this.git(), root, name.includes('\n') ? '\0' : '\n', signal);
    try {
      const content = await objects.read(`${revision}:${name}`);
      if (content === undefined) {
        throw new ScanError(`Git no longer has ${name} as it was in ${revision || 'the index'}.`);
      }
      return decoded(content);
    } finally {
      objects.close();
    }
  }

  /** With the work tree that its file lies in, or lay in; none where it lies in none. */
  private async inTree({ file, ...secret }: LostFromFile): Promise<SecretInTree[]> {
    const absolute = await realPath(file);
    const tree = await this.places.treeOf(absolute);
    return tree ? [{ ...secret, root: tree.root, path: relativePath(tree.root, absolute) }] : [];
  }

  /** What the key ring holds, and what was found before, is found in files and commits, too. */
  private options({ signal, onProgress }: CallContext): ScanOptions {
    const { known, elsewhere, exclude } = this.places.settings;
    return { signal, onProgress, known, elsewhere, exclude };
  }

  private async git(): Promise<Git> {
    const git = await this.places.git();
    if (git === undefined) {
      throw new ScanError('There is no git that may be started here.');
    }
    return git;
  }

  private async workTree(folder: string, signal: AbortSignal): Promise<{ git: Git; tree: WorkTree }> {
    const git = await this.git();
    const tree = await findWorkTree(await realpath(folder), git, signal);
    if (tree === undefined) {
      throw new ScanError(`There is no git work tree in ${folder}.`);
    }
    return { git, tree };
  }

  private async accepted(result: ScanResult): Promise<ScanResult> {
    const baseline = await this.places.baseline(result.root);
    return { ...result, findings: result.findings.filter((finding) => !baseline.has(finding)) };
  }
}

/** A secret that a file of a work tree has lost. */
interface SecretInTree extends LostSecret, Pick<LostFromFile, 'isOpen'> {
  readonly root: string;
}

async function foldersOf(root: string, git: Git, signal: AbortSignal): Promise<Repository | undefined> {
  const args = ['rev-parse', '--path-format=absolute', '--git-dir', '--git-common-dir'];
  const output = await runGit(git, root, args, { signal });
  const [gitFolder, commonFolder] = output.split('\n');
  return gitFolder && commonFolder ? { root, gitFolder, commonFolder } : undefined;
}

/** Those that are there; files come and go between an event and the scan. */
async function targetsOf(files: readonly string[]): Promise<Target[]> {
  const found = await Promise.all(
    files.map(async (file) => {
      const folder = await realpath(path.dirname(file)).catch(() => undefined);
      return folder === undefined ? [] : existing(path.join(folder, path.basename(file)));
    }),
  );
  return found.flat();
}

function existing(absolute: string): Target[] {
  try {
    return [targetAt(absolute)];
  } catch (error) {
    if (error instanceof ScanError) {
      return [];
    }
    throw error;
  }
}
