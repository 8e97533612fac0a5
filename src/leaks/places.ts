import { isCalledAsVendor } from './addresses';
import { Alike, aroundWithoutValues } from './alike';
import { type Binding, BINDING_REACH, bindingOf } from './binding';
import type { Candidate, Digits } from './candidates';
import { columnName } from './columns';
import { isInDecoyPlace } from './decoys';
import { ACCESS_LENGTH, ACCOUNT_LENGTH, KEY_LENGTH } from './hexRuns';
import { isPageAddress } from './interest';
import { Lines } from './lines';
import { type Role, roleOf } from './names';
import { argumentAt } from './parameters';
import { isCalledAsSent } from './senders';
import { signingIn, usesIn, variableIn } from './uses';
import { namesVendor } from './vendor';

/** What the place of a value says of it. */
export interface Place {
  readonly binding: Binding;
  /** It is called a sum, or a secret of another kind. */
  readonly isOfOtherKind: boolean;
}

const CAN_BE_SENT: ReadonlySet<Role | undefined> = new Set(['vague', 'secret', 'account', undefined]);

/** What a file may be called whose path is not known, by the length of the secret that is all there is in it. */
const NAME_UNKNOWN: Readonly<Record<number, string>> = {
  [ACCOUNT_LENGTH]: 'fleetio_account_token',
  [KEY_LENGTH]: 'fleetio_api_key',
  [ACCESS_LENGTH]: 'fleetio_access_token',
};

/** Tells what the places of values in one text say of them; once for all that are alike. */
export class Places {
  private readonly alike: Alike<Place | undefined>;

  /** @param path of the text; undefined: it is not known. */
  constructor(
    private readonly lines: Lines,
    private readonly digits: Digits,
    private readonly path: string | undefined,
    /** What other files send to Fleetio. */
    private readonly sent: ReadonlySet<string> | undefined,
  ) {
    this.alike = new Alike(lines.text, digits.runs, BINDING_REACH);
  }

  /**
   * Candidates have to be asked about in the order of their places.
   * @returns undefined for the places of digests, revisions and addresses.
   */
  of(candidate: Candidate): Place | undefined {
    const column = columnName(this.lines, candidate);
    const find = (): Place | undefined => this.find(candidate, column);
    return candidate.form === 'plain' ? this.alike.of(candidate, column ?? '', find) : find();
  }

  /**
   * Looks at what `Alike` takes to be alike: the text around a value, without what other values in it are.
   */
  private find(candidate: Candidate, column: string | undefined): Place | undefined {
    const { text, run } = aroundWithoutValues(this.lines.text, candidate, this.digits.runs, BINDING_REACH);
    const isPage = candidate.secret.length === ACCOUNT_LENGTH && isPageAddress(text, run);
    if (isInDecoyPlace(text, run) && !isPage) {
      return undefined;
    }
    const outside = bindingOf(new Lines(text), run, column, this.nameOfFile(candidate));
    const binding = asAddressed(this.binding(outside, candidate), this.lines);
    const isOther = binding.role === 'digest' || binding.role === 'other';
    return { binding, isOfOtherKind: isOther && !binding.scheme && !isPage };
  }

  /** Inside base64 there can be a whole file, or only a header's value, or the secret alone. */
  private binding(outside: Binding, candidate: Candidate): Binding {
    if (candidate.inside === undefined) {
      return this.asUsed(asDeclared(outside, this.lines, candidate), candidate);
    }
    const { lines, start } = candidate.inside;
    const span = { start, end: start + candidate.secret.length };
    const inside = bindingOf(lines, span, columnName(lines, span));
    return inside.name === '' ? { ...outside, ...inside, name: outside.name } : inside;
  }

  /** What is not called a secret, but sent as one; or called one by a name of which another file says whose it is. */
  private asUsed(binding: Binding, { secret, start }: Candidate): Binding {
    if (binding.scheme !== undefined || !(binding.role === 'key' || CAN_BE_SENT.has(binding.role))) {
      return binding;
    }
    const isSentElsewhere = isCalledAsSent(this.lines.text, start, this.sent);
    const elsewhere = isSentElsewhere ? { isSentElsewhere } : undefined;
    if (binding.role === 'key') {
      return secret.length === KEY_LENGTH ? { ...binding, ...elsewhere } : binding;
    }
    const { keys, accessTokens, accounts } = usesIn(this.lines);
    const variable = variableIn(binding.name);
    if (secret.length === ACCESS_LENGTH) {
      return accessTokens.has(variable) ? { ...binding, scheme: 'scheme-bearer' } : binding;
    }
    if (secret.length === ACCOUNT_LENGTH) {
      return accounts.has(variable) || elsewhere
        ? { ...binding, ...elsewhere, role: 'account-token' }
        : binding;
    }
    if (keys.has(variable) || elsewhere) {
      return { ...binding, ...elsewhere, scheme: 'scheme-apart' };
    }
    return signingIn(this.lines).has(variable) ? { ...binding, role: 'other' } : binding;
  }

  /** The name of a file that holds nothing but the value, as secrets are handed to containers. */
  private nameOfFile({ secret }: Candidate): string | undefined {
    const isAlone =
      this.lines.text.length < secret.length + 20 && !/\w/.test(this.lines.text.replace(secret, ''));
    return isAlone ? (this.path?.split('/').at(-1) ?? NAME_UNKNOWN[secret.length]) : undefined;
  }
}

/** What is called as an address of Fleetio is called Fleetio's, too. */
function asAddressed(binding: Binding, lines: Lines): Binding {
  if (binding.name === '' || namesVendor(binding.name) || !isCalledAsVendor(lines, binding.name)) {
    return binding;
  }
  const name = `fleetio ${binding.name}`;
  const role = roleOf(name);
  return { ...binding, name, ...(role && { role }) };
}

/** An argument without a name is called what its parameter is; what is called can have the name of a sum, as `build(`. */
function asDeclared(binding: Binding, lines: Lines, candidate: Candidate): Binding {
  const { scheme, role, name } = binding;
  if (scheme !== undefined || (role !== undefined && role !== 'digest')) {
    return binding;
  }
  const argument = argumentAt(lines, candidate);
  const own = argument && roleOf(argument.parameter);
  const isNamed = role !== undefined && !name.endsWith(argument?.called ?? name);
  return own === undefined || isNamed ? binding : { ...binding, name: argument?.parameter ?? '', role: own };
}
