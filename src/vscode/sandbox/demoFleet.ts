import { Worker } from 'node:worker_threads';
import type * as vscode from 'vscode';
import { FleetioError } from '../../fleetio/errors';
import type { ClientServices } from '../../fleetio/services';
import type { SandboxOptions } from '../../sandbox/options';
import type { WorkerReport } from '../../sandbox/worker';

/** Where the demo fleet answers, and with what. */
export type DemoFleetAccess = Extract<WorkerReport, { kind: 'running' }>;

/** In globalState: the address that the demo fleet had last. Stored keys belong to it, so it stays as far as it can. */
const ADDRESS = 'fleetio.demoFleet';

/**
 * The demo fleet: a sandbox in a thread of its own. It is started by a command, and later, as after a reload, by the
 * first request to it that nobody answers; it ends with the window.
 */
export class DemoFleet implements vscode.Disposable {
  private running:
    { readonly worker: Worker; readonly access: Promise<DemoFleetAccess | undefined> } | undefined;

  /** @param script the built thread. */
  constructor(
    private readonly script: string,
    private readonly globalState: vscode.Memento,
  ) {}

  /** Its address, also while it is not running; undefined before it ran for the first time. */
  get apiUrl(): string | undefined {
    return this.globalState.get<string>(ADDRESS);
  }

  /** Starts it, unless it is running. Its port is another one only where another program has taken the former. */
  async start(): Promise<DemoFleetAccess> {
    const access = (await this.startOn(this.lastPort())) ?? (await this.startOn(0));
    if (access === undefined) {
      throw new Error('The demo fleet found no free port.');
    }
    await this.globalState.update(ADDRESS, access.url);
    return access;
  }

  /** The same services, whose requests start the demo fleet where they are for it and nobody answers. */
  waking(services: ClientServices): ClientServices {
    return {
      ...services,
      transport: async (connection, call, signal) => {
        try {
          return await services.transport(connection, call, signal);
        } catch (error) {
          if (connection.apiUrl !== this.apiUrl || !isUnanswered(error)) {
            throw error;
          }
          // A port that is taken by now is another window's demo fleet, which answers as well.
          await this.startOn(this.lastPort());
          return services.transport(connection, call, signal);
        }
      },
    };
  }

  /** Ends it; a request starts it again. */
  async stop(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    await running?.worker.terminate();
  }

  dispose(): Promise<void> {
    return this.stop();
  }

  private lastPort(): number {
    return this.apiUrl === undefined ? 0 : Number(new URL(this.apiUrl).port);
  }

  /** @returns undefined when the port is taken. */
  private async startOn(port: number): Promise<DemoFleetAccess | undefined> {
    this.running ??= this.startWorker({ port });
    const { running } = this;
    const access = await running.access.catch(async (error: unknown) => {
      await this.stop();
      throw error;
    });
    if (access === undefined && this.running === running) {
      await this.stop();
    }
    return access;
  }

  private startWorker(options: SandboxOptions): NonNullable<DemoFleet['running']> {
    const worker = new Worker(this.script, { workerData: options, name: 'fleetio demo fleet' });
    worker.unref();
    const access = new Promise<DemoFleetAccess | undefined>((resolve, reject) => {
      worker.once('message', (report: WorkerReport) => {
        resolve(report.kind === 'running' ? report : undefined);
      });
      worker.once('error', reject);
      worker.once('exit', () => {
        if (this.running?.worker === worker) {
          this.running = undefined;
        }
        reject(new Error('The demo fleet ended while it was starting.'));
      });
    });
    return { worker, access };
  }
}

function isUnanswered(error: unknown): boolean {
  return error instanceof FleetioError && error.kind === 'offline';
}
