/**
 * The same values until `signal` stops them. A value that is being waited for is given up at once; the source is told
 * that nobody wants more and is not waited for.
 */
export async function* stoppable<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const values = source[Symbol.asyncIterator]();
  let stop = (): void => undefined;
  const stopped = new Promise<'stopped'>((resolve) => {
    stop = () => resolve('stopped');
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    while (!signal.aborted) {
      const waited = values.next();
      const next = await Promise.race([waited, stopped]);
      if (next === 'stopped') {
        waited.catch(() => undefined);
        return;
      }
      if (next.done) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    values.return?.()?.catch(() => undefined);
  }
}
