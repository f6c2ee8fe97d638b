import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../test/memory-file.ts';
import { importAll, testPlan } from '../../test/reading.ts';
import { incomingOf } from '../../test/series.ts';
import { defaultFilter } from '../model/filter.ts';
import type { Goal } from '../model/goal.ts';
import { openDatabase } from '../store/database.ts';
import { checkGoal } from './goal-check.ts';
import { countedAnswer, dimensionWords, goalSource } from './goal-source.ts';
import { readableMeasures } from './readable.ts';
import { onTrack } from './why/on-track.ts';

describe('what a goal writes under measure', () => {
  it.each([
    ['survey/aware', { kind: 'survey', question: 'aware' }],
    [
      'survey/brand/aware=well + vaguely',
      { kind: 'survey', survey: 'brand', question: 'aware', answers: ['well', 'vaguely'] },
    ],
    ['series/leads', { kind: 'series', word: 'leads', total: false }],
    ['series/leads total @ crm', { kind: 'series', word: 'leads', total: true, source: 'crm' }],
    [
      'waiting-curve/median_wait @ Film channel',
      { kind: 'measure', measure: 'waiting-curve', estimate: 'median_wait', channel: 'Film channel' },
    ],
    [
      'series/visits/utm_source=linkedin/campaign=spring fair total @ ga',
      {
        kind: 'series',
        word: 'visits',
        total: true,
        source: 'ga',
        dimensions: { utm_source: 'linkedin', campaign: 'spring fair' },
      },
    ],
    ['awareness', undefined],
  ])('%s', (written, source) => expect(goalSource(written)).toEqual(source));

  it('names what a series is broken down by, whatever signs are in it', () => {
    const dimensions = { page: '/en/seals?a=1, 2', who: 'a@b', share: '50 %', tag: 'c+d' };
    const written = `series/visits${dimensionWords(dimensions)}`;
    expect(written).not.toMatch(/[,+]/);
    expect(goalSource(written)).toEqual({ kind: 'series', word: 'visits', total: false, dimensions });
  });

  it('counts a plain yes, or the only answer, and never guesses', () => {
    expect(countedAnswer(['No', 'Yes'])).toBe('Yes');
    expect(countedAnswer(['well'])).toBe('well');
    expect(countedAnswer(['well', 'vaguely', 'never'])).toBeUndefined();
  });
});

describe('a series that is broken down', () => {
  it('is offered by each value, and read on the one that a goal names', async () => {
    const db = await openDatabase(':memory:');
    try {
      const rows = ['2026-01', '2026-02', '2026-03'].flatMap((month, n) => [
        `${month},linkedin,${10 + n}`,
        `${month},news letter,${40 + n}`,
      ]);
      await importAll(db, [
        await incomingOf(memoryFile('ga.csv', `month,utm_source,visits\n${rows.join('\n')}\n`), {
          mapping: {
            rows: 'points',
            source: 'ga',
            columns: { time: 'month' },
            series: [{ column: 'visits', word: 'visits', unit: 'count', kind: 'visits' }],
            dimensions: ['utm_source'],
            time: { format: 'yyyy-MM', stretch: 'month' },
          },
        }),
      ]);
      const readable = await readableMeasures(db.store);
      expect(readable.map(({ word, label }) => [word, label])).toEqual([
        ['series/visits/utm_source=linkedin', 'visits, linkedin, ga'],
        ['series/visits/utm_source=linkedin total', 'visits, linkedin in total, ga'],
        ['series/visits/utm_source=news letter', 'visits, news letter, ga'],
        ['series/visits/utm_source=news letter total', 'visits, news letter in total, ga'],
      ]);
      const goal: Goal = {
        word: 'visits',
        title: 'Visits',
        purpose: { kind: 'social', eyes: 'all' },
        measure: 'series/visits/utm_source=news letter',
        result: { value: 60, unit: 'number', written: '60' },
        by: '2027-01-01',
        direction: 'up',
        milestones: [],
        states: {},
      };
      const ask = (measure: string) =>
        onTrack.answer({
          store: db.store,
          filter: defaultFilter,
          plan: { ...testPlan, goals: [{ ...goal, measure }] },
          seed: 1,
          dataVersion: 1,
          program: 'test',
        });
      const told = await ask('series/visits/utm_source=news letter');
      expect(told.kind === 'answer' && told.estimates[0]).toMatchObject({ name: 'visits_now', value: 42 });
      const unnamed = JSON.stringify(await ask('series/visits'));
      expect(unnamed).toContain('It can read series/visits/utm_source=linkedin,');
    } finally {
      await db.close();
    }
  });
});

describe('numbers from elsewhere', () => {
  it('are offered to goals, and an answer that is not named is asked for', async () => {
    const db = await openDatabase(':memory:');
    try {
      const text =
        'wave,from,to,answer,k,n\n1,2026-01-12,2026-01-23,well,30,100\n1,2026-01-12,2026-01-23,never,70,100\n';
      await importAll(db, [
        await incomingOf(memoryFile('brand.csv', text), {
          mapping: {
            rows: 'totals',
            source: 'brand',
            columns: { wave: 'wave', from: 'from', to: 'to', answer: 'answer', k: 'k', n: 'n' },
            question: 'aware',
            selfSelected: false,
            time: { format: 'iso' },
          },
        }),
        await incomingOf(memoryFile('crm.csv', 'month,leads\n2026-01,30\n2026-02,34\n'), {
          mapping: {
            rows: 'points',
            source: 'crm',
            columns: { time: 'month' },
            series: [{ column: 'leads', word: 'leads', unit: 'count', kind: 'outcome' }],
            time: { format: 'yyyy-MM', stretch: 'month' },
          },
        }),
        await incomingOf(memoryFile('page.csv', 'date,followers\n2026-03-01,90\n2026-03-02,91\n'), {
          mapping: {
            rows: 'points',
            source: 'page',
            columns: { time: 'date' },
            series: [{ column: 'followers', word: 'followers', unit: 'count', kind: 'platform' }],
            time: { format: 'iso', stretch: 'day' },
          },
        }),
      ]);
      const readable = await readableMeasures(db.store);
      // followers of one day and the next are not so many together: they have no total
      expect(readable.map(({ word, unit }) => [word, unit])).toEqual([
        ['survey/aware=never', 'share'],
        ['survey/aware=well', 'share'],
        ['series/leads', 'number'],
        ['series/leads total', 'number'],
        ['series/followers', 'number'],
      ]);
      const faults = (measure: string) => {
        const goal: Goal = {
          word: 'a',
          title: 'a',
          purpose: { kind: 'social', eyes: 'all' },
          measure,
          result: { value: 0.5, unit: 'share', written: '50 %' },
          by: '2027-01-01',
          direction: 'up',
          milestones: [],
          states: {},
        };
        return checkGoal(goal, { plan: testPlan, readable }).map(({ message }) => message);
      };
      expect(faults('survey/aware=well')).toEqual([]);
      expect(faults('survey/aware=well+never')).toEqual([]);
      expect(faults('survey/aware')).toEqual(['It does not say which answer to “aware” counts.']);
      expect(faults('survey/aware=perhaps')).toEqual(['Nobody answered “perhaps” to the question “aware”.']);
      expect(faults('series/leads')).toEqual(['50 % is a share, and it is read as a number.']);
    } finally {
      await db.close();
    }
  });
});
