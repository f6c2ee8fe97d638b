import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileOf, importAll, said } from '../../../test/reading.ts';
import { askingOf, bringIn, codeBy, draw, madeUp } from '../../../test/voices.ts';
import type { Answer, Finding } from '../../model/finding.ts';
import type { Point, WaveTotal } from '../../model/series.ts';
import { seeded } from '../../stats/random.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { openers } from '../conversation/openers.ts';
import { askedThemselves } from './asked.ts';
import { emerging, newCodeHref } from './emerging.ts';
import { equality } from './equality.ts';
import { goodwill } from './goodwill.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const until = '2026-04-30T00:00:00Z';
const coders = [{ who: 'ann' }, { who: 'bo' }];

function answered(finding: Finding): Answer {
  if (finding.kind !== 'answer') throw new Error(JSON.stringify(finding.reason));
  return finding;
}
const named = (finding: Finding, name: string) =>
  answered(finding).estimates.find((one) => one.name === name && one.period === 'now');

const lost = (from: string, to: string, value: number, series = 'followers-lost'): Point => ({
  is: 'point',
  source: 'linkedin',
  series,
  label: series === 'followers-lost' ? 'Followers lost' : 'Leads',
  kind: 'platform',
  unit: 'count',
  grain: 'week',
  from,
  to,
  value,
  dimensions: {},
});

describe('goodwill', () => {
  it('says what the data do not have while they have nothing, and invites', async () => {
    const made = madeUp({ many: 60, channels: ['acme'], shares: {}, people: 20, days: 30, seed: 1 });
    await bringIn(db, made, ['acme'], until);
    const finding = await goodwill.answer(askingOf(db));
    expect(finding).toMatchObject({ kind: 'no-answer', invites: true });
    expect(finding.caveats[0]).toContain('no unfollows, hides, mutes, blocks, opt-outs and reports');
  });

  it('adds up what a platform counts of people turning away, within the period and each series alone', async () => {
    const made = madeUp({ many: 60, channels: ['acme'], shares: {}, people: 20, days: 30, seed: 1 });
    await bringIn(db, made, ['acme'], until);
    await importAll(db, [
      fileOf('lost', [
        { line: 2, told: [lost('2026-02-23', '2026-03-02', 100)] },
        { line: 3, told: [lost('2026-03-02', '2026-03-09', 7)] },
        { line: 4, told: [lost('2026-03-09', '2026-03-16', 5)] },
        { line: 5, told: [lost('2026-03-09', '2026-03-16', 50, 'leads')] },
      ]),
    ]);
    const finding = await goodwill.answer(askingOf(db, { from: '2026-03-01', to: '2026-03-31' }));
    expect(named(finding, 'series_followers_lost')).toMatchObject({ value: 12, n: 2, counts: 'values' });
    expect(named(finding, 'series_leads')).toBeUndefined();
    expect(finding.caveats[0]).toContain('no hides, mutes');
  });

  it('tells complaints and the invitations that nobody took up', async () => {
    const theirs = madeUp({
      many: 300,
      channels: ['acme'],
      shares: { 'does/complaint': 0.3 },
      people: 90,
      days: 40,
      seed: 2,
    });
    const ours = madeUp({
      many: 120,
      channels: ['acme'],
      shares: { 'we-do/asks': 0.5 },
      people: 1,
      days: 40,
      seed: 3,
      own: true,
      from: 5000,
    });
    const asks = ours.messages.filter(({ nativeId }) => ours.truth.get(nativeId as string)?.length);
    const answers = asks
      .slice(0, 20)
      .map(({ nativeId }, n) =>
        said(`answer-${n}`, `q${n}`, '2026-04-20T10:00:00Z', '@acme here', { parentId: nativeId }),
      );
    const truth = new Map([...theirs.truth, ...ours.truth]);
    await bringIn(
      db,
      { messages: [...theirs.messages, ...ours.messages, ...answers], truth },
      ['acme'],
      until,
    );
    const out = await draw(db, 's1', ['does'], { size: 120 });
    await codeBy(db, 's1', out, truth, { facets: ['does'], codes: ['does/complaint'], coders });
    const own = await draw(db, 'o1', ['we-do'], { size: 120, of: 'own' });
    await codeBy(db, 'o1', own, truth, { facets: ['we-do'], codes: ['we-do/asks'], coders });
    const finding = await goodwill.answer(askingOf(db));
    expect(named(finding, 'does_complaint_share_of_messages_from_outside')?.value).toBeGreaterThan(0.15);
    expect(named(finding, 'not_taken_up_share_of_our_coded_asks')).toMatchObject({ n: asks.length });
    expect(named(finding, 'not_taken_up_share_of_our_coded_asks')?.value).toBeCloseTo(
      1 - 20 / asks.length,
      9,
    );
  });
});

