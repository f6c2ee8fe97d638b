import { describe, expect, it } from 'vitest';
import { fourWeeks, measureOf, numberAt, shareOf, week } from '../../../test/brief.ts';
import { defaultFilter, type Filter } from '../../model/filter.ts';
import type { Finding, NoAnswer } from '../../model/finding.ts';
import type { Sentence } from '../../model/sentence.ts';
import { compareAll } from './change.ts';
import { type Chosen, choose } from './choice.ts';
import { cannotTell, sentenceOf } from './sentence.ts';
import { longerFilter, stretchWords } from './stretch.ts';

const still = (place: string) => numberAt(place, shareOf(0.3, 0.1), shareOf(0.31, 0.1));
const moved = (place: string, by: number) => numberAt(place, shareOf(0.3 + by, 0.02), shareOf(0.3, 0.02));
const untold = (question: string, reason: string) => ({
  question: { word: question, title: question },
  measure: measureOf(`${question}-measure`),
  finding: { kind: 'no-answer', reason: [reason], help: [] } as unknown as NoAnswer,
});
const places = (chosen: Chosen[]) =>
  chosen.map((one) =>
    one.because === 'cannot-tell'
      ? `cannot-tell ${one.untold.question.word}`
      : `${one.because} ${one.number.question.word}/${one.number.measure.word}/${one.number.headline.channel}`,
  );
const chosenOf = (numbers: Parameters<typeof compareAll>[0], silent: ReturnType<typeof untold>[] = []) =>
  places(choose(compareAll(numbers), silent));

describe('the choice', () => {
  it('puts changed numbers first, the strongest first, one a measure, at most three', () => {
    expect(
      chosenOf([
        moved('i/wait/a', 0.35),
        moved('i/wait/b', 0.38),
        moved('c/two/a', 0.15),
        moved('c/deep/a', 0.4),
        moved('c/back/a', 0.3),
      ]),
    ).toEqual(['changed c/deep/a', 'changed i/wait/b', 'changed c/back/a']);
  });

  it('then lets every question have its first number', () => {
    expect(
      chosenOf([
        still('i/wait/a'),
        moved('c/two/a', 0.1),
        moved('c/deep/a', 0.2),
        moved('c/back/a', 0.3),
        still('v/theme/a'),
      ]),
    ).toEqual([
      'changed c/back/a',
      'changed c/deep/a',
      'changed c/two/a',
      'standing i/wait/a',
      'standing v/theme/a',
    ]);
  });

  it('tells two goals one after the other where there is room, and never a third', () => {
    const goal = (place: string) => {
      const one = still(place);
      return { ...one, headline: { ...one.headline, figure: place } };
    };
    const goals = [goal('w/track/a'), goal('w/track/b'), goal('w/track/c')];
    expect(chosenOf([...goals, still('i/wait/a')])).toEqual([
      'standing w/track/a',
      'standing w/track/b',
      'standing i/wait/a',
    ]);
    expect(chosenOf(goals)).toEqual(['standing w/track/a', 'standing w/track/b']);
    const many = ['p', 'q', 'r', 's'].map((word) => still(`${word}/m${word}/a`));
    expect(chosenOf([...goals, ...many])).toHaveLength(5);
    expect(chosenOf([...goals, ...many]).filter((one) => one.includes('w/'))).toHaveLength(1);
  });

  it('never has more than five', () => {
    expect(
      chosenOf(['p', 'q', 'r', 's', 't', 'u', 'v'].map((word) => still(`${word}/m${word}/a`))),
    ).toHaveLength(5);
  });

  it('fills up to three with other measures before other channels', () => {
    expect(chosenOf([still('i/wait/a'), still('i/wait/b'), still('c/two/a'), still('c/deep/a')])).toEqual([
      'standing i/wait/a',
      'standing c/two/a',
      'standing c/deep/a',
    ]);
    expect(chosenOf([still('i/wait/a'), still('i/wait/b'), still('c/two/a')])).toEqual([
      'standing i/wait/a',
      'standing c/two/a',
      'standing i/wait/b',
    ]);
  });

  it('lets all or none of something neutral come after the others', () => {
    const all = numberAt('c/two/a', shareOf(1, undefined, 200));
    const none = numberAt('c/deep/a', shareOf(0, 0.01), shareOf(0, 0.01));
    const worse = { ...none, headline: { ...none.headline, better: 'more' as const } };
    expect(chosenOf([all, still('c/back/a'), still('c/open/a'), still('c/other/a')])).not.toContain(
      'standing c/two/a',
    );
    expect(chosenOf([all, none, still('c/back/a')])).toEqual([
      'standing c/back/a',
      'standing c/two/a',
      'standing c/deep/a',
    ]);
    expect(chosenOf([all, worse, still('c/back/a')])[0]).toBe('standing c/deep/a');
  });

  it('says what cannot be told only where three sentences are not reached otherwise', () => {
    const silent = [untold('x', 'Nothing.'), untold('y', 'Nothing.')];
    expect(chosenOf([still('i/wait/a'), still('c/two/a')], silent)).toEqual([
      'standing i/wait/a',
      'standing c/two/a',
      'cannot-tell x',
    ]);
    expect(chosenOf([still('i/wait/a'), still('c/two/a'), still('c/deep/a')], silent)).toHaveLength(3);
    expect(chosenOf([], [])).toEqual([]);
  });

  it('does not call a number that stands for its question unchanged when it did change', () => {
    const numbers = [
      moved('i/wait/a', 0.1),
      moved('c/two/a', 0.2),
      moved('c/deep/a', 0.3),
      moved('c/back/a', 0.4),
    ];
    expect(chosenOf(numbers).at(-1)).toBe('changed i/wait/a');
  });
});

