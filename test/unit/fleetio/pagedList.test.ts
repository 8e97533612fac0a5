import assert from 'node:assert/strict';
import { FleetioError } from '../../../src/fleetio/errors';
import { PagedList, type PageSource } from '../../../src/fleetio/pagedList';

/** A source of three pages of two records; it counts what it is asked and fails when it is told to. */
function threePages(): { readonly source: PageSource; readonly asked: string[]; failing: boolean } {
  const state = {
    asked: [] as string[],
    failing: false,
    source: (async ({ cursor = '0', refresh = false }) => {
      state.asked.push(refresh ? 'refresh' : cursor);
      await Promise.resolve();
      if (state.failing) {
        throw new FleetioError('offline', 'The server cannot be reached.');
      }
      const page = Number(cursor);
      const records = [{ id: page * 2 + 1 }, { id: page * 2 + 2 }];
      const rest = { records, remaining: 4 - page * 2, remainingAtLeast: false, fetchedAt: 0 };
      return page < 2 ? { ...rest, next: String(page + 1) } : rest;
    }) as PageSource,
  };
  return state;
}

describe('PagedList', () => {
  it('asks for the first page once, however often it is shown', async () => {
    const { source, asked } = threePages();
    const list = new PagedList(source);
    await Promise.all([list.ready(), list.ready()]);
    await list.ready();
    assert.deepEqual(asked, ['0']);
    assert.deepEqual(ids(list), [1, 2]);
    assert.equal(list.remaining, 4);
  });

  it('loads one page for each more, until there are no more', async () => {
    const { source, asked } = threePages();
    const list = new PagedList(source);
    await list.ready();
    await Promise.all([list.more(), list.more()]);
    assert.deepEqual(ids(list), [1, 2, 3, 4]);
    await list.more();
    assert.equal(list.hasMore, false);
    await list.more();
    assert.deepEqual(ids(list), [1, 2, 3, 4, 5, 6]);
    assert.deepEqual(asked, ['0', '1', '2']);
  });

  it('keeps what it has when a page fails, and gets it by a retry', async () => {
    const pages = threePages();
    const list = new PagedList(pages.source);
    await list.ready();
    pages.failing = true;
    await list.more();
    assert.equal(list.failure?.kind, 'offline');
    assert.equal(list.failedAtStart, false);
    assert.deepEqual(ids(list), [1, 2]);
    pages.failing = false;
    await list.retry();
    assert.equal(list.failure, undefined);
    assert.deepEqual(ids(list), [1, 2, 3, 4]);
  });

  it('keeps everything until a refresh has arrived, also when it fails', async () => {
    const pages = threePages();
    const list = new PagedList(pages.source);
    await list.ready();
    await list.more();
    const refreshed = list.refresh();
    assert.deepEqual(ids(list), [1, 2, 3, 4]);
    assert.equal(list.loading, true);
    assert.deepEqual(pages.asked, ['0', '1', 'refresh']);
    await refreshed;
    assert.deepEqual(ids(list), [1, 2, 3, 4]);
    assert.deepEqual(pages.asked, ['0', '1', 'refresh', '1'], 'what was loaded, and no more');
    pages.failing = true;
    await list.refresh();
    assert.equal(list.failedAtStart, true);
    assert.deepEqual(ids(list), [1, 2, 3, 4]);
    pages.failing = false;
    await list.more();
    assert.deepEqual(ids(list), [1, 2, 3, 4, 5, 6], 'it goes on where it was');
  });

  it('loads the first 500 of very many again, and keeps the rest with what was pushed out of them', async () => {
    const server = Array.from({ length: 700 }, (_, at) => ({ id: at + 1 }));
    let asked = 0;
    const list = new PagedList(({ cursor = '0' }) => {
      asked += 1;
      const end = Number(cursor) + 100;
      const records = server.slice(Number(cursor), end);
      const rest = { records, remaining: server.length - end, remainingAtLeast: false, fetchedAt: 0 };
      return Promise.resolve(end < server.length ? { ...rest, next: String(end) } : rest);
    });
    for (let page = 0; page < 6; page++) {
      await list.more();
    }
    server.splice(2, 1);
    server.unshift({ id: 1001 }, { id: 1002 });
    asked = 0;
    await list.refresh();
    assert.equal(asked, 5);
    const shown = ids(list);
    assert.deepEqual(shown.slice(0, 5), [1001, 1002, 1, 2, 4]);
    assert.deepEqual(
      shown.slice(4),
      Array.from({ length: 597 }, (_, at) => at + 4),
      'none is lost or doubled',
    );
    await list.more();
    assert.equal(ids(list).at(-1), 699, 'it goes on where it was');
    assert.equal(new Set(ids(list)).size, ids(list).length);
  });

  it('loads again what has expired, but not before it is shown', async () => {
    const { source, asked } = threePages();
    const list = new PagedList(source);
    list.expire();
    await list.ready();
    list.expire();
    assert.deepEqual(asked, ['0']);
    await list.ready();
    await list.ready();
    assert.deepEqual(asked, ['0', 'refresh']);
  });

  it('shows a record once that moved to a later page meanwhile', async () => {
    const pages = [
      { records: [{ id: 1 }, { id: 2 }], next: 'two', remaining: 2, remainingAtLeast: false, fetchedAt: 0 },
      { records: [{ id: 2 }, { id: 3 }], remaining: 0, remainingAtLeast: false, fetchedAt: 0 },
    ];
    const list = new PagedList(({ cursor }) => Promise.resolve(pages[cursor === undefined ? 0 : 1]!));
    await list.more();
    await list.more();
    assert.deepEqual(ids(list), [1, 2, 3]);
  });

  it('does not ask again by itself after a failure', async () => {
    const pages = threePages();
    pages.failing = true;
    const list = new PagedList(pages.source);
    await list.ready();
    await list.ready();
    assert.deepEqual(pages.asked, ['0']);
  });

  it('takes nothing from a request that was cancelled', async () => {
    const list = new PagedList(threePages().source);
    const loading = list.more();
    list.cancel();
    await loading;
    assert.deepEqual(ids(list), []);
    assert.equal(list.loading, false);
    assert.equal(list.failure?.kind, 'cancelled');
    await list.retry();
    assert.deepEqual(ids(list), [1, 2]);
  });
});

function ids({ records }: PagedList): number[] {
  return records.map(({ id }) => id);
}
