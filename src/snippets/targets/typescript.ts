import { code, sections } from '../layout';
import type { SnippetRequest } from '../model';
import { defineTarget, type Style } from '../target';
import { program } from './ecmascript';
import { fetchDialect } from './javascript';
import { recordInterface, recordName } from './recordType';

/** TypeScript with `fetch` and the types of the records; it needs `@types/node`, or a runtime that reads TypeScript. */
export const typescript = defineTarget({
  id: 'typescript-fetch',
  title: 'TypeScript (fetch)',
  languageId: 'typescript',
  fileExtension: 'ts',
  indent: '  ',
  quote: 'single',
  write: (request, style) => ({
    body: program(request, style, {
      ...fetchDialect(request, style),
      answer: '(await response.json()) as T',
      types: { record: recordName(request), declarations: declarations(request, style) },
    }),
  }),
});

function declarations(request: SnippetRequest, { pages }: Style): string {
  const page = code`
    interface Page<T> {
      records: T[];
      next_cursor: string | null;
    }
  `;
  return sections([recordInterface(request), request.pagination === 'cursor' && pages === 'all' && page]);
}
