/** Does work that can be stopped, and throws `late()` where it has not ended after so many milliseconds. */
export async function within<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
  late: () => Error,
): Promise<T> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), milliseconds);
  try {
    return await work(stop.signal);
  } catch (error) {
    throw stop.signal.aborted ? late() : error;
  } finally {
    clearTimeout(timer);
  }
}
