import { FleetioClient, type ListQuery, type Page } from '../../../src/fleetio/client';
import { createServices, type ClientServices, type ServiceSettings } from '../../../src/fleetio/services';
import { NEWEST_API_VERSION, type ApiVersion } from '../../../src/fleetio/versions';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox/server';

/** A sandbox, and clients that have asked it nothing yet. */
export class Scene {
  private constructor(
    readonly sandbox: Sandbox,
    readonly services: ClientServices,
  ) {}

  static async open(options: SandboxOptions = {}, settings: ServiceSettings = {}): Promise<Scene> {
    const sandbox = await startSandbox({ vehicles: 40, entries: 12, rateLimit: 'off', ...options });
    return new Scene(sandbox, createServices({ requestsPerMinute: 1_000_000, ...settings }));
  }

  client(apiVersion: ApiVersion = NEWEST_API_VERSION, label = 'Owner', account = 0): FleetioClient {
    const { apiKey } = this.sandbox.keys.find((key) => key.label === label)!;
    const { accountToken } = this.sandbox.accounts[account]!;
    return new FleetioClient({ apiUrl: this.sandbox.url, apiKey, apiVersion, accountToken }, this.services);
  }

  async close(): Promise<void> {
    await this.services.close();
    await this.sandbox.close();
  }
}

/** All pages of a list. */
export async function pagesOf(client: FleetioClient, query: ListQuery): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of client.list(query)) {
    pages.push(page);
  }
  return pages;
}

export function ids({ records }: Page): number[] {
  return records.map(({ id }) => id);
}
