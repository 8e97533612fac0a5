import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface DesktopOptions {
  /** A folder or a `.code-workspace` file. */
  readonly workspace: string;
  /** Holds the settings and everything else that VS Code keeps, apart from the user's own. */
  readonly dataFolder: string;
  /** Folders of extensions to load as extensions under development. */
  readonly extensions: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>;
  /** Added to the environment of the extension host. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface DesktopCode {
  /** Fulfilled when its last window is closed. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts an installed desktop VS Code with a profile of its own.
 *
 * @throws Error when none is found
 */
export async function startDesktopCode(options: DesktopOptions): Promise<DesktopCode> {
  const program = findDesktopCode();
  if (program === undefined) {
    throw new Error(
      'No desktop VS Code was found: put `code` on the PATH, or name its program in VSCODE_PATH.',
    );
  }
  const userFolder = path.join(options.dataFolder, 'User');
  await mkdir(userFolder, { recursive: true });
  await writeFile(path.join(userFolder, 'settings.json'), JSON.stringify(options.settings, null, 2));
  const args = [
    options.workspace,
    ...options.extensions.map((folder) => `--extensionDevelopmentPath=${folder}`),
    `--user-data-dir=${options.dataFolder}`,
    `--extensions-dir=${path.join(options.dataFolder, 'extensions')}`,
    '--disable-workspace-trust',
    '--skip-welcome',
    '--skip-release-notes',
  ];
  const child = spawn(program, args, { stdio: 'ignore', env: { ...process.env, ...options.environment } });
  await once(child, 'spawn');
  const ended = once(child, 'exit').then(() => undefined);
  return {
    ended,
    close: async () => {
      child.kill();
      await ended;
    },
  };
}

// From the command line's script, which returns at once, to the program itself, which runs until its windows close.
const programFromScript: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['../code'],
  darwin: ['../../../MacOS/Code', '../../../MacOS/Electron'],
  win32: ['../Code.exe'],
};

/** The program of an installed desktop VS Code: the one that `VSCODE_PATH` names, else that of `code` on the PATH. */
export function findDesktopCode(): string | undefined {
  const named = process.env['VSCODE_PATH'];
  if (named !== undefined) {
    return named;
  }
  const scriptName = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const script = folders.map((folder) => path.join(folder, scriptName)).find((file) => existsSync(file));
  if (script === undefined) {
    return undefined;
  }
  const scriptFolder = path.dirname(realpathSync(script));
  const programs = (programFromScript[process.platform] ?? []).map((relative) =>
    path.join(scriptFolder, relative),
  );
  return programs.find((file) => existsSync(file));
}
