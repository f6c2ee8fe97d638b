import { describe, expect, it } from 'vitest';
import type { ChannelFact } from '../channels.ts';
import { type AnswersOnChannel, bothWays, mostAnswers } from './both-ways.ts';

function answers(word: string, weeks: number[], pairOf: (row: number) => [number, number]): AnswersOnChannel {
  const channel: ChannelFact = {
    channelId: 1,
    word,
    source: 'x',
    sides: 'both',
    firstAt: '',
    observedUntil: '',
    messages: weeks.length,
    others: weeks.length,
  };
  const pairs = weeks.map((_, row) => pairOf(row));
  return {
    channel,
    from: Float64Array.from(pairs, ([from]) => from),
    to: Float64Array.from(pairs, ([, to]) => to),
    week: Float64Array.from(weeks),
  };
}
/** Rows 0 and 1, 2 and 3 ... answer each other. */
const couples = (row: number): [number, number] => (row % 2 === 0 ? [row, row + 1] : [row, row - 1]);

describe('bothWays', () => {
  it('draws chance from whole weeks where there are too many answers, and tells the share of all', async () => {
    // three weeks of 8,000: two of them fit
    const weeks = Array.from({ length: 24_000 }, (_, row) => Math.floor(row / 8000));
    const [found] = await bothWays([answers('big', weeks, couples)], 1);
    expect(found).toMatchObject({ n: 24_000, people: 24_000, pairs: 24_000, share: 1 });
    expect(found.chance).toMatchObject({ sampled: 16_000, observed: 1, p: 0.001 });
    expect(mostAnswers).toBe(20_000);
  });

  it('draws for the six channels with most pairs, and tells the share of the others', async () => {
    const sizes = [40, 30, 28, 42, 44, 46, 48, 50];
    const found = await bothWays(
      sizes.map((size) => answers(`c${size}`, new Array(size).fill(0), couples)),
      1,
    );
    expect(found.map(({ channel, share, chance }) => [channel.word, share, chance !== undefined])).toEqual([
      ['c50', 1, true],
      ['c48', 1, true],
      ['c46', 1, true],
      ['c44', 1, true],
      ['c42', 1, true],
      ['c40', 1, true],
      ['c30', 1, false],
      ['c28', undefined, false],
    ]);
    expect(found.at(-1)?.cannotTell).toBe('only 28 pairs');
  });
});
