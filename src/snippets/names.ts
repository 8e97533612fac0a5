/** `list meter entries` as `listMeterEntries`. */
export function camelCase([first = '', ...others]: readonly string[]): string {
  return first + pascalCase(others);
}

/** `list meter entries` as `ListMeterEntries`. */
export function pascalCase(words: readonly string[]): string {
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** `list meter entries` as `list_meter_entries`. */
export function snakeCase(words: readonly string[]): string {
  return words.join('_');
}

/** `meter entries2` as `meter entry2`, for the plurals that the catalogue has. */
export function singular(words: readonly string[]): string[] {
  return words.map((word, at) =>
    at < words.length - 1 ? word : word.replace(/(?:(ie)|(?<=s)e)?s(?=\d*$)/, (_, ie) => (ie ? 'y' : '')),
  );
}
