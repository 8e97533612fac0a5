import type { Lines } from './lines';

/** What stands between a literal and the variable that is joined to it or comes after it, and the objects that it is in. */
const TO_VARIABLE =
  /["'`\s+.,&~|%=:>()\]]{0,12}(?:\$\{|\\\(|#\{|\{|\$)?(?:[\w$]+(?:\.|::|->|\?\.|!\.))*([A-Za-z_]\w*)/.source;

/** `"Token " + key`, `'Token ' . $key`, `Token ${this.key}`, `("Token %s", key)`. */
const AFTER_SCHEME = new RegExp(
  `["'\`](?:Authorization\\W{1,6})?Token (?:token=)?(?:%[sv@]|\\{\\d?\\})?${TO_VARIABLE}`,
  'g',
);
/** `"Account-Token": account`, `["Account-Token"] = account`, `("Account-Token", account)`. */
const IN_HEADER = new RegExp(`["'\`]Account-Token(?:: ?(?:%[sv@]|\\{\\d?\\})?)?${TO_VARIABLE}`, 'gi');

/** The variables of a text that are sent to Fleetio, by their last names. */
export interface Uses {
  /** As the API key, after its scheme word. */
  readonly keys: ReadonlySet<string>;
  /** As the header with the account token. */
  readonly accounts: ReadonlySet<string>;
}

const met = new WeakMap<Lines, Uses>();

/** Whatever a variable is called, what is done with it says what it holds. Found once a text. */
export function usesIn(lines: Lines): Uses {
  let uses = met.get(lines);
  if (uses === undefined) {
    const { text } = lines;
    // Most texts have no header, which a plain search tells sooner than an expression.
    const named = (pattern: RegExp, signs: readonly string[]): Set<string> =>
      new Set(
        signs.some((sign) => text.includes(sign))
          ? [...text.matchAll(pattern)].map(([, name = '']) => name)
          : [],
      );
    uses = { keys: named(AFTER_SCHEME, ['Token ']), accounts: named(IN_HEADER, ['ccount-', 'CCOUNT-']) };
    met.set(lines, uses);
  }
  return uses;
}

/** The variable that a value is bound to by a name such as `private static let key`. */
export const variableIn = (name: string): string => /[A-Za-z_]\w*$/.exec(name)?.[0] ?? '';
