import { createHash } from 'node:crypto';
import path from 'node:path';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/server';
import { installCarrier } from './carrier';
import { startDesktopCode } from './desktop';
import { projectRoot } from './paths';
import { makeSample } from './sample';
import { readSecretKey } from './secretKey';
import { startWorkbench } from './workbench';

export interface DemoOptions {
  /** Holds all that the demo makes: the sample workspace, VS Code's settings and state. */
  readonly folder: string;
  /** The workbench's port; 0: any free one. */
  readonly port: number;
  /** The sandbox's port; 0: any free one. Stored keys belong to the sandbox's address, so it should stay the same. */
  readonly sandboxPort: number;
  /** The folder to open in place of the sample. */
  readonly workspace?: string;
  /** What the demo fleet is like, where it differs from the sandbox's own defaults. */
  readonly sandbox?: Omit<SandboxOptions, 'port'>;
  /** Added to the workbench's own settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Workspaces are trusted only once somebody said so. */
  readonly workspaceTrust?: boolean;
  /** How much VS Code in the browser logs; its own default without it. */
  readonly logLevel?: 'trace';
}

/** A person who looks around should rarely meet the rate limit, which is 20 by default. */
const demoFleet: SandboxOptions = { rateLimit: 120 };

export interface Demo {
  /** What to open: the workbench's address, or, on the desktop, the folder that is open already. */
  readonly address: string;
  readonly workspace: string;
  /** Where VS Code keeps what it writes to the disk: settings, logs, state. */
  readonly dataFolder: string;
  readonly sandbox: Sandbox;
  /** What VS Code's server has printed so far; nothing on the desktop. */
  readonly printed: () => string;
  /** Fulfilled when VS Code has ended, for whatever reason. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** What a VS Code of any kind is started with. */
interface Prepared {
  readonly sandbox: Sandbox;
  readonly workspace: string;
  readonly dataFolder: string;
  readonly extensions: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Starts the sandbox and a VS Code in the browser that has the extension and the sandbox's key.
 *
 * @param report gets a sentence for the user when there is something to wait for
 */
export async function startDemo(options: DemoOptions, report: (message: string) => void): Promise<Demo> {
  const carrier = await installCarrier(report);
  const prepared = await prepare(options);
  const { port, workspaceTrust = false, logLevel } = options;
  const workbench = await startWorkbench({
    ...prepared,
    carrier,
    port,
    testDriver: false,
    workspaceTrust,
    ...(logLevel !== undefined && { logLevel }),
  });
  return {
    ...demo(prepared, workbench, workbench.address(prepared.workspace)),
    printed: () => workbench.log(),
  };
}

/** The same with an installed desktop VS Code. */
export async function startDesktopDemo(options: DemoOptions): Promise<Demo> {
  const prepared = await prepare(options);
  const desktop = await startDesktopCode(prepared);
  return demo(prepared, desktop, prepared.workspace);
}

async function prepare(options: DemoOptions): Promise<Prepared> {
  const sandbox = await startSandbox({ ...demoFleet, ...options.sandbox, port: options.sandboxPort });
  const [account] = sandbox.accounts;
  const [key, committedKey] = sandbox.keys;
  if (account === undefined || key === undefined || committedKey === undefined) {
    throw new Error('The sandbox lacks an account or a second key.');
  }
  const { accountToken } = account;
  const { label, apiVersion, apiKey } = key;
  const workspace = options.workspace ?? path.join(options.folder, 'sample');
  if (options.workspace === undefined) {
    await makeSample(workspace, { apiKey: committedKey.apiKey, accountToken });
  }
  const dataFolder = path.join(options.folder, 'data');
  return {
    sandbox,
    workspace,
    dataFolder,
    extensions: [projectRoot, path.join(projectRoot, 'test', 'vscode', 'demo-key')],
    settings: { ...options.settings, 'fleetio.apiUrl': sandbox.url },
    environment: {
      FLEETIO_DEMO: JSON.stringify({
        place: `${await identity(dataFolder)} ${sandbox.url}`,
        key: { label, apiVersion, apiKey, accountToken },
      }),
    },
  };
}

/** Tells a data folder from the one that was there before it was deleted: browsers remember longer. */
async function identity(dataFolder: string): Promise<string> {
  return createHash('sha256')
    .update(await readSecretKey(dataFolder))
    .digest('hex');
}

function demo(prepared: Prepared, running: Pick<Demo, 'ended' | 'close'>, address: string): Demo {
  const { sandbox, workspace, dataFolder } = prepared;
  return {
    address,
    workspace,
    dataFolder,
    sandbox,
    printed: () => '',
    ended: running.ended,
    close: async () => {
      await running.close();
      await sandbox.close();
    },
  };
}
