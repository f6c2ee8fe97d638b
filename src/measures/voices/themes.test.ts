import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { samePerson, write } from '../../../test/coding.ts';
import { fileOf, importAll, testPlan } from '../../../test/reading.ts';
import { askingOf, bringIn, codeBy, draw, labelBy, madeUp } from '../../../test/voices.ts';
import type { Facet } from '../../model/codebook.ts';
import type { Answer, Finding } from '../../model/finding.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { themes } from './themes.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const facets = ['does', 'cares', 'depth'];
const codes = ['does/question', 'does/request', 'does/complaint', 'does/praise', 'cares/need'];
const shares = {
  'does/question': 0.4,
  'does/request': 0.25,
  'does/complaint': 0.1,
  'does/praise': 0.15,
  'cares/need': 0.2,
};
const until = '2026-04-30T00:00:00Z';

function answered(finding: Finding): Answer {
  if (finding.kind !== 'answer') throw new Error(JSON.stringify(finding.reason));
  return finding;
}
const named = (finding: Finding, name: string, channel?: string, period = 'now') =>
  answered(finding).estimates.find(
    (one) => one.name === name && one.channel === channel && one.period === period,
  );

describe('themes', () => {
  it('invites while nobody has read anything', async () => {
    const made = madeUp({ many: 100, channels: ['acme'], shares, people: 40, days: 30, seed: 1 });
    await bringIn(db, made, ['acme'], until);
    const finding = await themes.answer(askingOf(db));
    expect(finding).toMatchObject({ kind: 'no-answer', invites: true });
    await draw(db, 's1', facets, { size: 60 });
    const drawn = await themes.answer(askingOf(db));
    expect(drawn).toMatchObject({ invites: true, openings: [{ href: '/code/s1' }] });
  });

  it('counts a code for what it is a kind of, and for nothing where it stands alone', async () => {
    const made = madeUp({ many: 150, channels: ['acme'], shares, people: 80, days: 40, seed: 9 });
    await bringIn(db, made, ['acme'], until);
    const ids = await draw(db, 's1', facets, { size: 150 });
    for (const who of ['ann', 'bo'])
      await codeBy(db, 's1', ids, made.truth, { facets, codes, coders: [{ who }] });
    const [does, ...rest] = testPlan.codebook.facets;
    const tree = does?.codes.map((one) => {
      if (one.word === 'request') return { ...one, parent: 'question' };
      return one.word === 'complaint' ? { ...one, parent: 'request' } : one;
    });
    const plan = { ...testPlan, codebook: { facets: [{ ...does, codes: tree }, ...rest] as Facet[] } };
    const found = await themes.answer(askingOf(db, {}, { plan }));
    const share = (any: string[]) =>
      ids.filter((id) => made.truth.get(id)?.some((code) => any.includes(code))).length / ids.length;
    const name = (word: string) => `does_${word}_share_of_messages_from_outside`;
    // all messages are coded, so that the share is a count
    expect(ids).toHaveLength(150);
    const below = ['does/question', 'does/request', 'does/complaint'];
    expect(named(found, name('question'), 'acme')?.value).toBeCloseTo(share(below), 12);
    expect(named(found, name('request'), 'acme')?.value).toBeCloseTo(share(below.slice(1)), 12);
    expect(named(found, name('complaint'), 'acme')?.value).toBeCloseTo(share(below.slice(2)), 12);
    const flat = await themes.answer(askingOf(db));
    expect(named(flat, name('question'), 'acme')?.value).toBeCloseTo(share(below.slice(0, 1)), 12);
  });

  it('withholds at .8 what it tells at .667, and says what is asked for', async () => {
    const made = madeUp({ many: 600, channels: ['acme'], shares, people: 200, days: 60, seed: 3 });
    await bringIn(db, made, ['acme'], until);
    const ids = await draw(db, 's1', facets, { size: 200 });
    for (const coder of [{ who: 'ann' }, { who: 'bo', errs: 0.12 }])
      await codeBy(db, 's1', ids, made.truth, { facets, codes, coders: [coder] });
    const name = 'does_question_share_of_messages_from_outside';
    const usual = await themes.answer(askingOf(db));
    const one = named(usual, name, 'acme');
    expect(one?.agreement?.alpha).toBeGreaterThan(0.667);
    expect(one?.agreement?.alpha).toBeLessThan(0.8);
    expect(one?.value).toBeGreaterThan(0.2);
    expect(usual.caveats.join(' ')).not.toContain('The plan asks for');
    const strict = await themes.answer(askingOf(db, {}, { plan: { ...testPlan, agreement: 0.8 } }));
    const told = JSON.stringify(strict);
    expect(told).toContain('under the 0.8 asked for');
    expect(strict.caveats.join(' ')).toContain('The plan asks for an agreement of 0.8');
    if (strict.kind === 'answer')
      expect(named(strict, name, 'acme')).toMatchObject({
        value: Number.NaN,
        cannotTell: expect.stringContaining('0.8'),
      });
  });

  it('recovers the shares of a made-up company from a random sample, with agreement beside each', async () => {
    const made = madeUp({ many: 1500, channels: ['acme', 'berg'], shares, people: 300, days: 60, seed: 2 });
    await bringIn(db, made, ['acme', 'berg'], until);
    const ids = await draw(db, 's1', facets, { size: 300 });
    await codeBy(db, 's1', ids, made.truth, { facets, codes, coders: [{ who: 'ann' }] });
    await codeBy(db, 's1', ids.slice(0, 60), made.truth, {
      facets,
      codes,
      coders: [{ who: 'bo', errs: 0.03 }],
    });
    const finding = await themes.answer(askingOf(db));
    for (const channel of ['acme', 'berg'])
      for (const code of ['does/question', 'does/request', 'cares/need']) {
        const read = ids.filter((id) => id.startsWith(`${channel}-`));
        const one = named(finding, `${code.replace('/', '_')}_share_of_messages_from_outside`, channel);
        // a simple random sample of both channels is one of each: the share of those read
        const hits = read.filter((id) => made.truth.get(id)?.includes(code)).length;
        expect(one?.value).toBeCloseTo(hits / read.length, 9);
        expect(one?.n).toBe(read.length);
        expect(Math.abs((one?.value ?? 0) - (shares[code as keyof typeof shares] ?? 0))).toBeLessThan(0.1);
        expect(one?.agreement).toMatchObject({ twice: 60, kind: 'between-coders' });
        expect(one?.agreement?.alpha).toBeGreaterThan(0.8);
      }
    expect(
      answered(finding)
        .voices.slice(0, 4)
        .map(({ note }) => note),
    ).toEqual([
      'Typical of “Question”.',
      'Typical of “Question”.',
      'Typical of “Question”.',
      '“Question” too, and not typical of it.',
    ]);
    expect(
      new Set(
        answered(finding)
          .voices.slice(0, 4)
          .map(({ who }) => who),
      ).size,
    ).toBe(4);
    expect(answered(finding).sentence[0]).toMatch(/^With (acme|berg), what people raise most is /);
  });

  it('compares with the period before and claims a change only where the ranges tell it', async () => {
    const early = madeUp({ many: 400, channels: ['acme'], shares, people: 200, days: 30, seed: 3 });
    const late = madeUp({
      many: 400,
      channels: ['acme'],
      shares: { ...shares, 'does/complaint': 0.45 },
      people: 200,
      days: 30,
      seed: 4,
      from: 1000,
      start: '2026-03-31',
    });
    const made = {
      messages: [...early.messages, ...late.messages],
      truth: new Map([...early.truth, ...late.truth]),
    };
    await bringIn(db, made, ['acme'], '2026-04-29T23:59:59Z');
    const ids = await draw(db, 's1', facets, { size: 300 });
    await codeBy(db, 's1', ids, made.truth, {
      facets,
      codes,
      coders: [{ who: 'ann' }, { who: 'bo', errs: 0.01 }],
    });
    const finding = await themes.answer(askingOf(db, { period: '30d' }));
    const text = answered(finding)
      .sentence.filter((run) => typeof run === 'string')
      .join('');
    expect(text).toMatch(/Raised [^.]*“Complaint” more than in the period before\./);
    const then = named(finding, 'does_complaint_share_of_messages_from_outside', 'acme', 'previous');
    expect(then?.value).toBeLessThan(0.2);
  });

  it('withholds a share on which coders do not agree, and says what would mend it', async () => {
    const made = madeUp({ many: 500, channels: ['acme'], shares, people: 100, days: 30, seed: 5 });
    await bringIn(db, made, ['acme'], until);
    const ids = await draw(db, 's1', facets, { size: 120 });
    await codeBy(db, 's1', ids, made.truth, { facets, codes, coders: [{ who: 'ann' }] });
    const alone = await themes.answer(askingOf(db));
    expect(alone.kind === 'no-answer' && alone.help[0]).toContain('have a second person code 30 more');
    const wrong = new Map(
      [...made.truth].map(([id, said]) => [id, said.filter((code) => code !== 'does/question')]),
    );
    await codeBy(db, 's1', ids.slice(0, 40), wrong, { facets, codes, coders: [{ who: 'bo' }] });
    const finding = await themes.answer(askingOf(db));
    const question = named(finding, 'does_question_share_of_messages_from_outside', 'acme');
    expect(question?.value).toBeNaN();
    expect(question?.cannotTell).toMatch(/^withheld: agreement is .* sharpen the definition/);
    expect(named(finding, 'does_request_share_of_messages_from_outside', 'acme')?.value).toBeGreaterThan(0.1);
  });

  it('tells codes of fewer than five people as fewer than, and quotes nobody', async () => {
    const rare = { 'does/question': 0.5, 'does/praise': 0.01 };
    const made = madeUp({ many: 500, channels: ['acme'], shares: rare, people: 100, days: 30, seed: 6 });
    await bringIn(db, made, ['acme'], until);
    const ids = await draw(db, 's1', facets, { size: 150 });
    for (const [id, said] of made.truth)
      made.truth.set(
        id,
        ids.slice(0, 3).includes(id) ? ['does/praise'] : said.filter((code) => code !== 'does/praise'),
      );
    await codeBy(db, 's1', ids, made.truth, { facets, codes, coders: [{ who: 'ann' }, { who: 'bo' }] });
    const finding = await themes.answer(askingOf(db));
    const praise = named(finding, 'does_praise_share_of_messages_from_outside', 'acme');
    expect(praise?.value).toBeNaN();
    expect(praise?.cannotTell).toMatch(/^fewer than \d+ of 100: fewer than 5 people raise it$/);
    expect(answered(finding).voices.some(({ note }) => note.includes('Praise'))).toBe(false);
  });

  it('refuses a period of which the sample speaks too little', async () => {
    const made = madeUp({ many: 500, channels: ['acme'], shares, people: 100, days: 60, seed: 8 });
    await bringIn(db, made, ['acme'], until);
    const ids = await draw(db, 's1', facets, { size: 200, to: '2026-03-31T00:00:00Z' });
    await codeBy(db, 's1', ids, made.truth, { facets, codes, coders: [{ who: 'ann' }, { who: 'bo' }] });
    const finding = await themes.answer(askingOf(db));
    expect(JSON.stringify(finding.kind === 'no-answer' && finding.reason)).toMatch(
      /the samples speak of \d+ of the 500/,
    );
    const march = await themes.answer(askingOf(db, { from: '2026-03-01', to: '2026-03-30' }));
    expect(march.kind).toBe('answer');
  });

  it('corrects a machine’s labels by the people’s codes, and never shows them alone', async () => {
    const made = madeUp({ many: 2000, channels: ['acme'], shares, people: 400, days: 60, seed: 9 });
    await bringIn(db, made, ['acme'], until);
    await labelBy(db, made.truth, codes);
    expect((await themes.answer(askingOf(db))).kind).toBe('no-answer');
    const ids = await draw(db, 's1', facets, { size: 200 });
    await codeBy(db, 's1', ids, made.truth, { facets, codes, coders: [{ who: 'ann' }, { who: 'bo' }] });
    const finding = await themes.answer(askingOf(db));
    const name = 'does_complaint_share_of_messages_from_outside';
    const corrected = named(finding, name, 'acme');
    const people = named(finding, `${name}_by_people_alone`, 'acme');
    const truth = [...made.truth.values()].filter((said) => said.includes('does/complaint')).length / 2000;
    // a tenth of all labels is wrong, so labels alone would tell about twice the share
    expect(corrected?.low).toBeLessThan(truth);
    expect(corrected?.high).toBeGreaterThan(truth);
    expect(corrected?.high).toBeLessThan(0.16);
    expect(people?.value).toBeCloseTo(
      ids.filter((id) => made.truth.get(id)?.includes('does/complaint')).length / ids.length,
      9,
    );
    expect((corrected?.high ?? 0) - (corrected?.low ?? 0)).toBeLessThan(
      (people?.high ?? 0) - (people?.low ?? 0),
    );
  });

  it('speaks of the messages that a sample was drawn from, and not of what came in later', async () => {
    const early = madeUp({ many: 300, channels: ['acme'], shares, people: 100, days: 30, seed: 12 });
    const later = madeUp({
      many: 20,
      channels: ['acme'],
      shares: { 'does/complaint': 1 },
      people: 100,
      days: 5,
      seed: 13,
      from: 1000,
      start: '2026-03-31',
    });
    await bringIn(db, early, ['acme'], until);
    const ids = await draw(db, 's1', facets, { size: 150 });
    await codeBy(db, 's1', ids, early.truth, { facets, codes, coders: [{ who: 'ann' }, { who: 'bo' }] });
    const before = await themes.answer(askingOf(db));
    await importAll(db, [fileOf('later', later.messages)]);
    const after = await themes.answer(askingOf(db));
    const name = 'does_question_share_of_messages_from_outside';
    expect(named(after, name, 'acme')).toEqual(named(before, name, 'acme'));
    expect(after.caveats.join(' ')).toContain('20 messages of the period came after the sample was drawn');
    const older = madeUp({
      many: 200,
      channels: ['acme'],
      shares,
      people: 100,
      days: 30,
      seed: 14,
      from: 2000,
    });
    await importAll(db, [fileOf('older', older.messages)]);
    const outgrown = await themes.answer(askingOf(db));
    expect(JSON.stringify(outgrown.kind === 'no-answer' && outgrown.reason)).toContain(
      'was drawn from 300 messages where there are 520 now',
    );
  });

  it('tells what each target group raises whose members the plan names, and nothing of fewer than five people', async () => {
    const made = madeUp({ many: 300, channels: ['acme'], shares, people: 60, days: 60, seed: 5 });
    await bringIn(db, made, ['acme'], until);
    const ids = await draw(db, 's1', facets, { size: 300 });
    for (const who of ['ann', 'bo'])
      await codeBy(db, 's1', ids, made.truth, { facets, codes, coders: [{ who }] });
    const upTo = (most: number) => Array.from({ length: most }, (_, n) => `x:p${n + 1}`);
    const groups = [
      { word: 'plant-engineers', name: 'Plant engineers', members: upTo(15) },
      { word: 'buyers', name: 'Buyers', members: upTo(4) },
      { word: 'fitters', name: 'Fitters', members: ['x:nobody'] },
      { word: 'others', name: 'Others' },
    ];
    // all messages are coded, so that a share is a count
    const share = (people: string[], code: string) => {
      const theirs = made.messages.filter(({ author }) => people.includes(`x:${author.id}`));
      return (
        theirs.filter(({ nativeId }) => made.truth.get(nativeId as string)?.includes(code)).length /
        theirs.length
      );
    };
    const plan = { ...testPlan, groups };
    const name = 'does_question_share_of_messages_from_outside_by_members_of_plant-engineers';
    const found = answered(await themes.answer(askingOf(db, {}, { plan })));
    expect(named(found, name, 'acme')?.value).toBeCloseTo(share(upTo(15), 'does/question'), 12);
    expect(found.estimates.filter(({ label }) => /Buyers|Fitters/.test(label))).toEqual([]);
    const table = found.figures.find((one) => one.form === 'table' && one.title === 'Who raises it');
    expect(table).toMatchObject({ columns: [{ label: 'Theme' }, { label: 'Plant engineers' }] });
    const few =
      'What Buyers raise is not told: fewer than 5 of the members whom the plan names wrote in the period.';
    expect(found.caveats).toContain(few);
    expect(found.caveats).toContain(
      'What Fitters raise cannot be told: no member whom the plan names wrote in the period.',
    );
    expect(found.caveats.join(' ')).not.toContain('Others');
    // who is linked with a member is one
    await write(db, samePerson('p1', 'p40'));
    const linked = await themes.answer(askingOf(db, {}, { plan }));
    const with40 = share([...upTo(15), 'x:p40'], 'does/question');
    expect(with40).not.toBe(share(upTo(15), 'does/question'));
    expect(named(linked, name, 'acme')?.value).toBeCloseTo(with40, 12);
    // five accounts of four people are four people
    expect(answered(linked).caveats).toContain(few);
  });
});
