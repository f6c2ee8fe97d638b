import { describe, expect, it } from 'vitest';
import { typicalWords, wordCounts } from './typical-words.ts';

describe('typical words', () => {
  it('are weighed as Monroe, Colaresi and Quinn do: an example by hand', () => {
    const here = new Map([
      ['pump', 30],
      ['the', 70],
    ]);
    const elsewhere = new Map([
      ['pump', 10],
      ['the', 90],
    ]);
    const [first, last] = typicalWords(here, elsewhere, 50);
    // alpha(pump) = 50 * 40/200 = 10: ln(40/110) - ln(20/130), variance 1/40 + 1/20
    const odds = Math.log(40 / 110) - Math.log(20 / 130);
    expect(first).toMatchObject({ word: 'pump', here: 30, elsewhere: 10 });
    expect(first.z).toBeCloseTo(odds / Math.sqrt(1 / 40 + 1 / 20), 12);
    expect(last.word).toBe('the');
    // alpha(the) = 40: ln(110/40) - ln(130/20), variance 1/110 + 1/130
    expect(last.z).toBeCloseTo((Math.log(110 / 40) - Math.log(130 / 20)) / Math.sqrt(1 / 110 + 1 / 130), 12);
  });

  it('are the same the other way round, with the sign turned', () => {
    const a = wordCounts([
      ['x', 'y', 'y'],
      ['z', 'x', 'w'],
    ]);
    const b = wordCounts([['x', 'w', 'w', 'v']]);
    const turned = new Map(typicalWords(b, a).map(({ word, z }) => [word, z]));
    for (const { word, z } of typicalWords(a, b)) expect(turned.get(word)).toBeCloseTo(-z, 12);
    for (const { z } of typicalWords(a, a)) expect(z).toBeCloseTo(0, 12);
  });

  it('are none of what was met once', () => {
    const many = new Map([
      ['pump', 400],
      ['valve', 300],
      ['once', 1],
    ]);
    const others = new Map([
      ['pump', 300],
      ['order', 400],
    ]);
    const once = typicalWords(many, others).find(({ word }) => word === 'once');
    expect(Math.abs(once?.z ?? 9)).toBeLessThan(1.96);
  });
});
