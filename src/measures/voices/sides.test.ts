import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codingAct, write } from '../../../test/coding.ts';
import { askingOf, bringIn, codeBy, draw, madeUp } from '../../../test/voices.ts';
import type { Answer, Finding } from '../../model/finding.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { learnt } from './learnt.ts';
import { needs } from './needs.ts';
import { ourVoice } from './our-voice.ts';
import { appeal, substance } from './scales.ts';

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
const value = (finding: Finding, name: string) =>
  answered(finding).estimates.find((one) => one.name === name && one.period === 'now')?.value;
const words = (finding: Finding) =>
  answered(finding)
    .sentence.map((run) =>
      typeof run === 'string' ? run : 'value' in run ? Math.round(run.value * 100) : '',
    )
    .join('');

describe('our own side', () => {
  it('tells pitches against conversation, which is any of three codes', async () => {
    const shares = { 'we-do/pitches': 0.4, 'we-do/answers': 0.3, 'we-do/asks': 0.3, 'voice/human': 0.5 };
    const facets = ['we-do', 'voice', 'subject', 'interesting'];
    const made = madeUp({ many: 600, channels: ['acme'], shares, people: 1, days: 40, seed: 1, own: true });
    await bringIn(db, made, ['acme'], until);
    const ids = await draw(db, 'o1', facets, { size: 150, of: 'own' });
    await codeBy(db, 'o1', ids, made.truth, { facets, codes: Object.keys(shares), coders });
    const finding = await ourVoice.answer(askingOf(db));
    const share = (holds: (codes: string[]) => boolean) =>
      ids.filter((id) => holds(made.truth.get(id) ?? [])).length / ids.length;
    const pitches = share((codes) => codes.includes('we-do/pitches'));
    const talks = share((codes) => codes.includes('we-do/answers') || codes.includes('we-do/asks'));
    expect(value(finding, 'we_do_pitches_share_of_our_messages')).toBeCloseTo(pitches, 9);
    expect(value(finding, 'we_do_conversation_share_of_our_messages')).toBeCloseTo(talks, 9);
    expect(words(finding)).toMatch(
      /^Of our messages with acme, \d+ pitch, \d+ answer, ask or thank, \d+ have “Human voice” and/,
    );
    // ours are few accounts: the guard for small groups of people is not for us
    expect(answered(finding).estimates.some(({ cannotTell }) => cannotTell?.includes('fewer than 5'))).toBe(
      false,
    );
  });

  it('holds interesting and enjoyable apart, with the agreement of the whole scale', async () => {
    const shares = { 'interesting/yes': 1, 'enjoyable/no': 1 };
    const made = madeUp({ many: 200, channels: ['acme'], shares, people: 1, days: 40, seed: 2, own: true });
    for (const [id, codes] of made.truth) {
      const n = Number(id.split('-')[1]);
      codes[0] = `interesting/${['no', 'somewhat', 'yes'][n % 3]}`;
      codes[1] = `enjoyable/${n % 4 === 0 ? 'yes' : 'no'}`;
    }
    await bringIn(db, made, ['acme'], until);
    const facets = ['interesting', 'enjoyable'];
    const ids = await draw(db, 'o1', facets, { size: 200, of: 'own' });
    const codes = [
      'interesting/no',
      'interesting/somewhat',
      'interesting/yes',
      'enjoyable/no',
      'enjoyable/yes',
    ];
    await codeBy(db, 'o1', ids, made.truth, { facets, codes, coders });
    const finding = await appeal.answer(askingOf(db));
    // all were read, so there is no range and the shares are the true ones
    expect(value(finding, 'interesting_yes_share_of_our_messages')).toBeCloseTo(66 / 200, 9);
    expect(value(finding, 'enjoyable_yes_share_of_our_messages')).toBeCloseTo(50 / 200, 9);
    expect(words(finding)).toBe('Of our messages with acme, 33 are “Interesting” and 25 “Enjoyable”.');
  });
});

describe('other people', () => {
  const shares = { 'cares/need': 0.3, 'does/idea': 0.2, 'depth/substantive': 0.6 };
  const facets = ['does', 'cares', 'depth'];

  async function coded(): Promise<void> {
    const made = madeUp({ many: 400, channels: ['acme'], shares, people: 120, days: 40, seed: 3 });
    for (const codes of made.truth.values())
      if (!codes.includes('depth/substantive')) codes.push('depth/shallow');
    await bringIn(db, made, ['acme'], until);
    const ids = await draw(db, 's1', facets, { size: 150 });
    await codeBy(db, 's1', ids, made.truth, {
      facets,
      codes: [...Object.keys(shares), 'depth/shallow'],
      coders,
    });
  }

  it('tells how much they say', async () => {
    await coded();
    const finding = await substance.answer(askingOf(db));
    expect(value(finding, 'depth_substantive_share_of_messages_from_outside')).toBeGreaterThan(0.45);
    expect(words(finding)).toMatch(/^Of the messages to acme, \d+ are “Substantive”\.$/);
  });

  it('tells what they need, and ends in what was decided about it', async () => {
    await coded();
    const before = answered(await needs.answer(askingOf(db)));
    expect(before.openings.map(({ href }) => href)).toContain('/decisions/new?measure=needs&period=all');
    expect(before.figures.some(({ title }) => title.startsWith('What was learnt'))).toBe(false);
    await write(
      db,
      codingAct('note', 'ann', undefined, { what: 'they want films of repairs (cares/need)' }),
      codingAct('note', 'ann', undefined, { what: 'nothing of cares/needle here' }),
      codingAct('decision', 'ann', undefined, { what: 'a film a month', why: 'does/idea', by: '2026-12-24' }),
    );
    const after = answered(await needs.answer(askingOf(db)));
    const table = after.figures.find(({ title }) => title.startsWith('What was learnt'));
    expect(
      table?.form === 'table' && table.rows.map(({ label, cells }) => [label, cells[0], cells[2]]),
    ).toEqual([
      ['a film a month', 'Decided', 'open until 2026-12-24'],
      ['they want films of repairs (cares/need)', 'Learnt', ''],
    ]);
    const list = answered(await learnt.answer(askingOf(db)));
    expect(words(list)).toMatch(/“a film a month”/);
  });

  it('invites to write down what was learnt while nothing is', async () => {
    expect(await learnt.answer(askingOf(db))).toMatchObject({ kind: 'no-answer', invites: true });
  });
});
