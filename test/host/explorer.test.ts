import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestAccess } from '../../src/extension';
import type { Sandbox } from '../../src/sandbox/server';
import { ALL_VEHICLES, narrowed } from '../../src/vscode/explorer/listing';
import type { Node, SectionNode, VehicleNode } from '../../src/vscode/explorer/nodes';
import { accountRows, activated, eventually, firstVehicle, forgetAllKeys, sandboxInUse } from './extension';

const GLOBAL = vscode.ConfigurationTarget.Global;
const settings = (name: string) => vscode.workspace.getConfiguration(name);

describe('the explorer', () => {
  let access: TestAccess;
  let sandbox: Sandbox;

  before(async () => {
    access = await activated();
    sandbox = await sandboxInUse({ vehicles: 500, entries: 60 });
    await settings('fleetio').update('requestsPerMinute', 1000, GLOBAL);
    await forgetAllKeys(access);
    const { apiKey, apiVersion } = sandbox.keys[0]!;
    const { accountToken } = sandbox.accounts[0]!;
    const answers = { label: 'Owner', apiKey, apiVersion, accountToken };
    await vscode.commands.executeCommand('fleetio.addApiKey', answers);
  });
  afterEach(async () => {
    sandbox.faults.clear();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await access.vehicles.narrow(ALL_VEHICLES);
  });
  after(async () => {
    await settings('fleetio').update('requestsPerMinute', undefined, GLOBAL);
    await forgetAllKeys(access);
    await sandbox.close();
  });

  it('asks for nothing while the view is hidden, also on a refresh', async () => {
    await vscode.commands.executeCommand('fleetio.vehicles.focus');
    await accountRows(access);
    await vscode.commands.executeCommand('workbench.view.explorer');
    const asked = sandbox.requests.length;
    await vscode.commands.executeCommand('fleetio.refreshVehicles');
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(sandbox.requests.length, asked);
    await vscode.commands.executeCommand('fleetio.vehicles.focus');
    await eventually('the refresh', () => sandbox.requests.length > asked || undefined);
  });

  it('shows a vehicle whose page was never loaded, and keeps its row when the page comes', async () => {
    await vscode.commands.executeCommand('fleetio.goToVehicle', '1450');
    const found = await vehicleRow(1450);
    assert.ok(found, 'by its id');
    assert.equal((await accountRows(access))[1], found, 'above the others');
    const { record } = await firstVehicle(access);
    assert.ok(record.id, 'the list is there');
    await vscode.commands.executeCommand('fleetio.goToVehicle', 'accounting_id:A-1433');
    assert.ok(await vehicleRow(1433), 'by an external id');
    for (let page = 0; page < 9; page++) {
      const rows = await accountRows(access);
      await vscode.commands.executeCommand('fleetio.loadMore', rows.at(-1));
    }
    const rows = await accountRows(access);
    assert.equal(rows.filter((row) => row.kind === 'vehicle').length, 500);
    assert.equal(
      rows.find((row) => row.kind === 'vehicle' && row.record.id === 1450),
      found,
    );
  });

  it('narrows and sorts the vehicles on the server, and keeps that', async () => {
    const inShop = narrowed(ALL_VEHICLES, 'status', [{ id: 402, name: 'In Shop' }]);
    await access.vehicles.narrow({ ...inShop, sort: { field: 'created_at', direction: 'desc' } });
    const rows = (await accountRows(access)).filter((row) => row.kind === 'vehicle');
    assert.ok(rows.length > 0);
    assert.deepEqual(new Set(rows.map(({ record }) => record['vehicle_status_name'])), new Set(['In Shop']));
    assert.match(
      decodeURIComponent(sandbox.requests.at(-1)!.query),
      /filter\[vehicle_status_id\]\[eq\]=402&sort\[created_at\]=desc/,
    );

    await access.vehicles.narrow({ ...ALL_VEHICLES, archived: true });
    assert.match(labelOf((await accountRows(access))[1]!), /^Retired /);
    await vscode.commands.executeCommand('fleetio.clearVehicleFilters');
    assert.deepEqual((await access.vehicles.current())?.listing.filters, {});
  });

  it('says that filters fit nothing, and how to see all again', async () => {
    await access.vehicles.narrow(narrowed(ALL_VEHICLES, 'group', [{ id: 999_999, name: 'Nowhere' }]));
    const [, empty] = await accountRows(access);
    const item = access.vehicles.getTreeItem(empty!);
    assert.equal(item.command?.command, 'fleetio.clearVehicleFilters');
    assert.match(String(item.description), /filters/);
  });

  it('loads a vehicle and what is open below it again, and nothing else', async () => {
    const vehicle = await firstVehicle(access);
    const meters = await section(vehicle, 'meter_entries');
    await access.vehicles.getChildren(meters);
    const asked = sandbox.requests.length;
    await vscode.commands.executeCommand('fleetio.refreshVehicles', vehicle);
    await access.vehicles.getChildren(meters);
    const paths = sandbox.requests.slice(asked).map(({ path }) => path);
    assert.deepEqual(paths, [
      `/api/vehicles/${vehicle.record.id}`,
      `/api/vehicles/${vehicle.record.id}/meter_entries`,
    ]);
  });

  it('can be stopped while it loads, and loads it after all', async () => {
    const vehicle = await firstVehicle(access);
    const fuel = await section(vehicle, 'fuel_entries');
    sandbox.faults.add({ kind: 'hang', path: 'fuel_entries' });
    const loading = access.vehicles.getChildren(fuel);
    await eventually('the request', () => fuel.list.loading || undefined);
    await vscode.commands.executeCommand('fleetio.cancelLoading');
    const [note] = await loading;
    assert.equal(labelOf(note!), 'Cancelled');
    sandbox.faults.clear();
    await vscode.commands.executeCommand('fleetio.retry', note);
    assert.equal((await access.vehicles.getChildren(fuel))[0]?.kind, 'entry');
  });

  it('has words, a next step and a menu of its own for each failure', async () => {
    const vehicle = await firstVehicle(access);
    const failures = [
      [{ kind: 'hang' }, 'cancelled'],
      [{ kind: 'serverError' }, 'server'],
      [{ kind: 'serverError', status: 403 }, 'forbidden'],
      [{ kind: 'serverError', status: 404 }, 'notFound'],
      [{ kind: 'html', status: 200 }, 'badResponse'],
      [{ kind: 'redirect' }, 'redirected'],
      [{ kind: 'reset' }, 'offline'],
    ] as const;
    const comments = await section(vehicle, 'comments');
    await access.vehicles.getChildren(comments);
    const before = kindsOf(await access.vehicles.getChildren(comments));
    const seen = new Set<string>();
    for (const [fault, expected] of failures) {
      sandbox.faults.clear();
      sandbox.faults.add({ ...fault, path: 'comments' });
      const loading = comments.list.refresh();
      if (fault.kind === 'hang') {
        comments.list.cancel();
      }
      await loading;
      const [failure, ...rest] = await access.vehicles.getChildren(comments);
      const { label, description, contextValue, command } = access.vehicles.getTreeItem(failure!);
      assert.ok(typeof label === 'string' && description, expected);
      seen.add(label);
      assert.equal(contextValue, `fleetio.failure.${expected}`);
      assert.equal(command?.command, 'fleetio.retry');
      assert.deepEqual(kindsOf(rest), before, 'nothing empties what was there');
    }
    assert.equal(seen.size, failures.length, 'each has words of its own');
    sandbox.faults.clear();
    await comments.list.refresh();
    assert.deepEqual(kindsOf(await access.vehicles.getChildren(comments)), before);
  });

  it('leaves a refused key to be edited from the row that tells of it', async () => {
    const vehicle = await firstVehicle(access);
    const issues = await section(vehicle, 'issues');
    sandbox.changeKey('Owner', 'revoke');
    const [failure] = await access.vehicles.getChildren(issues);
    const { contextValue, description } = access.vehicles.getTreeItem(failure!);
    assert.equal(contextValue, 'fleetio.failure.unauthorized');
    assert.match(String(description), /Edit the key/);
    sandbox.changeKey('Owner', 'restore');
    await vscode.commands.executeCommand('fleetio.retry', failure);
    assert.equal(issues.list.failure, undefined);
  });

  it('loads a single entry again, also one that the API shows in a list alone', async () => {
    for (const [parent, path] of [
      [await section(await firstVehicle(access), 'fuel_entries'), /fuel_entries\/\d+$/],
      [await trailersOfTractor(), /vehicles\/\d+\/linked_vehicles$/],
    ] as const) {
      const rows = await access.vehicles.getChildren(parent);
      const asked = sandbox.requests.length;
      await vscode.commands.executeCommand('fleetio.refreshVehicles', rows[0]);
      const paths = sandbox.requests.slice(asked).map((request) => request.path);
      assert.equal(paths.length, 1, paths.join());
      assert.match(paths[0]!, path);
      assert.deepEqual(
        (await access.vehicles.getChildren(parent)).map(({ id }) => id),
        rows.map(({ id }) => id),
      );
    }
  });

  it('has lists of the account, each for one request, whose rows name their vehicle', async () => {
    const [lists] = await accountRows(access);
    const asked = sandbox.requests.length;
    const sections = await access.vehicles.getChildren(lists);
    assert.equal(sandbox.requests.length, asked);
    const titles = sections.map(labelOf);
    for (const title of ['Work Orders', 'Contacts', 'Vendors', 'Vehicle Statuses']) {
      assert.ok(titles.includes(title), title);
    }
    const orders = await access.vehicles.getChildren(sections[titles.indexOf('Work Orders')]);
    const { description } = access.vehicles.getTreeItem(orders[0]!);
    assert.match(String(description), /^(Car|Van|Truck|Loader|Tractor|Trailer|Bus|Box|Pickup)/);
    assert.equal(sandbox.requests.length, asked + 1);
  });

  it('makes tooltips when they are wanted, with every value as text', async () => {
    const hostile = await found('<img');
    const item = access.vehicles.getTreeItem(hostile);
    assert.equal(item.tooltip, undefined);
    const { tooltip } = access.vehicles.resolveTreeItem(item, hostile);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.ok(!tooltip.supportHtml && !tooltip.isTrusted);
    assert.ok(tooltip.value.includes(String.raw`\<img src\=x onerror\=alert\(1\)\>`), tooltip.value);
  });

  it('copies ids, VINs and records of one row or several', async () => {
    const rows = (await accountRows(access)).filter((row) => row.kind === 'vehicle').slice(1, 3);
    const copied = async (command: string): Promise<string> => {
      await vscode.commands.executeCommand(command, rows[0], rows);
      return vscode.env.clipboard.readText();
    };
    assert.equal(await copied('fleetio.copyId'), rows.map(({ record }) => record.id).join('\n'));
    assert.equal(await copied('fleetio.copyVin'), rows.map(({ record }) => String(record['vin'])).join('\n'));
    assert.deepEqual(
      JSON.parse(await copied('fleetio.copyJson')),
      rows.map(({ record }) => record),
    );
  });

  it('opens a record as JSON in the indent of the person, and asks again on Refresh', async () => {
    const vehicle = await firstVehicle(access);
    await vscode.workspace.getConfiguration('editor').update('tabSize', 3, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('fleetio.openRecord', vehicle);
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.languageId, 'json');
    assert.match(document.lineAt(1).text, /^ {3}"id"/);
    assert.equal((JSON.parse(document.getText()) as { id: number }).id, vehicle.record.id);
    const asked = sandbox.requests.length;
    await vscode.commands.executeCommand('fleetio.refreshRecord');
    assert.equal(sandbox.requests.length, asked + 1);
    await vscode.workspace
      .getConfiguration('editor')
      .update('tabSize', undefined, vscode.ConfigurationTarget.Global);
  });

  it('opens what the API shows in a list alone also when the list is no longer known', async () => {
    const [entry] = await access.vehicles.getChildren(await trailersOfTractor());
    await vscode.commands.executeCommand('fleetio.openRecord', entry);
    const { uri } = vscode.window.activeTextEditor!.document;
    const text = vscode.window.activeTextEditor!.document.getText();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    // As after a reload of the window, with the address alone; another spelling of it is another document.
    const again = await vscode.workspace.openTextDocument(
      uri.with({ path: uri.path.replace('Linked Vehicle', 'Vehicle') }),
    );
    assert.deepEqual(JSON.parse(again.getText()), JSON.parse(text));
  });

  it('shows every account of a key, and asks each for what is its own', async () => {
    const { apiKey, apiVersion } = sandbox.keys.find(({ label }) => label === 'Two accounts')!;
    const [first, second] = sandbox.accounts;
    const answers = { label: 'Two', apiKey, apiVersion, accountToken: first!.accountToken };
    await vscode.commands.executeCommand('fleetio.addApiKey', answers);
    const asked = sandbox.requests.length;
    const accounts = await eventually('both accounts', async () => {
      const rows = await access.vehicles.getChildren();
      return rows.length === 2 ? rows : undefined;
    });
    assert.deepEqual(accounts.map(labelOf), [first!.name, second!.name]);
    assert.deepEqual(
      accounts.map((row) => access.vehicles.getTreeItem(row).collapsibleState),
      [vscode.TreeItemCollapsibleState.Expanded, vscode.TreeItemCollapsibleState.Collapsed],
    );
    const rows = await Promise.all(accounts.map((row) => access.vehicles.getChildren(row)));
    const ids = rows.flat().map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, 'rows of two accounts have ids of their own');
    assert.equal(sandbox.requests.length, asked + 2);

    const other = rows[1]!.find((row) => row.kind === 'vehicle')!;
    await vscode.commands.executeCommand('fleetio.openRecord', other);
    const opened = JSON.parse(vscode.window.activeTextEditor!.document.getText()) as Record<string, unknown>;
    assert.deepEqual([opened['id'], opened['account_id']], [other.record.id, second!.id]);
    assert.ok(!vscode.window.activeTextEditor!.document.uri.toString().includes(second!.accountToken));

    await vscode.commands.executeCommand('fleetio.sendRequest', other);
    const answer = await eventually('the answer', () =>
      vscode.workspace.textDocuments
        .map((document) => (document.uri.scheme === 'fleetio-answer' ? document.getText() : ''))
        // VS Code keeps those of others for a while.
        .find((text) => text.includes('// With the key "Two" of ') && text.includes('// 200 in')),
    );
    assert.match(answer, new RegExp(`With the key "Two" of ${second!.name},`));
    const panelAsks = sandbox.requests.length;
    await vscode.commands.executeCommand('fleetio.openVehicle', other);
    await eventually('the panel', () =>
      sandbox.requests
        .slice(panelAsks)
        .find(({ path, status }) => path.includes(`/vehicles/${other.record.id}/`) && status === 200),
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');

    // The other account has to wait for so long that its rows say so; this one goes on.
    sandbox.faults.add({ kind: 'rateLimit', milliseconds: 600_000, times: 1 });
    const otherAccount = accounts[1]!;
    assert.ok(otherAccount.kind === 'account');
    await otherAccount.list.refresh();
    const failed = (await access.vehicles.getChildren(otherAccount)).find(({ kind }) => kind === 'failure');
    const wait = access.vehicles.getTreeItem(failed!);
    assert.equal(wait.contextValue, 'fleetio.failure.rateLimited');
    assert.match(String(wait.description), /takes requests of this account again at \d+:\d\d/);
    await vscode.commands.executeCommand('fleetio.refreshVehicles', accounts[0]);
    assert.ok((await access.vehicles.getChildren(accounts[0])).every(({ kind }) => kind !== 'failure'));

    const two = (await access.ring.keys()).find(({ label }) => label === 'Two')!;
    await access.ring.remove(two.id);
    await eventually(
      'the other key',
      async () => (await access.vehicles.getChildren()).length === 1 || undefined,
    );
  });

  it('says in a document why a record could not be shown', async () => {
    const [vehicle] = (await accountRows(access)).filter((row) => row.kind === 'vehicle').slice(5);
    sandbox.faults.add({ kind: 'serverError', path: 'vehicles/' });
    await vscode.commands.executeCommand('fleetio.openRecord', vehicle);
    assert.match(
      vscode.window.activeTextEditor!.document.getText(),
      /"failed": "Fleetio has a fault"[^]*"nextStep": "/,
    );
  });

  it('says in a hover what a field means, with the unit that only the vehicle knows', async () => {
    const vehicle = await firstVehicle(access);
    const [entry] = await access.vehicles.getChildren(await section(vehicle, 'meter_entries'));
    await vscode.commands.executeCommand('fleetio.openRecord', entry);
    const { document } = vscode.window.activeTextEditor!;
    const line = document
      .getText()
      .split('\n')
      .findIndex((text) => text.includes('"value"'));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(line, 5),
    );
    const texts = hovers.flatMap(({ contents }) => contents as readonly vscode.MarkdownString[]);
    assert.match(
      texts.map(({ value }) => value).join('\n'),
      new RegExp(`Unit\\\\: ${String(vehicle.record['primary_meter_unit'])}`),
    );
  });

  async function found(text: string): Promise<VehicleNode> {
    const rows = (await accountRows(access)).filter((row) => row.kind === 'vehicle');
    return rows.find(({ record }) => String(record['name']).includes(text))!;
  }

  async function vehicleRow(id: number): Promise<VehicleNode | undefined> {
    const rows = (await accountRows(access)).filter((row) => row.kind === 'vehicle');
    return rows.find(({ record }) => record.id === id);
  }

  /** What a tractor pulls: the API shows it in a list alone. */
  async function trailersOfTractor(): Promise<SectionNode> {
    const { client } = (await access.vehicles.current())!;
    const filters = [{ field: 'name', operator: 'like', value: 'Tractor' }] as const;
    const { records } = await client.page({ resource: 'vehicles', filters });
    await vscode.commands.executeCommand('fleetio.goToVehicle', records[0]!.id);
    return section((await vehicleRow(records[0]!.id))!, 'linked_vehicles');
  }

  function kindsOf(rows: readonly Node[]): readonly string[] {
    return rows.map(({ kind }) => kind);
  }

  async function section(vehicle: Node, resource: string): Promise<SectionNode> {
    const sections = (await access.vehicles.getChildren(vehicle)).filter((row) => row.kind === 'section');
    return sections.find(({ query }) => query.resource === resource)!;
  }

  function labelOf(row: Node): string {
    const { label } = access.vehicles.getTreeItem(row);
    return typeof label === 'string' ? label : '';
  }
});
