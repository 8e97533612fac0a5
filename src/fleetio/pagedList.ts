import type { FleetRecord, Page, PageOptions } from './client';
import { FleetioError } from './errors';

/** Asks for one page, as `FleetioClient.page` does. */
export type PageSource = (options: PageOptions) => Promise<Page>;

/** What a list holds after a request. */
type Loaded = Pick<Page, 'records' | 'next' | 'remaining' | 'remainingAtLeast'>;

/** Makes the requests of one act, such as loading the next page. */
type Act = (signal: AbortSignal) => Promise<Loaded>;

/** A refresh loads no more than this again, so that it does not use up the account's requests; the rest stays as it was. */
const MOST_REFRESHED = 500;

/**
 * A list that is loaded page by page, when somebody asks for more, and that keeps what it has when a request fails.
 * Whoever shows it may ask as often as it likes: only `more` and `refresh` make requests once it is loaded.
 */
export class PagedList {
  /** What has arrived so far, in the server's order, each record once. */
  records: readonly FleetRecord[] = [];
  /** Why the last act failed; undefined when it did not, and while another is under way. */
  failure: FleetioError | undefined;
  /** Whether what failed was the list's beginning, and not a page after it. */
  failedAtStart = false;
  /** How many records are still on the server; an estimate. */
  remaining = 0;
  /** True when the server stopped counting, so that `remaining` is the least there is. */
  remainingAtLeast = false;

  private next: string | undefined;
  private loaded = false;
  private stale = false;
  private last: Act | undefined;
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
    if (this.stale) {
      await this.refresh();
    } else if (!this.loaded && this.failure === undefined) {
      await this.more();
    } else {
      await this.underWay?.done;
    }
  }

  /** Loads the next page. Two calls at a time make one request. */
  async more(): Promise<void> {
    if (this.underWay === undefined && this.hasMore) {
      this.begin(this.loadNext);
    }
    await this.underWay?.done;
  }

  /** Loads again what was loaded, or the first of very many; until it has arrived, everything stays as it was. */
  async refresh(): Promise<void> {
    this.end();
    this.begin(this.loadAgain);
    await this.underWay?.done;
  }

  /** Has what was loaded be loaded again as soon as somebody shows the list. */
  expire(): void {
    this.stale = this.loaded;
  }

  /** Takes a newer form of a record that is in the list already. */
  update(record: FleetRecord): void {
    this.records = this.records.map((known) => (known.id === record.id ? record : known));
  }

  /** Does again what failed. */
  async retry(): Promise<void> {
    if (this.failure !== undefined && this.last !== undefined) {
      this.begin(this.last);
    }
    await this.underWay?.done;
  }

  /** Ends the requests that are under way, which then count as failed; what has arrived stays. */
  cancel(): void {
    if (this.end()) {
      this.failure = new FleetioError('cancelled', 'Loading was cancelled.');
    }
  }

  private readonly loadNext: Act = async (signal) => {
    const page = await this.source({ ...(this.next === undefined ? {} : { cursor: this.next }), signal });
    return { ...page, records: joined(this.records, page.records) };
  };

  private readonly loadAgain: Act = async (signal) => {
    const wanted = Math.min(this.records.length, MOST_REFRESHED);
    let page: Loaded = await this.source({ refresh: true, signal });
    while (page.records.length < wanted && page.next !== undefined) {
      const next = await this.source({ cursor: page.next, signal });
      page = { ...next, records: joined(page.records, next.records) };
    }
    const isWhole = page.next === undefined || this.records.length <= MOST_REFRESHED;
    return isWhole ? page : this.withOldRest(page);
  };

  /** After a refreshed beginning stands what was loaded beyond it, and what new records pushed out of it. */
  private withOldRest(beginning: Loaded): Loaded {
    const fresh = new Set(beginning.records.map(({ id }) => id));
    const lastKept = this.records.slice(0, fresh.size).findLastIndex(({ id }) => fresh.has(id));
    const rest = this.records.slice(lastKept + 1).filter(({ id }) => !fresh.has(id));
    if (rest.length === 0) {
      return beginning;
    }
    return {
      records: [...beginning.records, ...rest],
      remaining: this.remaining,
      remainingAtLeast: this.remainingAtLeast,
      ...(this.next === undefined ? {} : { next: this.next }),
    };
  }

  /** @returns whether there was something to end. */
  private end(): boolean {
    const wasUnderWay = this.underWay !== undefined;
    this.underWay?.abort.abort();
    this.underWay = undefined;
    return wasUnderWay;
  }

  private begin(act: Act): void {
    this.last = act;
    this.failure = undefined;
    this.failedAtStart = act === this.loadAgain || this.next === undefined;
    this.stale = false;
    const abort = new AbortController();
    const done = this.run(act, abort.signal).finally(() => {
      if (this.underWay?.abort === abort) {
        this.underWay = undefined;
      }
    });
    this.underWay = { abort, done };
  }

  private async run(act: Act, signal: AbortSignal): Promise<void> {
    try {
      const arrived = await act(signal);
      if (!signal.aborted) {
        this.records = arrived.records;
        this.remaining = arrived.remaining;
        this.remainingAtLeast = arrived.remainingAtLeast;
        this.next = arrived.next;
        this.loaded = true;
      }
    } catch (error) {
      if (!(error instanceof FleetioError)) {
        throw error;
      }
      if (!signal.aborted) {
        this.failure = error;
      }
    }
  }
}

/** A record that moved while pages were read comes twice. */
function joined(records: readonly FleetRecord[], more: readonly FleetRecord[]): readonly FleetRecord[] {
  const known = new Set(records.map(({ id }) => id));
  return [...records, ...more.filter(({ id }) => !known.has(id))];
}
