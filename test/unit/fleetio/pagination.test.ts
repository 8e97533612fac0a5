import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import fc from 'fast-check';
import { FleetioClient, type ListQuery, type Page } from '../../../src/fleetio/client';
import type { ResourceId } from '../../../src/fleetio/resources';
import { createServices, type ClientServices } from '../../../src/fleetio/services';
import { API_VERSIONS } from '../../../src/fleetio/versions';
import { rejects, SECRETS, serveHttp, type HttpLoopback } from './loopback';

/** The first version that gives a cursor envelope, by fleetio-api.md section 2. */
const CURSOR_SINCE = {
  vehicles: '2024-01-01',
  work_orders: '2024-01-01',
  fuel_entries: '2024-03-15',
  parts: '2024-03-15',
  meter_entries: '2024-06-30',
  vendors: '2024-06-30',
} as const satisfies Partial<Record<ResourceId, string>>;

const DEFAULT_LIMIT = { cursor: 50, page: 100 };

/** A list on a server that speaks both styles, and refuses what belongs to the other one. */
class ServedList {
  /** What each request asked for beside its page. */
  readonly asked: string[] = [];
  private readonly cursors = new Map<string, number>();

  constructor(
    private readonly total: number,
    private readonly cursorSince: string,
  ) {}

  answer(request: IncomingMessage, response: ServerResponse): void {
    const { searchParams } = new URL(request.url ?? '', 'http://x');
    const [cursor, page] = ['start_cursor', 'page'].map((name) => searchParams.get(name));
    ['start_cursor', 'page'].forEach((name) => {
      searchParams.delete(name);
    });
    this.asked.push(searchParams.toString());
    const isCursorStyle = String(request.headers['x-api-version']) >= this.cursorSince;
    const limit = Number(
      searchParams.get(isCursorStyle ? 'per_page' : 'per') ??
        DEFAULT_LIMIT[isCursorStyle ? 'cursor' : 'page'],
    );
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    if (isCursorStyle) {
      assert.equal(page, null);
      this.envelope(response, cursor == null ? 0 : this.cursors.get(cursor), limit);
    } else {
      assert.equal(cursor, null);
      this.array(response, Number(page ?? 1), limit);
    }
  }

  private envelope(response: ServerResponse, start: number | undefined, limit: number): void {
    assert.ok(start !== undefined, 'a cursor that was given out');
    const end = start + limit;
    // Nothing that a client could count on: neither a number nor the same twice.
    const next = `=${Math.random().toString(36)}&%`;
    this.cursors.set(next, end);
    response.end(
      JSON.stringify({
        start_cursor: 'x',
        next_cursor: end < this.total ? next : null,
        per_page: limit,
        estimated_remaining_count: Math.min(500, this.total - start),
        filtered_by: [{ name: { like: 'a' } }],
        sorted_by: [{ id: 'desc' }],
        records: this.records(start, end),
      }),
    );
  }

  private array(response: ServerResponse, page: number, limit: number): void {
    response.setHeader('X-Pagination-Limit', limit);
    response.setHeader('X-Pagination-Current-Page', page);
    response.setHeader('X-Pagination-Total-Pages', Math.ceil(this.total / limit));
    response.setHeader('X-Pagination-Total-Count', this.total);
    response.end(JSON.stringify(this.records((page - 1) * limit, page * limit)));
  }

  private records(start: number, end: number): object[] {
    const count = Math.max(0, Math.min(end, this.total) - start);
    return Array.from({ length: count }, (_, place) => ({ id: this.total - start - place }));
  }
}

