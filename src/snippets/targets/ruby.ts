import { heading } from '../heading';
import { code } from '../layout';
import { ruby as literal } from '../literals';
import type { SnippetRequest } from '../model';
import { snakeCase } from '../names';
import { defineTarget, type Style } from '../target';

/** Ruby with the standard library. It follows no redirects. */
export const ruby = defineTarget({
  id: 'ruby-net-http',
  title: 'Ruby (Net::HTTP)',
  languageId: 'ruby',
  fileExtension: 'rb',
  indent: '  ',
  quote: 'single',
  write: (request, style) => ({
    imports: ['json', 'net/http'].map((library) => `require ${literal(library, style.quote)}`),
    body: [
      heading(request, '#'),
      ENVIRONMENT,
      get(request, style),
      question(request, style),
      style.shape === 'script' && print(request),
    ],
  }),
});

const ENVIRONMENT = code`
  def environment(name)
    value = ENV[name].to_s
    raise "Set the environment variable #{name}." if value.empty?

    value
  end
`;

function get({ apiVersion }: SnippetRequest, { quote, retry, ...style }: Style): string {
  const text = (value: string) => literal(value, quote);
  return code`
    def get(url, params = {}${retry && ', retries = 5'})
      uri = URI(url)
      uri.query = URI.encode_www_form(params) unless params.empty?
      headers = {
        ${text('Accept')} => ${text('application/json')},
        ${text('Authorization')} => "Token #{environment(${text(style.keyVariable)})}",
        ${text('Account-Token')} => environment(${text(style.accountVariable)}),
        ${text('X-Api-Version')} => ${text(apiVersion)}
      }
      options = { use_ssl: uri.scheme == ${text('https')}, open_timeout: 30, read_timeout: 30 }
      response = Net::HTTP.start(uri.host, uri.port, options) { |http| http.get(uri, headers) }
      ${
        retry &&
        code`
          if response.code == ${text('429')} && retries.positive?
            sleep((response[${text('Retry-After')}] || 60).to_i)
            return get(url, params, retries - 1)
          end
        `
      }
      raise "Fleetio answered #{response.code}: #{response.body}" unless response.code == ${text('200')}

      JSON.parse(response.body)
    end
  `;
}

function question(request: SnippetRequest, style: Style): string {
  const { pagination, apiUrl, path, params } = request;
  const url = literal(apiUrl + path, style.quote);
  const name = snakeCase(request.name);
  if (pagination === undefined) {
    return code`
      def ${name}
        get(${url})
      end
    `;
  }
  const entries = params.map((pair) => pair.map((part) => literal(part, style.quote)).join(' => '));
  return code`
    def ${name}
      url = ${url}
      params = {
        ${entries.join(',\n')}
      }
      ${(style.pages === 'all' ? WHOLE_LIST : ONE_PAGE)[pagination](style)}
    end
  `;
}

type Loop = Readonly<Record<'cursor' | 'page', (style: Style) => string>>;

const WHOLE_LIST: Loop = {
  cursor: ({ quote }) => code`
    records = []
    loop do
      page = get(url, params)
      records.concat(page[${literal('records', quote)}])
      return records unless page[${literal('next_cursor', quote)}]

      params[${literal('start_cursor', quote)}] = page[${literal('next_cursor', quote)}]
    end
  `,
  page: ({ quote }) => code`
    records = []
    (1..).each do |number|
      page = get(url, params.merge(${literal('page', quote)} => number))
      return records if page.empty?

      records.concat(page)
    end
  `,
};

const ONE_PAGE: Loop = {
  cursor: ({ quote }) => `get(url, params)[${literal('records', quote)}]`,
  page: () => 'get(url, params)',
};

function print({ name }: SnippetRequest): string {
  return code`
    begin
      puts JSON.pretty_generate(${snakeCase(name)})
    rescue StandardError => e
      abort e.message
    end
  `;
}
