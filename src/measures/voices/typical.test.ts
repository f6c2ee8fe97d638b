import { describe, expect, it } from 'vitest';
import { type Candidate, typicalOf } from './typical.ts';

const said = (id: number, text: string, account = id, quotable = true): Candidate => ({
  id,
  text,
  account,
  quotable,
});

/** Nine messages on a leaking seal, and one on something else. */
const texts = [
  said(1, 'the seal of the pump leaks again'),
  said(2, 'our pump leaks, the seal is worn'),
  said(3, 'seal leaks, pump stands still'),
  said(4, 'the pump seal leaks since monday'),
  said(5, 'leaks at the seal of the new pump'),
  said(6, 'who was that singer at the fair last year'),
];

describe('quotes', () => {
  it('are typical nearest to the middle, atypical farthest from it', () => {
    const { typical, atypical } = typicalOf(texts, 3);
    expect(typical).toHaveLength(3);
    expect(typical).not.toContain(6);
    expect(atypical).toBe(6);
  });

  it('quote nobody twice, and no words twice', () => {
    const one = texts.map((text) => ({ ...text, account: text.id <= 4 ? 1 : text.id }));
    const { typical } = typicalOf(one, 3);
    expect(typical.filter((id) => id <= 4)).toHaveLength(1);
    const same = [
      ...texts,
      said(7, 'The seal of the pump leaks AGAIN'),
      said(8, 'the seal of the pump leaks again'),
    ];
    const twice = typicalOf(same, 5).typical.filter((id) => [1, 7, 8].includes(id));
    expect(twice).toHaveLength(1);
  });

  it('let what may not be quoted count for the middle only', () => {
    const open = texts.map((text) => ({ ...text, quotable: [2, 6].includes(text.id) }));
    expect(typicalOf(open, 3)).toEqual({ typical: [2, 6] });
    expect(typicalOf([], 3)).toEqual({ typical: [] });
  });
});
