import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { within } from './within.ts';

const late = () => new Error('late');

it('stops work that takes too long, and says so in the words given', async () => {
  const work = (signal: AbortSignal) => wait(60_000, 'done', { signal });
  await expect(within(0, work, late)).rejects.toThrow('late');
});

it('gives what the work gives, and throws what it throws', async () => {
  expect(await within(60_000, async () => 'done', late)).toBe('done');
  const broken = async () => {
    throw new Error('broken');
  };
  await expect(within(60_000, broken, late)).rejects.toThrow('broken');
});
