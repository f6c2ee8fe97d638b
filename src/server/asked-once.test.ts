import { describe, expect, it } from 'vitest';
import type { Store } from '../model/store.ts';
import { askedOnce } from './asked-once.ts';

function counting(): { store: Store; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    store: {
      async query<T extends object>(sql: string, params = {}) {
        asked.push(`${sql} ${JSON.stringify(params)}`);
        return [{ sql }] as T[];
      },
      async numbers(sql) {
        asked.push(sql);
        return [Float64Array.of(asked.length)];
      },
    },
  };
}

describe('a store that is asked once', () => {
  it('asks the same words with the same parameters once, at the same time too', async () => {
    const { store, asked } = counting();
    const once = askedOnce(store);
    const both = await Promise.all([once.query('SELECT 1', { a: 1 }), once.query('SELECT 1', { a: 1 })]);
    expect(both[0]).toBe(both[1]);
    expect(await once.query('SELECT 1', { a: 1 })).toBe(both[0]);
    expect(asked).toHaveLength(1);
  });

  it('tells parameters, texts and numbers apart', async () => {
    const { store, asked } = counting();
    const once = askedOnce(store);
    await once.query('SELECT 1', { a: 1 });
    await once.query('SELECT 1', { a: 2 });
    await once.query('SELECT 1');
    await once.numbers('SELECT 1');
    await once.numbers('SELECT 1');
    expect(asked).toHaveLength(4);
  });
});
