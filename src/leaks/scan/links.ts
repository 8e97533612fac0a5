/** What a part of a file has in common with other files. */
export interface Names {
  /** What it sends to Fleetio. */
  readonly sent: readonly string[];
  /** What its values are called that were not found for sure, and that another file may send. */
  readonly constants: readonly string[];
}

export const NO_NAMES: Names = { sent: [], constants: [] };

/** The same of many files, each by what tells it apart from others; such that threads can hand it over. */
export interface NamesOfFiles {
  readonly sent: readonly string[];
  readonly constants: readonly (readonly [file: string, names: Uint32Array])[];
}

/**
 * Stands for a name, in four bytes, as there can be many versions of a file with many: FNV-1a. Two that have the same have a file
 * looked at again in vain.
 */
function numberOf(name: string): number {
  let number = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) {
    number = Math.imul(number ^ name.charCodeAt(at), 0x01000193) >>> 0;
  }
  return number;
}

/** Joins the files that give a variable its value with those that send it. */
export class Links {
  private readonly sent: Set<string>;
  private readonly constants: (readonly [file: string, names: Uint32Array])[] = [];

  /** @param sent what other files are known to send. */
  constructor(sent: Iterable<string> = []) {
    this.sent = new Set(sent);
  }

  add(file: string, { sent, constants }: Names): void {
    this.addAll({
      sent,
      constants: constants.length > 0 ? [[file, Uint32Array.from(constants, numberOf)]] : [],
    });
  }

  addAll({ sent, constants }: NamesOfFiles): void {
    sent.forEach((name) => this.sent.add(name));
    constants.forEach((one) => this.constants.push(one));
  }

  /** What all files together send. */
  get sentNames(): ReadonlySet<string> {
    return this.sent;
  }

  /** Whether any file has a value that others may send. */
  get hasConstants(): boolean {
    return this.constants.length > 0;
  }

  /** The files with values of which others say that they are sent to Fleetio. */
  filesThatAreMeant(): Set<string> {
    const sent = new Set([...this.sent].map(numberOf));
    const isMeant = (name: number): boolean => sent.has(name);
    return new Set(this.constants.filter(([, names]) => names.some(isMeant)).map(([file]) => file));
  }

  all(): NamesOfFiles {
    return { sent: [...this.sent], constants: this.constants };
  }
}
