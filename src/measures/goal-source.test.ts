import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../test/memory-file.ts';
import { importAll, testPlan } from '../../test/reading.ts';
import { incomingOf } from '../../test/series.ts';
import type { Goal } from '../model/goal.ts';
import { openDatabase } from '../store/database.ts';
import { checkGoal } from './goal-check.ts';
import { countedAnswer, goalSource } from './goal-source.ts';
import { readableMeasures } from './readable.ts';

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
    ['awareness', undefined],
  ])('%s', (written, source) => expect(goalSource(written)).toEqual(source));

  it('counts a plain yes, or the only answer, and never guesses', () => {
    expect(countedAnswer(['No', 'Yes'])).toBe('Yes');
    expect(countedAnswer(['well'])).toBe('well');
    expect(countedAnswer(['well', 'vaguely', 'never'])).toBeUndefined();
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
      ]);
      const readable = await readableMeasures(db.store);
      expect(readable.map(({ word, unit }) => [word, unit])).toEqual([
        ['survey/aware=never', 'share'],
        ['survey/aware=well', 'share'],
        ['series/leads', 'number'],
        ['series/leads total', 'number'],
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
      expect(faults('series/leads')).toEqual(['Its measure is a number, and its result is not.']);
    } finally {
      await db.close();
    }
  });
});
