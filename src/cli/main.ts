import { version } from '../../package.json';
import { hook, HOOK_HELP } from './hook';
import { rules, RULES_HELP } from './rules';
import { sandbox, SANDBOX_HELP } from './sandbox';
import { scan, SCAN_HELP } from './scan';
import { type Help, UsageError, usageOf, usageOfAll } from './usage';

/** A command takes the arguments behind its name and answers with the exit code. */
interface Command {
  readonly help: Help;
  readonly run: (args: readonly string[]) => Promise<number>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  scan: { help: SCAN_HELP, run: scan },
  hook: { help: HOOK_HELP, run: hook },
  rules: { help: RULES_HELP, run: rules },
  sandbox: { help: SANDBOX_HELP, run: sandbox },
};

const CANNOT_RUN = 2;

const HELP_FLAGS = new Set(['--help', '-h']);
const VERSION_FLAGS = new Set(['--version', '-v', 'version']);

/** What stands behind `--`, and any word but the first, can be the name of a file. */
function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  const flags = end < 0 ? words : words.slice(0, end);
  return words[0] === 'help' || flags.some((word) => HELP_FLAGS.has(word));
}

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  if (VERSION_FLAGS.has(name)) {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (asksForHelp([name, ...args])) {
    // `help scan` asks about scan, as `scan --help` does.
    const [about = ''] = name === 'help' ? args : [];
    if (about !== '' && !Object.hasOwn(COMMANDS, about)) {
      process.stderr.write(`There is no command ${about}.\n${usageOfAll(COMMANDS)}`);
      return CANNOT_RUN;
    }
    const asked = command ?? COMMANDS[about];
    process.stdout.write(asked ? usageOf(asked.help) : usageOfAll(COMMANDS));
    return 0;
  }
  if (command === undefined) {
    process.stderr.write(`${name === '' ? '' : `There is no command ${name}.\n`}${usageOfAll(COMMANDS)}`);
    return CANNOT_RUN;
  }
  try {
    return await command.run(args);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n  fleetio-toolkit ${command.help.usage}\n`);
    return CANNOT_RUN;
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  // Only what a person did wrong is told in a line; everything else is a fault and shows where it is.
  const usage =
    error instanceof UsageError || ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  if ('syscall' in error) {
    // What the system refuses, as a full disk or a folder that cannot be written to, is no fault either.
    return error.message;
  }
  // Node goes on with advice on arguments that begin with a sign.
  return usage
    ? error.message.replace(/ To specify a positional argument [^]*$/, '')
    : (error.stack ?? error.message);
}

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Who reads may stop before the end, as `head` does; the exit code is still true.
    if (error.code !== 'EPIPE') {
      throw error;
    }
  });
}

// Node would end with 1, which says that a scan found something.
process.on('uncaughtException', (error) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(CANNOT_RUN);
});

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
