import * as vscode from 'vscode';
import type { ClientServices } from '../../fleetio/services';
import type { KeyRing } from '../../keys/keyRing';
import { KeyProbe } from '../keys/keyProbe';
import type { ActiveKeys } from '../keys/activeKeys';
import type { CommandId, CommandsOf } from '../platform/commands';
import type { DemoFleet, DemoFleetAccess } from './demoFleet';

interface DemoParts {
  readonly fleet: DemoFleet;
  readonly ring: KeyRing;
  readonly services: ClientServices;
  readonly active: ActiveKeys;
}

/** The command that starts the demo fleet, adds its key as any other, and shows its vehicles. */
export function demoCommands({ fleet, ring, services, active }: DemoParts) {
  return {
    'fleetio.startDemoFleet': async () => {
      await vscode.window.withProgress(
        { location: { viewId: 'fleetio.keys' }, title: vscode.l10n.t('Starting the demo fleet') },
        async () => {
          const id = await addKeyOf(await fleet.start(), ring, services);
          await active.use(id);
        },
      );
      await vscode.commands.executeCommand('fleetio.vehicles.focus');
    },
  } satisfies Partial<CommandsOf<CommandId>>;
}

/** @returns the id of the stored key. */
async function addKeyOf(
  { url, keys, accounts }: DemoFleetAccess,
  ring: KeyRing,
  services: ClientServices,
): Promise<string> {
  const [[key], [account]] = [keys, accounts];
  if (key === undefined || account === undefined) {
    throw new Error('The demo fleet has no key.');
  }
  const { apiKey, apiVersion } = key;
  const probe = new KeyProbe(services, url, apiVersion);
  const { signal } = new AbortController();
  const problem =
    (await probe.tryKey(apiKey, signal)) ?? (await probe.tryAccountToken(account.accountToken, signal));
  const found = probe.result(new Date());
  if (found === undefined) {
    throw new Error(problem);
  }
  const { id } = await ring.add({ label: vscode.l10n.t('Demo fleet'), apiVersion, ...found });
  return id;
}
