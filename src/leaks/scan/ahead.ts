/**
 * Has the next few of something made while those before them are used.
 * @throws what the source throws, after all that came before.
 */
export async function* ahead<One>(source: AsyncGenerator<One>, count: number): AsyncGenerator<One> {
  const asked: Promise<IteratorResult<One, unknown>>[] = [];
  const ask = (): void => {
    const next = source.next();
    // A failure is told to who takes it; until then it is nobody's.
    next.catch(() => undefined);
    asked.push(next);
  };
  try {
    for (;;) {
      while (asked.length <= count) {
        ask();
      }
      const next = await asked.shift();
      if (next === undefined || next.done === true) {
        return;
      }
      yield next.value;
    }
  } finally {
    await source.return(undefined);
  }
}
