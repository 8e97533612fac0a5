import assert from 'node:assert/strict';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox/server';

export type Json = Readonly<Record<string, unknown>>;
export type Entry = Json & { readonly id: number };

export interface Envelope {
  readonly start_cursor: string;
  readonly next_cursor: string | null;
  readonly per_page: number;
  readonly estimated_remaining_count: number;
  readonly filtered_by: readonly unknown[];
  readonly sorted_by: readonly unknown[];
  readonly records: readonly Entry[];
}

export type Query = Readonly<Record<string, string | number>>;

/** Headers in place of the right ones; an empty text leaves one out. */
export interface Given {
  readonly authorization?: string;
  readonly accountToken?: string;
  readonly version?: string;
}

/** A program that asks a sandbox over HTTP, with one of its keys. */
export class Visitor {
  constructor(
    readonly sandbox: Sandbox,
    private readonly label = 'Owner',
    private readonly account = 0,
  ) {}

  /** The key with a label. */
  static key(sandbox: Sandbox, label: string): string {
    const key = sandbox.keys.find((candidate) => candidate.label === label);
    assert.ok(key, label);
    return key.apiKey;
  }

  ask(path: string, query: Query = {}, given: Given = {}, init: RequestInit = {}): Promise<Response> {
    const {
      authorization = `Token ${Visitor.key(this.sandbox, this.label)}`,
      accountToken = this.sandbox.accounts[this.account]!.accountToken,
      version = '',
    } = given;
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      search.set(name, String(value));
    }
    const headers = {
      ...(authorization && { Authorization: authorization }),
      ...(accountToken && { 'Account-Token': accountToken }),
      ...(version && { 'X-Api-Version': version }),
    };
    const url = `${this.sandbox.url}${path}${search.size > 0 ? `?${search.toString()}` : ''}`;
    return fetch(url, { ...init, headers });
  }

  /** The JSON of a good answer. */
  async json(path: string, query: Query = {}, given: Given = {}): Promise<unknown> {
    const response = await this.ask(path, query, given);
    const text = await response.text();
    assert.equal(response.status, 200, `${path} ${JSON.stringify(query)}: ${text.slice(0, 300)}`);
    return JSON.parse(text);
  }

  async page(path: string, query: Query = {}, given: Given = {}): Promise<Envelope> {
    return (await this.json(path, query, given)) as Envelope;
  }

  async record(path: string, given: Given = {}): Promise<Entry> {
    return (await this.json(path, {}, given)) as Entry;
  }

  /** All records of a list, page by page. */
  async all(path: string, query: Query = {}): Promise<Entry[]> {
    const records: Entry[] = [];
    let page = await this.page(path, { per_page: 100, ...query });
    records.push(...page.records);
    while (page.next_cursor !== null) {
      page = await this.page(path, { per_page: 100, ...query, start_cursor: page.next_cursor });
      records.push(...page.records);
    }
    return records;
  }

  async status(path: string, query: Query = {}, given: Given = {}): Promise<number> {
    const response = await this.ask(path, query, given);
    await response.arrayBuffer();
    return response.status;
  }

  post(path: string, body: unknown): Promise<Response> {
    return this.ask(path, {}, {}, { method: 'POST', body: JSON.stringify(body) });
  }
}

/** A sandbox for the tests of a suite. The answer is to be called in a test, when it runs. */
export function useSandbox(options: SandboxOptions = {}): () => Sandbox {
  let sandbox: Sandbox | undefined;
  before(async () => {
    sandbox = await startSandbox({ rateLimit: 'off', ...options });
  });
  after(() => sandbox?.close());
  return () => {
    assert.ok(sandbox, 'it is started before the tests');
    return sandbox;
  };
}

/** Does something with a sandbox of its own. */
export async function withSandbox<T>(
  options: SandboxOptions,
  use: (sandbox: Sandbox) => Promise<T>,
): Promise<T> {
  const sandbox = await startSandbox({ rateLimit: 'off', ...options });
  try {
    return await use(sandbox);
  } finally {
    await sandbox.close();
  }
}
