import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

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
