import path from 'node:path';

import { exposureOf } from '../leaks/exposure';
import type { Finding } from '../leaks/finding';
import { Lines } from '../leaks/lines';
import { placed } from '../leaks/scan/inspect';
import { showVendor, withoutWorkspace } from '../leaks/scan/workspace';
import type { Places } from './places';
import type { FeedRequest, LookAnswer, LookRequest, Reach, ReachRequest } from './protocol';
import { WatchedText } from './watchedText';

interface OpenDocument {
  readonly watched: WatchedText;
  /** What was told of in the last look. */
  told: readonly Finding[];
}

/** The documents that are open in the editor, each as its last look left it. */
export class Documents {
  private readonly open = new Map<string, OpenDocument>();

  constructor(private readonly places: Places) {}

  feed({ uri, path: name, from, text }: FeedRequest): void {
    const document = this.open.get(uri) ?? { watched: new WatchedText(name), told: [] };
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
    const whole = watched.look(request.whole ? undefined : touched, this.places.settings.known);
    document.told = await this.accepted(request, await this.sure(request, watched.findings));
    const lines = new Lines(watched.text);
    return { kind: 'found', placed: document.told.map((finding) => placed(lines, finding)), whole };
  }

  /** Asks git how far the findings of the last look got. */
  async reach({ uri, file, isUnsaved }: ReachRequest, signal: AbortSignal): Promise<readonly Reach[]> {
    const document = this.open.get(uri);
    const git = await this.places.git();
    const told = document?.told ?? [];
    const unknown = told.map(() => ({ exposure: undefined }));
    if (document === undefined || git === undefined || told.length === 0) {
      return unknown;
    }
    const { text } = document.watched;
    const known = await exposureOf({ file, text, findings: told, isUnsaved }, git, signal);
    return known.kind === 'no repository'
      ? unknown
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
  private async sure({ file }: LookRequest, findings: readonly Finding[]): Promise<readonly Finding[]> {
    const alone = findings.map(withoutWorkspace);
    const hangsOnIt = findings.some(({ confidence }, at) => alone[at]?.confidence !== confidence);
    if (!hangsOnIt || showVendor(findings) || (await this.isFleetioWorkspace(file))) {
      return findings;
    }
    return alone.filter((finding) => finding !== undefined);
  }

  private async isFleetioWorkspace(file: string | undefined): Promise<boolean> {
    if ([...this.open.values()].some(({ watched }) => watched.namesFleetio)) {
      return true;
    }
    const tree = file === undefined ? undefined : await this.places.treeOf(file);
    return tree !== undefined && this.places.namesFleetio(tree);
  }

  private async accepted(
    { file, folder }: LookRequest,
    findings: readonly Finding[],
  ): Promise<readonly Finding[]> {
    if (file === undefined || findings.length === 0) {
      return findings;
    }
    const root = (await this.places.treeOf(file))?.root ?? folder;
    if (root === undefined) {
      return findings;
    }
    const baseline = await this.places.baseline(root);
    const relative = path.relative(root, file).split(path.sep).join('/');
    return findings.filter((finding) => !baseline.has({ ...finding, path: relative }));
  }
}
