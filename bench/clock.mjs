/** A stopwatch of laps: `lap(name)` gives the time since the lap before to a name, in seconds. */
export function laps() {
  const seconds = {};
  let last = performance.now();
  return {
    seconds,
    lap(name) {
      const now = performance.now();
      seconds[name] = (seconds[name] ?? 0) + (now - last) / 1000;
      last = now;
    },
  };
}

/** Seconds that some work takes, with what it gives. */
export async function timed(work) {
  const began = performance.now();
  const value = await work();
  return { seconds: (performance.now() - began) / 1000, value };
}

/** The middle one of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
