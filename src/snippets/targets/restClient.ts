import { requestUrl } from '../../fleetio/request';
import { titleOf } from '../heading';
import { code } from '../layout';
import type { SnippetRequest } from '../model';
import { camelCase } from '../names';
import { defineTarget, type Style } from '../target';

/** A file for the REST Client extension. It cannot loop, so a second request asks for the page after the first. */
export const restClient = defineTarget({
  id: 'http',
  title: 'HTTP file (REST Client)',
  languageId: 'http',
  fileExtension: 'http',
  indent: '  ',
  ignores: ['retry', 'shape', 'indent'],
  write: (request, style) => {
    const { name, pagination } = request;
    const id = camelCase(name);
    const url = requestUrl(request.apiUrl, request);
    const first = code`
      ### ${titleOf(request)}
      # @name ${id}
      ${get(url, request, style)}
    `;
    const next =
      pagination &&
      code`
        ### Next page
        ${get(`${url}${url.includes('?') ? '&' : '?'}${NEXT[pagination](id)}`, request, style)}
      `;
    return { body: [first, style.pages === 'all' && next] };
  },
});

/** The parameter that asks for the second page. */
const NEXT = {
  cursor: (first: string) => `start_cursor={{${first}.response.body.$.next_cursor}}`,
  page: () => 'page=2',
};

function get(url: string, { apiVersion }: SnippetRequest, { keyVariable, accountVariable }: Style): string {
  return code`
    GET ${url}
    Accept: application/json
    Authorization: Token {{$processEnv ${keyVariable}}}
    Account-Token: {{$processEnv ${accountVariable}}}
    X-Api-Version: ${apiVersion}
  `;
}
