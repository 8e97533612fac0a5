import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Carrier } from './carrier';
import { startProxy } from './proxy';
import { readSecretKey } from './secretKey';
import { startServer } from './server';
import { workbenchSettings } from './settings';

export interface WorkbenchOptions {
  readonly carrier: Carrier;
  /** Holds settings, logs, and the key that secrets are encrypted with; a second start on it finds them again. */
  readonly dataFolder: string;
  /** The port of the workbench's page; 0: any free one. */
  readonly port: number;
  /** Folders of extensions to load as installed ones. */
  readonly extensions: readonly string[];
  /** Added to {@link workbenchSettings}. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Added to the environment of the extension host. */
  readonly environment: Readonly<Record<string, string>>;
  /** Lets the page's URL name an extension under development and its tests. */
  readonly testDriver: boolean;
  /** Workspaces are trusted only once somebody said so. */
  readonly workspaceTrust?: boolean;
  /** How much is logged; VS Code's own default without it. */
  readonly logLevel?: 'trace';
}

export interface Workbench {
  /** Such as `http://127.0.0.1:8123`. Browsers keep secrets and state for each origin. */
  readonly origin: string;
  /** The address that opens a folder or a `.code-workspace` file. */
  address(workspace: string): string;
  /** What VS Code's server has printed so far. */
  log(): string;
  /** Fulfilled when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Starts a VS Code that is opened with a browser. */
export async function startWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const { dataFolder } = options;
  const extensionsFolder = path.join(dataFolder, 'extensions');
  await writeSettings(dataFolder, { ...workbenchSettings, ...options.settings });
  await linkExtensions(extensionsFolder, options.extensions);
  const secretKey = await readSecretKey(dataFolder);
  const socketFolder = await mkdtemp(path.join(os.tmpdir(), 'fleetio-vscode-'));
  const socketPath = path.join(socketFolder, 'server.sock');
  const { carrier, environment, testDriver, workspaceTrust = false, logLevel } = options;
  const server = await startServer(carrier, {
    socketPath,
    dataFolder,
    extensionsFolder,
    environment,
    testDriver,
    workspaceTrust,
    ...(logLevel !== undefined && { logLevel }),
  });
  const proxy = await startProxy({ socketPath, secretKey, port: options.port });
  return {
    origin: proxy.origin,
    address: (workspace) => address(proxy.origin, workspace),
    log: () => server.log(),
    ended: server.ended,
    close: async () => {
      await proxy.close();
      await server.stop();
      await rm(socketFolder, { recursive: true, force: true });
    },
  };
}

function address(origin: string, workspace: string): string {
  const kind = workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const readable = encodeURIComponent(workspace).replaceAll('%2F', '/');
  return `${origin}/?${kind}=${readable}`;
}

async function writeSettings(dataFolder: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const folder = path.join(dataFolder, 'data', 'User');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
}

/** Makes the folder of installed extensions hold these and no others. */
async function linkExtensions(extensionsFolder: string, extensions: readonly string[]): Promise<void> {
  await rm(extensionsFolder, { recursive: true, force: true });
  await mkdir(extensionsFolder, { recursive: true });
  for (const extension of extensions) {
    const text = await readFile(path.join(extension, 'package.json'), 'utf8');
    const { publisher, name, version } = JSON.parse(text) as {
      publisher: string;
      name: string;
      version: string;
    };
    await symlink(extension, path.join(extensionsFolder, `${publisher}.${name}-${version}`));
  }
}