describe('FleetioClient.list', function () {
  this.timeout(60_000);
  let server: HttpLoopback;
  let services: ClientServices;
  let served: ServedList;

  before(async () => {
    server = await serveHttp((request, response) => {
      served.answer(request, response);
    });
    services = createServices({ requestsPerMinute: 1_000_000 });
  });
  after(async () => {
    await services.close();
    await server.close();
  });

  it('gives every record once and in order, in the style of every version', async () => {
    const resource = fc.constantFrom(...(Object.keys(CURSOR_SINCE) as (keyof typeof CURSOR_SINCE)[]));
    const perPage = fc.option(fc.integer({ min: 2, max: 100 }), { nil: undefined });
    const total = fc.oneof(fc.integer({ min: 0, max: 240 }), fc.constantFrom(0, 50, 100, 200, 1100));
    const version = fc.constantFrom(...API_VERSIONS);
    await fc.assert(
      fc.asyncProperty(resource, version, total, perPage, async (id, apiVersion, count, size) => {
        served = new ServedList(count, CURSOR_SINCE[id]);
        const query: ListQuery = {
          resource: id,
          sort: { field: 'created_at', direction: 'desc' },
          ...(size !== undefined && { perPage: size }),
        };
        const pages: Page[] = [];
        let shown = 0;
        for await (const page of clientOf(apiVersion).list(query)) {
          pages.push(page);
          shown += page.records.length;
          assert.ok(
            page.remainingAtLeast ? page.remaining <= count - shown : page.remaining === count - shown,
          );
        }
        assert.deepEqual(
          pages.flatMap(({ records }) => records.map((record) => record.id)),
          Array.from({ length: count }, (_, place) => count - place),
        );
        assert.equal(new Set(served.asked).size, 1, 'every page is asked for in the same way');
        assert.equal(served.asked.length, pages.length);
      }),
      { numRuns: 150 },
    );
  });

  it('asks for a page when it is wanted, not before', async () => {
    served = new ServedList(1000, CURSOR_SINCE.vehicles);
    for await (const page of clientOf('2025-05-05').list({ resource: 'vehicles' })) {
      assert.equal(page.records.length, 50);
      break;
    }
    assert.equal(served.asked.length, 1);
  });

  it('follows the style of the answer, whatever the version lets expect', async () => {
    // Nested lists and rare resources are not known for certain.
    for (const [asked, speaks] of [
      ['2025-05-05', '9999'],
      ['2023-03-01', '0000'],
    ] as const) {
      served = new ServedList(120, speaks);
      let shown = 0;
      for await (const page of clientOf(asked).list({ resource: 'vehicles', perPage: 50 })) {
        shown += page.records.length;
      }
      assert.equal(shown, 120);
    }
  });

  it('takes no list whose filters were ignored', async () => {
    const filters = [{ field: 'name', operator: 'like', value: 'a' }] as const;
    for (const [asked, speaks] of [
      ['2025-05-05', '9999'],
      ['2023-03-01', '0000'],
    ] as const) {
      served = new ServedList(120, speaks);
      await rejects('badResponse', clientOf(asked).page({ resource: 'vehicles', filters }));
    }
    const deaf = await serveHttp((_, response) =>
      response.end('{"records": [{"id": 1}], "filtered_by": []}'),
    );
    const client = new FleetioClient({ ...SECRETS, apiUrl: deaf.apiUrl, apiVersion: '2025-05-05' }, services);
    await rejects('badResponse', client.page({ resource: 'vehicles', filters }));
    await deaf.close();
  });

  it('ends a list that goes round in a circle', async () => {
    const round = await serveHttp((_, response) => response.end('{"records": [], "next_cursor": "again"}'));
    const client = new FleetioClient(
      { ...SECRETS, apiUrl: round.apiUrl, apiVersion: '2025-05-05' },
      services,
    );
    const pages = client.list({ resource: 'vehicles' });
    await pages.next();
    await rejects('badResponse', pages.next());
    await round.close();
  });

  function clientOf(apiVersion: (typeof API_VERSIONS)[number]): FleetioClient {
    return new FleetioClient({ ...SECRETS, apiUrl: server.apiUrl, apiVersion }, services);
  }
});
