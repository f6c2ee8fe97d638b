import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { legOf, told } from '../../test/connector.ts';
import { waitingAnswer } from '../../test/journal.ts';
import { fileOf, importAll, said, testPlan } from '../../test/reading.ts';
import { readGate, refreshFacts } from '../facts/index.ts';
import { leftOut, readSpeakers, readUtterances } from '../facts/utterances.ts';
import type { Voice } from '../model/finding.ts';
import { keepConnection } from '../store/connections.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { ingestLeg } from '../store/ingest-leg.ts';
import { gatedFinding, gatedRows } from './gate.ts';

const now = '2026-02-01T00:00:00Z';
const everything = { names: true, channels: [] };
let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:', { memoryLimit: '300MB' });
  await keepConnection(
    db,
    {
      name: 'acme',
      connector: 'made-up',
      origin: 'https://api.example',
      account: 'did:acme',
      handle: 'acme',
    },
    now,
  );
  const leg = legOf(
    'end',
    ['linkedin', 'x', 'bluesky'].flatMap((source) => [
      told(`${source}-1`, 'ann', '2026-01-05T09:00:00Z', {
        source,
        channel: 'did:acme',
        text: `asked on ${source}, is it so?`,
      }),
      told(`${source}-2`, 'acme', '2026-01-05T10:00:00Z', {
        source,
        parentId: `${source}-1`,
        text: `said on ${source}`,
      }),
    ]),
    { done: true, observedUntil: now },
  );
  await ingestLeg(
    db,
    {
      leg,
      connection: 'acme',
      shown: 'made-up',
      reader: 'made-up',
      readerVersion: 1,
      missing: [],
      startedAt: now,
    },
    { now, who: 'test', plan: testPlan, refresh: refreshFacts, progress: () => undefined },
  );
});
afterEach(() => db.close());

async function exported(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const batch of readUtterances(db.store, everything))
    for (const { id, text } of batch) found[id] = text;
  return found;
}

describe('the route gate', () => {
  it('lets nothing of LinkedIn’s members and only the ids of X leave as a corpus', async () => {
    expect(await exported()).toEqual({
      'bluesky:bluesky-1': 'asked on bluesky, is it so?',
      'bluesky:bluesky-2': 'said on bluesky',
      'linkedin:linkedin-2': 'said on linkedin',
      'x:x-1': '',
      'x:x-2': 'said on x',
    });
    const speakers = [];
    for await (const batch of readSpeakers(db.store, everything)) speakers.push(...batch.map(({ id }) => id));
    expect(speakers).not.toContain('linkedin:did:ann');
    expect(speakers).toContain('x:did:ann');
    expect(await leftOut(db.store, everything)).toEqual({ missing: 0, reposts: 0, closed: 1 });
  });

  it('opens where the company brought the same message in a file', async () => {
    const author = { id: 'did:ann', handle: 'ann' };
    await importAll(db, [
      fileOf('export', [
        said('linkedin-1', 'ann', '2026-01-05T09:00:00Z', 'asked on linkedin, is it so?', {
          source: 'linkedin',
          author,
        }),
        said('x-1', 'ann', '2026-01-05T09:00:00Z', 'asked on x, is it so?', { source: 'x', author }),
      ]),
    ]);
    expect(await exported()).toMatchObject({
      'linkedin:linkedin-1': 'asked on linkedin, is it so?',
      'x:x-1': 'asked on x, is it so?',
    });
    expect((await readGate(db.store)).open).toBe(true);
  });

  it('keeps their rows and words out of tables and answers', async () => {
    const gate = await readGate(db.store);
    const row = (source: string) => ({
      source,
      message: `${source}-1`,
      who: 'person 1',
      text: 'asked',
      state: 'waiting',
    });
    expect(gatedRows([row('linkedin'), row('x'), row('bluesky'), { week: '2026-W01', n: 3 }], gate)).toEqual([
      { ...row('x'), who: '', text: '' },
      row('bluesky'),
      { week: '2026-W01', n: 3 },
    ]);
    const voice = (source: string): Voice => ({
      text: 'asked',
      who: 'person 1',
      channel: 'acme',
      at: now,
      note: '',
      href: `/thread/${source}/${source}-1`,
    });
    const answer = waitingAnswer(0.5, { voices: ['linkedin', 'x', 'bluesky'].map(voice) });
    expect(gatedFinding(answer, gate)).toMatchObject({
      voices: [voice('bluesky')],
      caveats: [expect.stringContaining('terms keep them here')],
    });
  });
});
