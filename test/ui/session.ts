import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { launchBrowser } from '../vscode/browser';
import { startDemo, type Demo, type DemoOptions } from '../vscode/startDemo';
import { WorkbenchPage } from './workbench';

const startLimitMs = 120_000;
const stepLimitMs = 20_000;

/** A demo with a browser that shows it. */
export interface Session {
  readonly demo: Demo;
  readonly workbench: WorkbenchPage;
}

/**
 * Gives the suite that calls this a demo of its own, with nothing left over from another, and shows it in a browser.
 * After a test that failed there is a screenshot with the test's title.
 *
 * @returns the session, to be asked for inside tests and hooks
 */
export function useSession(
  options: Pick<DemoOptions, 'workspace' | 'workspaceTrust' | 'sandbox' | 'settings' | 'logLevel'> = {},
): () => Session {
  const cleanUps: (() => Promise<unknown>)[] = [];
  let demo: Demo;
  let workbench: WorkbenchPage;

  before(async function () {
    this.timeout(startLimitMs);
    const folder = await mkdtemp(path.join(os.tmpdir(), 'fleetio-ui-'));
    cleanUps.unshift(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    demo = await startDemo({ ...options, folder, port: 0, sandboxPort: 0 }, console.error);
    cleanUps.unshift(() => demo.close());
    const browser = await launchBrowser(console.error);
    cleanUps.unshift(() => browser.close());
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(stepLimitMs);
    workbench = new WorkbenchPage(await context.newPage());
    await workbench.open(demo.address);
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await workbench.screenshot(`failed ${this.currentTest.fullTitle()}`);
    }
  });

  after(async () => {
    // In reverse order of the starts, and only of what was started.
    for (const cleanUp of cleanUps) {
      await cleanUp();
    }
  });

  return () => ({ demo, workbench });
}
