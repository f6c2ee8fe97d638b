const stops = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const impatient = 1000;

/**
 * Resolves when somebody asks the process to stop. Whoever asks again after a second gets their way at once
 * (npm passes Ctrl-C on, so that one press may arrive twice).
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let first = 0;
    for (const signal of stops) {
      process.on(signal, () => {
        if (first === 0) {
          first = Date.now();
          resolve();
        } else if (Date.now() - first > impatient) process.exit(130);
      });
    }
  });
}
