import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MINUTE, ServerMinute } from '../../../src/fleetio/serverMinute';

const NOON = Date.UTC(2025, 2, 1, 12);

/** An exchange with a server whose clock is `ahead`; all in milliseconds. */
interface Exchange {
  readonly at: number;
  readonly there: number;
  readonly back: number;
}

const exchange = fc.record({
  at: fc.integer({ min: 0, max: 10 * MINUTE }),
  there: fc.integer({ min: 0, max: 4000 }),
  back: fc.integer({ min: 0, max: 4000 }),
});

function tell(minute: ServerMinute, ahead: number, { at, there, back }: Exchange): void {
  const askedAt = NOON + at;
  const stated = Math.floor((askedAt + there + ahead) / 1000) * 1000;
  minute.tellTime(stated, askedAt, askedAt + there + back);
}

/** When the server's minute of this machine's `now` began, on this machine's clock. */
function trueStart(now: number, ahead: number): number {
  return Math.floor((now + ahead) / MINUTE) * MINUTE - ahead;
}

describe('ServerMinute', () => {
  const ahead = fc.integer({ min: -2 * MINUTE, max: 2 * MINUTE });

  it("takes both clocks for equal until the server's is told", () => {
    const minute = new ServerMinute();
    assert.equal(minute.startOf(NOON + 59_999), NOON);
    assert.equal(minute.startOf(NOON + MINUTE), NOON + MINUTE);
    assert.equal(minute.reachesInto(NOON, NOON - 1), false);
  });

  it('never lets a minute begin before the server does, and loses less than an exchange and a second', () => {
    fc.assert(
      fc.property(ahead, fc.array(exchange, { minLength: 1, maxLength: 20 }), (aheadBy, exchanges) => {
        const minute = new ServerMinute();
        exchanges.forEach((one) => {
          tell(minute, aheadBy, one);
        });
        const quickest = Math.min(...exchanges.map(({ back }) => back));
        const begins = trueStart(NOON + MINUTE, aheadBy);
        const late = minute.startOf(begins + MINUTE - 1) - begins;
        assert.ok(late >= 0 && late < quickest + 1000, `${late} ms late`);
        assert.ok(minute.reachesInto(begins + late, begins), 'what may count in it is counted in it');
      }),
    );
  });

  it('comes to know the beginning better with every answer', () => {
    const minute = new ServerMinute();
    for (const at of [0, 3_010, 7_990, 12_250, 20_500]) {
      tell(minute, 12_345, { at, there: 20, back: 20 });
    }
    const begins = trueStart(NOON + MINUTE, 12_345);
    assert.ok(minute.startOf(begins + 30_000) - begins < 400);
    assert.equal(minute.reachesInto(begins, begins - 700), false);
  });

  it('learns it from a refusal too', () => {
    const minute = new ServerMinute();
    minute.tellNextStart(NOON + 17_000, NOON - 100, NOON);
    assert.equal(minute.startOf(NOON + 16_999), NOON - 43_000);
    assert.equal(minute.startOf(NOON + 17_000), NOON + 17_000);
    assert.equal(minute.reachesInto(NOON + 17_000, NOON + 17_000 - 1100), true);
    assert.equal(minute.reachesInto(NOON + 17_000, NOON + 17_000 - 1101), false);
  });

  it('believes the latest answer when a clock was set', () => {
    fc.assert(
      fc.property(ahead, fc.integer({ min: 10_000, max: 50_000 }), exchange, (aheadBy, setBy, one) => {
        const minute = new ServerMinute();
        tell(minute, aheadBy, { ...one, there: 0, back: 0 });
        tell(minute, aheadBy + setBy, one);
        const begins = trueStart(NOON + MINUTE, aheadBy + setBy);
        const late = minute.startOf(begins + MINUTE - 1) - begins;
        assert.ok(late >= 0 && late < one.back + 1000, `${late} ms late`);
      }),
    );
  });
});
