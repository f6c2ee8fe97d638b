/** Pauses when this has held the one thread for some hundredths of a second, so that pages are answered meanwhile. */
export function breather(milliseconds = 20): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < milliseconds) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        since = performance.now();
        resolve();
      });
    });
  };
}
