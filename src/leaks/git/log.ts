/** A commit that changed something. */
export interface Commit {
  readonly id: string;
  /** When it was made; ISO 8601. */
  readonly date: string;
}

/** One path that a commit gave new content. */
export interface Change {
  readonly commit: Commit;
  readonly path: string;
  /** Id of the new blob. */
  readonly blob: string;
  /** Id of the one before; of a merge that of one parent. Undefined: there was none. */
  readonly before?: string;
}

/** What `git log` has to be asked for so that `parseChanges` can read it. */
export const CHANGES = [
  '--raw',
  '-z',
  '--no-abbrev',
  '--no-color',
  '--no-ext-diff',
  '--format=tformat:%x01%H%x00%cI',
];

/** What git writes where there is no blob. */
const NONE = /^0+$/;

const COMMIT_MARK = '\u0001';

/** Reads the output of `git log` with `CHANGES`, newest commit first; deletions are left out. */
export function parseChanges(output: string): Change[] {
  const parser = new ChangeParser();
  return output.split('\0').flatMap((field) => parser.push(field) ?? []);
}

/** The same for output of any length, as many at a time as have arrived. */
export async function* readChanges(output: AsyncIterable<Buffer>): AsyncGenerator<Change[]> {
  const parser = new ChangeParser();
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of output) {
    const fields = (rest + decoder.decode(chunk, { stream: true })).split('\0');
    rest = fields.pop() ?? '';
    yield fields.flatMap((field) => parser.push(field) ?? []);
  }
}

/** Puts the fields of the output together. */
class ChangeParser {
  private commit: Commit = { id: '', date: '' };
  private awaited: 'date' | 'path' | undefined;
  private blob = '';
  private before = '';
  /** How many paths belong to the change; of a rename the last one counts. */
  private paths = 0;

  push(text: string): Change | undefined {
    if (this.awaited === 'date') {
      this.commit = { ...this.commit, date: text };
      this.awaited = undefined;
      return undefined;
    }
    if (this.awaited === 'path') {
      this.paths--;
      this.awaited = this.paths > 0 ? 'path' : undefined;
      const { commit, blob, before } = this;
      return this.paths > 0 || NONE.test(blob)
        ? undefined
        : { commit, path: text, blob, ...(!NONE.test(before) && { before }) };
    }
    const field = text.replace(/^\n/, '');
    if (field.startsWith(COMMIT_MARK)) {
      this.commit = { id: field.slice(1), date: '' };
      this.awaited = 'date';
    } else if (field.startsWith(':')) {
      // `:modes ids status`: one mode and one id for each parent, then those of the commit itself.
      const [status = '', blob = '', before = ''] = field.split(' ').reverse();
      this.blob = blob;
      this.before = before;
      this.paths = /^[RC]\d/.test(status) ? 2 : 1;
      this.awaited = 'path';
    }
    return undefined;
  }
}
