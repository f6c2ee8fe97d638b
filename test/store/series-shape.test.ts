import { expect, it } from 'vitest';
import { readableSeries, seriesShapes, shapeKey } from '../../src/facts/index.ts';
import { openDatabase } from '../../src/store/database.ts';
import { memoryFile } from '../memory-file.ts';
import { importAll } from '../reading.ts';
import { incomingOf } from '../series.ts';

it('keeps the shape of every series, thinned out by time, with its true lowest and highest', async () => {
  const db = await openDatabase(':memory:');
  const day = (n: number) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);
  const rows = Array.from({ length: 600 }, (_, n) => `${day(n)},${n === 300 ? 5000 : n},${n < 1 ? 7 : ''}`);
  const visits = 'date,visits,utm_source\n2026-03-01,4,linkedin\n2026-03-02,6,linkedin\n2026-03-01,9,x\n';
  await importAll(db, [
    await incomingOf(memoryFile('crm.csv', ['date,leads,sign-ups', ...rows, ''].join('\n'))),
    await incomingOf(memoryFile('ga4.csv', visits)),
  ]);
  const shapes = await seriesShapes(db.store);
  const all = await readableSeries(db.store);
  expect(shapes.size).toBe(all.length);
  const of = (word: string, part = '') =>
    shapes.get(
      shapeKey(
        all.find((one) => one.word === word && JSON.stringify(one.dimensions).includes(part)) as never,
      ),
    );
  const leads = of('leads');
  expect(leads).toMatchObject({ lowest: 0, highest: 5000 });
  expect(leads?.points).toHaveLength(60);
  // ten days each: the mean of 0 to 9, and the peak within its own ten
  expect(leads?.points[0]?.value).toBeCloseTo(4.5);
  expect(leads?.points[30]?.value).toBeCloseTo(304.5 + (5000 - 300) / 10);
  expect(leads?.points.at(-1)?.at).toBeCloseTo(594.5 / 599);
  expect(of('sign-ups')).toEqual({ lowest: 7, highest: 7, points: [{ at: 0, value: 7 }] });
  expect(of('visits', 'linkedin')).toEqual({
    lowest: 4,
    highest: 6,
    points: [
      { at: 0, value: 4 },
      { at: 1, value: 6 },
    ],
  });
  expect(of('visits', '"x"')?.points).toEqual([{ at: 0, value: 9 }]);
  await db.close();
});
