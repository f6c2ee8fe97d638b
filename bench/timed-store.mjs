import { columnsOf, sumOf } from './same.mjs';

/**
 * The same store, with a note of each query: its text, the seconds until it was answered and, where asked for, the
 * number and sum of its rows. `seconds()` is the time during which at least one was under way, `cpu()` the processors' in it.
 */
export function timedStore(store, { sums = false } = {}) {
  const asked = [];
  let open = 0;
  let since = 0;
  let busy = 0;
  let from = process.cpuUsage();
  let used = 0;
  const noted = (fetch, columns) => async (sql, params) => {
    if (open++ === 0) {
      since = performance.now();
      from = process.cpuUsage();
    }
    const began = performance.now();
    try {
      const found = await fetch(sql, params);
      const note = { sql, seconds: (performance.now() - began) / 1000, params };
      asked.push(note);
      if (sums) Object.assign(note, sumOf(columns(found)));
      return found;
    } finally {
      if (--open === 0) {
        busy += performance.now() - since;
        const { user, system } = process.cpuUsage(from);
        used += (user + system) / 1e6;
      }
    }
  };
  return {
    store: {
      query: noted(store.query, columnsOf),
      numbers: noted(store.numbers, (columns) => columns),
    },
    asked,
    seconds: () => busy / 1000,
    cpu: () => used,
  };
}
