import { heading } from '../heading';
import { code } from '../layout';
import { swift as literal } from '../literals';
import type { SnippetRequest } from '../model';
import { camelCase } from '../names';
import { defineTarget, type Style } from '../target';

/** Swift 5.7 or newer with Foundation, as a script or the `main.swift` of a program. */
export const swift = defineTarget({
  id: 'swift-urlsession',
  title: 'Swift (URLSession)',
  languageId: 'swift',
  fileExtension: 'swift',
  indent: '    ',
  write: (request, style) => ({
    imports: [
      'import Foundation',
      '#if canImport(FoundationNetworking)',
      'import FoundationNetworking',
      '#endif',
    ],
    body: [
      FAILURE,
      question(request, style),
      get(request, style),
      ENCODE,
      ENVIRONMENT,
      style.shape === 'script' && print(request),
    ],
  }),
});

const FAILURE = code`
  struct FleetioError: LocalizedError {
    let errorDescription: String?
  }
`;

/** URLComponents would leave a plus sign as it is, which the server reads as a space. */
const ENCODE = code`
  func encode(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics)!
  }
`;

const ENVIRONMENT = code`
  func environment(_ name: String) throws -> String {
    guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
      throw FleetioError(errorDescription: "Set the environment variable \\(name).")
    }
    return value
  }
`;

function get({ apiVersion }: SnippetRequest, { keyVariable, accountVariable, retry }: Style): string {
  return code`
    func get(_ url: String, _ params: [String: String] = [:]${retry && ', retries: Int = 5'}) async throws -> Any {
      let query = params.map { "\\(encode($0.key))=\\(encode($0.value))" }.joined(separator: "&")
      let address = query.isEmpty ? url : "\\(url)?\\(query)"
      var request = URLRequest(url: URL(string: address)!, timeoutInterval: 30)
      request.setValue("application/json", forHTTPHeaderField: "Accept")
      request.setValue("Token " + (try environment(${literal(keyVariable)})), forHTTPHeaderField: "Authorization")
      request.setValue(try environment(${literal(accountVariable)}), forHTTPHeaderField: "Account-Token")
      request.setValue(${literal(apiVersion)}, forHTTPHeaderField: "X-Api-Version")
      let (data, response) = try await URLSession.shared.data(for: request)
      guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
      ${
        retry &&
        code`
          if response.statusCode == 429 && retries > 0 {
            let seconds = response.value(forHTTPHeaderField: "Retry-After").flatMap(UInt64.init) ?? 60
            try await Task.sleep(nanoseconds: seconds * 1_000_000_000)
            return try await get(url, params, retries: retries - 1)
          }
        `
      }
      guard response.statusCode == 200 else {
        let message = String(decoding: data, as: UTF8.self)
        throw FleetioError(errorDescription: "Fleetio answered \\(response.statusCode): \\(message)")
      }
      return try JSONSerialization.jsonObject(with: data)
    }
  `;
}

function question(request: SnippetRequest, { pages }: Style): string {
  const { pagination, apiUrl, path, params } = request;
  const name = camelCase(request.name);
  const url = literal(apiUrl + path);
  if (pagination === undefined) {
    return code`
      ${heading(request, '//')}
      func ${name}() async throws -> Any {
        try await get(${url})
      }
    `;
  }
  const entries = params.map((pair) => `${pair.map((part) => literal(part)).join(': ')},`);
  return code`
    ${heading(request, '//')}
    func ${name}() async throws -> [Any] {
      let url = ${url}
      ${pages === 'all' ? 'var' : 'let'} params: [String: String] = [
        ${entries.length > 0 ? entries.join('\n') : ':'}
      ]
      ${(pages === 'all' ? WHOLE_LIST : ONE_PAGE)[pagination]}
    }
  `;
}

const WHOLE_LIST = {
  cursor: code`
    var records: [Any] = []
    while true {
      let page = try await get(url, params) as? [String: Any]
      records += page?["records"] as? [Any] ?? []
      guard let cursor = page?["next_cursor"] as? String else { return records }
      params["start_cursor"] = cursor
    }
  `,
  page: code`
    var records: [Any] = []
    var number = 1
    while true {
      params["page"] = String(number)
      let page = try await get(url, params) as? [Any] ?? []
      if page.isEmpty { return records }
      records += page
      number += 1
    }
  `,
};

const ONE_PAGE = {
  cursor: code`
    let page = try await get(url, params) as? [String: Any]
    return page?["records"] as? [Any] ?? []
  `,
  page: 'return try await get(url, params) as? [Any] ?? []',
};

function print({ name }: SnippetRequest): string {
  return code`
    do {
      let answer = try await ${camelCase(name)}()
      let data = try JSONSerialization.data(withJSONObject: answer, options: .prettyPrinted)
      print(String(decoding: data, as: UTF8.self))
    } catch {
      FileHandle.standardError.write(Data((error.localizedDescription + "\\n").utf8))
      exit(1)
    }
  `;
}
