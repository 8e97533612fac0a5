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

const COMMIT_MARK = '\u0001';

/** Reads `git log` with `CHANGES`, newest commit first; deletions are left out. */
export function* parseChanges(output: string): Generator<Change> {
  const fields = output.split('\0');
  let commit: Commit = { id: '', date: '' };
  for (let at = 0; at < fields.length; at++) {
    const field = (fields[at] ?? '').replace(/^\n/, '');
    if (field.startsWith(COMMIT_MARK)) {
      commit = { id: field.slice(1), date: fields[++at] ?? '' };
    } else if (field.startsWith(':')) {
      // `:modes ids status`: one mode and one id for each parent, then those of the commit itself.
      const [status = '', ...reversed] = field.split(' ').reverse();
      const isRename = /^[RC]\d/.test(status);
      at += isRename ? 2 : 1;
      const blob = reversed[0] ?? '';
      if (!/^0+$/.test(blob)) {
        yield { commit, path: fields[at] ?? '', blob };
      }
    }
  }
}
