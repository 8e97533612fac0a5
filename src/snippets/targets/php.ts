import { heading } from '../heading';
import { code } from '../layout';
import { php as literal } from '../literals';
import type { SnippetRequest } from '../model';
import { camelCase } from '../names';
import { defineTarget, type Style } from '../target';

/** PHP 8.2 or newer with its curl extension. It follows no redirects. */
export const php = defineTarget({
  id: 'php-curl',
  title: 'PHP (curl)',
  languageId: 'php',
  fileExtension: 'php',
  indent: '    ',
  quote: 'single',
  write: (request, style) => ({
    head: '<?php',
    body: [
      heading(request, '//'),
      ENVIRONMENT,
      get(request, style),
      question(request, style),
      style.shape === 'script' && print(request),
    ],
  }),
});

const ENVIRONMENT = code`
  function environment(string $name): string
  {
    return getenv($name) ?: throw new RuntimeException("Set the environment variable {$name}.");
  }
`;

function get({ apiVersion }: SnippetRequest, { quote, retry, ...style }: Style): string {
  const text = (value: string) => literal(value, quote);
  return code`
    function get(string $url, array $params = []${retry && ', int $retries = 5'}): mixed
    {
      $curl = curl_init($params ? $url . ${text('?')} . http_build_query($params) : $url);
      curl_setopt_array($curl, [
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => 30,
        CURLOPT_HTTPHEADER => [
          ${text('Accept: application/json')},
          ${text('Authorization: Token ')} . environment(${text(style.keyVariable)}),
          ${text('Account-Token: ')} . environment(${text(style.accountVariable)}),
          ${text(`X-Api-Version: ${apiVersion}`)},
        ],
      ]);
      $body = curl_exec($curl);
      if ($body === false) {
        throw new RuntimeException(curl_error($curl));
      }
      $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
      ${
        retry &&
        code`
          if ($status === 429 && $retries > 0) {
            sleep(curl_getinfo($curl, CURLINFO_RETRY_AFTER) ?: 60);
            return get($url, $params, $retries - 1);
          }
        `
      }
      if ($status !== 200) {
        throw new RuntimeException("Fleetio answered {$status}: {$body}");
      }
      return json_decode($body, flags: JSON_THROW_ON_ERROR);
    }
  `;
}

function question(request: SnippetRequest, style: Style): string {
  const { pagination, apiUrl, path, params } = request;
  const url = literal(apiUrl + path, style.quote);
  const name = camelCase(request.name);
  if (pagination === undefined) {
    return code`
      function ${name}(): object
      {
        return get(${url});
      }
    `;
  }
  const entries = params.map((pair) => `${pair.map((part) => literal(part, style.quote)).join(' => ')},`);
  return code`
    function ${name}(): array
    {
      $url = ${url};
      $params = [
        ${entries.join('\n')}
      ];
      ${(style.pages === 'all' ? WHOLE_LIST : ONE_PAGE)[pagination](style)}
    }
  `;
}

type Loop = Readonly<Record<'cursor' | 'page', (style: Style) => string>>;

const WHOLE_LIST: Loop = {
  cursor: ({ quote }) => code`
    $records = [];
    do {
      $page = get($url, $params);
      array_push($records, ...$page->records);
      $params[${literal('start_cursor', quote)}] = $page->next_cursor;
    } while ($page->next_cursor);
    return $records;
  `,
  page: ({ quote }) => code`
    $records = [];
    for ($number = 1; ; $number++) {
      $page = get($url, [${literal('page', quote)} => $number] + $params);
      if (!$page) {
        return $records;
      }
      array_push($records, ...$page);
    }
  `,
};

const ONE_PAGE: Loop = {
  cursor: () => 'return get($url, $params)->records;',
  page: () => 'return get($url, $params);',
};

function print({ name }: SnippetRequest): string {
  return code`
    try {
      echo json_encode(${camelCase(name)}(), JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES), PHP_EOL;
    } catch (RuntimeException | JsonException $error) {
      fwrite(STDERR, $error->getMessage() . PHP_EOL);
      exit(1);
    }
  `;
}
