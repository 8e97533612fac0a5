import { heading } from '../heading';
import { code, type Part } from '../layout';
import { javascript as literal } from '../literals';
import type { SnippetRequest } from '../model';
import { camelCase } from '../names';
import type { Style } from '../target';

/** How one dialect of JavaScript makes a single request; the rest of the program is the same for all. */
export interface Dialect {
  /** The statements that send the request to `url`; the expressions below read what they declare. */
  readonly send: string;
  readonly status: string;
  /** The value of the header. */
  readonly retryAfter: string;
  /** The statement that waits for `seconds`. */
  readonly sleep: string;
  /** The body of an error. */
  readonly errorText: string;
  /** The body as an object. */
  readonly answer: string;
  /** The name of a record's type and what declares it; JavaScript has none. */
  readonly types?: { readonly record: string; readonly declarations: string };
}

/** The sections of a program that makes the request with `get` and prints what it gets. */
export function program(request: SnippetRequest, style: Style, dialect: Dialect): Part[] {
  const typed = dialect.types !== undefined;
  return [
    heading(request, '//'),
    typed && dialect.types.declarations,
    environment(typed),
    get(style, dialect),
    question(request, style, dialect),
    style.shape === 'script' && print(request),
  ];
}

/** The headers of every request, as the entries of an object. */
export function headers({ apiVersion }: SnippetRequest, style: Style): string {
  const { keyVariable, accountVariable, quote } = style;
  const text = (value: string) => literal(value, quote);
  return code`
    Accept: ${text('application/json')},
    Authorization: \`Token \${environment(${text(keyVariable)})}\`,
    ${text('Account-Token')}: environment(${text(accountVariable)}),
    ${text('X-Api-Version')}: ${text(apiVersion)},
  `;
}

function environment(typed: boolean): string {
  return code`
    function environment(name${typed && ': string'}) {
      const value = process.env[name];
      if (!value) {
        throw new Error(\`Set the environment variable \${name}.\`);
      }
      return value;
    }
  `;
}

function get({ retry }: Style, dialect: Dialect): string {
  const { types, send, status, retryAfter, sleep, errorText, answer } = dialect;
  const signature = types ? '<T>(url: string' : '(url';
  return code`
    async function get${signature}${retry && ', retries = 5'})${types && ': Promise<T>'} {
      ${send}
      ${
        retry &&
        code`
          if (${status} === 429 && retries > 0) {
            const seconds = Number(${retryAfter}) || 60;
            ${sleep}
            return get(url, retries - 1);
          }
        `
      }
      if (${status} !== 200) {
        throw new Error(\`Fleetio answered \${${status}}: \${${errorText}}\`);
      }
      return ${answer};
    }
  `;
}

/** The function that gives the records, or the one record. */
function question(request: SnippetRequest, style: Style, { types }: Dialect): string {
  const { pagination, apiUrl, path, params } = request;
  const url = literal(apiUrl + path, style.quote);
  const declaration = `${types ? 'export ' : ''}async function ${camelCase(request.name)}()`;
  if (pagination === undefined) {
    return code`
      ${declaration} {
        return get${types && `<${types.record}>`}(${url});
      }
    `;
  }
  return code`
    ${declaration} {
      const url = ${url};
      const params = new URLSearchParams(${object(params, style)});
      ${(style.pages === 'all' ? WHOLE_LIST : ONE_PAGE)[pagination](types?.record)}
    }
  `;
}

type Loop = Readonly<Record<'cursor' | 'page', (record?: string) => string>>;

const WHOLE_LIST: Loop = {
  cursor: (record) => code`
    const records${record && `: ${record}[]`} = [];
    for (;;) {
      const page = await get${record && `<Page<${record}>>`}(\`\${url}?\${params}\`);
      records.push(...page.records);
      if (!page.next_cursor) {
        return records;
      }
      params.set('start_cursor', page.next_cursor);
    }
  `,
  page: (record) => code`
    const records${record && `: ${record}[]`} = [];
    for (let number = 1; ; number++) {
      params.set('page', String(number));
      const page = await get${record && `<${record}[]>`}(\`\${url}?\${params}\`);
      if (page.length === 0) {
        return records;
      }
      records.push(...page);
    }
  `,
};

const ONE_PAGE: Loop = {
  cursor: (record) => code`
    const page = await get${record && `<{ records: ${record}[] }>`}(\`\${url}?\${params}\`);
    return page.records;
  `,
  page: (record) => `return get${record ? `<${record}[]>` : ''}(\`\${url}?\${params}\`);`,
};

function print({ name }: SnippetRequest): string {
  return code`
    ${camelCase(name)}().then(
      (answer) => console.log(JSON.stringify(answer, null, 2)),
      (error) => {
        console.error(error.cause?.message || error.message);
        process.exitCode = 1;
      },
    );
  `;
}

function object(params: SnippetRequest['params'], { quote }: Style): string {
  if (params.length === 0) {
    return '';
  }
  const entries = params.map(([name, value]) => `${propertyName(name, quote)}: ${literal(value, quote)},`);
  return `{\n  ${entries.join('\n  ')}\n}`;
}

function propertyName(name: string, quote: Style['quote']): string {
  if (name === '__proto__') {
    return `[${literal(name, quote)}]`;
  }
  return /^[a-z_]\w*$/i.test(name) ? name : literal(name, quote);
}
