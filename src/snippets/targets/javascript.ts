import { code, sections } from '../layout';
import type { SnippetRequest } from '../model';
import type { SnippetTarget } from '../targets';

/** JavaScript with the `fetch` that Node 18 and newer have; the same text runs as CommonJS and as an ES module. */
export const javascript: SnippetTarget = {
  id: 'javascript-fetch',
  title: 'JavaScript (fetch)',
  languageId: 'javascript',
  emit: (request) =>
    `${sections([intro(request), environment, get(request), question(request), print(request)])}\n`,
};

function intro({ title, apiUrl }: SnippetRequest): string {
  return code`
    // ${comment(title)}, from the Fleetio API. It runs as it is: node snippet.js
    const API_URL = ${literal(apiUrl)};
    const API_KEY = environment('FLEETIO_API_KEY');
    const ACCOUNT_TOKEN = environment('FLEETIO_ACCOUNT_TOKEN');
  `;
}

const environment = code`
  function environment(name) {
    const value = process.env[name];
    if (!value) {
      console.error(\`Set the environment variable \${name}.\`);
      process.exit(1);
    }
    return value;
  }
`;

function get({ apiVersion }: SnippetRequest): string {
  return code`
    async function get(path, params = {}) {
      const response = await fetch(\`\${API_URL}\${path}?\${new URLSearchParams(params)}\`, {
        headers: {
          Accept: 'application/json',
          Authorization: \`Token \${API_KEY}\`,
          'Account-Token': ACCOUNT_TOKEN,
          'X-Api-Version': ${literal(apiVersion)},
        },
        redirect: 'error',
        signal: AbortSignal.timeout(30_000),
      });
      if (response.status === 429) {
        // The account's requests of this minute are used up.
        const seconds = Number(response.headers.get('Retry-After')) || 60;
        await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
        return get(path, params);
      }
      if (!response.ok) {
        throw new Error(\`Fleetio answered \${response.status}: \${await response.text()}\`);
      }
      return response;
    }
  `;
}

function question(request: SnippetRequest): string {
  if (request.pagination !== undefined) {
    return LISTS[request.pagination](request);
  }
  return code`
    async function ${camelCase(request.name)}() {
      const response = await get(${call(request)});
      return response.json();
    }
  `;
}

/** How a list is read to its end in each style of pagination. */
const LISTS = { cursor: cursorList, page: pageList } as const;

function cursorList(request: SnippetRequest): string {
  return code`
    async function ${camelCase(request.name)}() {
      const records = [];
      let cursor;
      do {
        const response = await get(${call(request, 'cursor && { start_cursor: cursor }')});
        const page = await response.json();
        records.push(...page.records);
        cursor = page.next_cursor;
      } while (cursor);
      return records;
    }
  `;
}

function pageList(request: SnippetRequest): string {
  return code`
    async function ${camelCase(request.name)}() {
      const records = [];
      let pages = 1;
      for (let page = 1; page <= pages; page++) {
        const response = await get(${call(request, '{ page }')});
        records.push(...(await response.json()));
        pages = Number(response.headers.get('X-Pagination-Total-Pages'));
      }
      return records;
    }
  `;
}

function print({ name }: SnippetRequest): string {
  return code`
    ${camelCase(name)}().then(
      (result) => console.log(JSON.stringify(result, null, 2)),
      (error) => {
        console.error(error.message);
        process.exitCode = 1;
      },
    );
  `;
}

/** The arguments of `get`: the path, and the parameters with those of the next page. */
function call({ path, params }: SnippetRequest, next?: string): string {
  const fields = params.map(([name, value]) => `${propertyName(name)}: ${literal(value)}`);
  const all = next === undefined ? fields : [...fields, `...(${next})`];
  return all.length === 0 ? literal(path) : `${literal(path)}, { ${all.join(', ')} }`;
}

function propertyName(name: string): string {
  return /^[a-z_]\w*$/i.test(name) ? name : literal(name);
}

/** A string literal of JavaScript for any text. */
function literal(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  // These two end a line in older JavaScript.
  return `'${escaped.replace(/[\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`)}'`;
}

/** Text that cannot end a comment of one line. */
function comment(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ');
}

function camelCase([first = '', ...others]: readonly string[]): string {
  return first + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
