import { describe, expect, it } from 'vitest';
import { hashedVector, partsCounter, partsOf, places } from './hashed.ts';
import { cosine, lengthOf, sparseOf } from './sparse.ts';

const heard = () => {
  const counter = partsCounter();
  for (const text of ['the pump leaks', 'the valve leaks', 'the order', '泵坏了']) counter.add(text);
  return counter.weights();
};

describe('hashed parts of a text', () => {
  it('are its words, pairs of words and runs of three to five letters', () => {
    // " ab " has the runs " ab", "ab ", " ab ", and "ab" is one word
    expect([...partsOf('ab').count].reduce((a, b) => a + b)).toBe(4);
    // two such words: twice that, and one pair
    expect([...partsOf('ab cd').count].reduce((a, b) => a + b)).toBe(9);
    expect([...partsOf('ab ab').count].reduce((a, b) => a + b)).toBe(9);
    expect([...partsOf('ab').at].every((place) => place >= 0 && place < places)).toBe(true);
  });

  it('tell apart what differs and bring together what is alike', () => {
    const weights = heard();
    const vector = (text: string) => {
      const { at, value } = hashedVector(text, weights);
      return sparseOf(new Map(Array.from(at, (place, k) => [place, value[k]])));
    };
    const leaking = vector('the pump is leaking');
    expect(cosine(leaking, vector('pump leaks'))).toBeGreaterThan(
      cosine(leaking, vector('valve order')) + 0.1,
    );
    expect(cosine(vector('泵坏了吗'), vector('泵坏了'))).toBeGreaterThan(0.3);
    expect(cosine(vector('dog bites man'), vector('man bites dog'))).toBeLessThan(0.999);
  });

  it('have the length 1, and a frequent word weighs less', () => {
    const { idf } = heard();
    expect(lengthOf(hashedVector('the pump leaks', heard()))).toBeCloseTo(1, 6);
    const [the] = partsOf('the').at;
    const [pump] = partsOf('pump').at;
    // in 3 of 4 texts, and in 1 of 4
    expect(idf[the]).toBeCloseTo(Math.log(5 / 4) + 1, 6);
    expect(idf[pump]).toBeCloseTo(Math.log(5 / 2) + 1, 6);
  });

  it('of no words are none', () => {
    expect(hashedVector('...', heard()).at).toHaveLength(0);
  });
});
