// npm run demo: a VS Code with the extension, a demo fleet and a sample workspace, until Ctrl-C.
// --port N         the workbench's port (default 8420, or the next free one)
// --workspace DIR  the folder to open in place of the sample
// --vehicles N     how many vehicles the demo fleet has
// --desktop        an installed desktop VS Code in place of one in the browser
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { testFolder } from './paths';
import { firstFreePort } from './ports';
import { startDemo, startDesktopDemo, type Demo } from './startDemo';

const defaultPort = 8420;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: String(defaultPort) },
      workspace: { type: 'string' },
      vehicles: { type: 'string' },
      desktop: { type: 'boolean', default: false },
    },
  });
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  // A port has a folder of its own, as browsers keep the state of a workbench by its port.
  const port = await firstFreePort(wholeNumber('--port', values.port));
  const options = {
    folder: path.join(testFolder, 'demo', values.desktop ? 'desktop' : String(port)),
    port,
    sandboxPort: await firstFreePort(port + 1),
    ...(values.workspace === undefined ? {} : { workspace: existing(values.workspace) }),
    ...(values.vehicles === undefined
      ? {}
      : { sandbox: { vehicles: wholeNumber('--vehicles', values.vehicles) } }),
  };
  console.error('Starting the demo fleet and VS Code …');
  const started = values.desktop ? startDesktopDemo(options) : startDemo(options, console.error);
  const demo = await Promise.race([started, interrupted.then(() => undefined)]);
  if (demo !== undefined) {
    await serve(demo, interrupted, values.desktop);
  }
}

/** Serves until the person ends it; a desktop VS Code ends it with its last window. */
async function serve(demo: Demo, interrupted: Promise<unknown>, endsWithWindow: boolean): Promise<void> {
  console.log(`READY ${demo.address}`);
  const end = await Promise.race([interrupted.then(() => 'interrupted'), demo.ended.then(() => 'ended')]);
  await demo.close();
  if (end === 'ended' && !endsWithWindow) {
    throw new Error('VS Code ended by itself.');
  }
}

function existing(folder: string): string {
  if (!existsSync(folder)) {
    throw new Error(`--workspace names ${folder}, which does not exist.`);
  }
  return path.resolve(folder);
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,6}$/.test(text)) {
    throw new Error(`${option} takes a whole number, not "${text}".`);
  }
  return Number(text);
}

main().then(
  () => {
    process.exit(0);
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
