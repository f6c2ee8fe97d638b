import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, importAll, said, testPlan } from '../../../test/reading.ts';
import { defaultFilter } from '../../model/filter.ts';
import type { Answer, Finding } from '../../model/finding.ts';
import type { Message } from '../../model/message.ts';
import type { Sentence } from '../../model/sentence.ts';
import { stream } from '../../stats/random.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { addLooks, type DayLooks, lookDays } from '../../store/looks.ts';
import { lookingOf } from './looking.ts';

/*
Seventy weeks from Monday 6 January 2025 on, in stretches of three to seven weeks in which answers are looked at 2 or 20
times. With acme twelve people ask in each; of those a tenth wait two days for an answer, and a tenth more for each of the
four weeks before in which many looked. With apex three in ten do, whoever looked.
*/
const weeks = 70;
const start = Date.UTC(2025, 0, 6);
const week = 7 * 86_400_000;
const dayOf = (at: number) => new Date(start + at * week).toISOString().slice(0, 10);
const many = manyOf();
const late = (at: number) => 0.1 + 0.1 * [1, 2, 3, 4].filter((before) => many[at - before]).length;

function manyOf(): boolean[] {
  const random = stream(5, 'stretches');
  const found: boolean[] = [];
  for (let now = false; found.length < weeks; now = !now)
    found.push(...new Array<boolean>(random.integer(3, 7)).fill(now));
  return found.slice(0, weeks);
}

function messages(us: string, chance: (at: number) => number): Message[] {
  const random = stream(7, us);
  return Array.from({ length: weeks * 12 }, (_, k) => {
    const at = Math.floor(k / 12);
    const time = (hours: number) =>
      new Date(start + at * week + (k % 12) * 6 * 3_600_000 + hours * 3_600_000).toISOString();
    return [
      said(`${us}${k}`, `p${k % 50}`, time(0), `@${us} does the P2 ship?`),
      said(`${us}${k}a`, us, time(random.uniform() < chance(at) ? 48 : 2), `@p${k % 50} it does`, {
        parentId: `${us}${k}`,
      }),
    ];
  }).flat();
}

const looksOf = (from = 0, to = weeks): DayLooks[] =>
  many.slice(from, to).map((one, at) => ({ day: dayOf(from + at), looks: one ? 20 : 2 }));

/** The true difference, of the chances of the four weeks after. */
function truth(): number {
  const after = (at: number) => [1, 2, 3, 4].reduce((sum, next) => sum + late(at + next), 0) / 4;
  const whole = Array.from({ length: weeks - 5 }, (_, at) => at);
  const mean = (of: number[]) => of.reduce((sum, at) => sum + after(at), 0) / of.length;
  return mean(whole.filter((at) => !many[at])) - mean(whole.filter((at) => many[at]));
}

let db: Database;
beforeAll(async () => {
  db = await openDatabase(':memory:', { memoryLimit: '500MB' });
  const own = { own: { x: ['acme', 'apex'] } };
  await importAll(
    db,
    [
      fileOf('x', [...messages('acme', late), ...messages('apex', () => 0.3)], {
        observedUntil: '2026-05-11T00:00:00Z',
      }),
    ],
    { plan: { ...testPlan, ...own } },
  );
}, 60_000);
afterAll(() => db.close());

const ask = (looks: DayLooks[], channels: string[] = []): Promise<Finding> =>
  lookingOf(
    {
      store: db.store,
      filter: { ...defaultFilter, channels },
      plan: testPlan,
      seed: 1,
      dataVersion: 1,
      program: 'test',
    },
    looks,
  );
async function told(looks: DayLooks[], channel: string): Promise<Answer> {
  const finding = await ask(looks, [channel]);
  if (finding.kind !== 'answer') throw new Error(words(finding.reason));
  return finding;
}
const words = (sentence: Sentence) =>
  sentence
    .map((run) => (typeof run === 'string' ? run : 'value' in run ? Math.round(100 * run.value) : ''))
    .join('');
const differenceOf = ({ estimates }: Answer) =>
  estimates.find(({ name }) => name === 'still_waiting_after_1d_fewer_less_more_looks');

describe('looking less, and what followed', () => {
  it('finds the difference that was made, and says that it is no experiment', async () => {
    const finding = await told(looksOf(), 'acme');
    const found = differenceOf(finding);
    expect(found?.low).toBeLessThan(truth());
    expect(found?.high).toBeGreaterThan(truth());
    expect(found?.high).toBeLessThan(0);
    expect(found?.value).toBeCloseTo(truth(), 1);
    expect(found?.n).toBe(weeks - 5);
    expect(words(finding.sentence)).toMatch(
      /^In the four weeks after weeks with few looks \(at most 200\), \d+ messages with acme still waited after a day; after weeks with more, \d+, which is more\. This is no experiment:/,
    );
  });

  it('finds none where looks change nothing', async () => {
    const finding = await told(looksOf(), 'apex');
    const found = differenceOf(finding);
    expect(found?.low).toBeLessThan(0);
    expect(found?.high).toBeGreaterThan(0);
    expect(words(finding.sentence)).toMatch(/no clear difference\. This is no experiment:/);
    expect(finding.figures[0]).toMatchObject({
      form: 'table',
      title: 'What followed in the four weeks after',
    });
  });

  it('is refused under 26 weeks, and says what is needed', async () => {
    const finding = await ask(looksOf(10, 39), ['acme']);
    const short = await ask(looksOf(weeks - 29), ['acme']);
    expect(finding.kind).toBe('answer');
    expect(short).toMatchObject({
      kind: 'no-answer',
      help: [
        `Looks are counted since ${dayOf(weeks - 29)}: bring in data up to ${dayOf(weeks + 2)}, and it can be told.`,
      ],
    });
    if (short.kind === 'no-answer')
      expect(words(short.reason)).toMatch(/^2500 weeks of looks .* 26 are needed\. This is no experiment:/);
  });

  it('is refused where every week is like the other, and before the first look', async () => {
    const even = await ask(
      looksOf().map((one) => ({ ...one, looks: 3 })),
      ['acme'],
    );
    if (even.kind !== 'no-answer') throw new Error('is told');
    expect(words(even.reason)).toContain('nearly every week had as many looks');
    const none = await ask([]);
    if (none.kind !== 'no-answer') throw new Error('is told');
    expect(words(none.reason)).toBe(
      'No look at an answer has been counted yet. This is no experiment: who looks less may do so because all goes well, or because nobody has time, and either may be why.',
    );
  });

  it('rests on looks that are added up by day and metric', async () => {
    await addLooks(db, '2026-01-05', new Map([['waiting-curve', 2]]));
    await addLooks(
      db,
      '2026-01-05',
      new Map([
        ['waiting-curve', 1],
        ['two-way', 1],
      ]),
    );
    await addLooks(db, '2026-01-04', new Map([['two-way', 1]]));
    expect(await lookDays(db.store)).toEqual([
      { day: '2026-01-04', looks: 1 },
      { day: '2026-01-05', looks: 4 },
    ]);
  });
});
