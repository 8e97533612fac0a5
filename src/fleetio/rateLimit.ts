import type { Clock } from './clock';
import { FleetioError } from './errors';
import { MINUTE, ServerMinute } from './serverMinute';

/** What the user looks at goes before what is loaded ahead. */
export type Priority = 'visible' | 'background';

/** Where an account stands in its minute. */
export interface RateLimitState {
  /** Requests that count in this window. */
  readonly used: number;
  /** How many may count, as far as it is known. */
  readonly limit: number;
  /** Requests that wait for their turn. */
  readonly waiting: number;
  /** When the first of them may go, in milliseconds since the epoch; missing when none has to wait. */
  readonly resumesAt?: number;
}

/** The part of a queue that others may look at. */
export interface RateLimitView {
  readonly state: RateLimitState;
  /** Calls `listener` after every change, once for changes that come together. @returns what ends that. */
  onChange(listener: (state: RateLimitState) => void): () => void;
}

/** A request's claim to a turn. It keeps its place when the server refuses the request. */
export interface Place {
  priority: Priority;
  /** When the claim was made, in milliseconds since the epoch. */
  since: number;
}

/** A request that may go. */
export interface Turn {
  /** The answer stated the server's time, in milliseconds since the epoch; before `refused`, where both are called. */
  toldTime(stated: number): void;
  /** The server said 429. @param retryAt when it takes requests again, in milliseconds since the epoch. */
  refused(retryAt: number): void;
  /** To be called in the end, whether the request was answered, refused or failed. */
  done(): void;
}

/** Fleetio's documented limit for a clock minute; plans differ (fleetio-api.md section 5). */
export const DEFAULT_REQUESTS_PER_MINUTE = 20;

/** What waits in the background is as urgent as what is visible after this long, so that it never starves. */
const PATIENCE = MINUTE;

/** The share of the limit that is kept for what the user opens next. */
const RESERVE = 1 / 4;

/** The server's window ends with the minute. What asks for longer is not the rate limit, and nobody waits for it. */
const LONGEST_WAIT = 2 * MINUTE;

const MOST_CAUTIOUS_MINUTES = 64;

interface Waiting {
  readonly place: Place;
  readonly go: () => void;
  readonly fail: (error: FleetioError) => void;
}

interface Sent {
  startedAt: number;
  toldTime: boolean;
  endedAt?: number | undefined;
}

/** A limit that the server taught. */
interface Lesson {
  readonly limit: number;
  /** Until when it holds. */
  until: number;
  /** For how many minutes; doubled when the server refuses again soon after. */
  readonly minutes: number;
}

/**
 * The requests of one account under its limit: a fixed window, the clock minute (section 5). A request counts in every
 * window that it may have reached the server in, so that one under way at the turn of the minute counts in both.
 */
export class RequestQueue implements RateLimitView {
  private readonly waiting = new Set<Waiting>();
  private readonly listeners = new Set<(state: RateLimitState) => void>();
  private sent: Sent[] = [];
  private blockedUntil = 0;
  private lesson: Lesson | undefined;
  private readonly minute = new ServerMinute();
  private takeWakeBack: (() => void) | undefined;
  private announced = false;
  private lastSeen = -Infinity;

  /** @param most requests a minute that the account's plan allows, as it is known now. */
  constructor(
    private readonly most: () => number,
    private readonly clock: Clock,
  ) {}

  get state(): RateLimitState {
    const now = this.now();
    const state = { used: this.used(now), limit: this.limit(now), waiting: this.waiting.size };
    return this.waiting.size === 0 ? state : { ...state, resumesAt: this.resumesAt(now) };
  }

