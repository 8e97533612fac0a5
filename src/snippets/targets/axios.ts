import { code } from '../layout';
import { javascript as literal } from '../literals';
import { defineTarget } from '../target';
import { headers, program } from './ecmascript';

/** JavaScript with axios, as an ES module. */
export const axios = defineTarget({
  id: 'javascript-axios',
  title: 'JavaScript (axios)',
  languageId: 'javascript',
  fileExtension: 'mjs',
  indent: '  ',
  quote: 'single',
  write: (request, style) => {
    const text = (value: string) => literal(value, style.quote);
    return {
      imports: [`import axios from ${text('axios')};`],
      body: program(request, style, {
        send: code`
          const { status, headers, data } = await axios.get(url, {
            headers: {
              ${headers(request, style)}
            },
            timeout: 30_000,
            maxRedirects: 0,
            validateStatus: () => true,
          });
        `,
        status: 'status',
        retryAfter: `headers[${text('retry-after')}]`,
        sleep: 'await new Promise((resolve) => setTimeout(resolve, seconds * 1000));',
        errorText: 'JSON.stringify(data)',
        answer: 'data',
      }),
    };
  },
});
