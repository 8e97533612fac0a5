import { exposureOf } from '../leaks/exposure';
import type { Finding } from '../leaks/finding';
import { Lines } from '../leaks/lines';
import { placed, placeIn } from '../leaks/scan/inspect';
import { showVendor, withoutWorkspace } from '../leaks/scan/workspace';
import { type Places, relativePath } from './places';
import type { FeedRequest, LookAnswer, LookRequest, Reach, ReachRequest } from './protocol';
import { WatchedText } from './watchedText';

interface OpenDocument {
  readonly watched: WatchedText;
  /** What was told of in the last look. */
  told: readonly Finding[];
  /** The work tree or folder that it lay in then. */
  root: string | undefined;
}

/** The documents that are open in the editor, each as its last look left it. */
export class Documents {
  private readonly open = new Map<string, OpenDocument>();

  constructor(private readonly places: Places) {}

  feed({ uri, path: name, from, text }: FeedRequest): void {
    const document = this.open.get(uri) ?? { watched: new WatchedText(name), told: [], root: undefined };
    this.open.set(uri, document);
    document.watched.feed(from, text);
  }

  async look(request: LookRequest): Promise<LookAnswer> {
    const document = this.open.get(request.uri);
    if (document === undefined) {
      return { kind: 'all of the text, please' };
    }
    const { watched } = document;
    const touched = watched.apply(request.changes);
    if (watched.text.length !== request.length) {
      return { kind: 'all of the text, please' };
    }
    const whole = watched.look(request.whole ? undefined : touched, this.places.settings);
    const tree = request.file === undefined ? undefined : await this.places.treeOf(request.file);
    document.root = tree?.root ?? request.folder;
    const sure = await this.sure(watched.findings, document.root, tree !== undefined);
    document.told = await this.accepted(request.file, document.root, sure);
    const lines = new Lines(watched.text);
    const unused = this.isExcluded(request.file, document.root) ? [] : watched.unusedIgnores;
    return {
      kind: 'found',
      placed: document.told.map((finding) => placed(lines, finding)),
      unusedIgnores: whole ? unused.map((run) => placeIn(lines, run)) : undefined,
      whole,
    };
  }

  /** Asks git how far the findings of the last look got. */
  async reach({ uri, file, isUnsaved }: ReachRequest, signal: AbortSignal): Promise<readonly Reach[]> {
    const document = this.open.get(uri);
    const git = await this.places.git();
    const told = document?.told ?? [];
    if (document === undefined || git === undefined || told.length === 0) {
      return told.map(() => ({ exposure: undefined }));
    }
    const { text } = document.watched;
    const known = await exposureOf({ file, text, findings: told, isUnsaved }, git, signal);
    return known.kind === 'no repository'
      ? told.map(() => ({ exposure: 'outside' }))
      : known.exposed.map(({ exposure, commit, remoteBranch }) => ({
          exposure,
          ...(commit && { commit }),
          ...(remoteBranch !== undefined && { remoteBranch }),
        }));
  }

  forget(uri: string): void {
    this.open.delete(uri);
  }

  /** Takes back what hangs on a workspace that has to do with Fleetio, where it has not. Asks only if something does. */
  private async sure(
    findings: readonly Finding[],
    root: string | undefined,
    isTree: boolean,
  ): Promise<readonly Finding[]> {
    const alone = withoutWorkspace(findings);
    const hangsOnIt = findings.some(({ confidence }, at) => alone[at]?.confidence !== confidence);
    if (!hangsOnIt || showVendor(findings) || (await this.isFleetioWorkspace(root, isTree))) {
      return findings;
    }
    return alone.filter((finding) => finding !== undefined);
  }

  /** Other projects that are open beside it do not count; a document that lies nowhere yet can be for any of them. */
  private async isFleetioWorkspace(root: string | undefined, isTree: boolean): Promise<boolean> {
    const others = [...this.open.values()].filter((other) => root === undefined || other.root === root);
    return (
      others.some(({ watched }) => watched.namesFleetio) ||
      (root !== undefined && (await this.places.namesFleetio(root, isTree)))
    );
  }

  private async accepted(
    file: string | undefined,
    root: string | undefined,
    findings: readonly Finding[],
  ): Promise<readonly Finding[]> {
    if (file === undefined || root === undefined || findings.length === 0) {
      return findings;
    }
    if (this.isExcluded(file, root)) {
      return [];
    }
    const baseline = await this.places.baseline(root);
    const relative = relativePath(root, file);
    return findings.filter((finding) => !baseline.has({ ...finding, path: relative }));
  }

  private isExcluded(file: string | undefined, root: string | undefined): boolean {
    return file !== undefined && root !== undefined && this.places.isExcluded(relativePath(root, file));
  }
}
