import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FleetioError } from '../../../src/fleetio/errors';
import { RequestQueue, type Priority } from '../../../src/fleetio/rateLimit';
import { HeldClock, settle } from './heldClock';

const MINUTE = 60_000;

/** Counts what reaches it in clock minutes of its own, as Fleetio does. */
class Server {
  readonly minutes = new Map<number, number>();

  /** @param ahead how far its clock is ahead of the client's, in milliseconds. */
  constructor(
    private readonly clock: HeldClock,
    readonly limit: number,
    private readonly ahead = 0,
  ) {}

  /** @returns undefined, or in how many seconds to come back. */
  take(): number | undefined {
    const now = this.clock.now() + this.ahead;
    const minute = Math.floor(now / MINUTE);
    const count = (this.minutes.get(minute) ?? 0) + 1;
    this.minutes.set(minute, count);
    return count <= this.limit ? undefined : Math.ceil(((minute + 1) * MINUTE - now) / 1000);
  }

  /** Its time as the header `Date` tells it. */
  get date(): number {
    return Math.floor((this.clock.now() + this.ahead) / 1000) * 1000;
  }

  /** How many of its minutes had more requests than it allows. */
  get overrun(): number {
    return [...this.minutes.values()].filter((count) => count > this.limit).length;
  }
}

/** A request that somebody makes. */
interface Ask {
  /** Milliseconds after the start. */
  readonly at: number;
  readonly priority: Priority;
  /** How long it takes to the server, and its answer back, in milliseconds. */
  readonly there: number;
  readonly back: number;
  /** Milliseconds after `at`; undefined for one that is not cancelled. */
  readonly cancelledAfter: number | undefined;
}

interface Outcome {
  readonly ask: Ask;
  result: 'waiting' | 'answered' | 'cancelled';
  finishedAt: number;
}

/** A client with a queue, a server, and the time that both go by. */
class Scene {
  readonly clock: HeldClock;
  readonly server: Server;
  readonly queue: RequestQueue;
  private readonly tellsTime: boolean;

  constructor(parts: {
    began?: number;
    serverLimit: number;
    setLimit?: number;
    ahead?: number;
    tellsTime?: boolean;
  }) {
    this.tellsTime = parts.tellsTime ?? false;
    this.clock = new HeldClock(parts.began);
    this.server = new Server(this.clock, parts.serverLimit, parts.ahead);
    this.queue = new RequestQueue(() => parts.setLimit ?? parts.serverLimit, this.clock);
  }

  /** Plays a schedule to its end. */
  async play(asks: readonly Ask[]): Promise<readonly Outcome[]> {
    const outcomes = asks.map((ask): Outcome => ({ ask, result: 'waiting', finishedAt: 0 }));
    const all: Promise<void>[] = [];
    for (const outcome of outcomes) {
      this.clock.after(outcome.ask.at, () => {
        all.push(this.perform(outcome));
      });
    }
    // An hour is the end: a queue that loses a request would never come to one by itself.
    for (let minute = 0; minute < 60 && outcomes.some(({ result }) => result === 'waiting'); minute++) {
      await this.clock.advance(MINUTE);
    }
    await Promise.all(all);
    return outcomes;
  }

  /** Makes one request, again and again while the server refuses it. */
  private async perform(outcome: Outcome): Promise<void> {
    const { priority, there, back, cancelledAfter } = outcome.ask;
    const abort = new AbortController();
    if (cancelledAfter !== undefined) {
      this.clock.after(cancelledAfter, () => {
        abort.abort();
      });
    }
    const place = this.queue.claim(priority);
    try {
      while (outcome.result === 'waiting') {
        const turn = await this.queue.turn(place, abort.signal);
        await this.pass(there);
        const retryAfter = this.server.take();
        const { date } = this.server;
        await this.pass(back);
        if (this.tellsTime) {
          turn.toldTime(date);
        }
        if (retryAfter === undefined) {
          outcome.result = 'answered';
        } else {
          turn.refused(this.clock.now() + retryAfter * 1000);
        }
        turn.done();
      }
    } catch (error) {
      assert.ok(error instanceof FleetioError && error.kind === 'cancelled', String(error));
      outcome.result = 'cancelled';
    }
    outcome.finishedAt = this.clock.now();
  }

  private async pass(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => this.clock.after(milliseconds, resolve));
  }
}

const ask = fc.record({
  at: fc.integer({ min: 0, max: 4 * MINUTE }),
  priority: fc.constantFrom<Priority>('visible', 'background'),
  there: fc.integer({ min: 0, max: 3000 }),
  back: fc.integer({ min: 0, max: 3000 }),
  cancelledAfter: fc.option(fc.integer({ min: 0, max: 2 * MINUTE }), { nil: undefined, freq: 4 }),
});

