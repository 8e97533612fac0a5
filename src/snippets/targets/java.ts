import { heading, titleOf } from '../heading';
import { code, sections } from '../layout';
import { java as literal } from '../literals';
import type { SnippetRequest } from '../model';
import { camelCase, pascalCase } from '../names';
import { defineTarget, type Style } from '../target';

/**
 * Java 17 or newer with its own HttpClient, which follows no redirects. Java has no JSON parser of its own, so each
 * page stays a text.
 */
export const java = defineTarget({
  id: 'java-httpclient',
  title: 'Java (HttpClient)',
  languageId: 'java',
  fileExtension: 'java',
  indent: '    ',
  write: (request, style) => ({
    imports: importsOf(request, style).map((name) => `import ${name};`),
    body: [program(request, style)],
  }),
});

function importsOf({ pagination }: SnippetRequest, { pages }: Style): string[] {
  const list = pagination !== undefined;
  const all = list && pages === 'all';
  const names = [
    'java.io.IOException',
    'java.net.URI',
    list && 'java.net.URLEncoder',
    'java.net.http.HttpClient',
    'java.net.http.HttpRequest',
    'java.net.http.HttpResponse',
    list && 'java.nio.charset.StandardCharsets',
    'java.time.Duration',
    all && 'java.util.ArrayList',
    list && 'java.util.LinkedHashMap',
    all && 'java.util.List',
    list && 'java.util.Map',
    all && pagination === 'cursor' && 'java.util.regex.Pattern',
    list && 'java.util.stream.Collectors',
  ];
  return names.filter((name) => name !== false);
}

function program(request: SnippetRequest, style: Style): string {
  const { name, pagination } = request;
  const members = sections([
    code`
      private static final HttpClient CLIENT = HttpClient.newHttpClient();
      ${pagination === 'cursor' && style.pages === 'all' && NEXT_CURSOR}
    `,
    question(request, style),
    get(request, style),
    pagination && QUERY,
    ENVIRONMENT,
    style.shape === 'script' && print(request, style),
  ]);
  return code`
    class ${pascalCase(name)} {
      ${members}
    }
  `;
}

const NEXT_CURSOR = code`
  // With a JSON parser, read next_cursor from the page instead.
  private static final Pattern NEXT_CURSOR = Pattern.compile("\\"next_cursor\\"\\\\s*:\\\\s*\\"([^\\"]+)\\"");
`;

const ENVIRONMENT = code`
  private static String environment(String name) {
    String value = System.getenv(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException("Set the environment variable " + name + ".");
    }
    return value;
  }
`;

const QUERY = code`
  private static String query(Map<String, String> params) {
    return params.entrySet().stream()
      .map(param -> encode(param.getKey()) + "=" + encode(param.getValue()))
      .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
`;

function get({ apiVersion }: SnippetRequest, { keyVariable, accountVariable, retry }: Style): string {
  return code`
    private static String get(String url${retry && ', int retries'}) throws IOException, InterruptedException {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url))
        .header("Accept", "application/json")
        .header("Authorization", "Token " + environment(${literal(keyVariable)}))
        .header("Account-Token", environment(${literal(accountVariable)}))
        .header("X-Api-Version", ${literal(apiVersion)})
        .timeout(Duration.ofSeconds(30))
        .build();
      HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      ${
        retry &&
        code`
          if (response.statusCode() == 429 && retries > 0) {
            Thread.sleep(1000 * response.headers().firstValueAsLong("Retry-After").orElse(60));
            return get(url, retries - 1);
          }
        `
      }
      if (response.statusCode() != 200) {
        throw new IOException("Fleetio answered " + response.statusCode() + ": " + response.body());
      }
      return response.body();
    }
  `;
}

function question(request: SnippetRequest, { pages, retry }: Style): string {
  const { pagination, apiUrl, path, params } = request;
  const all = pagination !== undefined && pages === 'all';
  const url = pagination ? `${literal(`${apiUrl}${path}?`)} + query(params)` : literal(apiUrl + path);
  const call = `get(${url}${retry ? ', 5' : ''})`;
  const entries = params.map((pair) => `params.put(${pair.map((part) => literal(part)).join(', ')});`);
  return code`
    ${heading(request, '//', `${titleOf(request)}: ${all ? 'the JSON of each page' : 'its JSON'}`)}
    static ${all ? 'List<String>' : 'String'} ${camelCase(request.name)}() throws IOException, InterruptedException {
      ${pagination && 'Map<String, String> params = new LinkedHashMap<>();'}
      ${entries.join('\n')}
      ${all ? WHOLE_LIST[pagination](call) : `return ${call};`}
    }
  `;
}

const WHOLE_LIST = {
  cursor: (call: string) => code`
    List<String> pages = new ArrayList<>();
    while (true) {
      String page = ${call};
      pages.add(page);
      var next = NEXT_CURSOR.matcher(page);
      if (!next.find()) {
        return pages;
      }
      params.put("start_cursor", next.group(1));
    }
  `,
  page: (call: string) => code`
    List<String> pages = new ArrayList<>();
    for (int number = 1; ; number++) {
      params.put("page", String.valueOf(number));
      String page = ${call};
      if (page.equals("[]")) {
        return pages;
      }
      pages.add(page);
    }
  `,
};

function print({ name, pagination }: SnippetRequest, { pages }: Style): string {
  const answer = `${camelCase(name)}()`;
  return code`
    public static void main(String[] args) throws InterruptedException {
      try {
        ${pagination && pages === 'all' ? `${answer}.forEach(System.out::println)` : `System.out.println(${answer})`};
      } catch (IOException | IllegalStateException error) {
        System.err.println(error);
        System.exit(1);
      }
    }
  `;
}
