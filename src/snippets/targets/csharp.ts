import { heading } from '../heading';
import { code } from '../layout';
import { csharp as literal } from '../literals';
import type { SnippetRequest } from '../model';
import { pascalCase } from '../names';
import { defineTarget, type Style } from '../target';

/** C# for .NET 6 or newer with its own libraries, which read JSON. */
export const csharp = defineTarget({
  id: 'csharp-httpclient',
  title: 'C# (HttpClient)',
  languageId: 'csharp',
  fileExtension: 'cs',
  indent: '    ',
  write: (request, style) => ({
    imports: importsOf(request).map((name) => `using ${name};`),
    body: [style.shape === 'script' && print(request), program(request, style)],
  }),
});

function importsOf({ pagination }: SnippetRequest): string[] {
  const names = [
    'System',
    pagination !== undefined && 'System.Collections.Generic',
    'System.Net',
    'System.Net.Http',
    'System.Net.Http.Json',
    'System.Text.Json',
    'System.Threading.Tasks',
  ];
  return names.filter((name) => name !== false);
}

function program(request: SnippetRequest, style: Style): string {
  return code`
    static class Fleetio
    {
      static readonly HttpClient Client = new(new HttpClientHandler { AllowAutoRedirect = false })
      {
        Timeout = TimeSpan.FromSeconds(30),
      };

      ${question(request, style)}

      ${get(request, style)}

      ${ENVIRONMENT}
    }
  `;
}

const ENVIRONMENT = code`
  static string Variable(string name)
  {
    var value = Environment.GetEnvironmentVariable(name);
    return string.IsNullOrEmpty(value)
      ? throw new InvalidOperationException($"Set the environment variable {name}.")
      : value;
  }
`;

function get({ apiVersion }: SnippetRequest, { keyVariable, accountVariable, retry }: Style): string {
  return code`
    static async Task<JsonElement> Get(string url${retry && ', int retries = 5'})
    {
      using var request = new HttpRequestMessage(HttpMethod.Get, url);
      request.Headers.Add("Accept", "application/json");
      request.Headers.Add("Authorization", "Token " + Variable(${literal(keyVariable)}));
      request.Headers.Add("Account-Token", Variable(${literal(accountVariable)}));
      request.Headers.Add("X-Api-Version", ${literal(apiVersion)});
      using var response = await Client.SendAsync(request);
      ${
        retry &&
        code`
          if (response.StatusCode == HttpStatusCode.TooManyRequests && retries > 0)
          {
            await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromMinutes(1));
            return await Get(url, retries - 1);
          }
        `
      }
      if (response.StatusCode != HttpStatusCode.OK)
      {
        var message = await response.Content.ReadAsStringAsync();
        throw new HttpRequestException($"Fleetio answered {(int)response.StatusCode}: {message}");
      }
      return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
  `;
}

function question(request: SnippetRequest, { pages }: Style): string {
  const { pagination, apiUrl, path, params } = request;
  const name = pascalCase(request.name);
  const url = literal(apiUrl + path);
  if (pagination === undefined) {
    return code`
      ${heading(request, '//')}
      public static Task<JsonElement> ${name}() => Get(${url});
    `;
  }
  const entries = params.map(([key, value]) => `[${literal(key)}] = ${literal(value)},`);
  return code`
    ${heading(request, '//')}
    public static async Task<List<JsonElement>> ${name}()
    {
      var parameters = new Dictionary<string, string>
      {
        ${entries.join('\n')}
      };
      ${(pages === 'all' ? WHOLE_LIST : ONE_PAGE)[pagination](
        code`
          var query = await new FormUrlEncodedContent(parameters).ReadAsStringAsync();
          var page = await Get(${literal(`${apiUrl}${path}?`)} + query);
        `,
      )}
    }
  `;
}

type Loop = Readonly<Record<'cursor' | 'page', (load: string) => string>>;

const WHOLE_LIST: Loop = {
  cursor: (load) => code`
    var records = new List<JsonElement>();
    while (true)
    {
      ${load}
      records.AddRange(page.GetProperty("records").EnumerateArray());
      if (page.GetProperty("next_cursor").GetString() is not { } cursor)
      {
        return records;
      }
      parameters["start_cursor"] = cursor;
    }
  `,
  page: (load) => code`
    var records = new List<JsonElement>();
    for (var number = 1; ; number++)
    {
      parameters["page"] = number.ToString();
      ${load}
      if (page.GetArrayLength() == 0)
      {
        return records;
      }
      records.AddRange(page.EnumerateArray());
    }
  `,
};

const ONE_PAGE: Loop = {
  cursor: (load) => code`
    ${load}
    return new List<JsonElement>(page.GetProperty("records").EnumerateArray());
  `,
  page: (load) => code`
    ${load}
    return new List<JsonElement>(page.EnumerateArray());
  `,
};

function print({ name }: SnippetRequest): string {
  return code`
    try
    {
      var answer = await Fleetio.${pascalCase(name)}();
      Console.WriteLine(JsonSerializer.Serialize(answer, new JsonSerializerOptions { WriteIndented = true }));
    }
    catch (Exception error) when (error is HttpRequestException or InvalidOperationException or TaskCanceledException)
    {
      Console.Error.WriteLine(error.Message);
      Environment.ExitCode = 1;
    }
  `;
}
