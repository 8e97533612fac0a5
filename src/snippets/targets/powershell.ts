import { heading } from '../heading';
import { code } from '../layout';
import { powershell as literal } from '../literals';
import type { SnippetRequest } from '../model';
import { pascalCase, singular } from '../names';
import { defineTarget, type Style } from '../target';

/** PowerShell 7 or newer, which makes the body of a GET its query; 5.1 cannot read the body of an error. */
export const powershell = defineTarget({
  id: 'powershell',
  title: 'PowerShell',
  languageId: 'powershell',
  fileExtension: 'ps1',
  indent: '    ',
  write: (request, style) => ({
    head: '#Requires -Version 7.0',
    body: [
      style.shape === 'script' && "$ErrorActionPreference = 'Stop'",
      ENVIRONMENT,
      get(request, style),
      question(request, style),
      style.shape === 'script' && print(request),
    ],
  }),
});

const ENVIRONMENT = code`
  function Get-EnvironmentVariable([string] $Name) {
    $value = [Environment]::GetEnvironmentVariable($Name)
    if (-not $value) {
      throw "Set the environment variable $Name."
    }
    $value
  }
`;

function get({ apiVersion }: SnippetRequest, { keyVariable, accountVariable, retry }: Style): string {
  return code`
    function Invoke-Fleetio([string] $Url, [System.Collections.IDictionary] $Params = @{}${retry && ', [int] $Retries = 5'}) {
      $request = @{
        Uri = $Url
        Body = $Params
        Headers = @{
          'Accept' = 'application/json'
          'Authorization' = 'Token ' + (Get-EnvironmentVariable ${literal(keyVariable)})
          'Account-Token' = Get-EnvironmentVariable ${literal(accountVariable)}
          'X-Api-Version' = ${literal(apiVersion)}
        }
        TimeoutSec = 30
        MaximumRedirection = 0
        SkipHttpErrorCheck = $true
      }
      $response = Invoke-WebRequest @request
      ${
        retry &&
        code`
          if ($response.StatusCode -eq 429 -and $Retries -gt 0) {
            $seconds = $response.Headers['Retry-After'] | Select-Object -First 1
            Start-Sleep -Seconds ($seconds ?? 60)
            return Invoke-Fleetio $Url $Params ($Retries - 1)
          }
        `
      }
      if ($response.StatusCode -ne 200) {
        throw "Fleetio answered $($response.StatusCode): $($response.Content)"
      }
      ConvertFrom-Json $response.Content -NoEnumerate
    }
  `;
}

function question(request: SnippetRequest, { pages }: Style): string {
  const { pagination, apiUrl, path, params } = request;
  const url = literal(apiUrl + path);
  if (pagination === undefined) {
    return code`
      ${heading(request, '#')}
      function ${functionName(request)} {
        Invoke-Fleetio ${url}
      }
    `;
  }
  const entries = params.map((pair) => pair.map((part) => literal(part)).join(' = '));
  return code`
    ${heading(request, '#')}
    function ${functionName(request)} {
      $url = ${url}
      $params = [ordered]@{
        ${entries.join('\n')}
      }
      ${(pages === 'all' ? WHOLE_LIST : ONE_PAGE)[pagination]}
    }
  `;
}

const WHOLE_LIST = {
  cursor: code`
    do {
      $page = Invoke-Fleetio $url $params
      $page.records
      $params['start_cursor'] = $page.next_cursor
    } while ($page.next_cursor)
  `,
  page: code`
    for ($number = 1; ; $number++) {
      $params['page'] = "$number"
      $page = Invoke-Fleetio $url $params
      if ($page.Count -eq 0) {
        return
      }
      $page
    }
  `,
};

const ONE_PAGE = {
  cursor: '(Invoke-Fleetio $url $params).records',
  page: code`
    $page = Invoke-Fleetio $url $params
    $page
  `,
};

/** `Get-Vehicle`, for a list as well: a verb that PowerShell approves of, and a noun in the singular. */
function functionName({ name, pagination }: SnippetRequest): string {
  const words = name.slice(1);
  return `Get-${pascalCase(pagination ? singular(words) : words)}`;
}

function print(request: SnippetRequest): string {
  const name = functionName(request);
  return `ConvertTo-Json ${request.pagination ? `@(${name})` : `(${name})`} -Depth 100`;
}
