import { RESOURCES, isResourceId } from '../fleetio/resources';

export type Method = (typeof METHODS)[number];

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** A request to Fleetio's API that stands in a text: in the comment above a snippet, or in an HTTP file. */
export interface WrittenRequest {
  /** The line that its method and URL stand on, from 0. */
  readonly line: number;
  readonly method: Method;
  /** Below the API's URL, encoded: `/v1/vehicles`. */
  readonly path: string;
  /** In order and not encoded. */
  readonly params: readonly (readonly [name: string, value: string])[];
  /** What an HTTP file gives as its body. */
  readonly body?: string;
}

/** The comment above a snippet: `// GET https://…`. */
const IN_COMMENT = /^\s*(?:\/\/|#)\s*(GET) (https?:\/\/\S+)$/;

/** The first line of a request in an HTTP file. */
const IN_HTTP_FILE = new RegExp(
  String.raw`^(?:(${METHODS.join('|')})\s+)?((?:https?:\/\/|\{\{)\S+)(?:\s+HTTP\/[\d.]+)?\s*$`,
);

/** The comments above generated code that name its request. */
export function requestsInCode(text: string, apiUrls: readonly string[]): WrittenRequest[] {
  return text.split(/\r?\n/).flatMap((content, line) => {
    const [, method, url = ''] = IN_COMMENT.exec(content) ?? [];
    const place = method === undefined ? undefined : placeIn(url, apiUrls);
    return place === undefined ? [] : [{ line, method: 'GET' as const, ...place }];
  });
}

/**
 * The requests of an HTTP file (REST Client, httpYac, JetBrains), with the variables that the file itself gives a
 * value. One that needs another variable is left out. Its headers are not read: they are those of the key in use.
 */
export function requestsInHttpFile(text: string, apiUrls: readonly string[]): WrittenRequest[] {
  const variables = new Map(
    [...text.matchAll(/^@([\w-]+)\s*=\s*(.*?)\s*$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  const fill = (part: string): string =>
    part.replace(/\{\{\s*([\w-]+)\s*\}\}/g, (whole, name: string) => variables.get(name) ?? whole);
  const lines = text.split(/\r?\n/);
  return lines.flatMap((content, line) => {
    const isFirst = IN_HTTP_FILE.exec(content);
    return isFirst && startsRequest(lines, line) ? readRequest(lines, line, isFirst, fill, apiUrls) : [];
  });
}

/** A URL in a body starts no request: that needs the start of the file, a `###` or nothing but comments above it. */
function startsRequest(lines: readonly string[], line: number): boolean {
  const above = lines
    .slice(0, line)
    .findLast((other) => other.startsWith('###') || !/^\s*(?:$|#|\/\/|@)/.test(other));
  return above?.startsWith('###') ?? true;
}

function readRequest(
  lines: readonly string[],
  line: number,
  [, method = 'GET', start = '']: readonly string[],
  fill: (part: string) => string,
  apiUrls: readonly string[],
): WrittenRequest[] {
  const end = lines.findIndex((other, at) => at > line && other.startsWith('###'));
  const below = lines.slice(line + 1, end === -1 ? undefined : end);
  const queryEnd = below.findIndex((other) => !/^\s+[?&]/.test(other));
  const query = below.slice(0, queryEnd === -1 ? undefined : queryEnd).map((part) => part.trim());
  const blank = below.findIndex((other) => other.trim() === '');
  const body =
    blank === -1
      ? ''
      : fill(
          below
            .slice(blank + 1)
            .join('\n')
            .trim(),
        );
  const place = placeIn(fill([start, ...query].join('')), apiUrls);
  const isMethod = METHODS.find((known) => known === method);
  return place === undefined || isMethod === undefined || body.includes('{{')
    ? []
    : [{ line, method: isMethod, ...place, ...(body === '' ? {} : { body }) }];
}

/** Where a URL leads below one of the APIs; undefined for another host and for what still holds a variable. */
function placeIn(
  url: string,
  apiUrls: readonly string[],
): Pick<WrittenRequest, 'path' | 'params'> | undefined {
  if (url.includes('{{') || !URL.canParse(url)) {
    return undefined;
  }
  const { origin, pathname, searchParams, username, password } = new URL(url);
  const address = origin + pathname;
  const base = apiUrls.find((apiUrl) => address.startsWith(`${apiUrl}/`));
  return base === undefined || username !== '' || password !== ''
    ? undefined
    : { path: address.slice(base.length), params: [...searchParams] };
}

/** What a request is about, in the catalogue's words: `Meter Entry`, and the id that stands behind it. */
export function subjectOf(path: string): { readonly singular: string; readonly id?: string } | undefined {
  const steps = path.split('/').filter((step) => step !== '');
  const at = steps.findLastIndex(isResourceId);
  const resource = steps[at];
  if (resource === undefined || !isResourceId(resource)) {
    return undefined;
  }
  const id = steps[at + 1];
  return { singular: RESOURCES[resource].singular, ...(id === undefined ? {} : { id }) };
}
