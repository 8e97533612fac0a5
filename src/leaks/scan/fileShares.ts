import type { Knowledge } from '../finding';
import type { FilesRead, LeftFile } from './files';
import type { Share, Supply } from './shares';

export type FileShare = Share & { readonly kind: 'files' };

/** Files that are read by one thread before it tells how far it is: so many that telling does not count, and all threads end together. */
const SHARE = { least: 32, most: 256, ofAll: 1 / 32 };
/** Files that were left, at a time. */
const PORTION = 16;
/** With more than this waiting for a closer look, one thread is not enough. */
const MUCH = { files: 64, bytes: 16e6 };

/**
 * The shares of a tree. For most files a glance is enough, and what looks closely is so much code that a thread that first
 * runs it could glance at thousands of files in that time. So the first thread learns it, and the others leave to it what
 * they come upon, until that is more than it can keep up with.
 */
export class FileShares implements Supply<FileShare> {
  private readonly size: number;
  private begun = 0;
  private readonly waiting: LeftFile[] = [];
  private glances = 0;
  private allLookClosely = false;
  private wakeAll: (() => void)[] = [];

  constructor(
    private readonly root: string,
    private readonly files: readonly string[],
    private readonly knowledge: Knowledge,
  ) {
    this.size = Math.min(SHARE.most, Math.max(SHARE.least, Math.ceil(files.length * SHARE.ofAll)));
  }

  async next(thread: number): Promise<FileShare | undefined> {
    const onlyGlance = thread > 0 && !this.allLookClosely;
    const waiting = onlyGlance ? [] : this.waiting.splice(0, PORTION);
    if (waiting.length > 0) {
      return this.shareOf(
        waiting.map(({ path }) => path),
        onlyGlance,
      );
    }
    const files = this.files.slice(this.begun, this.begun + this.size);
    if (files.length > 0) {
      this.begun += files.length;
      this.glances += onlyGlance ? 1 : 0;
      return this.shareOf(files, onlyGlance);
    }
    if (onlyGlance || this.glances === 0) {
      return undefined;
    }
    // The others may come upon more.
    await new Promise<void>((resolve) => {
      this.wakeAll.push(resolve);
    });
    return this.next(thread);
  }

  /** Takes back what a share has left for a closer look. */
  takeBack({ left }: FilesRead, { onlyGlance }: FileShare): void {
    this.waiting.push(...left);
    this.allLookClosely ||=
      this.waiting.length > MUCH.files ||
      this.waiting.reduce((sum, { bytes }) => sum + bytes, 0) > MUCH.bytes;
    this.glances -= onlyGlance === true ? 1 : 0;
    this.wakeAll.splice(0).forEach((wake) => {
      wake();
    });
  }

  private shareOf(files: readonly string[], onlyGlance: boolean): FileShare {
    return { kind: 'files', root: this.root, files, onlyGlance, ...this.knowledge };
  }
}
