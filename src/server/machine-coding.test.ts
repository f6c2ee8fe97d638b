import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { facets, madeUp } from '../../test/coders/made-up.ts';
import { answering, stubbed } from '../../test/coders/model.ts';
import { fileOf, importAll, said } from '../../test/reading.ts';
import { mayLeave } from '../coders/may-leave.ts';
import { codedMessages } from '../facts/codable.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { machineAnswers } from '../store/machine-answers.ts';
import { machineRuns } from '../store/machine-runs.ts';
import { codeByMachine, learnedFrom, machineCost } from './machine-coding.ts';

const messages = madeUp(240);
const nativeId = (id: number) => String(id + 1);
const codings = messages.slice(0, 180).map(({ id, own, codes }) => ({
  ref: { source: 'x', nativeId: nativeId(id) },
  facet: own ? 'voice' : 'act',
  codes: [...codes],
  cannot: id === 0,
}));
const world = { who: 'kim', now: '2026-11-22T10:00:00Z' };

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
  const day = (id: number) => new Date(Date.parse('2026-03-01T09:00:00Z') + id * 3_600_000).toISOString();
  await importAll(db, [
    fileOf('a', [
      ...messages.map(({ id, own, conversation, text }) =>
        said(nativeId(id), own ? 'acme' : `person${conversation}`, day(id), text, {
          ...(id > conversation && { parentId: nativeId(conversation) }),
        }),
      ),
      said('901', 'ann', day(500), 'RT @acme the pump leaks again'),
      said('902', 'ann', day(501), '  '),
    ]),
  ]);
});
afterEach(() => db.close());

const learned = (over = {}) => learnedFrom(db.store, codings, { facets, codebook: 'v1', seed: 1, ...over });
const labels = () =>
  db.store.query<{
    id: string;
    code: string;
    score: number;
    fold: number | null;
    coder: string;
    own: boolean;
  }>(
    `SELECT m.native_id AS id, l.code, l.score, l.fold, l.coder, t.own FROM machine_label_now l
    JOIN message m ON m.message_id = l.message_id JOIN turn t ON t.message_id = l.message_id ORDER BY m.message_id, l.code`,
  );

