import { createHash } from 'node:crypto';

/** The system's clipboard. */
export interface Clipboard {
  readText(): PromiseLike<string>;
  writeText(text: string): PromiseLike<void>;
}

/** Runs something later; the answer calls it off. */
export type Schedule = (run: () => void, milliseconds: number) => () => void;

/**
 * Takes secrets out of the clipboard again after a time, and only while it still holds them: what a person copied since
 * stays. One timer at a time; of the secret itself nothing is kept meanwhile.
 */
export class ClipboardGuard {
  private pending: { readonly digest: string; readonly callOff: () => void } | undefined;

  constructor(
    private readonly clipboard: Clipboard,
    private readonly schedule: Schedule,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Copies a secret. @param seconds how long it may stay; 0: for good. */
  async copy(secret: string, seconds: number): Promise<void> {
    await this.clipboard.writeText(secret);
    this.watch(secret, seconds);
  }

  /** The same for a secret that is in the clipboard already. */
  watch(secret: string, seconds: number): void {
    this.pending?.callOff();
    this.pending = undefined;
    if (seconds > 0) {
      const callOff = this.schedule(() => {
        this.clear().catch(this.onFailure);
      }, seconds * 1000);
      this.pending = { digest: digestOf(secret), callOff };
    }
  }

  /** Takes the secret out now, if there is one that is still there. */
  async clear(): Promise<void> {
    const { pending } = this;
    this.pending = undefined;
    if (pending === undefined) {
      return;
    }
    pending.callOff();
    if (digestOf(await this.clipboard.readText()) === pending.digest) {
      await this.clipboard.writeText('');
    }
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
