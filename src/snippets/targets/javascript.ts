import { code } from '../layout';
import { javascript as literal } from '../literals';
import type { SnippetRequest } from '../model';
import { defineTarget, type Style } from '../target';
import { headers, program, type Dialect } from './ecmascript';

/** JavaScript with the `fetch` that Node 18 and newer have; the same text runs as CommonJS and as an ES module. */
export const javascript = defineTarget({
  id: 'javascript-fetch',
  title: 'JavaScript (fetch)',
  languageId: 'javascript',
  fileExtension: 'js',
  indent: '  ',
  quote: 'single',
  write: (request, style) => ({ body: program(request, style, fetchDialect(request, style)) }),
});

/** Requests by `fetch`, in JavaScript and TypeScript. */
export function fetchDialect(request: SnippetRequest, style: Style): Dialect {
  const text = (value: string) => literal(value, style.quote);
  return {
    send: code`
      const response = await fetch(url, {
        headers: {
          ${headers(request, style)}
        },
        redirect: ${text('error')},
        signal: AbortSignal.timeout(30_000),
      });
    `,
    status: 'response.status',
    retryAfter: `response.headers.get(${text('Retry-After')})`,
    sleep: 'await new Promise((resolve) => setTimeout(resolve, seconds * 1000));',
    errorText: 'await response.text()',
    answer: 'response.json()',
  };
}
