import type { FleetRecord, Page, PageOptions } from './client';
import { FleetioError } from './errors';

/** Asks for one page, as `FleetioClient.page` does. */
export type PageSource = (options: PageOptions) => Promise<Page>;

/** Which page a request is for. */
type Wanted = Pick<PageOptions, 'cursor' | 'refresh'>;

/**
 * A list that is loaded page by page, when somebody asks for more, and that keeps what it has when a request fails.
 * Whoever shows it may ask as often as it likes: only `more` and `refresh` make requests once it is loaded.
 */
export class PagedList {
  /** What has arrived so far, in the server's order. */
  records: readonly FleetRecord[] = [];
  /** Why the last request failed; undefined when it did not. */
  failure: FleetioError | undefined;
  /** Whether what failed was the first page, and not one after it. */
  failedAtStart = false;
  /** How many records are still on the server; an estimate. */
  remaining = 0;

  /** Makes the latest request once more. */
  private repeat: () => void = () => undefined;
  private next: string | undefined;
  private loaded = false;
  private underWay: { readonly done: Promise<void>; readonly abort: AbortController } | undefined;

  constructor(private readonly source: PageSource) {}

  get loading(): boolean {
    return this.underWay !== undefined;
  }

  /** True when there is another page, or when the first one has not arrived yet. */
  get hasMore(): boolean {
    return !this.loaded || this.next !== undefined;
  }

  /** Sees to it that the first page was asked for. A failure is kept, not asked for again and not thrown. */
  async ready(): Promise<void> {
    if (!this.loaded && this.failure === undefined) {
      await this.more();
    }
  }

  /** Loads the next page. Two calls at a time make one request. */
  async more(): Promise<void> {
    if (this.underWay === undefined && this.hasMore) {
      this.begin(this.next === undefined ? {} : { cursor: this.next }, (page) => [
        ...this.records,
        ...page.records,
      ]);
    }
    await this.underWay?.done;
  }

  /** Loads the first page again and lets go of the others; until it arrives, everything stays as it was. */
  async refresh(): Promise<void> {
    this.cancel();
    this.begin({ refresh: true }, (page) => page.records);
    await this.underWay?.done;
  }

  /** Makes the request again that failed. */
  async retry(): Promise<void> {
    if (this.failure !== undefined && this.underWay === undefined) {
      this.repeat();
    }
    await this.underWay?.done;
  }

  /** Ends the request that is under way, if any; what has arrived stays. */
  cancel(): void {
    this.underWay?.abort.abort();
    this.underWay = undefined;
  }

  private begin(wanted: Wanted, join: (page: Page) => readonly FleetRecord[]): void {
    this.repeat = () => {
      this.begin(wanted, join);
    };
    const abort = new AbortController();
    const done = this.load(wanted, abort.signal, join).finally(() => {
      if (this.underWay?.abort === abort) {
        this.underWay = undefined;
      }
    });
    this.underWay = { abort, done };
  }

  private async load(
    wanted: Wanted,
    signal: AbortSignal,
    join: (page: Page) => readonly FleetRecord[],
  ): Promise<void> {
    try {
      const page = await this.source({ ...wanted, signal });
      if (!signal.aborted) {
        this.records = join(page);
        this.next = page.next;
        this.remaining = page.remaining;
        this.loaded = true;
        this.failure = undefined;
      }
    } catch (error) {
      if (!(error instanceof FleetioError)) {
        throw error;
      }
      if (!signal.aborted) {
        this.failure = error;
        this.failedAtStart = wanted.cursor === undefined;
      }
    }
  }
}