/** Where in its minute the client's clock starts. */
const began = fc.integer({ min: 0, max: MINUTE - 1 }).map((into) => Date.UTC(2025, 2, 1, 12) + into);

function quick(at: number, priority: Priority = 'visible'): Ask {
  return { at, priority, there: 10, back: 10, cancelledAfter: undefined };
}

describe('RequestQueue', function () {
  this.timeout(60_000);

  it('sends no request over the limit and loses none, whatever the schedule', async () => {
    const schedule = fc.array(ask, { maxLength: 60, size: 'max' });
    await fc.assert(
      fc.asyncProperty(schedule, fc.integer({ min: 1, max: 20 }), began, async (asks, limit, start) => {
        const scene = new Scene({ began: start, serverLimit: limit });
        for (const { ask: asked, result } of await scene.play(asks)) {
          assert.notEqual(result, 'waiting', 'nothing waits for ever');
          assert.ok(result === 'answered' || asked.cancelledAfter !== undefined, 'nothing is lost');
        }
        assert.equal(scene.server.overrun, 0);
        assert.equal(scene.queue.state.waiting, 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('ends what is cancelled at once and keeps nothing of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(ask, { minLength: 1, maxLength: 40, size: 'max' }),
        began,
        async (asks, start) => {
          const scene = new Scene({ began: start, serverLimit: 3 });
          for (const { ask: asked, result, finishedAt } of await scene.play(asks)) {
            if (result === 'cancelled') {
              assert.equal(finishedAt, start + asked.at + (asked.cancelledAfter ?? NaN));
            }
          }
          await scene.clock.advance(2 * MINUTE);
          assert.deepEqual(scene.queue.state, { used: 0, limit: 3, waiting: 0 });
          assert.equal(scene.clock.pending, 0, 'nothing is left to wake up for');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never starves the background, however much is visible', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), began, async (limit, start) => {
        const scene = new Scene({ began: start, serverLimit: limit });
        // The visible alone would use every minute up, twice over.
        const visible = Array.from({ length: limit * 40 }, (_, number) =>
          quick(Math.floor((number * MINUTE) / (2 * limit))),
        );
        const outcomes = await scene.play([...visible, quick(MINUTE, 'background')]);
        const loaded = outcomes.at(-1)!;
        const later = outcomes.filter(({ ask: { at } }) => at > loaded.ask.at + 2 * MINUTE);
        assert.ok(later.length > 0);
        assert.ok(later.every(({ finishedAt }) => finishedAt >= loaded.finishedAt));
      }),
      { numRuns: 100 },
    );
  });

  it('lets the visible go before the background, and keeps a quarter of the minute for it', async () => {
    const clock = new HeldClock();
    const queue = new RequestQueue(() => 8, clock);
    const order: string[] = [];
    const request = async (name: string, priority: Priority): Promise<void> => {
      const turn = await queue.turn(queue.claim(priority), new AbortController().signal);
      order.push(name);
      turn.done();
    };
    const all = ['1', '2', '3', '4', '5', '6', '7', '8'].map((name) => request(name, 'background'));
    await settle();
    assert.equal(order.length, 6);
    all.push(...['a', 'b', 'c'].map((name) => request(name, 'visible')));
    await settle();
    assert.deepEqual(order.slice(6), ['a', 'b']);
    await clock.advance(MINUTE);
    assert.deepEqual(order.slice(8), ['c', '7', '8']);
    await Promise.all(all);
  });

  it('hurries what waits in the background as soon as somebody looks at it', async () => {
    const queue = new RequestQueue(() => 4, new HeldClock());
    const { signal } = new AbortController();
    await Promise.all([1, 2, 3].map(() => queue.turn(queue.claim('background'), signal)));
    const place = queue.claim('background');
    let sent = false;
    void queue.turn(place, signal).then(() => {
      sent = true;
    });
    await settle();
    assert.equal(sent, false);
    queue.promote(place);
    await settle();
    assert.equal(sent, true);
  });

  it("sends no request over the limit by the server's clock either, as it tells its time", async () => {
    const ahead = fc.integer({ min: -90 * MINUTE, max: 90 * MINUTE });
    const schedule = fc.array(ask, { maxLength: 60, size: 'max' });
    await fc.assert(
      fc.asyncProperty(
        ahead,
        schedule,
        fc.integer({ min: 1, max: 20 }),
        began,
        async (aheadBy, asks, limit, start) => {
          const scene = new Scene({ began: start, serverLimit: limit, ahead: aheadBy, tellsTime: true });
          const outcomes = await scene.play(asks);
          assert.ok(
            outcomes.every(
              ({ ask: asked, result }) => result === 'answered' || asked.cancelledAfter !== undefined,
            ),
          );
          assert.equal(scene.server.overrun, 0);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('wastes no minute on a clock that is set differently', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: MINUTE - 1 }), async (aheadBy) => {
        const scene = new Scene({ serverLimit: 10, ahead: aheadBy, tellsTime: true });
        await scene.play(Array.from({ length: 100 }, () => quick(0)));
        assert.ok(scene.server.minutes.size <= 11, `${scene.server.minutes.size} minutes in place of 10`);
      }),
      { numRuns: 200 },
    );
  });

  it("finds the beginning of the server's minute and its limit from refusals", async () => {
    const ahead = fc.integer({ min: 0, max: MINUTE - 1 });
    await fc.assert(
      fc.asyncProperty(ahead, fc.integer({ min: 2, max: 12 }), async (aheadBy, limit) => {
        const scene = new Scene({ serverLimit: limit, setLimit: 20, ahead: aheadBy });
        const outcomes = await scene.play(Array.from({ length: 120 }, () => quick(0)));
        assert.ok(outcomes.every(({ result }) => result === 'answered'));
        const minutes = scene.server.minutes.size;
        const least = Math.ceil(120 / limit);
        assert.ok(minutes <= least + 4, `${minutes} minutes in place of ${least}`);
        // The limit is tried again more and more seldom.
        assert.ok(scene.server.overrun <= 2 + Math.log2(minutes), `${scene.server.overrun} overrun`);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps to a minute that begins elsewhere once it was refused', async () => {
    const ahead = fc.integer({ min: 0, max: MINUTE - 1 });
    await fc.assert(
      fc.asyncProperty(
        ahead,
        fc.array(ask, { minLength: 40, maxLength: 100, size: 'max' }),
        async (aheadBy, asks) => {
          const scene = new Scene({ serverLimit: 5, ahead: aheadBy });
          await scene.play(asks);
          assert.ok(scene.server.overrun <= 1, `${scene.server.overrun} minutes with a refusal`);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('goes back to the whole limit after a refusal that another program caused', async () => {
    const { clock, queue } = await refusedFor(MINUTE);
    assert.equal(queue.state.limit, 1);
    await clock.advance(2 * MINUTE);
    assert.equal(queue.state.limit, 20);
  });

  it('goes on when the clock is set back', async () => {
    const clock = new HeldClock();
    const queue = new RequestQueue(() => 4, clock);
    const ask = async (): Promise<void> => {
      const turn = await queue.turn(queue.claim('visible'), new AbortController().signal);
      turn.done();
    };
    await Promise.all([ask(), ask(), ask(), ask()]);
    const waits = ask();
    clock.setBack(3_600_000);
    await clock.advance(61_000);
    await waits;
    assert.equal(queue.state.waiting, 0);
    assert.equal(queue.state.used, 1, 'what was sent an hour ahead counts no longer');
  });

  it('refuses to wait for longer than a limit by the minute can mean', async () => {
    const { clock, queue } = await refusedFor(60 * MINUTE);
    await assert.rejects(
      queue.turn(queue.claim('visible'), new AbortController().signal),
      (error) => error instanceof FleetioError && error.details.retryAt === clock.now() + 60 * MINUTE,
    );
  });

  async function refusedFor(milliseconds: number): Promise<{ clock: HeldClock; queue: RequestQueue }> {
    const clock = new HeldClock();
    const queue = new RequestQueue(() => 20, clock);
    const turn = await queue.turn(queue.claim('visible'), new AbortController().signal);
    turn.refused(clock.now() + milliseconds);
    turn.done();
    return { clock, queue };
  }

  it('tells its state after every change, once for changes that come together', async () => {
    const clock = new HeldClock();
    const queue = new RequestQueue(() => 2, clock);
    const told: unknown[] = [];
    const stop = queue.onChange((state) => told.push(state));
    const abort = new AbortController();
    const turns = [1, 2, 3].map(() => queue.turn(queue.claim('visible'), abort.signal));
    const cancelled = assert.rejects(turns[2]!);
    await settle();
    assert.deepEqual(told, [{ used: 2, limit: 2, waiting: 1, resumesAt: clock.now() + MINUTE }]);
    abort.abort();
    await settle();
    assert.deepEqual(told.slice(1), [{ used: 2, limit: 2, waiting: 0 }]);
    stop();
    (await turns[0])?.done();
    await settle();
    assert.equal(told.length, 2);
    await cancelled;
  });
});
