const MOST = 5000;

/** The same text, that does not keep the whole one in memory which it was cut from. */
export const copyOf = (text: string): string => Buffer.from(text).toString();

/** Remembers what a function found out of texts: files use the same few names again and again. */
export function remembered<Result>(find: (text: string) => Result): (text: string) => Result {
  const met = new Map<string, Result>();
  return (text) => {
    const before = met.get(text);
    if (before !== undefined || met.has(text)) {
      return before as Result;
    }
    if (met.size >= MOST) {
      met.clear();
    }
    const own = copyOf(text);
    const result = find(own);
    met.set(own, result);
    return result;
  };
}
