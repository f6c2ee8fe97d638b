import { describe, expect, it } from 'vitest';
import { fileOf, importAll, said, testPlan } from '../../test/reading.ts';
import type { Param, WritingStore } from '../model/store.ts';
import { openDatabase } from '../store/database.ts';
import { refreshFacts } from './index.ts';

/** Statements whose plan compares each row of one side with each of the other. Own accounts are few and may. */
function watched(store: WritingStore, slow: string[]): WritingStore {
  return {
    ...store,
    run: async (sql: string, params?: Record<string, Param>) => {
      if (/^\s*(INSERT|CREATE TEMP TABLE \w+ AS)/.test(sql) && !/own_named/.test(sql)) {
        const plan = JSON.stringify(await store.query(`EXPLAIN ${sql}`, params));
        if (/BLOCKWISE_NL_JOIN|NESTED_LOOP_JOIN|CROSS_PRODUCT/.test(plan)) slow.push(sql);
      }
      await store.run(sql, params);
    },
  };
}

describe('facts', () => {
  it('are drawn without comparing every message with every other', async () => {
    const db = await openDatabase(':memory:');
    try {
      const messages = Array.from({ length: 60 }, (_, index) =>
        said(
          `${index}`,
          index % 2 ? 'acme' : 'ann',
          new Date(Date.UTC(2026, 2, 1, index)).toISOString(),
          '@acme why?',
          { parentId: index % 2 ? `${index - 1}` : undefined, replyIds: [`${index + 1}`] },
        ),
      );
      await importAll(db, [fileOf('all', messages)]);
      const slow: string[] = [];
      await db.transaction(async (store) => {
        await refreshFacts(watched(store, slow), 'all', testPlan);
      });
      expect(slow).toEqual([]);
    } finally {
      await db.close();
    }
  });
});
