/** A body that was read to its end, or why it was not. */
export type Body = { text: string } | { none: 'too-long' | 'cut' };

/** Reads a body as UTF-8, of so many bytes at most, until the signal says stop. */
export async function readBody(response: Response, longest: number, signal: AbortSignal): Promise<Body> {
  const length = Number(response.headers.get('content-length') ?? Number.NaN);
  const packed = response.headers.has('content-encoding');
  const reader = response.body?.getReader();
  if (!reader) return { text: '' };
  const stopped = new Promise<never>((_, fail) => {
    if (signal.aborted) fail(signal.reason);
    signal.addEventListener('abort', () => fail(signal.reason), { once: true });
  });
  stopped.catch(() => {});
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    if (length > longest) return { none: 'too-long' };
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), stopped]);
      if (done) break;
      bytes += value.length;
      if (bytes > longest) return { none: 'too-long' };
      chunks.push(value);
    }
  } catch (error) {
    if (signal.aborted) throw error;
    return { none: 'cut' };
  } finally {
    // of a body that was read to its end nothing is left to cancel
    reader.cancel().catch(() => {});
  }
  if (!packed && bytes < length) return { none: 'cut' };
  return { text: Buffer.concat(chunks).toString('utf8') };
}
