import { expect, it } from 'vitest';
import { decodeEntities } from './entities.ts';
import { knownWord } from './known-word.ts';
import { messageId } from './message-id.ts';
import { metaMetric } from './meta/meta-metrics.ts';
import { grainOf } from './stretch.ts';
import { ga4Columns } from './visits/ga4-words.ts';
import { analyticsMetric } from './x/x-metrics.ts';

it('a word that every object knows is none of a table', () => {
  const table = { likes: 1 };
  expect(['likes', 'constructor', 'toString', '__proto__'].map((word) => knownWord(table, word))).toEqual([
    1,
    undefined,
    undefined,
    undefined,
  ]);
});

it('columns, texts and ids of such words are read like any others', () => {
  expect(metaMetric('constructor')).toBeUndefined();
  expect(analyticsMetric('constructor')).toBeUndefined();
  expect(grainOf('constructor')).toBeUndefined();
  expect(ga4Columns(['Date', 'constructor', 'Sessions'])[1]).toMatchObject({ is: 'part' });
  expect(decodeEntities('&amp;&toString;')).toBe('&&toString;');
  expect(messageId('constructor', '1')).toEqual({ nativeId: '1', aliases: [] });
});
