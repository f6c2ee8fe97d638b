import type { Param, Store } from '../model/store.ts';

/**
 * The same store for as long as one page is made: what several measures ask in the same words is asked once. Who gets
 * an answer must not change it.
 */
export function askedOnce(store: Store): Store {
  const queries = new Map<string, Promise<object[]>>();
  const columns = new Map<string, Promise<Float64Array[]>>();
  const key = (sql: string, params?: Record<string, Param>) => JSON.stringify([sql, params ?? {}]);
  function once<T>(known: Map<string, Promise<T>>, under: string, ask: () => Promise<T>): Promise<T> {
    const found = known.get(under) ?? ask();
    known.set(under, found);
    return found;
  }
  return {
    behind: store.behind ?? store,
    query: <T extends object>(sql: string, params?: Record<string, Param>) =>
      once(queries, key(sql, params), () => store.query<T>(sql, params)) as Promise<T[]>,
    numbers: (sql, params) => once(columns, key(sql, params), () => store.numbers(sql, params)),
  };
}
