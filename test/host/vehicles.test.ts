import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestAccess } from '../../src/extension';
import type { Sandbox } from '../../src/sandbox/server';
import type { Node } from '../../src/vscode/explorer/nodes';
import { accountRows, activated, firstVehicle, forgetAllKeys, sandboxInUse, eventually } from './extension';

describe('the view Vehicles', () => {
  let access: TestAccess;
  let sandbox: Sandbox;

  before(async () => {
    access = await activated();
    sandbox = await sandboxInUse({ vehicles: 120, entries: 60 });
  });
  beforeEach(async () => {
    await forgetAllKeys(access);
    await useKey('owner');
  });
  after(async () => {
    await forgetAllKeys(access);
    await sandbox.close();
  });

  it('shows a page, and one more for each Load more, without asking for anything twice', async () => {
    const first = await accountRows(access);
    assert.deepEqual(kinds(first), { lists: 1, vehicle: 50, more: 1 });
    const asked = sandbox.requests.length;
    await accountRows(access);
    assert.equal(sandbox.requests.length, asked, 'a repaint makes no request');

    await vscode.commands.executeCommand('fleetio.loadMore', first.at(-1));
    assert.deepEqual(kinds(await accountRows(access)), { lists: 1, vehicle: 100, more: 1 });
    await vscode.commands.executeCommand('fleetio.loadMore', (await accountRows(access)).at(-1));
    const all = await accountRows(access);
    assert.deepEqual(kinds(all), { lists: 1, vehicle: 120 });
    assert.equal(new Set(all.map(({ id }) => id)).size, 121);
    assert.equal(sandbox.requests.length, asked + 2);
  });

  it('opens a vehicle for free, and a section for one request', async () => {
    const vehicle = await firstVehicle(access);
    const asked = sandbox.requests.length;
    const sections = await children(vehicle);
    const titles = sections.map((section) => labelOf(section));
    assert.ok(titles.includes('Meter Entries') && titles.includes('Fuel Entries'), titles.join());
    assert.equal(sandbox.requests.length, asked);

    const meters = await children(sections[titles.indexOf('Meter Entries')]);
    assert.equal(sandbox.requests.length, asked + 1);
    assert.deepEqual(kinds(meters), { entry: 50, more: 1 });
  });

  it('gives every row an id of its own, words for screen readers, and a parent', async () => {
    const vehicle = await firstVehicle(access);
    const sections = await children(vehicle);
    const entries = await children(sections[0]);
    for (const node of [vehicle, ...sections, ...entries]) {
      const { id, accessibilityInformation } = access.vehicles.getTreeItem(node);
      assert.ok(id !== undefined && labelOf(node) !== '', id);
      if (node.kind !== 'more') {
        assert.ok(accessibilityInformation?.label, id);
      }
    }
    assert.equal(access.vehicles.getParent(entries[0]!), sections[0]);
    assert.equal(access.vehicles.getParent(sections[0]!), vehicle);
    assert.equal(access.vehicles.getParent(vehicle)?.kind, 'account');
  });

  it('tells why nothing came, and loads it on Retry', async () => {
    await sandbox.close();
    const [, failure, ...others] = await accountRows(access);
    assert.equal(failure?.kind, 'failure');
    assert.deepEqual(others, []);
    assert.equal(labelOf(failure), 'Fleetio cannot be reached');
    assert.deepEqual(await children(), [], 'the welcome content has words and a next step for it');

    const { port } = new URL(sandbox.url);
    sandbox = await sandboxInUse({ vehicles: 120, entries: 60, port: Number(port) });
    await vscode.commands.executeCommand('fleetio.refreshVehicles');
    assert.deepEqual(kinds(await accountRows(access)), { lists: 1, vehicle: 50, more: 1 });
  });

  it('keeps what it shows when a refresh fails', async () => {
    await accountRows(access);
    const { port } = new URL(sandbox.url);
    await sandbox.close();
    await vscode.commands.executeCommand('fleetio.refreshVehicles');
    const rows = await accountRows(access);
    assert.deepEqual(kinds(rows), { lists: 1, failure: 1, vehicle: 50, more: 1 });
    assert.equal(rows[1]?.kind, 'failure', 'where it is seen');
    sandbox = await sandboxInUse({ vehicles: 120, entries: 60, port: Number(port) });
  });

  it('is empty without a key, so that the welcome shows', async () => {
    await forgetAllKeys(access);
    await eventually('no row', async () => ((await children()).length === 0 ? true : undefined));
  });

  async function children(node?: Node): Promise<Node[]> {
    return access.vehicles.getChildren(node);
  }

  function labelOf(node: Node): string {
    const { label } = access.vehicles.getTreeItem(node);
    return typeof label === 'string' ? label : (label?.label ?? '');
  }

  async function useKey(label: string): Promise<void> {
    const { apiKey, apiVersion } = sandbox.keys[0]!;
    const { accountToken } = sandbox.accounts[0]!;
    const added = await vscode.commands.executeCommand('fleetio.addApiKey', {
      label,
      apiKey,
      apiVersion,
      accountToken,
    });
    assert.equal(added, true);
  }
});

/** How many rows there are of each kind. */
function kinds(nodes: readonly Node[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of nodes) {
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