describe('what people say when asked', () => {
  const total = (wave: string, from: string, question: string, answer: string, k: number): WaveTotal => ({
    is: 'total',
    survey: 'relationship',
    wave,
    from,
    to: from.replace(/-01$/, '-15'),
    question,
    answer,
    k,
    n: 100,
    share: k / 100,
    dimensions: {},
  });
  const wave = (name: string, from: string, trust: number) =>
    [
      total(name, from, 'trust', '4', trust - 20),
      total(name, from, 'trust', '5', 20),
      total(name, from, 'trust', '1', 100 - trust),
      total(name, from, 'heard', '4', 30),
      total(name, from, 'heard', '2', 70),
      total(name, from, 'colour', '5', 100),
    ].map((told, at) => ({ line: at + 2, told: [told] }));

  it('is the share of the two highest steps, question by question, with what changed', async () => {
    const made = madeUp({ many: 60, channels: ['acme'], shares: {}, people: 20, days: 30, seed: 1 });
    await bringIn(db, made, ['acme'], until);
    expect(await askedThemselves.answer(askingOf(db))).toMatchObject({ kind: 'no-answer', invites: true });
    await importAll(db, [
      fileOf('w1', wave('2025', '2025-06-01', 40)),
      fileOf('w2', wave('2026', '2026-06-01', 70)),
    ]);
    const finding = answered(await askedThemselves.answer(askingOf(db)));
    expect(named(finding, 'trust_high_share_of_people_asked')).toMatchObject({
      value: 0.7,
      n: 100,
      counts: 'people',
    });
    expect(named(finding, 'heard_high_share_of_people_asked')).toMatchObject({ value: 0.3 });
    expect(finding.estimates.some(({ name }) => name.startsWith('colour'))).toBe(false);
    expect(finding.sentence.at(-1)).toBe(
      ' Changed since the wave before: can plan with what we promise (more).',
    );
  });
});

describe('equality', () => {
  it('quotes what conversation defines, and adds who asks once it is coded', async () => {
    const talk = Array.from({ length: 40 }, (_, n) => [
      said(
        `a${n}`,
        `p${n}`,
        `2026-03-${String(1 + (n % 28)).padStart(2, '0')}T08:00:00Z`,
        '@acme does it fit?',
      ),
      said(
        `b${n}`,
        'acme',
        `2026-03-${String(1 + (n % 28)).padStart(2, '0')}T09:00:00Z`,
        'it does, which model?',
        {
          parentId: `a${n}`,
        },
      ),
    ]).flat();
    const truth = new Map(
      talk.map(({ nativeId = '' }) => [
        nativeId,
        nativeId.startsWith('a') ? ['does/question'] : ['we-do/asks'],
      ]),
    );
    await bringIn(db, { messages: talk, truth }, ['acme'], until);
    const before = await equality.answer(askingOf(db));
    const known = answered(await openers.answer(askingOf(db)));
    const name = 'opened_by_others_share_of_two_way';
    expect(named(before, name)).toEqual(known.estimates.find((one) => one.name === name));
    expect(before.caveats[0]).toContain('once messages of both sides are coded');
    for (const [sample, of, facet, code] of [
      ['s1', 'others', 'does', 'does/question'],
      ['o1', 'own', 'we-do', 'we-do/asks'],
    ] as const) {
      const ids = await draw(db, sample, [facet], { size: 40, of });
      await codeBy(db, sample, ids, truth, { facets: [facet], codes: [code], coders });
    }
    const after = await equality.answer(askingOf(db));
    expect(named(after, 'does_question_share_of_messages_from_outside')).toMatchObject({
      label: 'They ask',
      value: 1,
    });
    expect(named(after, 'we_do_asks_share_of_our_messages')).toMatchObject({ label: 'We ask', value: 1 });
  });
});

describe('emerging', () => {
  const subjects = [
    'pump leaks seal broken repair drip gasket bearing',
    'invoice paid order price credit tax booked refund',
    'fair booth visit talk stage speaker hall ticket',
    'training course fitter exam lesson teacher class certificate',
    'steam cleaning acid hygiene dairy brewery rinse tank',
    'noise vibration hum motor shaft speed frequency decibel',
  ].map((words) => words.split(' '));
  const about = (count: number) => {
    const random = seeded(4);
    return Array.from({ length: count }, (_, n) => {
      const words = Array.from({ length: 9 }, () => {
        const subject = subjects[n % subjects.length];
        return random.uniform() < 0.6
          ? subject[random.integer(0, 7)]
          : ['the', 'we', 'again', 'please'][random.integer(0, 3)];
      });
      const at = new Date(Date.UTC(2026, 2, 1) + n * 3_600_000).toISOString();
      return said(`m${n}`, `p${n % 50}`, at, `@acme @secret_name ${words.join(' ')}`);
    });
  };

  it('offers candidates with their words and no share, each a way to make a code', async () => {
    await bringIn(db, { messages: about(600), truth: new Map() }, ['acme'], until);
    const finding = answered(await emerging.answer(askingOf(db)));
    const [table] = finding.figures;
    if (table?.form !== 'table') throw new Error('no table');
    expect(table.rows).toHaveLength(6);
    const subjectOf = (label: string) =>
      subjects.findIndex((words) => words.some((word) => label.includes(word)));
    expect(table.rows.map(({ label }) => subjectOf(label)).sort()).toEqual([0, 1, 2, 3, 4, 5]);
    for (const { href } of table.rows) expect(href).toMatch(/^\/plan\/codebook\?name=/);
    expect(finding.estimates).toEqual([]);
    expect(finding.headlines).toBeUndefined();
    expect(finding.sentence.every((run) => typeof run === 'string')).toBe(true);
    expect(JSON.stringify(finding)).not.toContain('secret_name');
  });

  it('is no answer with few messages', async () => {
    await bringIn(db, { messages: about(50), truth: new Map() }, ['acme'], until);
    expect((await emerging.answer(askingOf(db))).kind).toBe('no-answer');
  });

  it('keeps what others wrote as text in the address of the form', () => {
    expect(newCodeHref(['a&b'], 'x#y=z')).toBe('/plan/codebook?name=a%26b&example=x%23y%3Dz#new');
  });
});
