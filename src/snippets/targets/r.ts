import { heading } from '../heading';
import { code } from '../layout';
import { r as literal } from '../literals';
import type { SnippetRequest } from '../model';
import { snakeCase } from '../names';
import { defineTarget, type Style } from '../target';

/** R 4.1 or newer with httr2, which waits on 429 and brings jsonlite along. */
export const r = defineTarget({
  id: 'r-httr2',
  title: 'R (httr2)',
  languageId: 'r',
  fileExtension: 'R',
  indent: '  ',
  quote: 'double',
  write: (request, style) => ({
    imports: ['library(httr2)'],
    body: [
      environment(style),
      get(request, style),
      question(request, style),
      style.shape === 'script' && print(request),
    ],
  }),
});

function environment({ quote }: Style): string {
  const text = (value: string) => literal(value, quote);
  return code`
    environment_variable <- function(name) {
      value <- Sys.getenv(name)
      if (value == ${text('')}) {
        stop(${text('Set the environment variable ')}, name, call. = FALSE)
      }
      value
    }
  `;
}

function get({ apiVersion }: SnippetRequest, { quote, retry, ...style }: Style): string {
  const text = (value: string) => literal(value, quote);
  return code`
    ask <- function(url, params = list()) {
      request(url) |>
        req_url_query(!!!params) |>
        req_headers(
          Accept = ${text('application/json')},
          Authorization = paste(${text('Token')}, environment_variable(${text(style.keyVariable)})),
          \`Account-Token\` = environment_variable(${text(style.accountVariable)}),
          \`X-Api-Version\` = ${text(apiVersion)}
        ) |>
        req_options(followlocation = FALSE) |>
        req_timeout(30) |>
        ${retry && 'req_retry(max_tries = 6) |>'}
        req_error(body = \\(response) rawToChar(response$body)) |>
        req_perform() |>
        resp_body_json()
    }
  `;
}

function question(request: SnippetRequest, style: Style): string {
  const { pagination, apiUrl, path, params } = request;
  const text = (value: string) => literal(value, style.quote);
  const name = snakeCase(request.name);
  if (pagination === undefined) {
    return code`
      ${heading(request, '#')}
      ${name} <- function() {
        ask(${text(apiUrl + path)})
      }
    `;
  }
  const entries = params.map((pair) => pair.map(text).join(' = '));
  return code`
    ${heading(request, '#')}
    ${name} <- function() {
      url <- ${text(apiUrl + path)}
      params <- list(
        ${entries.join(',\n')}
      )
      ${(style.pages === 'all' ? WHOLE_LIST : ONE_PAGE)[pagination]}
    }
  `;
}

const WHOLE_LIST = {
  cursor: code`
    records <- list()
    repeat {
      page <- ask(url, params)
      records <- c(records, page$records)
      if (is.null(page$next_cursor)) {
        return(records)
      }
      params$start_cursor <- page$next_cursor
    }
  `,
  page: code`
    records <- list()
    params$page <- 1
    repeat {
      page <- ask(url, params)
      if (length(page) == 0) {
        return(records)
      }
      records <- c(records, page)
      params$page <- params$page + 1
    }
  `,
};

const ONE_PAGE = {
  cursor: 'ask(url, params)$records',
  page: 'ask(url, params)',
};

function print({ name }: SnippetRequest): string {
  return code`
    answer <- ${snakeCase(name)}()
    cat(jsonlite::toJSON(answer, auto_unbox = TRUE, null = "null", digits = NA, pretty = TRUE))
  `;
}
