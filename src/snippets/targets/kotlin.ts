import { heading } from '../heading';
import { code } from '../layout';
import { kotlin as literal } from '../literals';
import type { SnippetRequest } from '../model';
import { camelCase } from '../names';
import { defineTarget, type Style } from '../target';

/** Kotlin with OkHttp and org.json, which Android has. */
export const kotlin = defineTarget({
  id: 'kotlin-okhttp',
  title: 'Kotlin (OkHttp)',
  languageId: 'kotlin',
  fileExtension: 'kt',
  indent: '    ',
  write: (request, style) => ({
    imports: importsOf(request, style).map((name) => `import ${name}`),
    body: [
      CLIENT,
      question(request, style),
      get(request, style),
      ENVIRONMENT,
      style.shape === 'script' && print(request),
    ],
  }),
});

function importsOf({ pagination }: SnippetRequest, { shape }: Style): string[] {
  const names = [
    'java.io.IOException',
    'java.util.concurrent.TimeUnit',
    shape === 'script' && 'kotlin.system.exitProcess',
    'okhttp3.HttpUrl',
    'okhttp3.HttpUrl.Companion.toHttpUrl',
    'okhttp3.OkHttpClient',
    'okhttp3.Request',
    pagination !== undefined && 'org.json.JSONArray',
    pagination !== 'page' && 'org.json.JSONObject',
  ];
  return names.filter((name) => name !== false);
}

const CLIENT = code`
  private val client = OkHttpClient.Builder()
    .callTimeout(30, TimeUnit.SECONDS)
    .followRedirects(false)
    .build()
`;

const ENVIRONMENT = code`
  private fun environment(name: String): String =
    System.getenv(name).orEmpty().ifEmpty { throw IOException("Set the environment variable $name.") }
`;

function get({ apiVersion }: SnippetRequest, { keyVariable, accountVariable, retry }: Style): string {
  return code`
    private fun get(url: HttpUrl${retry && ', retries: Int = 5'}): String {
      val request = Request.Builder()
        .url(url)
        .header("Accept", "application/json")
        .header("Authorization", "Token " + environment(${literal(keyVariable)}))
        .header("Account-Token", environment(${literal(accountVariable)}))
        .header("X-Api-Version", ${literal(apiVersion)})
        .build()
      client.newCall(request).execute().use { response ->
        val body = response.body?.string().orEmpty()
        ${
          retry &&
          code`
            if (response.code == 429 && retries > 0) {
              Thread.sleep(1000 * (response.header("Retry-After")?.toLongOrNull() ?: 60))
              return get(url, retries - 1)
            }
          `
        }
        if (response.code != 200) throw IOException("Fleetio answered \${response.code}: $body")
        return body
      }
    }
  `;
}

function question(request: SnippetRequest, { pages }: Style): string {
  const { pagination, apiUrl, path, params } = request;
  const url = `${literal(apiUrl + path)}.toHttpUrl()`;
  const name = camelCase(request.name);
  if (pagination === undefined) {
    return code`
      ${heading(request, '//')}
      fun ${name}(): JSONObject = JSONObject(get(${url}))
    `;
  }
  const entries = params.map((pair) => `.addQueryParameter(${pair.map((part) => literal(part)).join(', ')})`);
  return code`
    ${heading(request, '//')}
    fun ${name}(): JSONArray {
      val url = ${url}.newBuilder()
        ${entries.join('\n')}
      ${(pages === 'all' ? WHOLE_LIST : ONE_PAGE)[pagination]}
    }
  `;
}

const WHOLE_LIST = {
  cursor: code`
    val records = JSONArray()
    while (true) {
      val page = JSONObject(get(url.build()))
      val found = page.getJSONArray("records")
      repeat(found.length()) { records.put(found.get(it)) }
      if (page.isNull("next_cursor")) return records
      url.setQueryParameter("start_cursor", page.getString("next_cursor"))
    }
  `,
  page: code`
    val records = JSONArray()
    var number = 1
    while (true) {
      url.setQueryParameter("page", number++.toString())
      val page = JSONArray(get(url.build()))
      if (page.length() == 0) return records
      repeat(page.length()) { records.put(page.get(it)) }
    }
  `,
};

const ONE_PAGE = {
  cursor: 'return JSONObject(get(url.build())).getJSONArray("records")',
  page: 'return JSONArray(get(url.build()))',
};

function print({ name }: SnippetRequest): string {
  return code`
    fun main() {
      try {
        println(${camelCase(name)}().toString(2))
      } catch (error: IOException) {
        System.err.println(error.message)
        exitProcess(1)
      }
    }
  `;
}
