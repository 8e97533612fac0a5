import * as vscode from 'vscode';
import type { TestAccess } from '../../src/extension';
import type { Node, VehicleNode } from '../../src/vscode/explorer/nodes';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';

/** The extension under test, activated. */
export async function activated(): Promise<TestAccess> {
  const extension = vscode.extensions.getExtension<TestAccess>('fleet-tools.fleetio-api-toolkit');
  if (extension === undefined) {
    throw new Error('The extension is not loaded.');
  }
  return extension.activate();
}

/** A sandbox that new keys are added for. */
export async function sandboxInUse(options: Parameters<typeof startSandbox>[0] = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ rateLimit: 'off', ...options });
  await vscode.workspace
    .getConfiguration('fleetio')
    .update('apiUrl', sandbox.url, vscode.ConfigurationTarget.Global);
  return sandbox;
}

/** What a suite about keys works with. */
export interface KeysBench {
  readonly access: TestAccess;
  readonly sandbox: Sandbox;
}

/**
 * Gives the suite that calls this the extension and a small sandbox, with no key stored before each test and after the
 * last one.
 *
 * @returns both, to be asked for inside tests and hooks
 */
export function useKeysBench(): () => KeysBench {
  let bench: KeysBench;
  before(async () => {
    bench = { access: await activated(), sandbox: await sandboxInUse({ vehicles: 3 }) };
  });
  beforeEach(() => forgetAllKeys(bench.access));
  after(async () => {
    await forgetAllKeys(bench.access);
    await bench.sandbox.close();
  });
  return () => bench;
}

/** Forgets every key, so that a suite starts as on a new machine. */
export async function forgetAllKeys({ ring }: TestAccess): Promise<void> {
  for (const { id } of await ring.keys()) {
    await ring.remove(id);
  }
}

/** The rows below the account: its lists, its vehicles, and what there is to say of them. */
export async function accountRows({ vehicles }: TestAccess): Promise<Node[]> {
  const [account] = await vehicles.getChildren();
  return account === undefined ? [] : vehicles.getChildren(account);
}

/** The row of the first vehicle. */
export async function firstVehicle(access: TestAccess): Promise<VehicleNode> {
  const vehicle = (await accountRows(access)).find((row) => row.kind === 'vehicle');
  if (vehicle === undefined) {
    throw new Error('No vehicle is shown.');
  }
  return vehicle;
}

/** Waits until `condition` gives something, which it has ten seconds for. */
export async function eventually<T>(
  what: string,
  condition: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const end = Date.now() + 10_000;
  while (Date.now() < end) {
    const value = await condition();
    if (value !== undefined) {
      return value;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited in vain for ${what}.`);
}
