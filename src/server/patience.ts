/** Work under way for a page, and which of its parts are done. */
export interface UnderWay<T> {
  whole: Promise<T>;
  parts: { title: string; done: boolean }[];
}

/** Work that may take longer than a page should be waited for. */
export interface Patience {
  /**
   * The whole if it is there within the time, else how far it is. Who asks again under the same key gets the same
   * work: begun once, and what fails meanwhile is told to the next who asks.
   */
  wait<T>(key: string, begin: () => UnderWay<T>): Promise<{ whole: T } | { parts: UnderWay<T>['parts'] }>;
}

const atMost = 50;

/** @param milliseconds how long a page is waited for. */
export function keepPatience(milliseconds: number): Patience {
  const late = new Map<string, UnderWay<unknown>>();
  return {
    async wait<T>(key: string, begin: () => UnderWay<T>) {
      const work = (late.get(key) as UnderWay<T> | undefined) ?? begin();
      late.set(key, work);
      const settled = await within(work.whole, milliseconds);
      if (settled) {
        late.delete(key);
        return { whole: await work.whole };
      }
      for (const oldest of late.keys()) {
        if (late.size <= atMost) break;
        late.delete(oldest);
      }
      return { parts: work.parts };
    },
  };
}

/** True when the promise is settled, either way, before the time is over. */
async function within(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const settled = promise.then(
    () => true,
    () => true,
  );
  if (milliseconds === Number.POSITIVE_INFINITY) return settled;
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([settled, over]);
  } finally {
    clearTimeout(timer);
  }
}
