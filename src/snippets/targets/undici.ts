import { code } from '../layout';
import { javascript as literal } from '../literals';
import { defineTarget } from '../target';
import { headers, program } from './ecmascript';

/** JavaScript with undici's `request`, as an ES module. It follows no redirects. */
export const undici = defineTarget({
  id: 'javascript-undici',
  title: 'Node.js (undici)',
  languageId: 'javascript',
  fileExtension: 'mjs',
  indent: '  ',
  quote: 'single',
  write: (request, style) => {
    const text = (value: string) => literal(value, style.quote);
    return {
      imports: [
        ...(style.retry ? [`import { setTimeout as sleep } from ${text('node:timers/promises')};`] : []),
        `import { request } from ${text('undici')};`,
      ],
      body: program(request, style, {
        send: code`
          const { statusCode, headers, body } = await request(url, {
            headers: {
              ${headers(request, style)}
            },
            signal: AbortSignal.timeout(30_000),
          });
        `,
        status: 'statusCode',
        retryAfter: `headers[${text('retry-after')}]`,
        sleep: code`
          await body.dump();
          await sleep(seconds * 1000);
        `,
        errorText: 'await body.text()',
        answer: 'body.json()',
      }),
    };
  },
});
