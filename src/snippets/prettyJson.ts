const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * JSON with each value on a line of its own. Every number keeps the digits that it came with, which parsing and
 * printing would not.
 * @returns undefined when the text is no JSON.
 */
export function prettyJson(text: string): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  let depth = 0;
  let result = '';
  let previous = '';
  for (const [token] of text.matchAll(TOKEN)) {
    const isClosing = token === '}' || token === ']';
    const isEmpty = isClosing && (previous === '{' || previous === '[');
    depth -= isClosing ? 1 : 0;
    if (previous === ',' || ((previous === '{' || previous === '[') && !isEmpty) || (isClosing && !isEmpty)) {
      result += `\n${'  '.repeat(depth)}`;
    }
    depth += token === '{' || token === '[' ? 1 : 0;
    result += token === ':' ? ': ' : token;
    previous = token;
  }
  return result;
}
