import { heading } from '../heading';
import { code } from '../layout';
import { bash as literal } from '../literals';
import type { SnippetRequest } from '../model';
import { snakeCase } from '../names';
import { defineTarget, type Style } from '../target';

/** A script for bash with curl 7.76 or newer; it goes through a list with jq. */
export const curl = defineTarget({
  id: 'curl',
  title: 'curl',
  languageId: 'shellscript',
  fileExtension: 'sh',
  indent: '  ',
  ignores: ['eol'],
  write: (request, style) => ({
    head: '#!/usr/bin/env bash',
    body: [
      code`
        ${heading(request, '#')}
        ${style.shape === 'script' && 'set -euo pipefail'}
      `,
      get(request, style),
      question(request, style),
      style.shape === 'script' && print(request, style),
    ],
  }),
});

/** The answer goes to a file, since curl would print those of its retries as well. */
function get({ apiVersion }: SnippetRequest, { keyVariable, accountVariable, retry }: Style): string {
  return code`
    # The headers go through standard input, so that no list of processes shows the key.
    get() {
      local answer status=0 headers=(
        'Accept: application/json'
        "Authorization: Token \${${keyVariable}:?Set this environment variable.}"
        "Account-Token: \${${accountVariable}:?Set this environment variable.}"
        'X-Api-Version: ${apiVersion}'
      )
      answer=$(mktemp)
      printf '%s\\n' "\${headers[@]}" |
        curl --silent --show-error --fail-with-body --max-time 30${retry && ' --retry 5'} \\
          --output "$answer" --header @- --get "$@" || status=$?
      if ((status == 0)); then cat "$answer"; else cat "$answer" >&2; fi
      rm -f "$answer"
      return "$status"
    }
  `;
}

function question(request: SnippetRequest, { pages }: Style): string {
  const { pagination, name } = request;
  return code`
    ${snakeCase(name)}() {
      ${pagination !== undefined && pages === 'all' ? WHOLE_LIST[pagination](request) : call(request)}
    }
  `;
}

const WHOLE_LIST = {
  cursor: (request: SnippetRequest) => code`
    local page cursor=''
    while true; do
      page=$(${call(request, '${cursor:+--data-urlencode "start_cursor=$cursor"}')}) || return
      jq '.records[]' <<<"$page" || return
      cursor=$(jq --raw-output '.next_cursor // empty' <<<"$page")
      [[ -n $cursor ]] || break
    done
  `,
  page: (request: SnippetRequest) => code`
    local page number
    for ((number = 1; ; number++)); do
      page=$(${call(request, '--data-urlencode "page=$number"')}) || return
      [[ $page != '[]' ]] || break
      jq '.[]' <<<"$page" || return
    done
  `,
};

function call({ apiUrl, path, params }: SnippetRequest, next?: string): string {
  const data = params.map(([name, value]) => `--data-urlencode ${literal(`${encodeName(name)}=${value}`)}`);
  return [`get ${literal(apiUrl + path)}`, ...data, ...(next ? [next] : [])].join(' \\\n  ');
}

/** curl encodes what stands after the first `=` and takes what stands before it as it is. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll('%5B', '[').replaceAll('%5D', ']');
}

function print({ name, pagination }: SnippetRequest, { pages }: Style): string {
  return pagination === undefined || pages === 'one'
    ? snakeCase(name)
    : code`
        records=$(${snakeCase(name)})
        jq --slurp . <<<"$records"
      `;
}
