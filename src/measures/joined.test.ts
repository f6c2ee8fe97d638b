import { describe, expect, it } from 'vitest';
import { defaultFilter } from '../model/filter.ts';
import type { Store } from '../model/store.ts';
import { withAccounts } from './joined.ts';

const store = {
  query: async () => [{ word: 'Tarnwell' }, { word: 'tarnwell_service' }, { word: 'pumps' }],
} as unknown as Store;
const roles = [
  { word: 'service', accounts: ['tarnwell', 'TARNWELL_service', 'closed'] },
  { word: 'pumps', accounts: ['tarnwell'] },
  { word: 'press', accounts: ['newsroom'] },
  { word: 'linkedin', accounts: [] },
];
const channelsOf = async (...channels: string[]) =>
  (await withAccounts(store, { ...defaultFilter, channels }, roles)).channels;

describe('a name that joins accounts', () => {
  it('stands for those of them that are in the data', async () => {
    expect(await channelsOf('Service')).toEqual(['Tarnwell', 'tarnwell_service']);
    expect(await channelsOf('pumps', 'service', 'Tarnwell')).toEqual([
      'Tarnwell',
      'pumps',
      'tarnwell_service',
    ]);
  });

  it('is the account where it is one, and left as it is where it joins nothing', async () => {
    expect(await channelsOf('pumps')).toEqual(['pumps']);
    expect(await channelsOf('linkedin', 'nobody')).toEqual(['linkedin', 'nobody']);
    expect(await channelsOf()).toEqual([]);
  });

  it('is refused where nothing of it is in the data', async () => {
    await expect(channelsOf('press')).rejects.toMatchObject({
      name: 'Problem',
      message: 'The channel "press" joins newsroom, and nothing of them is in the data.',
      help: expect.stringContaining('Tarnwell'),
    });
  });
});
