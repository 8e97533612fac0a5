import { parseArgs } from 'node:util';
import { startSandbox, type SandboxOptions } from '../sandbox/server';
import { UsageError } from './usage';

export const SANDBOX_USAGE =
  'sandbox [--port N] [--vehicles N] [--entries N] [--seed N] [--rate-limit N|off] [--latency MS]';

/**
 * Runs a sandbox until a signal ends it. Prints one line of JSON when it listens: its URL, keys and accounts.
 * @returns the exit code.
 */
export async function sandbox(args: readonly string[]): Promise<number> {
  const running = await startSandbox(readOptions(args));
  const { url, keys, accounts } = running;
  const described = {
    url,
    keys: keys.map(({ label, apiKey, apiVersion, user, permissions, state }) => ({
      label,
      apiKey,
      apiVersion,
      user: user.email,
      permissions,
      state,
    })),
    accounts: accounts.map(({ name, accountToken }) => ({ name, accountToken })),
  };
  process.stdout.write(`${JSON.stringify(described)}\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
  await running.close();
  return 0;
}

function readOptions(args: readonly string[]): SandboxOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { port: text, vehicles: text, entries: text, seed: text, 'rate-limit': text, latency: text },
  });
  const { 'rate-limit': rateLimit, ...numbers } = values;
  return {
    ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, wholeNumber(name, value)])),
    ...(rateLimit === undefined
      ? {}
      : { rateLimit: rateLimit === 'off' ? 'off' : wholeNumber('rate-limit', rateLimit) }),
  };
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new UsageError(`--${name} takes a whole number, not "${text}".`);
  }
  return Number(text);
}
