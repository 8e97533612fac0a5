import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Carrier } from './carrier';

export interface ServerOptions {
  /** The Unix socket to listen on (under 100 characters, the systems' limit). */
  readonly socketPath: string;
  /** Holds `data/User/settings.json`, logs and what extensions store on disk. */
  readonly dataFolder: string;
  readonly extensionsFolder: string;
  /** Lets the page's URL name an extension under development and its tests. */
  readonly testDriver: boolean;
  /** Asks whether a workspace is to be trusted, as a VS Code of one's own does; else all are. */
  readonly workspaceTrust?: boolean;
  /** How much VS Code and its extensions log; VS Code's own default without it. */
  readonly logLevel?: 'trace';
  /** Added to this process's environment; the extension host gets all of it. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface VsCodeServer {
  /** What the server has printed so far. */
  log(): string;
  /** Fulfilled when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const startLimitMs = 60_000;
const stopLimitMs = 3000;

// Run by the server and by what it forks, before their own code: each ends when its parent does, even when that is killed.
// The extension host puts a function that does nothing in place of `exit`, so the real one is remembered.
const endWithParent =
  'data:text/javascript,const{exit}=process;process.on("disconnect",()=>exit.call(process))';

/** Starts VS Code's server and waits until it listens. */
export async function startServer(carrier: Carrier, options: ServerOptions): Promise<VsCodeServer> {
  const child = spawn(
    carrier.node,
    ['--import', endWithParent, 'out/server-main.js', ...serverArgs(carrier, options)],
    {
      cwd: carrier.server,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A Ctrl-C in the terminal goes to this process alone, which then stops the server in its own order.
      detached: true,
      // No extension gallery: nothing here may depend on a network.
      env: { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...options.environment },
    },
  );
  let log = '';
  const ended = once(child, 'exit').then(() => undefined);
  const listening = new Promise<void>((resolve) => {
    const read = (chunk: Buffer): void => {
      log += chunk.toString();
      if (log.includes('Extension host agent listening')) {
        resolve();
      }
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
  });
  const failed = ended.then(() => {
    throw new Error(`VS Code's server ended before it listened:\n${log}`);
  });
  await Promise.race([listening, failed, startLimit(() => log)]);
  failed.catch(() => undefined);
  return { log: () => log, ended, stop: () => stop(child, ended) };
}

function serverArgs(carrier: Carrier, options: ServerOptions): string[] {
  return [
    `--socket-path=${options.socketPath}`,
    `--server-data-dir=${options.dataFolder}`,
    `--extensions-dir=${options.extensionsFolder}`,
    `--builtin-extensions-dir=${carrier.builtins}`,
    // The socket's folder is private and the proxy in front refuses foreign pages, so no token is needed.
    '--without-connection-token',
    '--accept-server-license-terms',
    '--telemetry-level=off',
    ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
    '--disable-update-check',
    '--disable-getting-started-override',
    // An extension host ends a second after its page is gone, not after hours.
    '--reconnection-grace-time=1',
    '--agent-host-bridge-host=none',
    ...(options.testDriver ? ['--enable-smoke-test-driver'] : []),
    ...(options.logLevel === undefined ? [] : [`--log=${options.logLevel}`]),
  ];
}

async function startLimit(log: () => string): Promise<never> {
  await delay(startLimitMs, undefined, { ref: false });
  throw new Error(`VS Code's server did not listen within ${startLimitMs / 1000} s:\n${log()}`);
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  child.kill();
  const forced = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
  await ended;
  clearTimeout(forced);
}