  onChange(listener: (state: RateLimitState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  claim(priority: Priority): Place {
    return { priority, since: this.now() };
  }

  /** Somebody now looks at what waited in the background. */
  promote(place: Place): void {
    if (place.priority === 'background') {
      place.priority = 'visible';
      this.admit();
    }
  }

  /**
   * Waits until the request may go.
   * @throws FleetioError `cancelled` when `signal` says so; `rateLimited` when the server wants a wait that is too long.
   */
  turn(place: Place, signal: AbortSignal): Promise<Turn> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(cancelled());
        return;
      }
      const leave = (): void => {
        this.waiting.delete(entry);
        signal.removeEventListener('abort', cancel);
      };
      const cancel = (): void => {
        leave();
        reject(cancelled());
        this.admit();
      };
      const entry: Waiting = {
        place,
        go: () => {
          leave();
          resolve(this.begin());
        },
        fail: (error) => {
          leave();
          reject(error);
        },
      };
      signal.addEventListener('abort', cancel);
      this.waiting.add(entry);
      this.admit();
    });
  }

  /**
   * The time. When the clock was set back, everything that is remembered moves with it: else what was sent in the
   * future would count, and what waits would wait, until the clock has caught up.
   */
  private now(): number {
    const now = this.clock.now();
    if (now < this.lastSeen) {
      this.shift(now - this.lastSeen);
    }
    this.lastSeen = now;
    return now;
  }

  private shift(difference: number): void {
    this.minute.shift(difference);
    this.blockedUntil += difference;
    for (const sent of this.sent) {
      sent.startedAt += difference;
      sent.endedAt = sent.endedAt === undefined ? undefined : sent.endedAt + difference;
    }
    for (const { place } of this.waiting) {
      place.since += difference;
    }
    if (this.lesson !== undefined) {
      this.lesson.until += difference;
    }
  }

  private begin(): Turn {
    const sent: Sent = { startedAt: this.now(), toldTime: false };
    this.sent.push(sent);
    return {
      toldTime: (stated) => {
        sent.toldTime = true;
        this.minute.tellTime(stated, sent.startedAt, this.now());
      },
      refused: (retryAt) => {
        this.sent = this.sent.filter((other) => other !== sent);
        this.learn(retryAt, sent);
      },
      done: () => {
        sent.endedAt = this.now();
        this.admit();
      },
    };
  }

  /** Lets everybody go who may, and sees to it that the rest is looked at again in time. */
  private admit(): void {
    const now = this.now();
    this.takeWakeBack?.();
    this.takeWakeBack = undefined;
    if (this.blockedUntil - now > LONGEST_WAIT) {
      const error = tooLongAWait(this.blockedUntil);
      this.waiting.forEach(({ fail }) => {
        fail(error);
      });
    }
    for (let next = this.next(now); next !== undefined; next = this.next(now)) {
      next.go();
    }
    if (this.waiting.size > 0) {
      this.takeWakeBack = this.clock.after(this.resumesAt(now) - now, () => {
        this.admit();
      });
    }
    this.announce();
  }

  private next(now: number): Waiting | undefined {
    if (now < this.blockedUntil) {
      return undefined;
    }
    const limit = this.limit(now);
    const left = limit - this.used(now);
    const reserved = Math.floor(limit * RESERVE);
    let first: Waiting | undefined;
    for (const candidate of this.waiting) {
      const mayGo = left > (dueAt(candidate.place) <= now ? 0 : reserved);
      if (mayGo && (first === undefined || dueAt(candidate.place) < dueAt(first.place))) {
        first = candidate;
      }
    }
    return first;
  }

  private limit(now: number): number {
    return this.lesson !== undefined && now < this.lesson.until ? this.lesson.limit : this.most();
  }

  /** Forgets what no longer counts, and counts the rest. */
  private used(now: number): number {
    const start = this.minute.startOf(now);
    this.sent = this.sent.filter(
      ({ endedAt }) => endedAt === undefined || this.minute.reachesInto(start, endedAt),
    );
    return this.sent.length;
  }

  private resumesAt(now: number): number {
    return now < this.blockedUntil ? this.blockedUntil : this.minute.startOf(now) + MINUTE;
  }

  /** A refusal says when the server's minute ends, and that the limit is what it let through until then. */
  private learn(retryAt: number, { startedAt, toldTime }: Sent): void {
    const now = this.now();
    const granted = this.used(now);
    const isFirst = now >= this.blockedUntil;
    if (!toldTime) {
      this.minute.tellNextStart(retryAt, startedAt, now);
    }
    this.blockedUntil = Math.max(this.blockedUntil, retryAt);
    const minutes = isFirst ? this.caution(now) : (this.lesson?.minutes ?? 1);
    const limit = Math.min(this.most(), Math.max(1, granted));
    this.lesson = { limit, minutes, until: this.blockedUntil + minutes * MINUTE };
  }

  /** One refusal can be another program's doing. Several in a row are the plan's limit, and are believed for longer. */
  private caution(now: number): number {
    const last = this.lesson;
    const isAgain = last !== undefined && now < last.until + last.minutes * MINUTE;
    return isAgain ? Math.min(MOST_CAUTIOUS_MINUTES, last.minutes * 2) : 1;
  }

  /** Listeners are told apart from the work, so that none can get in its way. */
  private announce(): void {
    if (this.announced) {
      return;
    }
    this.announced = true;
    queueMicrotask(() => {
      this.announced = false;
      const { state } = this;
      this.listeners.forEach((listener) => {
        listener(state);
      });
    });
  }
}

/** From when on a claim is urgent; also the order of the claims. */
function dueAt({ priority, since }: Place): number {
  return priority === 'background' ? since + PATIENCE : since;
}

function cancelled(): FleetioError {
  return new FleetioError('cancelled', 'The request was cancelled before it was sent.');
}

function tooLongAWait(retryAt: number): FleetioError {
  return new FleetioError('rateLimited', 'The server asks for a wait of several minutes.', { retryAt });
}
