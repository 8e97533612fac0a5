import { FleetioError } from '../fleetio/errors';

/** What a curl command asks for, without what it says about who asks. */
export interface CurlCommand {
  /** With the parameters of `--get` in its query. */
  readonly url: string;
  /** The value of `X-Api-Version`, where it sends one. */
  readonly version?: string;
}

/** What the options with a value say; the value of the others is passed over. */
const OPTIONS: ReadonlyMap<string, keyof Said> = new Map([
  ['-X', 'methods'],
  ['--request', 'methods'],
  ['-H', 'headers'],
  ['--header', 'headers'],
  ['-d', 'data'],
  ['--data', 'data'],
  ['--data-raw', 'data'],
  ['--data-binary', 'data'],
  ['--data-urlencode', 'unencodedData'],
  ['--url', 'urls'],
]);

/** Other options with a value; all the rest are switches. */
const PASSED_OVER = new Set(
  ['-A', '-b', '-c', '-e', '-m', '-o', '-u', '-w', '-x'].concat(
    ['--user-agent', '--cookie', '--cookie-jar', '--referer', '--max-time', '--connect-timeout', '--output'],
    ['--user', '--write-out', '--proxy', '--retry', '--cacert', '--cert', '--resolve'],
  ),
);

interface Said {
  readonly methods: string[];
  readonly headers: string[];
  readonly data: string[];
  readonly unencodedData: string[];
  readonly urls: string[];
  readonly switches: string[];
}

/**
 * Reads the words after `curl`.
 * @returns undefined when they name no URL.
 * @throws FleetioError `invalidRequest` when the command sends anything but a GET.
 */
export function readCurl(words: readonly string[]): CurlCommand | undefined {
  const said = sort(words);
  const parameters = [...said.data, ...said.unencodedData.map(encodeValue)];
  const asksByGet = said.switches.some((option) => option === '--get' || /^-[a-zA-Z]*G/.test(option));
  const method = said.methods.at(-1) ?? (parameters.length > 0 && !asksByGet ? 'POST' : 'GET');
  if (method.toUpperCase() !== 'GET' || (parameters.length > 0 && !asksByGet)) {
    throw new FleetioError('invalidRequest', 'Code is generated for GET requests only.');
  }
  const [url] = said.urls;
  const version = said.headers
    .map((header) => /^x-api-version:\s*(\S+)/i.exec(header)?.[1])
    .find((value) => value !== undefined);
  return url === undefined
    ? undefined
    : {
        url: parameters.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${parameters.join('&')}`,
        ...(version === undefined ? {} : { version }),
      };
}

function sort(words: readonly string[]): Said {
  const said: Said = { methods: [], headers: [], data: [], unencodedData: [], urls: [], switches: [] };
  const remaining = words.flatMap(detached);
  for (let word = remaining.shift(); word !== undefined; word = remaining.shift()) {
    const meaning = OPTIONS.get(word);
    if (meaning !== undefined) {
      said[meaning].push(remaining.shift() ?? '');
    } else if (PASSED_OVER.has(word)) {
      remaining.shift();
    } else {
      said[word.startsWith('-') ? 'switches' : 'urls'].push(word);
    }
  }
  return said;
}

/** `-XGET` is `-X GET`. */
function detached(word: string): string[] {
  return /^-[XHd]./s.test(word) ? [word.slice(0, 2), word.slice(2)] : [word];
}

/** As curl does: what stands before the first `=` is a name already encoded. */
function encodeValue(data: string): string {
  const [, name = '', value = ''] = /^(?:([^=]*)=)?(.*)$/s.exec(data) ?? [];
  return `${name}=${encodeURIComponent(value)}`;
}
