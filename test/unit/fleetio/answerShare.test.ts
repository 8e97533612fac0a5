import assert from 'node:assert/strict';
import type { ApiAnswer } from '../../../src/fleetio/answers';
import { AnswerShare, type Asker, type Question } from '../../../src/fleetio/answerShare';
import { RequestQueue, type Place } from '../../../src/fleetio/rateLimit';
import { HeldClock, settle } from './heldClock';
import { rejects } from './loopback';

const FIRST: Question = { list: '/vehicles', page: '', freshFor: 60_000 };
const SECOND: Question = { ...FIRST, page: 'c:2' };

/** A share whose requests are answered when the test says so. */
class Scene {
  readonly clock = new HeldClock();
  readonly queue = new RequestQueue(() => 20, this.clock);
  readonly share = new AnswerShare(this.queue, () => this.clock.now());
  readonly sent: { place: Place; signal: AbortSignal; answer: (status?: number, body?: string) => void }[] =
    [];

  ask(question: Question, asker: Partial<Asker> = {}): Promise<ApiAnswer> {
    const everyone: Asker = { signal: new AbortController().signal, priority: 'visible', refresh: false };
    return this.share.ask(question, { ...everyone, ...asker }, (place, signal) => {
      return new Promise((resolve) => {
        const answer = (status = 200, body = `answer ${this.sent.length}`): void => {
          const receivedAt = this.clock.now();
          const subject = { path: question.list };
          resolve({
            status,
            body,
            subject,
            receivedAt,
            headers: {},
            milliseconds: 0,
            redact: (text) => text,
          });
        };
        this.sent.push({ place, signal, answer });
      });
    });
  }
}

describe('AnswerShare', () => {
  let scene: Scene;
  beforeEach(() => {
    scene = new Scene();
  });

  it('makes one request of equal ones that are under way', async () => {
    const answers = Promise.all([scene.ask(FIRST), scene.ask(FIRST), scene.ask(FIRST, { refresh: true })]);
    await settle();
    assert.equal(scene.sent.length, 1);
    scene.sent[0]!.answer();
    assert.deepEqual(
      (await answers).map(({ body }) => body),
      ['answer 1', 'answer 1', 'answer 1'],
    );
  });

  it('uses an answer again for as long as it is fresh, and tells when it came', async () => {
    await answered(scene.ask(FIRST), 0);
    await scene.clock.advance(59_999);
    const again = await scene.ask(FIRST);
    assert.equal(scene.sent.length, 1);
    assert.equal(again.receivedAt, scene.clock.now() - 59_999);
    await scene.clock.advance(1);
    await answered(scene.ask(FIRST), 1);
  });

  it('keeps nothing that is not to be kept, and no refusal', async () => {
    await answered(scene.ask({ ...FIRST, freshFor: 0 }), 0);
    await answered(scene.ask({ ...FIRST, freshFor: 0 }), 1);
    await answered(scene.ask(SECOND), 2, 403);
    await answered(scene.ask(SECOND), 3);
  });

  it('lets go of all pages of a list when its first one is asked for afresh, and of no other list', async () => {
    const other = { ...FIRST, list: '/vehicles?sort[name]=asc' };
    await answered(scene.ask(FIRST), 0);
    await answered(scene.ask(SECOND), 1);
    await answered(scene.ask(other), 2);
    await answered(scene.ask(FIRST, { refresh: true }), 3);
    await scene.ask(other);
    await answered(scene.ask(SECOND), 4);
  });

  it('neither joins nor keeps another page that was under way when the list was asked for afresh', async () => {
    const before = scene.ask(SECOND);
    const first = scene.ask(FIRST, { refresh: true });
    await settle();
    scene.sent[1]!.answer();
    await first;
    scene.sent[0]!.answer(200, 'old');
    assert.equal((await before).body, 'old');
    await answered(scene.ask(SECOND), 2);
  });

  it('joins nobody to a request that is older than what made it stale, and does not keep its answer', async () => {
    const before = scene.ask(FIRST);
    scene.share.forget();
    const after = scene.ask(FIRST);
    await settle();
    assert.equal(scene.sent.length, 2);
    scene.sent[0]!.answer(200, 'old');
    assert.equal((await before).body, 'old');
    scene.sent[1]!.answer(200, 'new');
    assert.equal((await after).body, 'new');
    assert.equal((await scene.ask(FIRST)).body, 'new');
  });

  it('ends for one asker at once, and ends the request when all have left', async () => {
    const aborts = [new AbortController(), new AbortController()];
    const [first, second] = aborts.map(({ signal }) => scene.ask(FIRST, { signal }));
    await settle();
    aborts[0]!.abort();
    await rejects('cancelled', first!);
    assert.equal(scene.sent[0]!.signal.aborted, false);
    aborts[1]!.abort();
    await rejects('cancelled', second!);
    assert.equal(scene.sent[0]!.signal.aborted, true);
    await answered(scene.ask(FIRST), 1);
  });

  it('asks nothing for somebody who has left already', async () => {
    await rejects('cancelled', scene.ask(FIRST, { signal: AbortSignal.abort() }));
    assert.equal(scene.sent.length, 0);
  });

  it('hurries a request of the background when somebody looks at it', async () => {
    void scene.ask(FIRST, { priority: 'background' });
    await settle();
    assert.equal(scene.sent[0]!.place.priority, 'background');
    void scene.ask(FIRST);
    await settle();
    assert.equal(scene.sent[0]!.place.priority, 'visible');
    assert.equal(scene.sent.length, 1);
  });

  it('keeps no more than there is room for, the latest first', async () => {
    const large = 'x'.repeat(4_000_000);
    const pages = ['1', '2', '3'].map((page) => ({ ...FIRST, page }));
    for (const [number, page] of pages.entries()) {
      const asked = scene.ask(page);
      await settle();
      scene.sent[number]!.answer(200, large);
      await asked;
    }
    await scene.ask(pages[2]!);
    await scene.ask(pages[1]!);
    assert.equal(scene.sent.length, 3);
    await answered(scene.ask(pages[0]!), 3);
  });

  /** The request with this number is made for it, and answered. */
  async function answered(asked: Promise<ApiAnswer>, number: number, status?: number): Promise<void> {
    await settle();
    assert.equal(scene.sent.length, number + 1);
    scene.sent[number]!.answer(status);
    await asked;
  }
});
