/** In characters; for a text of this length V8 makes machine code of an expression at once. */
const LONG = ' '.repeat(1000);

/**
 * An expression of hundreds of words. For a first short text V8 would make bytecode of it and for the second one machine
 * code, and bytecode of a large expression takes many times as long, so it is given a long text when it is first used.
 * @returns the expression; a text in which nothing asks for it pays nothing.
 */
export function largePattern(source: string, flags = ''): () => RegExp {
  let pattern: RegExp | undefined;
  return () => {
    if (pattern === undefined) {
      pattern = new RegExp(source, flags);
      pattern.test(LONG);
      pattern.lastIndex = 0;
    }
    return pattern;
  };
}