describe('coding by machine', () => {
  it('takes the human codes with their messages, without those of which nobody could tell', async () => {
    const coded = await codedMessages(db.store, [
      ...codings,
      { ref: { source: 'x', nativeId: '2' }, facet: 'act', codes: ['act/rare'], cannot: false },
      { ref: { source: 'x', nativeId: 'gone' }, facet: 'act', codes: [], cannot: false },
    ]);
    expect(coded).toHaveLength(179);
    const [first] = coded;
    expect(first.text).toBe(messages[1].text);
    expect(first.codes.has('act/rare')).toBe(messages[1].codes.has('act/rare') || messages[1].own);
    expect(coded.every(({ facets }) => facets.size >= 1)).toBe(true);
  });

  it('labels every message that can be coded, each facet on its side, each conversation in one fold', async () => {
    const told: string[] = [];
    const run = await codeByMachine(db, await learned(), {
      ...world,
      progress: ({ step, done, total }) => told.push(`${step} ${done} of ${total}`),
    });
    expect(run).toMatchObject({ coder: 'learned', state: 'done', messages: 240, codebook: 'v1', who: 'kim' });
    expect(run.trainedOn.act + run.trainedOn.voice).toBe(179);
    expect(told.at(-1)).toBe('coding messages 240 of 240');
    const given = await labels();
    expect(new Set(given.map(({ id }) => id)).size).toBe(240);
    expect(given.every(({ own, code }) => own === code.startsWith('voice'))).toBe(true);
    const folds = new Map(given.map(({ id, fold }) => [Number(id) - 1, fold]));
    for (const { id, conversation } of messages) expect(folds.get(id)).toBe(folds.get(conversation));
    const right = given.filter(
      ({ id, code, score }) => messages[Number(id) - 1].codes.has(code) === score >= 0.5,
    );
    expect(right.length / given.length).toBeGreaterThan(0.9);
  });

  it('gives the same labels again for the same seed', async () => {
    await codeByMachine(db, await learned(), world);
    const first = await labels();
    await codeByMachine(db, await learned(), world);
    expect(await labels()).toEqual(first);
    const runs = await machineRuns(db.store);
    expect(runs.map(({ state }) => state)).toEqual(['done', 'replaced']);
    expect(runs[0].version).toBe(runs[1].version);
  });

  it('is done for some channels, days and sides alone, where that is asked', async () => {
    const choice = { sides: ['others' as const], from: '2026-03-02T00:00:00Z', to: '2026-03-03T00:00:00Z' };
    const run = await codeByMachine(db, await learned(), { ...world, choice });
    const days = messages.filter(({ id, own }) => !own && id >= 15 && id < 39);
    expect(run.messages).toBe(days.length);
    expect(
      (await codeByMachine(db, await learned(), { ...world, choice: { channels: ['nobody'] } })).messages,
    ).toBe(0);
  });

  it('tells the cost before, and asks a model for nothing twice', async () => {
    const cache = machineAnswers(db);
    const { coder, asked } = stubbed(
      () => answering({ codes: [] }),
      { prices: { sent: 1, received: 4 }, mayLeave: ({ id }) => id % 2 === 0 },
      cache,
    );
    const cost = await machineCost(db.store, coder);
    expect(cost.messages + cost.held).toBe(240);
    expect(cost.price).toBeCloseTo(((cost.tokens?.sent ?? 0) + 4 * (cost.tokens?.received ?? 0)) / 1e6, 9);
    expect(asked).toHaveLength(0);
    const run = await codeByMachine(db, coder, world);
    expect(run.messages).toBe(cost.messages);
    expect(run.notes.held).toBe(cost.held);
    const texts = asked.length;
    expect(texts).toBeLessThanOrEqual(cost.messages);
    await codeByMachine(db, coder, world);
    expect(asked).toHaveLength(texts);
  });

  it('sends nothing that came over an API whose terms forbid it, and the files of the same platform', async () => {
    await importAll(db, [
      fileOf('api', [said('970', 'ann', '2026-05-01T09:00:00Z', '@acme it leaks, says the API')]),
    ]);
    await db.transaction((store) =>
      store.run(
        "UPDATE import_file SET reader = 'x-api' WHERE file_id = (SELECT max(file_id) FROM import_file)",
      ),
    );
    const { coder, asked } = stubbed(() => answering({ codes: [] }), { mayLeave });
    expect(await machineCost(db.store, coder)).toMatchObject({ messages: 240, held: 1, heldOf: { x: 1 } });
    const run = await codeByMachine(db, coder, world);
    expect(run).toMatchObject({ messages: 240, notes: { held: 1 } });
    expect(JSON.stringify(asked)).not.toContain('says the API');
  });

  it('leaves nothing behind when it is broken off, and can be begun again', async () => {
    await codeByMachine(db, await learned(), world);
    const before = await labels();
    const { coder } = stubbed((_, count) =>
      count > 20 ? new Response('', { status: 401 }) : answering({ codes: [] }),
    );
    await expect(codeByMachine(db, coder, world)).rejects.toThrow('status 401');
    await expect(
      codeByMachine(db, await learned(), { ...world, signal: AbortSignal.abort() }),
    ).rejects.toThrow();
    expect(await labels()).toEqual(before);
    expect((await machineRuns(db.store)).map(({ coder }) => coder)).toEqual(['learned']);
    expect((await codeByMachine(db, await learned(), world)).state).toBe('done');
  });

  it('is done once at a time, while others write', async () => {
    const coder = await learned();
    const under = codeByMachine(db, coder, world);
    await expect(codeByMachine(db, coder, world)).rejects.toThrow('A machine is coding messages already.');
    await importAll(db, [fileOf('c', [said('950', 'ann', '2026-05-01T09:00:00Z', 'late')])]);
    expect((await under).state).toBe('done');
  });
});
