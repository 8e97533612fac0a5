import { heading } from '../heading';
import { code } from '../layout';
import { python as literal } from '../literals';
import type { SnippetRequest } from '../model';
import { snakeCase } from '../names';
import { defineTarget, type SnippetTarget, type Style } from '../target';

/** An HTTP library whose `get` answers as that of requests does. */
interface Library {
  readonly name: string;
  /** What keeps it from following redirects, where it would. */
  readonly noRedirects?: string;
  /** Its errors: no connection, time-out. */
  readonly error: string;
}

export const pythonRequests = pythonTarget({
  name: 'requests',
  noRedirects: 'allow_redirects=False,',
  error: 'requests.RequestException',
});

export const pythonHttpx = pythonTarget({ name: 'httpx', error: 'httpx.HTTPError' });

function pythonTarget(library: Library): SnippetTarget {
  return defineTarget({
    id: `python-${library.name}`,
    title: `Python (${library.name})`,
    languageId: 'python',
    fileExtension: 'py',
    indent: '    ',
    quote: 'double',
    blankLines: 2,
    write: (request, style) => ({
      imports: importsOf(library, style),
      body: [
        environment(style),
        get(request, style, library),
        question(request, style),
        style.shape === 'script' && print(request, style, library),
      ],
    }),
  });
}

function importsOf({ name }: Library, { shape, retry }: Style): string[] {
  const script = shape === 'script';
  const standard = [script && 'json', 'os', script && 'sys', retry && 'time'].filter(
    (module) => module !== false,
  );
  return [...standard.map((module) => `import ${module}`), '', `import ${name}`];
}

function environment({ quote }: Style): string {
  return code`
    def environment(name):
      value = os.environ.get(name)
      if not value:
        raise RuntimeError(f${literal('Set the environment variable {name}.', quote)})
      return value
  `;
}

function get(request: SnippetRequest, { quote, retry, ...style }: Style, library: Library): string {
  const text = (value: string) => literal(value, quote);
  return code`
    def get(url, params=None${retry && ', retries=5'}):
      response = ${library.name}.get(
        url,
        params=params,
        headers={
          ${text('Accept')}: ${text('application/json')},
          ${text('Authorization')}: ${text('Token ')} + environment(${text(style.keyVariable)}),
          ${text('Account-Token')}: environment(${text(style.accountVariable)}),
          ${text('X-Api-Version')}: ${text(request.apiVersion)},
        },
        timeout=30,
        ${library.noRedirects}
      )
      ${
        retry &&
        code`
          if response.status_code == 429 and retries > 0:
            time.sleep(int(response.headers.get(${text('Retry-After')}, 60)))
            return get(url, params, retries - 1)
        `
      }
      if response.status_code != 200:
        raise RuntimeError(f${text('Fleetio answered {response.status_code}: {response.text}')})
      return response.json()
  `;
}

function question(request: SnippetRequest, style: Style): string {
  const { pagination, apiUrl, path, params } = request;
  const url = literal(apiUrl + path, style.quote);
  const beginning = code`
    ${heading(request, '#')}
    def ${snakeCase(request.name)}():
  `;
  if (pagination === undefined) {
    return code`
      ${beginning}
        return get(${url})
    `;
  }
  const entries = params.map((pair) => `${pair.map((part) => literal(part, style.quote)).join(': ')},`);
  return code`
    ${beginning}
      url = ${url}
      params = {
        ${entries.join('\n')}
      }
      ${(style.pages === 'all' ? WHOLE_LIST : ONE_PAGE)[pagination](style)}
  `;
}

type Loop = Readonly<Record<'cursor' | 'page', (style: Style) => string>>;

const WHOLE_LIST: Loop = {
  cursor: ({ quote }) => code`
    records = []
    while True:
      page = get(url, params)
      records += page[${literal('records', quote)}]
      if not page[${literal('next_cursor', quote)}]:
        return records
      params[${literal('start_cursor', quote)}] = page[${literal('next_cursor', quote)}]
  `,
  page: ({ quote }) => code`
    records = []
    params[${literal('page', quote)}] = 1
    while True:
      page = get(url, params)
      if not page:
        return records
      records += page
      params[${literal('page', quote)}] += 1
  `,
};

const ONE_PAGE: Loop = {
  cursor: ({ quote }) => `return get(url, params)[${literal('records', quote)}]`,
  page: () => 'return get(url, params)',
};

function print({ name }: SnippetRequest, { quote }: Style, { error }: Library): string {
  return code`
    if __name__ == ${literal('__main__', quote)}:
      try:
        print(json.dumps(${snakeCase(name)}(), indent=2))
      except (RuntimeError, ${error}) as error:
        sys.exit(str(error))
  `;
}
