import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { defaultFilter } from '../model/filter.ts';
import type { Answer, Finding, NoAnswer } from '../model/finding.ts';
import { estimatesCsv, forFiles, isWords, plainSentence, withoutNames } from './finding-files.ts';

const base = {
  measure: 'waiting-now',
  question: 'ignoring',
  title: 'Who is waiting now',
  filter: defaultFilter,
  period: { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z', unfinished: false },
  definition: { text: '=those, who "wait"', decision: '', version: 'rule 1', docs: '' },
  sources: [],
  caveats: [],
  made: { dataVersion: 3, planVersion: 'abc', seed: 1, program: 'rapport 0.0.0' },
};
const row = {
  source: 'x',
  nativeId: '1',
  text: 'Hello?',
  who: 'person-7f',
  name: 'Ann Example',
  channel: 'pumps',
  kind: 'question' as const,
  askedAt: '2026-10-02T00:00:00Z',
  waited: 60,
  overdue: false,
  returning: false,
  href: '/thread/x/1',
};
const answer: Answer = {
  ...base,
  kind: 'answer',
  sentence: ['one'],
  n: 12,
  estimates: [
    {
      name: 'still',
      label: '-1',
      channel: 'pumps',
      period: 'now',
      value: 0.5,
      low: 0.25,
      high: 0.75,
      unit: 'share',
      n: 12,
      people: 9,
    },
    {
      name: 'median',
      label: 'm',
      period: 'previous',
      value: Number.NaN,
      unit: 'seconds',
      n: 2,
      cannotTell: 'too few',
    },
  ],
  figures: [{ form: 'waiting', title: '', caption: '', total: 1, rows: [row] }],
  voices: [],
  openings: [],
};
const none: NoAnswer = {
  ...base,
  kind: 'no-answer',
  reason: ['Only ', { value: 2, as: 'count' }, ' messages.'],
  help: [],
};

it('leaves the names out of what goes to files, and nothing else', () => {
  const shared = JSON.parse(JSON.stringify(withoutNames(answer)));
  expect(JSON.stringify(shared)).not.toContain('Ann Example');
  const { name: _, ...rest } = row;
  expect(shared.figures[0].rows).toEqual([rest]);
  expect(answer.figures[0]).toHaveProperty('rows.0.name', 'Ann Example');
  expect(withoutNames(none)).toEqual(none);
});

it('writes one row an estimate, empty where it cannot be told, with the definition beside it', () => {
  const rows = parse(estimatesCsv([answer, none]), { columns: true });
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatchObject({
    estimate: 'still',
    label: "'-1",
    value: '0.5',
    low: '0.25',
    high: '0.75',
    n: '12',
    people: '9',
  });
  expect(rows[0]).toMatchObject({
    from: '2026-10-01T00:00:00Z',
    definition: `'=those, who "wait"`,
    data_version: '3',
  });
  expect(rows[1]).toMatchObject({ compared_with: 'previous', value: '', cannot_tell: 'too few' });
  expect(rows[2]).toMatchObject({
    measure: 'waiting-now',
    estimate: '',
    value: '',
    cannot_tell: 'Only 2 messages.',
  });
});

it('writes sentences with points, seconds and ISO dates', () => {
  const at = '2026-10-02T03:04:05Z';
  expect(
    plainSentence([
      { value: 0.4256, as: 'share' },
      ', ',
      { value: 0.42, as: 'of100' },
      ', ',
      { value: 90.4, as: 'duration' },
      ', ',
      { at, as: 'day' },
      ', ',
      { strong: 'now' },
    ]),
  ).toBe('42.6 %, 42 of 100, 90 seconds, 2026-10-02, now');
});

describe('quotes that stay inside', () => {
  const quote = {
    text: 'secret words',
    who: 'person 1',
    channel: 'acme',
    at: '2026-03-01T00:00:00Z',
    note: '',
    href: '/',
  };
  const table = {
    form: 'table' as const,
    title: 't',
    note: '',
    columns: [],
    rows: [{ label: 'secret words', cells: [] }],
  };
  const quoting: Finding = {
    ...answer,
    voices: [quote],
    figures: [
      { ...table, quotes: true },
      { ...table, rows: [] },
    ],
  };

  it('are in no file', () => {
    const locked = forFiles(quoting, { quotes: 'inside' });
    expect(JSON.stringify(locked)).not.toContain('secret');
    expect(locked.kind === 'answer' && locked.figures).toHaveLength(1);
    expect(locked.caveats.at(-1)).toContain('stay inside');
  });

  it('are there where the plan does not keep them', () => {
    expect(forFiles(quoting, {})).toMatchObject({ voices: [quote] });
  });

  it('leave rows without the columns that hold words', () => {
    expect(['text', 'back_text', 'state', 'context'].map(isWords)).toEqual([true, true, false, false]);
  });
});
