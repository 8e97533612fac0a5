const MOST = 5000;

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
    const result = find(text);
    met.set(text, result);
    return result;
  };
}
