import { describe, expect, it } from 'vitest';
import { seeded } from '../../test/random.ts';
import { emergentThemes, type ThemeOptions } from './themes.ts';

const subjects = [
  ['pump', 'leaks', 'seal', 'broken', 'water', 'repair', 'noise', 'oil'],
  ['invoice', 'paid', 'order', 'price', 'credit', 'tax', 'bank', 'paper'],
  ['fair', 'booth', 'visit', 'talk', 'stage', 'speaker', 'badge', 'hall'],
  ['水泵', '坏了', '维修', '漏水', '零件', '更换', '客服', '电话'],
];
const filling = ['the', 'a', 'we', 'today', 'again', 'please', 'thanks', 'of', 'in', 'it'];

/** Texts about one of four things each, which share the words in between. */
function texts(count: number, seed = 1): string[] {
  const random = seeded(seed);
  const pick = (from: readonly string[]) => from[random.integer(0, from.length - 1)];
  return Array.from({ length: count }, (_, i) => {
    const subject = subjects[i % subjects.length];
    return Array.from({ length: 10 }, () => (random.uniform() < 0.5 ? pick(subject) : pick(filling))).join(
      ' ',
    );
  });
}

function found(of: readonly string[], options: Partial<ThemeOptions> = {}) {
  const work = emergentThemes(of, { random: seeded(1), ...options });
  let steps = 0;
  for (;;) {
    const step = work.next();
    if (step.done) return { themes: step.value, steps };
    steps++;
  }
}

describe('emergent themes', () => {
  it('are as many as there are, told by their typical words and texts', () => {
    const all = texts(600);
    const { themes, steps } = found(all);
    expect(steps).toBeGreaterThan(10);
    expect(themes?.themes).toHaveLength(4);
    expect(themes?.stability).toBeGreaterThan(0.9);
    const named = themes?.themes.map(({ words }) =>
      words
        .slice(0, 8)
        .map(({ word }) => word)
        .sort()
        .join(),
    );
    for (const subject of subjects.slice(0, 3)) expect(named).toContain([...subject].sort().join());
    for (const { typical, texts: members, size } of themes?.themes ?? []) {
      expect(size).toBe(members.length);
      expect(new Set(members.map((i) => i % 4)).size).toBe(1);
      expect(typical).toHaveLength(5);
      for (const i of typical) expect(members).toContain(i);
    }
  });

  it('are the same for the same seed, and tell a repeated text once', () => {
    const all = [...texts(400), ...Array.from({ length: 50 }, () => 'pump pump leaks seal')];
    const { themes } = found(all);
    expect(found(all).themes).toEqual(themes);
    for (const { typical } of themes?.themes ?? [])
      expect(new Set(typical.map((i) => all[i])).size).toBe(typical.length);
  });

  it('of words thrown together at random are not stable', () => {
    const random = seeded(9);
    const noise = Array.from({ length: 500 }, () =>
      Array.from(
        { length: 8 },
        () => `word${'abcdefghijklmnopqrstuvwxyz'[random.integer(0, 25)]}${'xyz'[random.integer(0, 2)]}`,
      ).join(' '),
    );
    expect(found(noise).themes?.stability).toBeLessThan(0.3);
  });

  it('are not told of few texts, or of texts without words', () => {
    expect(found(texts(60)).themes).toBeUndefined();
    expect(found(Array.from({ length: 300 }, () => '...')).themes).toBeUndefined();
    expect(found([...texts(300), '', '?']).themes?.apart).toBe(2);
  });
});
