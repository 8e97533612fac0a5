/** Arguments that a command cannot take; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What a command says of itself. */
export interface Help {
  /** Its name and its arguments, in one line. */
  readonly usage: string;
  /** What it does, in a sentence without its subject and its full stop. */
  readonly does: string;
  /** Its arguments, each with what it does. */
  readonly words: readonly (readonly [word: string, text: string])[];
  /** What else there is to know. */
  readonly note?: string;
}

/** How one command is used. */
export function usageOf({ usage, does, words, note }: Help): string {
  return lines(
    'Usage:',
    `  fleetio-toolkit ${usage}`,
    '',
    sentence(does),
    '',
    ...table(words),
    ...(note ? ['', note] : []),
  );
}

/** What commands there are. */
export function usageOfAll(all: Readonly<Record<string, { readonly help: Help }>>): string {
  const rows = Object.entries(all).map(([name, { help }]) => [`fleetio-toolkit ${name}`, help.does] as const);
  return lines('Usage:', ...table(rows), '', 'fleetio-toolkit COMMAND --help says more of each.');
}

function table(rows: readonly (readonly [left: string, right: string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`);
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;
