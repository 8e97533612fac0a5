import { heading } from '../heading';
import { code } from '../layout';
import { comment, go as literal } from '../literals';
import type { SnippetRequest } from '../model';
import { camelCase } from '../names';
import { defineTarget, type Style } from '../target';

/** Go with its standard library, formatted as gofmt does. */
export const go = defineTarget({
  id: 'go-net-http',
  title: 'Go (net/http)',
  languageId: 'go',
  fileExtension: 'go',
  indent: '\t',
  ignores: ['indent', 'eol'],
  joinImports: (lines) => `import (\n${lines.map((line) => line.replace('import ', '\t')).join('\n')}\n)`,
  write: (request, style) => ({
    head: 'package main',
    imports: importsOf(request, style).map((name) => `import "${name}"`),
    body: [
      question(request, style),
      get(request, style),
      ENVIRONMENT,
      style.shape === 'script' && print(request),
    ],
  }),
});

function importsOf({ pagination }: SnippetRequest, { pages, retry }: Style): string[] {
  const list = pagination !== undefined;
  const names = [
    'encoding/json',
    'fmt',
    'io',
    'net/http',
    list && 'net/url',
    'os',
    (retry || (pagination === 'page' && pages === 'all')) && 'strconv',
    'time',
  ];
  return names.filter((name) => name !== false);
}

const ENVIRONMENT = code`
  func environment(name string) (string, error) {
    value := os.Getenv(name)
    if value == "" {
      return "", fmt.Errorf("set the environment variable %s", name)
    }
    return value, nil
  }
`;

function get({ apiVersion }: SnippetRequest, { keyVariable, accountVariable, retry }: Style): string {
  return code`
    // get reads the JSON at url into answer.
    func get(url string, answer any${retry && ', retries int'}) error {
      key, err := environment(${literal(keyVariable)})
      if err != nil {
        return err
      }
      account, err := environment(${literal(accountVariable)})
      if err != nil {
        return err
      }
      request, err := http.NewRequest(http.MethodGet, url, nil)
      if err != nil {
        return err
      }
      request.Header.Set("Accept", "application/json")
      request.Header.Set("Authorization", "Token "+key)
      request.Header.Set("Account-Token", account)
      request.Header.Set("X-Api-Version", ${literal(apiVersion)})

      client := http.Client{Timeout: 30 * time.Second}
      response, err := client.Do(request)
      if err != nil {
        return err
      }
      defer response.Body.Close()
      body, err := io.ReadAll(response.Body)
      if err != nil {
        return err
      }
      ${
        retry &&
        code`
          if response.StatusCode == http.StatusTooManyRequests && retries > 0 {
            seconds, err := strconv.Atoi(response.Header.Get("Retry-After"))
            if err != nil {
              seconds = 60
            }
            time.Sleep(time.Duration(seconds) * time.Second)
            return get(url, answer, retries-1)
          }
        `
      }
      if response.StatusCode != http.StatusOK {
        return fmt.Errorf("Fleetio answered %s: %s", response.Status, body)
      }
      return json.Unmarshal(body, answer)
    }
  `;
}

function question(request: SnippetRequest, { pages, retry }: Style): string {
  const { pagination, apiUrl, path, params } = request;
  const call = (url: string, answer: string) => `get(${url}, &${answer}${retry ? ', 5' : ''})`;
  const name = camelCase(request.name);
  const words = `${name} reads ${comment(request.title)} from the Fleetio API.`;
  if (pagination === undefined) {
    return code`
      ${heading(request, '//', words)}
      func ${name}() (json.RawMessage, error) {
        var record json.RawMessage
        err := ${call(literal(apiUrl + path), 'record')}
        return record, err
      }
    `;
  }
  const entries = params.map((pair) => `params.Set(${pair.map((part) => literal(part)).join(', ')})`);
  return code`
    ${heading(request, '//', words)}
    func ${name}() ([]json.RawMessage, error) {
      params := url.Values{}
      ${entries.join('\n')}
      ${(pages === 'all' ? WHOLE_LIST : ONE_PAGE)[pagination]((answer) =>
        call(`${literal(`${apiUrl}${path}?`)}+params.Encode()`, answer),
      )}
    }
  `;
}

type Loop = Readonly<Record<'cursor' | 'page', (call: (answer: string) => string) => string>>;

const WHOLE_LIST: Loop = {
  cursor: (call) => code`
    records := []json.RawMessage{}
    for {
      var page struct {
        Records    []json.RawMessage \`json:"records"\`
        NextCursor string            \`json:"next_cursor"\`
      }
      if err := ${call('page')}; err != nil {
        return nil, err
      }
      records = append(records, page.Records...)
      if page.NextCursor == "" {
        return records, nil
      }
      params.Set("start_cursor", page.NextCursor)
    }
  `,
  page: (call) => code`
    records := []json.RawMessage{}
    for number := 1; ; number++ {
      params.Set("page", strconv.Itoa(number))
      var page []json.RawMessage
      if err := ${call('page')}; err != nil {
        return nil, err
      }
      if len(page) == 0 {
        return records, nil
      }
      records = append(records, page...)
    }
  `,
};

const ONE_PAGE: Loop = {
  cursor: (call) => code`
    var page struct {
      Records []json.RawMessage \`json:"records"\`
    }
    err := ${call('page')}
    return page.Records, err
  `,
  page: (call) => code`
    var page []json.RawMessage
    err := ${call('page')}
    return page, err
  `,
};

function print({ name }: SnippetRequest): string {
  return code`
    func main() {
      answer, err := ${camelCase(name)}()
      if err != nil {
        fmt.Fprintln(os.Stderr, err)
        os.Exit(1)
      }
      text, err := json.MarshalIndent(answer, "", "  ")
      if err != nil {
        fmt.Fprintln(os.Stderr, err)
        os.Exit(1)
      }
      fmt.Println(string(text))
    }
  `;
}
