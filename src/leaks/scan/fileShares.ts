import type { Knowledge } from '../finding';
import type { FilesRead } from './files';
import type { Share, Supply } from './shares';

export type FileShare = Share & { readonly kind: 'files' };

/** Files that are read by one thread before it tells how far it is. */
const SHARE = 256;
/** With more files waiting for a closer look than this, one thread is not enough. */
const MOST_WAITING = 256;

/**
 * The shares of a tree. For most files a glance is enough, and what looks closely is so much code that a thread that first
 * runs it could glance at thousands of files in that time. So the first thread learns it, and the others leave to it what
 * they come upon, until that is more than it can keep up with.
 */
export class FileShares implements Supply<FileShare> {
  private begun = 0;
  private readonly waiting: string[] = [];
  private glances = 0;
  private allLookClosely = false;
  private wake: (() => void) | undefined;

  constructor(
    private readonly root: string,
    private readonly files: readonly string[],
    private readonly knowledge: Knowledge,
  ) {}

  async next(thread: number): Promise<FileShare | undefined> {
    const onlyGlance = thread > 0 && !this.allLookClosely;
    const waiting = onlyGlance ? [] : this.waiting.splice(0, SHARE);
    if (waiting.length > 0) {
      return this.shareOf(waiting, onlyGlance);
    }
    const files = this.files.slice(this.begun, this.begun + SHARE);
    if (files.length > 0) {
      this.begun += files.length;
      this.glances += onlyGlance ? 1 : 0;
      return this.shareOf(files, onlyGlance);
    }
    if (thread > 0 || this.glances === 0) {
      return undefined;
    }
    // The others may come upon more.
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    return this.next(thread);
  }

  /** Takes back what a share has left for a closer look. */
  takeBack({ left }: FilesRead, { onlyGlance }: FileShare): void {
    this.waiting.push(...left);
    this.allLookClosely ||= this.waiting.length > MOST_WAITING;
    this.glances -= onlyGlance === true ? 1 : 0;
    this.wake?.();
  }

  private shareOf(files: readonly string[], onlyGlance: boolean): FileShare {
    return { kind: 'files', root: this.root, files, onlyGlance, ...this.knowledge };
  }
}
