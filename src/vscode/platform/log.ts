import * as vscode from 'vscode';

/** The extension's output channel. Nothing that holds a key may be handed to it: log what was done, not with what. */
export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Fleetio', { log: true });
}

/** Logs failures of work that nobody waits for. */
export function failureLogger(log: vscode.LogOutputChannel): (error: unknown) => void {
  return (error) => {
    log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
}