const plain = (sentence: Sentence) =>
  sentence
    .map((run) => {
      if (typeof run === 'string') return run;
      if ('at' in run) return run.at.slice(0, 10);
      return 'value' in run ? `${Math.round(run.value * 100)} of 100` : '';
    })
    .join('');
const told = (number: Parameters<typeof compareAll>[0][number]) => plain(sentenceOf(compareAll([number])[0]));

describe('the sentence', () => {
  it('says what it was before, that nothing changed clearly, or nothing of before', () => {
    expect(told(moved('i/wait/a', 0.2))).toBe('With a, 50 of 100 did, up from 30 of 100 in the week before.');
    expect(told(moved('i/wait/a', -0.2))).toBe(
      'With a, 10 of 100 did, down from 30 of 100 in the week before.',
    );
    expect(told(still('i/wait/a'))).toBe('With a, 30 of 100 did, no clear change from the week before.');
    expect(told(numberAt('i/wait/a', shareOf(0.3, 0.1)))).toBe('With a, 30 of 100 did.');
  });

  it('says of how many days it is where they are not the brief’s own', () => {
    const longer = { ...moved('i/wait/a', 0.2), stretch: fourWeeks, longer: true };
    expect(told(longer)).toBe(
      'In the last 28 days, with a, 50 of 100 did, up from 30 of 100 in the 28 days before.',
    );
    const filter: Filter = { ...defaultFilter, from: '2026-10-26', to: '2026-11-22' };
    expect(told({ ...longer, stretch: { ...fourWeeks, filter } })).toMatch(
      /^In the 28 days up to 2026-11-22, with a, 50 of 100 did/,
    );
  });

  it('holds a count of all against the mean of the weeks before', () => {
    const earlier = [0.6, 0.62, 0.58, 0.61, 0.59].map((value) => shareOf(value));
    expect(told({ ...numberAt('c/two/a', shareOf(0.2)), earlier })).toBe(
      'With a, 20 of 100 did, down from 60 of 100 on average in the five weeks before.',
    );
    expect(told({ ...numberAt('c/two/a', shareOf(0.61)), earlier })).toBe(
      'With a, 61 of 100 did, no clear change from the five weeks before.',
    );
  });

  it('gives the reason where nothing can be told', () => {
    expect(plain(cannotTell(untold('x', 'Only two wrote.')))).toBe(
      'What x-measure tells cannot be told. Only two wrote.',
    );
    const answered = { ...untold('x', ''), finding: { kind: 'answer' } as Finding };
    expect(plain(cannotTell(answered))).toContain('too few messages in these days');
  });
});

describe('the longer stretch', () => {
  const longer = (filter: Partial<Filter>, days: { from: string; to: string }, dataEnd = days.to) =>
    longerFilter({ ...week, filter: { ...defaultFilter, ...filter }, days, dataEnd });

  it('is 28 days for a week and 90 for a month, by name where it ends with the data', () => {
    const channels = ['a'];
    expect(longer({ period: 'week', channels }, week.days)).toMatchObject({ period: '28d', channels });
    expect(longer({ period: 'week' }, week.days, '2026-11-18')).toMatchObject({ period: '28d' });
    expect(longer({ period: 'month' }, { from: '2026-11-01', to: '2026-11-30' }, '2026-11-22')).toMatchObject(
      {
        period: '90d',
      },
    );
  });

  it('ends with the days asked for where the data end before them', () => {
    expect(longer({ period: '7d' }, { from: '2026-12-07', to: '2026-12-13' }, '2026-11-22')).toMatchObject({
      from: '2026-11-16',
      to: '2026-12-13',
    });
  });

  it('is dated where the data go on, and none for more than a month', () => {
    expect(
      longer({ period: 'last-week' }, { from: '2026-11-09', to: '2026-11-15' }, '2026-11-22'),
    ).toMatchObject({
      period: '28d',
      from: '2026-10-19',
      to: '2026-11-15',
    });
    expect(longer({ period: 'quarter' }, { from: '2026-10-01', to: '2026-12-31' })).toBeUndefined();
  });

  it('has words for what comes before it', () => {
    expect(stretchWords(week)).toMatchObject({ one: 'the week before', by: 'by week' });
    expect(stretchWords(week).many(8)).toBe('the eight weeks before');
    expect(stretchWords(fourWeeks).one).toBe('the 28 days before');
    expect(stretchWords(fourWeeks).many(5)).toBe('the five stretches of 28 days before');
  });
});
