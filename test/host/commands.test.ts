import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated } from './extension';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
  };
}

describe('commands', () => {
  let contributed: string[];
  let manifest: Manifest;

  before(async () => {
    await activated();
    manifest = vscode.extensions.getExtension('fleet-tools.fleetio-api-toolkit')!.packageJSON as Manifest;
    contributed = manifest.contributes.commands.map(({ command }) => command).sort();
  });

  it('are all there once the extension is active, and no others', async () => {
    const all = await vscode.commands.getCommands(true);
    const views = ['fleetio.keys.', 'fleetio.vehicles.', 'fleetio.leaks.', 'fleetio.staged.'];
    const registered = all.filter(
      (id) => id.startsWith('fleetio.') && !views.some((view) => id.startsWith(view)),
    );
    assert.deepEqual(registered.sort(), contributed);
  });

  it('are the only ones that menus name', () => {
    const named = Object.values(manifest.contributes.menus).flatMap((items) =>
      items.map(({ command }) => command),
    );
    assert.deepEqual(
      named.filter((command) => !contributed.includes(command)),
      [],
    );
  });
});
