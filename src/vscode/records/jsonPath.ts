/**
 * The way to the property that stands on a line of JSON, as `JSON.stringify` indents it: one property a line, and what it
 * is in by less indentation above. Places in lists are left out: `["labels", "name"]`.
 * @param line counts from 0.
 * @returns undefined where no property stands.
 */
export function propertyPath(lines: readonly string[], line: number): readonly string[] | undefined {
  const own = propertyOn(lines[line] ?? '');
  if (own === undefined) {
    return undefined;
  }
  const path = [own.name];
  let { indent } = own;
  for (let above = line - 1; above >= 0 && indent > 0; above--) {
    const text = lines[above] ?? '';
    const depth = /^\s*/.exec(text)?.[0].length ?? 0;
    if (depth < indent && text.trim() !== '') {
      indent = depth;
      const holder = propertyOn(text);
      if (holder !== undefined) {
        path.unshift(holder.name);
      }
    }
  }
  return path;
}

const PROPERTY = /^(\s*)("(?:[^"\\]|\\.)*"):/;

function propertyOn(text: string): { readonly name: string; readonly indent: number } | undefined {
  const [, space, quoted] = PROPERTY.exec(text) ?? [];
  return space === undefined || quoted === undefined
    ? undefined
    : { name: JSON.parse(quoted) as string, indent: space.length };
}
