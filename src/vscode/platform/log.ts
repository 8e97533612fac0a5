import * as vscode from 'vscode';
import { redactor, REDACTED } from '../../fleetio/redact';

/** The extension's output channel as its parts see it: plain lines, in which no secret arrives. */
export interface Log {
  trace(line: string): void;
  debug(line: string): void;
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
  /** Brings the channel to the front. */
  show(): void;
  dispose(): void;
}

/** A key that is not known, such as one that is being typed; no line has use for another word of this shape. */
const BARE_KEY = /(?<![0-9a-z])[0-9a-f]{40}(?![0-9a-z])/gi;

/**
 * Opens the output channel. Lines should say what was done, not with what; where one has a secret in it all the same,
 * as the words of an error may, it is taken out.
 * @param secrets the secrets that are known when a line is written.
 */
export function createLog(secrets: () => Iterable<string>): Log {
  const channel = vscode.window.createOutputChannel('Fleetio', { log: true });
  const clean = (line: string): string => redactor([...secrets()])(line).replace(BARE_KEY, REDACTED);
  return {
    trace: (line) => {
      channel.trace(clean(line));
    },
    debug: (line) => {
      channel.debug(clean(line));
    },
    info: (line) => {
      channel.info(clean(line));
    },
    warn: (line) => {
      channel.warn(clean(line));
    },
    error: (line) => {
      channel.error(clean(line));
    },
    show: () => {
      channel.show();
    },
    dispose: () => {
      channel.dispose();
    },
  };
}

/** Logs failures of work that nobody waits for. */
export function failureLogger(log: Log): (error: unknown) => void {
  return (error) => {
    log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
}
