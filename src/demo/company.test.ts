import { describe, expect, it } from 'vitest';
import { type Company, seenOn, simulateCompany } from './company.ts';
import { demoFiles } from './folder.ts';
import { linesOf } from './lines.ts';
import type { Process } from './process.ts';
import { expectsAnswer } from './said.ts';
import { tarnwell } from './tarnwell.ts';

const company = simulateCompany({ seed: 1 });

/** Key, moment and kind of every message that a test picks. */
function marks({ said }: Company, picked: (one: Company['said'][number]) => boolean): string[] {
  return said.filter(picked).map((one) => `${one.key} ${one.at} ${one.kind}`);
}
const without = (...leaveOut: Process[]) => simulateCompany({ seed: 1, leaveOut });

describe('the simulated company', () => {
  it('is the same for the same seed, to the byte, and another for another', () => {
    const [first, again] = [demoFiles(1), demoFiles(1)];
    expect(again).toEqual(first);
    expect(linesOf(simulateCompany({ seed: 2 }), 'mastodon')).not.toBe(linesOf(company, 'mastodon'));
  });

  it('has 12,000 to 20,000 messages in its files, none before the start or after an export ends', () => {
    const files = tarnwell.channels.map(({ platform }) =>
      linesOf(company, platform).trim().split('\n').slice(1),
    );
    const total = files.reduce((sum, lines) => sum + lines.length, 0);
    expect(total).toBeGreaterThan(12_000);
    expect(total).toBeLessThan(20_000);
    tarnwell.channels.forEach(({ observedUntil }, at) => {
      const times = files[at].map((line) => (JSON.parse(line) as { at: string }).at);
      expect(times.every((time) => time >= '2023-11-19T23:00:00Z' && time <= observedUntil)).toBe(true);
      expect(times).toEqual([...times].sort());
    });
  });

  it('leaks no word of other people out of an export of our own side', () => {
    const lines = linesOf(company, 'x').trim().split('\n').slice(1);
    const authors = new Set(lines.map((line) => (JSON.parse(line) as { author: string }).author));
    expect([...authors]).toEqual(['tarnwell']);
    expect(seenOn(company, 'x').some(({ person }) => person)).toBe(true);
    expect(linesOf(company, 'x').split('\n', 1)[0]).toContain('"sides":"own"');
  });

  it('tells nobody what a message truly is', () => {
    expect(linesOf(company, 'mastodon')).not.toMatch(/"(kind|expects|habit|theme|key)":/);
  });

  it('answers every message at most once, after it was written, and keeps threads whole', () => {
    const answers = company.said.filter(({ person, parent }) => !person && parent);
    expect(new Set(answers.map(({ parent }) => parent)).size).toBe(answers.length);
    const odd = company.said.filter(
      ({ parent, at, root, platform }) =>
        parent && (at <= parent.at || root !== parent.root || platform !== parent.platform),
    );
    expect(odd).toEqual([]);
  });
});

describe('one stream for each process', () => {
  const outside = (one: Company['said'][number]) => one.person !== undefined;

  it('leaves everything else to the second where it is when talk among people is left out', () => {
    const rest = (all: Company) =>
      all.said.filter(({ kind }) => kind !== 'thanks-back').map(({ key, at }) => `${key} ${at}`);
    const less = without('among-themselves');
    expect(rest(less)).toEqual(rest(company));
    expect(less.said.length).toBeLessThan(company.said.length);
  });

  it('keeps visits and first answers when exchanges are left out', () => {
    const less = without('exchanges');
    const first = (one: Company['said'][number]) => !/\/answer\/|thanks-back/.test(one.key);
    expect(marks(less, first)).toEqual(marks(company, first));
    expect(less.said.length).toBeLessThan(company.said.length);
  });

  it('keeps who comes first, what they write and our posts when nobody answers and nobody comes back', () => {
    const firsts = (one: Company['said'][number]) =>
      one.kind === 'post' || (outside(one) && /\/0$/.test(one.key));
    expect(marks(without('answers'), firsts)).toEqual(marks(without('returns'), firsts));
    const kept = new Set(marks(without('returns', 'answers', 'exchanges', 'among-themselves'), firsts));
    expect(marks(company, (one) => firsts(one) && one.kind !== 'talk').every((mark) => kept.has(mark))).toBe(
      true,
    );
    expect(kept.size).toBeGreaterThan(4000);
  });

  it('moves no other channel when one is left out', () => {
    const alone = simulateCompany({ seed: 1, parameters: { ...tarnwell, channels: [tarnwell.channels[1]] } });
    expect(linesOf(alone, 'youtube')).toBe(linesOf(company, 'youtube'));
  });

  it('brings fewer people back when nobody answers, as the hazard ratio says', () => {
    const later = (all: Company) => marks(all, (one) => outside(one) && /\/[1-9]\d*$/.test(one.key)).length;
    expect(later(without('answers'))).toBeLessThan(0.75 * later(company));
  });
});

describe('the story', () => {
  const share = (platform: string, kind: string, from: string, to: string) => {
    const asked = company.said.filter((one) => {
      const date = new Date(one.at).toISOString();
      return (
        one.platform === platform &&
        (kind === '' ? expectsAnswer(one) : one.kind === kind) &&
        date >= from &&
        date < to
      );
    });
    const answered = new Set(company.said.filter(({ person }) => !person).map(({ parent }) => parent));
    return asked.filter((one) => answered.has(one)).length / asked.length;
  };

  it('is one of LinkedIn answered, YouTube first ignored, then not, then again, and complaints least of all', () => {
    expect(share('linkedin', '', '2024', '2027')).toBeGreaterThan(0.85);
    expect(share('youtube', '', '2024', '2025')).toBeLessThan(0.65);
    expect(share('youtube', '', '2025-11-03', '2026-10-31')).toBeGreaterThan(0.75);
    expect(share('youtube', '', '2026-10-31', '2026-11-21')).toBeLessThan(0.6);
    expect(share('linkedin', 'complaint', '2024', '2027')).toBeLessThan(0.72);
  });

  it('has bursts around fairs', () => {
    const perDay = (from: string, days: number) =>
      company.said.filter(
        ({ person, platform, at }) =>
          person &&
          platform === 'linkedin' &&
          at >= Date.parse(from) &&
          at < Date.parse(from) + days * 86_400_000,
      ).length / days;
    expect(perDay('2026-10-08', 6)).toBeGreaterThan(1.5 * perDay('2026-07-01', 56));
  });
});
