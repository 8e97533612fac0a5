import type { ApiAnswer } from './answers';
import { FleetioError } from './errors';
import type { Place, Priority } from './rateLimit';

/** What is asked for, and for how long an answer to it may be used again. */
export interface Question {
  /** Of a list: its request without the cursor. Its pages are let go of together. */
  readonly list: string;
  /** Which page of it; empty for the first one, and for a record. */
  readonly page: string;
  /** In milliseconds. */
  readonly freshFor: number;
}

/** Who asks. */
export interface Asker {
  readonly signal: AbortSignal;
  readonly priority: Priority;
  /** Asks the server even where an answer is still fresh, and lets go of the list's other pages. */
  readonly refresh: boolean;
}

/** Sends a request for all who ask the same. */
export type Send = (place: Place, signal: AbortSignal) => Promise<ApiAnswer>;

/** Where requests wait for their turn. */
export interface Places {
  claim(priority: Priority): Place;
  promote(place: Place): void;
}

interface UnderWay {
  readonly answer: Promise<ApiAnswer>;
  readonly place: Place;
  readonly abort: AbortController;
  askers: number;
}

/** Characters of all kept answers together: some forty full pages of vehicles. */
const MOST_KEPT = 10_000_000;

/**
 * Answers that more than one may use: equal requests under way are one request, which ends when all who asked have
 * left; good answers are kept in memory for as long as their resource says. They are kept as text, so that nobody can
 * change another's records.
 */
export class AnswerShare {
  private readonly underWay = new Map<string, UnderWay>();
  /** The oldest first. */
  private readonly kept = new Map<string, ApiAnswer>();
  private keptLength = 0;

  constructor(
    private readonly places: Places,
    private readonly now: () => number,
  ) {}

  /** @throws FleetioError of the request, or `cancelled` as soon as the asker's signal says so. */
  async ask(question: Question, asker: Asker, send: Send): Promise<ApiAnswer> {
    if (asker.signal.aborted) {
      throw cancelled();
    }
    const key = keyOf(question);
    if (asker.refresh) {
      this.dropKept(question.list);
      this.leaveOthers(question.list, key);
    }
    const kept = this.kept.get(key);
    const age = this.now() - (kept?.receivedAt ?? 0);
    // An age below zero is that of a clock that was set back: how old the answer is, nobody can tell.
    if (kept !== undefined && age >= 0 && age < question.freshFor) {
      return kept;
    }
    const joined = this.underWay.get(key) ?? this.begin(key, question.freshFor, asker.priority, send);
    if (asker.priority === 'visible') {
      this.places.promote(joined.place);
    }
    return this.follow(key, joined, asker.signal);
  }

  /** Lets go of everything, and joins nobody to what is under way: that may be older than what made it stale. */
  forget(): void {
    this.underWay.clear();
    this.dropKept();
  }

  private begin(key: string, freshFor: number, priority: Priority, send: Send): UnderWay {
    const place = this.places.claim(priority);
    const abort = new AbortController();
    const answer = send(place, abort.signal)
      .then((arrived) => {
        if (freshFor > 0 && arrived.status === 200 && this.underWay.get(key) === entry) {
          this.keep(key, arrived);
        }
        return arrived;
      })
      .finally(() => {
        this.end(key, entry);
      });
    const entry: UnderWay = { answer, place, abort, askers: 0 };
    this.underWay.set(key, entry);
    return entry;
  }

  /** One asker's view of a shared request. */
  private follow(key: string, joined: UnderWay, signal: AbortSignal): Promise<ApiAnswer> {
    joined.askers += 1;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        joined.askers -= 1;
        if (joined.askers === 0) {
          this.end(key, joined);
          joined.abort.abort();
        }
        reject(cancelled());
      };
      signal.addEventListener('abort', leave, { once: true });
      void joined.answer.then(resolve, reject).finally(() => {
        signal.removeEventListener('abort', leave);
      });
    });
  }

  private end(key: string, entry: UnderWay): void {
    if (this.underWay.get(key) === entry) {
      this.underWay.delete(key);
    }
  }

  private keep(key: string, answer: ApiAnswer): void {
    this.drop(key);
    this.kept.set(key, answer);
    this.keptLength += answer.body.length;
    for (const oldest of this.kept.keys()) {
      if (this.keptLength <= MOST_KEPT) {
        return;
      }
      this.drop(oldest);
    }
  }

  /** Other pages of the list that are under way belong to what it was: nobody joins them, and they are not kept. */
  private leaveOthers(list: string, own: string): void {
    for (const key of [...this.underWay.keys()]) {
      if (key !== own && isOfList(key, list)) {
        this.underWay.delete(key);
      }
    }
  }

  private dropKept(list?: string): void {
    for (const key of [...this.kept.keys()]) {
      if (list === undefined || isOfList(key, list)) {
        this.drop(key);
      }
    }
  }

  private drop(key: string): void {
    this.keptLength -= this.kept.get(key)?.body.length ?? 0;
    this.kept.delete(key);
  }
}

function keyOf({ list, page }: Pick<Question, 'list' | 'page'>): string {
  return `${list}\n${page}`;
}

function isOfList(key: string, list: string): boolean {
  return key.startsWith(keyOf({ list, page: '' }));
}

function cancelled(): FleetioError {
  return new FleetioError('cancelled', 'The request was cancelled.');
}
