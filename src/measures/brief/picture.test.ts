import { describe, expect, it } from 'vitest';
import { numberAt, shareOf, week } from '../../../test/brief.ts';
import type { Figure, SeriesFigure } from '../../model/figure.ts';
import type { Filter } from '../../model/filter.ts';
import type { Answer, Finding } from '../../model/finding.ts';
import { type Compared, compareAll } from './change.ts';
import { pictureOf } from './picture.ts';

const before = ['2026-10-26', '2026-11-02', '2026-11-09'].map((from) => ({
  from,
  to: new Date(Date.parse(from) + 6 * 86_400_000).toISOString().slice(0, 10),
}));
const stretch = { ...week, earlier: before, span: { ...week.span, unfinished: true } };
const moved = (better?: 'more' | 'less'): Compared => {
  const number = numberAt('i/wait/a', shareOf(0.5, 0.05), shareOf(0.2, 0.05));
  return compareAll([{ ...number, stretch, headline: { ...number.headline, better } }])[0];
};
const still = (figure: Figure, names = ['share']): Compared => {
  const number = numberAt('i/wait/a', shareOf(0.3, 0.1), shareOf(0.31, 0.1));
  const headlines = names.map((name) => ({ ...number.headline, name }));
  const finding = { ...number.finding, figures: [figure], headlines } as Answer;
  return compareAll([{ ...number, stretch, finding }])[0];
};

/** Answers 20, nothing, 22 of 100 of the three weeks before, and keeps what was asked. */
function past() {
  const asked: Filter[] = [];
  const shares: Record<string, number | undefined> = { '2026-10-26': 0.2, '2026-11-09': 0.22 };
  return {
    asked,
    answer: async (_: unknown, filter: Filter) => {
      asked.push(filter);
      const share = shares[filter.from ?? ''];
      return {
        kind: 'answer',
        estimates: share === undefined ? [] : [{ ...shareOf(share, 0.04), channel: 'a' }],
      } as unknown as Finding;
    },
  };
}

const ranges = (...labels: string[]): Figure => ({
  form: 'ranges',
  title: '',
  caption: '',
  unit: 'share',
  max: 1,
  rows: labels.map((label) => ({
    label,
    value: 0.3,
    low: 0.2,
    high: 0.4,
    tone: 'steady',
    before: label === 'then',
  })),
});

describe('the small picture', () => {
  it('of a changed number is its history, with gaps and the unfinished last', async () => {
    const { asked, answer } = past();
    const figure = (await pictureOf(moved('less'), answer, 'en')) as SeriesFigure;
    expect(figure).toMatchObject({ form: 'series', tone: 'alert', max: 0.6, title: 'Share, a' });
    expect(
      figure.points.map(({ at, label, short, value, unfinished }) => [at, label, short, value, unfinished]),
    ).toEqual([
      ['2026-10-26', 'Oct 26', '26', 0.2, undefined],
      ['2026-11-02', 'Nov 2', '2', undefined, undefined],
      ['2026-11-09', 'Nov 9', '9', 0.22, undefined],
      ['2026-11-16', 'Nov 16', '16', 0.5, true],
    ]);
    expect(asked.map(({ from, to, compare }) => `${from} ${to} ${compare}`)).toEqual(
      before.map(({ from, to }) => `${from} ${to} none`),
    );
    expect(figure.caption).toContain(
      'Compared is the week before as it stood when it was as old as this one.',
    );
  });

  it('calls for attention only where a change is for the worse', async () => {
    const tone = async (better?: 'more' | 'less') =>
      ((await pictureOf(moved(better), past().answer, 'en')) as SeriesFigure).tone;
    expect([await tone('less'), await tone('more'), await tone()]).toEqual(['alert', 'steady', 'steady']);
  });

  it('of a standing number is its answer’s own, of a few channels, and asks nothing', async () => {
    const { asked, answer } = past();
    const rows = async (...labels: string[]) => {
      const figure = await pictureOf(still(ranges(...labels)), answer, 'en');
      return figure?.form === 'ranges' ? figure.rows.map(({ label }) => label) : figure?.form;
    };
    expect(await rows('b', 'then', 'a', 'then')).toEqual(['b', 'then', 'a', 'then']);
    expect(await rows('b', 'then', 'c', 'then', 'd', 'then', 'e', 'a', 'then')).toEqual([
      'b',
      'then',
      'c',
      'then',
      'a',
      'then',
    ]);
    expect(asked).toEqual([]);
  });

  it('is its history where the answer’s own does not show it', async () => {
    const form = async (figure: Figure, names?: string[]) =>
      (await pictureOf(still(figure, names), past().answer, 'en'))?.form;
    expect(await form(ranges('b', 'c'))).toBe('series');
    expect(await form(ranges('a'), ['another', 'share'])).toBe('series');
  });

  it('is none where neither can be drawn', async () => {
    const number = { ...still(ranges('b')), stretch: { ...stretch, earlier: [] } };
    expect(await pictureOf(number, past().answer, 'en')).toBeUndefined();
  });
});
