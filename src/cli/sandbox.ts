import { parseArgs } from 'node:util';
import { API_VERSIONS, type ApiVersion } from '../fleetio/versions';
import { FAULT_KINDS } from '../sandbox/faults';
import { GUESSES, startSandbox, type Sandbox, type SandboxOptions } from '../sandbox/server';
import { type Help, UsageError } from './usage';

export const SANDBOX_HELP: Help = {
  usage:
    'sandbox [--port N] [--vehicles N] [--entries N] [--seed N] [--rate-limit N|off] [--latency MS]' +
    ' [--version-lock DATE] [--faults KIND,…] [--guess NAME=ANSWER,…]',
  does: "runs a server that speaks Fleetio's HTTP API over a generated fleet, on this machine",
  words: [
    ['--port', 'where it listens; any free port by default'],
    ['--vehicles', 'how many the first account has; 120 by default'],
    ['--entries', 'meter entries of each vehicle, every other one with a fuel entry; 60 by default'],
    ['--seed', 'the same number makes the same fleet, keys and tokens; 1 by default'],
    ['--rate-limit', 'requests a minute for each account token, 20 by default, or off'],
    ['--latency', 'milliseconds before each answer'],
    ['--version-lock', `the API version that the keys are locked to: ${API_VERSIONS.join(', ')}`],
    ['--faults', `what goes wrong: ${FAULT_KINDS.join(', ')}`],
    ['--guess', `an answer where the API's own is not known: ${Object.keys(GUESSES).join(', ')}`],
  ],
  note: 'Prints its address and its keys as a line of JSON; Ctrl+C ends it.',
};

/**
 * Runs a sandbox until a signal ends it. Prints one line of JSON when it listens: its URL, keys and accounts.
 * @returns the exit code.
 * @throws UsageError
 */
export async function sandbox(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const ended = signal();
  const running = await startSandbox(options);
  process.stdout.write(`${JSON.stringify(described(running))}\n`);
  await ended;
  await running.close();
  return 0;
}

/** What a client needs to know. */
function described({ url, keys, accounts }: Sandbox): object {
  return {
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
}

async function signal(): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
}

/** How each option's text becomes an option of the sandbox. */
const OPTIONS: Readonly<Record<string, (name: string, text: string) => SandboxOptions>> = {
  port: (name, text) => ({ port: wholeNumber(name, text, 65_535) }),
  vehicles: (name, text) => ({ vehicles: wholeNumber(name, text) }),
  entries: (name, text) => ({ entries: wholeNumber(name, text) }),
  seed: (name, text) => ({ seed: wholeNumber(name, text) }),
  'rate-limit': (name, text) => ({ rateLimit: text === 'off' ? 'off' : wholeNumber(name, text) }),
  latency: (name, text) => ({ latency: wholeNumber(name, text) }),
  'version-lock': (name, text) => ({ versionLock: version(name, text) }),
  faults: (_, text) => ({
    faults: text.split(',').map((kind) => ({ kind: oneOf('--faults', FAULT_KINDS, kind) })),
  }),
  guess: (_, text) => ({
    guesses: Object.assign({}, ...text.split(',').map(guess)) as SandboxOptions['guesses'] & object,
  }),
};

function readOptions(args: readonly string[]): SandboxOptions {
  const options = Object.fromEntries(Object.keys(OPTIONS).map((name) => [name, { type: 'string' } as const]));
  const { values } = parseArgs({ args: [...args], options });
  return Object.entries(values).reduce<SandboxOptions>(
    (read, [name, text]) => ({ ...read, ...(typeof text === 'string' ? OPTIONS[name]?.(name, text) : {}) }),
    {},
  );
}

/** Numbers up to here are exact in all that the fleet counts. */
const LARGEST = 10_000_000;

function wholeNumber(name: string, text: string, largest = LARGEST): number {
  if (!/^\d+$/.test(text) || Number(text) > largest) {
    throw new UsageError(`--${name} takes a whole number up to ${largest}, not "${text}".`);
  }
  return Number(text);
}

function version(name: string, text: string): ApiVersion {
  return oneOf(`--${name}`, API_VERSIONS, text);
}

/** `noAssignment=null` as an option. */
function guess(text: string): SandboxOptions['guesses'] & object {
  const [name = '', answer = ''] = text.split('=', 2);
  const known = oneOf('--guess', Object.keys(GUESSES) as (keyof typeof GUESSES)[], name);
  return { [known]: oneOf<string | number>(`--guess ${name}`, GUESSES[known], answer) };
}

function oneOf<Value extends string | number>(name: string, values: readonly Value[], text: string): Value {
  const found = values.find((value) => String(value) === text);
  if (found === undefined) {
    throw new UsageError(`${name} takes one of ${values.join(', ')}, not "${text}".`);
  }
  return found;
}
