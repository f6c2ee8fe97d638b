import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coded, codingAct, undone, write } from '../../test/coding.ts';
import { actsAsText, codingVersion, readActs } from '../store/acts.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { dataVersion } from '../store/imports.ts';
import { agreedCodes, cellText, isDrawn, readContent, readSample, readSamples } from './coding.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const codingsOf = async (sample: string) => (await readContent(db.store, sample)).codings;
const itemsOf = async (sample: string) => (await readContent(db.store, sample)).items;

const agreed = async () =>
  (await agreedCodes(db.store, 's')).map(
    ({ ref, facet, codes, cannot, how }) =>
      `${ref.nativeId} ${facet} ${cannot ? '?' : codes.join('+') || '-'} ${how}`,
  );

describe('what somebody says of a message', () => {
  it('is the latest that was not undone, by coder and sample', async () => {
    const first = coded('s', 'ann', '1', ['does/question']);
    const second = coded('s', 'ann', '1', ['does/thanks']);
    await write(db, first, second, coded('other', 'ann', '1', ['does/idea']));
    await write(db, coded('s', 'bob', '2', ['does/question']));
    expect((await codingsOf('s')).map(({ who, codes }) => [who, codes])).toEqual([
      ['ann', ['does/thanks']],
      ['bob', ['does/question']],
    ]);
    await write(db, undone(second));
    expect((await codingsOf('s'))[0]).toMatchObject({
      who: 'ann',
      codes: ['does/question'],
      facets: ['does'],
      cannot: [],
      versions: [],
    });
    expect((await codingsOf('other')).map(({ codes }) => codes)).toEqual([['does/idea']]);
  });

  it('keeps memo, versions, and what one cannot tell', async () => {
    await write(
      db,
      codingAct('code', 'ann', '1', {
        sample: 's',
        facets: ['does', 'depth'],
        codes: ['does/idea'],
        cannot: ['depth'],
        memo: 'a “joke”?',
        versions: ['does/idea@2'],
      }),
      codingAct('code-skipped', 'ann', '2', { sample: 's', reason: 'Finnish' }),
    );
    expect(await codingsOf('s')).toMatchObject([
      { cannot: ['depth'], memo: 'a “joke”?', versions: ['does/idea@2'] },
    ]);
    expect((await readContent(db.store, 's')).skips).toMatchObject([
      { who: 'ann', ref: { nativeId: '2' }, reason: 'Finnish' },
    ]);
  });
});

describe('the code that counts', () => {
  it('is that of the one coder, of all who say the same, or of the first of those who differ', async () => {
    await write(
      db,
      coded('s', 'ann', '1', ['does/thanks', 'does/praise']),
      coded('s', 'ann', '2', ['does/thanks', 'does/praise']),
      coded('s', 'bob', '2', ['does/praise', 'does/thanks']),
      coded('s', 'bob', '3', ['does/idea']),
      coded('s', 'ann', '3', [], ['does']),
      // bob was first, also after he changed his mind
      coded('s', 'bob', '3', ['does/advice']),
      codingAct('code', 'ann', '4', { sample: 's', facets: ['does'], codes: [], cannot: ['does'] }),
      coded('s', 'bob', '4', [], ['does']),
    );
    expect(await agreed()).toEqual([
      '1 does does/praise+does/thanks one',
      '2 does does/praise+does/thanks alike',
      '3 does does/advice first',
      '4 does ? first',
    ]);
  });

  it('is what was talked through, facet by facet', async () => {
    const talk = codingAct('code-agreed', 'ann', '1', { sample: 's', facets: ['does'], codes: [] });
    await write(
      db,
      coded('s', 'ann', '1', ['does/thanks', 'depth/shallow']),
      coded('s', 'bob', '1', ['does/praise', 'depth/substantive']),
      talk,
    );
    expect(await agreed()).toEqual(['1 depth depth/shallow first', '1 does - talked']);
    await write(db, undone(talk));
    expect(await agreed()).toEqual(['1 depth depth/shallow first', '1 does does/thanks first']);
  });

  it('does not take a facet for another whose word begins like it', async () => {
    await write(db, coded('s', 'ann', '1', ['we/a', 'we-do/b']));
    expect(await agreed()).toEqual(['1 we we/a one', '1 we-do we-do/b one']);
  });
});

const sample = {
  word: 's',
  design: 'stratified',
  of: 'others',
  facets: ['does'],
  size: 2,
  seed: 7,
  strata: ['channel'],
  twice: 1,
  population: 30,
  cells: [
    cellText({ stratum: 'a of b', population: 20, drawn: 1 }),
    cellText({ stratum: '', population: 10, drawn: 1 }),
  ],
};

describe('a sample', () => {
  it('is kept with its items, their order and chances, as text too', async () => {
    await write(
      db,
      codingAct('sample', 'ann', undefined, sample),
      codingAct('drawn', 'ann', '9', { sample: 's', place: 2, probability: 0.1, stratum: '', twice: false }),
      codingAct('drawn', 'ann', '5', {
        sample: 's',
        place: 1,
        probability: 0.05,
        stratum: 'a of b',
        twice: true,
      }),
      codingAct('drawn', 'ann', '7', { sample: 'picked', place: 1 }),
    );
    const shown = async () => [await readSample(db.store, 's'), await itemsOf('s')];
    const before = await shown();
    expect(before).toMatchObject([
      {
        word: 's',
        strata: ['channel'],
        channels: [],
        cells: [
          { stratum: 'a of b', population: 20, drawn: 1 },
          { stratum: '', population: 10, drawn: 1 },
        ],
      },
      [
        { ref: { nativeId: '5' }, place: 1, probability: 0.05, stratum: 'a of b', twice: true },
        { ref: { nativeId: '9' }, place: 2, probability: 0.1, stratum: '', twice: false },
      ],
    ]);
    expect((await itemsOf('picked'))[0]).not.toHaveProperty('probability');
    const drawn = (sample: string, nativeId: string) => isDrawn(db.store, sample, { source: 'x', nativeId });
    expect([await drawn('s', '9'), await drawn('s', '7'), await drawn('picked', '7')]).toEqual([
      true,
      false,
      true,
    ]);
    const text = await actsAsText(db.store);
    await db.close();
    db = await openDatabase(':memory:');
    expect(await write(db, ...readActs(text))).toBe(4);
    expect(await write(db, ...readActs(text))).toBe(0);
    expect(await shown()).toEqual(before);
  });

  it('is gone when its act is undone', async () => {
    const drawn = codingAct('sample', 'ann', undefined, sample);
    await write(db, drawn, undone(drawn));
    expect(await readSamples(db.store)).toEqual([]);
  });

  it('changes the version of what rests on codes, and no other number', async () => {
    const before = [await dataVersion(db.store), await codingVersion(db.store)];
    const code = coded('s', 'ann', '1', ['does/thanks']);
    await write(db, code);
    await write(db, undone(code));
    expect([await dataVersion(db.store), await codingVersion(db.store)]).toEqual([
      before[0],
      (before[1] ?? 0) + 2,
    ]);
  });

  it('is refused in the text of a back-up where nobody could read it', () => {
    const line = (detail: object) =>
      JSON.stringify({ id: 'a', at: '2026-11-20T00:00:00Z', who: 'ann', kind: 'drawn', detail });
    expect(readActs(line({ sample: 's', place: 1, probability: 0.5 }))).toHaveLength(1);
    for (const wrong of [
      { sample: 's' },
      { sample: 's', place: 1, probability: 2 },
      { sample: '', place: 1 },
    ])
      expect(() => readActs(line(wrong))).toThrow('line 1 is no act');
  });
});
