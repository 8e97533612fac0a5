import { onceAText } from './lines';

/**
 * From a literal to the variable that is joined to it, comes after it or is put into it, and the objects that it is in; where
 * it is looked up, as in `os.environ["MAINT_TOKEN"]`, what by, and the one that is taken if there is none.
 */
const TO_VARIABLE =
  /(?:["'`]["'`\s+.,&~|%=:>()\]]{0,12}\$?|\$[{(]|\\\(|#\{@{0,2}|\{|\$|%(?=\w+%))(?:[\w$]+(?:\.|::|->|\?\.|!\.))*([A-Za-z_]\w*\$?)(?:(?:\.\w+)?[[(]\s*["'`](\w+)["'`]|\s*(?:\?\?|\|\|)\s*(?:\w+\.)*([A-Za-z_]\w*))?/
    .source;

const BEARER = 'Bearer ';

/** The same of an access token: `"Bearer " + token`. */
const AFTER_BEARER = new RegExp(
  `["'\`](?:Authorization\\W{1,6})?Bearer (?:%[sv@]|\\{\\d?\\})?${TO_VARIABLE}`,
  'g',
);
/** `"Token " + key`, `'Token ' . $key`, `Token ${this.key}`, `Token $(KEY)`, `Token %KEY%`, `("Token %s", key)`. */
const AFTER_SCHEME = new RegExp(
  `["'\`](?:Authorization\\W{1,6})?Token (?:token=)?(?:%[sv@]|\\{\\d?\\})?${TO_VARIABLE}`,
  'g',
);
/** `Token {{ key }}`, in requests that are kept in files. */
const IN_TEMPLATE = /\bToken (?:token=)?["']?\{\{\s*(?:\w+\.)*(\w+)/g;
/** `"Account-Token": account`, `["Account-Token"] = account`, `("Account-Token", account)`. */
const IN_HEADER = new RegExp(`["'\`]Account-Token(?:: ?(?:%[sv@]|\\{\\d?\\})?)?${TO_VARIABLE}`, 'gi');
/** `Account-Token: {{ account }}`, also on the line below: `value: "{{ account }}"`. */
const ACCOUNT_IN_TEMPLATE =
  /\bAccount-Token["']?[\s,:]{0,40}(?:["']?value["']?\s*:\s*)?["']?\{\{\s*(?:\w+\.)*(\w+)/gi;

/** Not those of others: `X-Account-Token`, `X-Postmark-Account-Token`. */
export const ACCOUNT_HEADER = /(?<![\w-])account-token/i;

/** The variables of a text that are sent to Fleetio, by their last names. */
export interface Uses {
  /** As the API key, after its scheme word. */
  readonly keys: ReadonlySet<string>;
  /** As an access token. */
  readonly accessTokens: ReadonlySet<string>;
  /** As the header with the account token. */
  readonly accounts: ReadonlySet<string>;
}

/** Whatever a variable is called, what is done with it says what it holds. */
export const usesIn = onceAText(({ text }): Uses => {
  // Most texts have no header, which a plain search tells sooner than an expression.
  const named = (patterns: readonly RegExp[], signs: readonly string[]): Set<string> => {
    const found = signs.some((sign) => text.includes(sign))
      ? patterns.flatMap((pattern) => [...text.matchAll(pattern)])
      : [];
    return new Set(
      found.flatMap(([, name = '', looked, other]) => [looked ?? name, ...(other ? [other] : [])]),
    );
  };
  return {
    keys: named([AFTER_SCHEME, IN_TEMPLATE], ['Token ']),
    // Every other service has bearers; Fleetio's have an account token beside them.
    accessTokens:
      text.includes(BEARER) && ACCOUNT_HEADER.test(text) ? named([AFTER_BEARER], [BEARER]) : new Set(),
    // A search looks for the first sign first, and this one is rarer than the letters before it.
    accounts: named([IN_HEADER, ACCOUNT_IN_TEMPLATE], ['-token', '-Token', '-TOKEN']),
  };
});

/** What signatures are made with: `createHmac('sha256', secret)`, `hmac.new(SECRET`, `new WebhookSignature(SECRET)`. */
const SIGNED_WITH =
  /(?:createHmac\(\s*["'`][\w-]+["'`]\s*,|hmac\.new\(|HMAC\.(?:hex)?digest\((?:[^,()]|\([^()]*\)){1,80},|hash_hmac\(\s*["'][\w-]+["']\s*,[^,]{1,80},|hmac\.New\(\s*\w+\.New\s*,|SecretKeySpec\(|HMACSHA\d+\(|\b(?:Webhook(?:Sign|Verif|Valid)|\w{0,30}(?:Hmac|Signature))\w{0,20}\()\s*(?:\[\]byte\(|Encoding\.\w+\.GetBytes\()?\s*["'`]?[$@]?(?:\w+(?:\.|->|::))*([A-Za-z_]\w*)/g;
const SIGNS_OF_SIGNING = ['mac', 'MAC', 'SecretKeySpec', 'Webhook', 'Signature'];

/** The variables of a text that sign something. */
export const signingIn = onceAText(
  ({ text }): ReadonlySet<string> =>
    new Set(
      SIGNS_OF_SIGNING.some((sign) => text.includes(sign))
        ? [...text.matchAll(SIGNED_WITH)].map(([, name = '']) => name)
        : [],
    ),
);

/** The variable that a value is bound to by a name such as `private static let key`. */
export const variableIn = (name: string): string => /[A-Za-z_]\w*\$?$/.exec(name)?.[0] ?? '';
