/** A stopwatch of laps: `lap(name)` gives the time since the lap before to a name, in seconds of the clock and of the processors. */
export function laps() {
  const seconds = {};
  const cpu = {};
  let last = performance.now();
  let used = process.cpuUsage();
  return {
    seconds,
    cpu,
    lap(name) {
      const now = performance.now();
      const { user, system } = process.cpuUsage(used);
      seconds[name] = (seconds[name] ?? 0) + (now - last) / 1000;
      cpu[name] = (cpu[name] ?? 0) + (user + system) / 1e6;
      last = now;
      used = process.cpuUsage();
    },
  };
}

/** Seconds of the clock and of the processors that some work takes, with what it gives. */
export async function timed(work) {
  const began = performance.now();
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1e6, value };
}

/** The middle one of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
