/** How many globs one with braces can become; what is beyond that fits nothing. */
const MOST = 256;

/**
 * Whether a path fits one of some globs: `*` and `?` within a name, `**` for any folders, `{a,b}` for one of several. A
 * glob without `/` fits a name in any folder, and one that fits a folder fits all that is in it. Takes no more than linear
 * time in the path for each part of a glob, since globs can come from a repository that nobody knows.
 * @param globs for paths with `/`, relative to the root.
 */
export function globFilter(globs: readonly string[]): (path: string) => boolean {
  const all = globs.flatMap((glob) => withoutBraces(glob)).map(namesOf);
  if (all.length === 0) {
    return () => false;
  }
  return (path) => {
    const names = path.split('/');
    return all.some((glob) => fits(glob, names));
  };
}

/** A glob as names with `**` among them; it begins with one where it fits in any folder. */
function namesOf(glob: string): string[] {
  const names = glob.split('/').filter((name) => name !== '' && name !== '.');
  const isAnywhere = names.length < 2 && !/^\.?\//.test(glob);
  return isAnywhere ? ['**', ...names] : names;
}

/** `a{b,c}d` is `abd` and `acd`; from the innermost pair of braces outwards. */
function withoutBraces(glob: string): string[] {
  const done: string[] = [];
  const open = [glob];
  for (let next = open.pop(); next !== undefined && done.length + open.length < MOST; next = open.pop()) {
    const [, before, inside = '', after = ''] = /^([^]*?)\{([^{}]*)\}([^]*)$/.exec(next) ?? [];
    if (before === undefined) {
      done.push(next);
    } else {
      open.push(...inside.split(',').map((choice) => before + choice + after));
    }
  }
  return done;
}

/** Follows all places in the glob that the names so far can have led to. */
function fits(glob: readonly string[], names: readonly string[]): boolean {
  let places = passed(glob, new Set([0]));
  for (const name of names) {
    const next = new Set<number>();
    for (const place of places) {
      const part = glob[place];
      if (part === '**') {
        next.add(place);
      } else if (part !== undefined && fitsName(part, name)) {
        next.add(place + 1);
      }
    }
    places = passed(glob, next);
    if (places.has(glob.length)) {
      // The rest of the path is inside of what fits.
      return true;
    }
  }
  // Only `**` is left, and it can stand for everything.
  return glob.length > 0 && places.has(glob.length - 1) && glob.at(-1) === '**';
}

/** Any of these places, and those behind a `**`, which can stand for no folder at all. */
function passed(glob: readonly string[], places: Set<number>): Set<number> {
  for (const place of places) {
    if (glob[place] === '**' && place < glob.length - 1) {
      places.add(place + 1);
    }
  }
  return places;
}

/** Whether a name fits a pattern with `*` and `?`: each piece between stars is taken where it comes first. */
function fitsName(pattern: string, name: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) {
    return first.length === name.length && isAt(first, name, 0);
  }
  let at = first.length;
  for (const piece of others) {
    while (at + piece.length <= name.length && !isAt(piece, name, at)) {
      at++;
    }
    at += piece.length;
  }
  return (
    isAt(first, name, 0) && at <= name.length - last.length && isAt(last, name, name.length - last.length)
  );
}

function isAt(piece: string, name: string, at: number): boolean {
  for (let index = 0; index < piece.length; index++) {
    if (piece.charAt(index) !== '?' && piece.charAt(index) !== name.charAt(at + index)) {
      return false;
    }
  }
  return at + piece.length <= name.length;
}
