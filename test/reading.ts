import { createHash } from 'node:crypto';
import { refreshFacts } from '../src/facts/index.ts';
import type { Message, Row } from '../src/model/message.ts';
import type { Plan } from '../src/model/plan.ts';
import type { ReadSummary } from '../src/model/reader.ts';
import { starterCodebook } from '../src/model/starter-codebook.ts';
import type { Database } from '../src/store/database.ts';
import { type Incoming, type IngestWorld, ingest } from '../src/store/ingest.ts';

/** A plan that states nothing but a zone. */
export const testPlan: Plan = {
  company: 'Test',
  zone: 'UTC',
  locale: 'en',
  own: {},
  business: { zone: 'UTC', days: [1, 2, 3, 4, 5], opens: 540, closes: 1020, holidays: [], assumed: true },
  closedAfterDays: 14,
  why: { reasons: [], untraceable: [] },
  goals: [],
  groups: [],
  channels: [],
  events: [],
  surveys: [],
  margins: [],
  salesCycle: {},
  tags: [],
  codebook: starterCodebook,
  agreement: 0.667,
  version: 'test',
  unknown: [],
};

/** A message on X, short to write down. */
export function said(
  nativeId: string,
  author: string,
  createdAt: string,
  text: string,
  rest: Partial<Message> = {},
): Message {
  const mentions = [...text.matchAll(/@(\w+)/g)].map(([, name]) => name);
  return {
    source: 'x',
    nativeId,
    kind: rest.parentId ? 'reply' : 'post',
    author: { id: author },
    text,
    createdAt,
    precision: 'instant',
    mentions,
    ...rest,
  };
}

/** A file that holds these rows, as if a reader had read it. */
export function fileOf(name: string, rows: (Message | Row)[], summary: Partial<ReadSummary> = {}): Incoming {
  const batch = rows.map((row, index): Row => ('source' in row ? { line: index + 2, messages: [row] } : row));
  return {
    file: {
      name,
      shown: name,
      bytes: 0,
      head: async () => new Uint8Array(),
      stream: async function* () {},
    },
    sha256: createHash('sha256')
      .update(JSON.stringify([rows, summary]))
      .digest('hex'),
    reader: 'test',
    readerVersion: 1,
    reading: {
      rows: (async function* () {
        yield batch;
      })(),
      summary: () => ({
        ownAccounts: ['acme'],
        sides: 'both',
        encoding: 'utf-8',
        repaired: 0,
        notes: [],
        ...summary,
      }),
    },
  };
}

/** Imports files into a database under the test plan. */
export function importAll(db: Database, files: Incoming[], world: Partial<IngestWorld> = {}) {
  return ingest(db, files, {
    now: '2026-12-31T00:00:00Z',
    who: 'test',
    plan: testPlan,
    refresh: refreshFacts,
    progress: () => undefined,
    ...world,
  });
}
