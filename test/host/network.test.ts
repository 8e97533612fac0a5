import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { FleetioClient } from '../../src/fleetio/client';
import { FleetioError } from '../../src/fleetio/errors';
import { createServices, type ClientServices } from '../../src/fleetio/services';
import { serviceSettings } from '../../src/vscode/platform/configuration';

/** A name that only a proxy could know. */
const CONNECTION = {
  apiUrl: 'https://fleet.example.test/api',
  apiKey: 'a key that reaches nobody',
  apiVersion: '2025-05-05',
  accountToken: 'abc123',
} as const;

describe("VS Code's settings for the network", () => {
  let services: ClientServices;
  let client: FleetioClient;
  let proxy: Server;
  let targets: (string | undefined)[];

  before(async () => {
    services = createServices(serviceSettings);
    client = new FleetioClient(CONNECTION, services);
    proxy = createServer().on('connect', (request, socket) => {
      targets.push(request.url);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
  });
  beforeEach(() => {
    targets = [];
  });
  afterEach(async () => {
    for (const name of ['http.proxy', 'http.noProxy', 'http.proxySupport', 'fleetio.requestsPerMinute']) {
      await set(name, undefined);
    }
  });
  after(async () => {
    await services.close();
    proxy.close();
  });

  it('send requests through the proxy from the moment it is set', async () => {
    await set('http.proxy', 'not an address');
    assert.match((await failureOfARequest()).message, /no http:\/\/ or https:\/\/ address/);

    await set('http.proxy', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    assert.match((await failureOfARequest()).message, /proxy answered with status 502/);
    assert.deepEqual(targets, ['fleet.example.test:443']);
  });

  it('leave the proxy out where it is switched off', async () => {
    await set('http.proxy', 'http://proxy.example.test:8080');
    assert.equal(serviceSettings.network.proxy, 'http://proxy.example.test:8080');
    await set('http.proxySupport', 'off');
    assert.equal(serviceSettings.network.proxy, undefined);
    assert.equal(serviceSettings.network.environment, undefined);
  });

  it("go with a limit for the account's plan, which can change at any time", async () => {
    assert.equal(client.rateLimit.state.limit, 20);
    await set('fleetio.requestsPerMinute', 60);
    assert.equal(client.rateLimit.state.limit, 60);
  });

  async function failureOfARequest(): Promise<FleetioError> {
    const failure: unknown = await client.me().catch((error: unknown) => error);
    assert.ok(failure instanceof FleetioError);
    return failure;
  }
});

function set(name: string, value: unknown): Thenable<void> {
  return vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
}
