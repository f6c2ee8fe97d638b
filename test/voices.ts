import { cellText } from '../src/facts/coding.ts';
import { type DrawRequest, drawItems } from '../src/facts/draw.ts';
import type { Act } from '../src/model/act.ts';
import { defaultFilter, type Filter } from '../src/model/filter.ts';
import type { Asking } from '../src/model/measure.ts';
import type { Message } from '../src/model/message.ts';
import { cellsFor } from '../src/server/coding/size.ts';
import { seeded } from '../src/stats/random.ts';
import type { Database } from '../src/store/database.ts';
import { addReadings, beginRun, endRun, textHashSql } from '../src/store/machine-runs.ts';
import { coded, codingAct, write } from './coding.ts';
import { fileOf, importAll, said, testPlan } from './reading.ts';

/** What is true of a made-up message: its codes, `facet/code`. */
export type Truth = Map<string, string[]>;

export interface Made {
  messages: Message[];
  truth: Truth;
}

const words: Record<string, string[]> = {
  'does/question': ['does the seal kit fit the old housing', 'how hot may the casing get in summer'],
  'does/request': ['please send the data sheet for the new model', 'could you call us back about the order'],
  'does/complaint': [
    'third week without the spare part and no word',
    'the portal is down again, what a mess',
  ],
  'does/praise': ['the new manual is a joy to read, well done', 'your fitter knew every valve by name'],
  'cares/need': [
    'we have to halve our water by the year after next',
    'new colleagues must learn this faster',
  ],
};

export interface World {
  /** Messages from outside on each channel. */
  many: number;
  channels: string[];
  /** Share of messages with each code. */
  shares: Record<string, number>;
  people: number;
  /** Days over which they are written, from the 1st of March 2026. */
  days: number;
  seed: number;
  /** First number of the ids. */
  from?: number;
  /** First day. */
  start?: string;
  /** True for messages that our side writes. */
  own?: boolean;
}

/** People write to our channels, each message with codes drawn at the given shares and words that fit them. */
export function madeUp({
  many,
  channels,
  shares,
  people,
  days,
  seed,
  from = 0,
  start = '2026-03-01',
  own = false,
}: World): Made {
  const random = seeded(seed);
  const truth: Truth = new Map();
  const first = Date.parse(`${start}T00:00:00Z`);
  const messages = channels.flatMap((channel, k) =>
    Array.from({ length: many }, (_, n): Message => {
      const id = `${channel}-${from + n}`;
      const codes = Object.entries(shares).flatMap(([code, share]) =>
        random.uniform() < share ? [code] : [],
      );
      truth.set(id, codes);
      const text =
        codes.map((code) => words[code]?.[random.integer(0, 1)] ?? code).join('; ') ||
        'nice picture of the works today';
      const at = new Date(first + Math.floor(((n + 0.5) / many) * days * 86_400_000) + k).toISOString();
      const who = random.integer(1, people);
      return own
        ? said(id, channel, at, `${text} ${n}`)
        : said(id, `p${who}`, at, `@${channel} ${text} ${n}`);
    }),
  );
  return { messages, truth };
}

/** Imports them; the last day is the end of the data. */
export async function bringIn(
  db: Database,
  { messages }: Made,
  channels: string[],
  until: string,
): Promise<void> {
  await importAll(db, [fileOf('made-up', messages, { ownAccounts: channels, observedUntil: until })]);
}

/** Draws a sample as the product does and keeps it as acts. */
export async function draw(
  db: Database,
  word: string,
  facets: string[],
  rest: Partial<DrawRequest>,
): Promise<string[]> {
  const request: DrawRequest = {
    of: 'others',
    channels: [],
    design: 'simple',
    strata: [],
    size: 100,
    twice: 40,
    seed: 1,
    ...rest,
  };
  // what is picked here is drawn at random, since no machine has read it
  const drawnAs = { ...request, design: request.design === 'picked' ? ('simple' as const) : request.design };
  const { items, population, cells } = await drawItems(db.store, drawnAs, cellsFor);
  const { of, design, strata, channels, seed, twice, from, to } = request;
  await write(
    db,
    codingAct('sample', 'ann', undefined, {
      word,
      design,
      of,
      facets,
      size: items.length,
      seed,
      strata,
      channels,
      twice,
      population,
      cells: cells.map(cellText),
      ...(from && { from }),
      ...(to && { to }),
    }),
    ...items.map(({ ref, place, probability, stratum, twice: two }) =>
      codingAct('drawn', 'ann', ref.nativeId, {
        sample: word,
        place,
        ...(probability !== undefined && { probability }),
        stratum,
        twice: two,
      }),
    ),
  );
  return items.map(({ ref }) => ref.nativeId);
}

export interface Coder {
  who: string;
  /** How often this coder gets a code of a message wrong, either way. */
  errs?: number;
  seed?: number;
}

/** Coders code messages of a sample by what is true of them. */
export async function codeBy(
  db: Database,
  sample: string,
  ids: readonly string[],
  truth: Truth,
  { facets, codes, coders }: { facets: string[]; codes: string[]; coders: Coder[] },
): Promise<void> {
  const acts: Act[] = coders.flatMap(({ who, errs = 0, seed = 7 }) => {
    const random = seeded(seed);
    return ids.map((id) => {
      const said = codes.filter((code) => (truth.get(id) ?? []).includes(code) !== random.uniform() < errs);
      return coded(sample, who, id, said, facets);
    });
  });
  await write(db, ...acts);
}

export function askingOf(db: Database, filter: Partial<Filter> = {}, rest: Partial<Asking> = {}): Asking {
  return {
    store: db.store,
    filter: { ...defaultFilter, period: 'all', ...filter },
    plan: testPlan,
    seed: 1,
    dataVersion: 1,
    program: 'test',
    ...rest,
  };
}

/** A machine labels messages: mostly right, with scores that lie apart from 0 and 1. Messages in `silent` get none. */
export async function labelBy(
  db: Database,
  truth: Truth,
  codes: string[],
  { errs = 0.1, seed = 11, silent = new Set<string>() } = {},
): Promise<void> {
  const random = seeded(seed);
  const rows = await db.store.query<{ id: number; nativeId: string }>(
    'SELECT message_id AS id, native_id AS "nativeId" FROM message WHERE NOT placeholder ORDER BY message_id',
  );
  const run = await beginRun(db, {
    coder: 'learned',
    version: '1',
    codebook: '1',
    at: '2026-11-20T00:00:00Z',
    who: 'test',
    codes,
    trainedOn: {},
  });
  const texts = await db.store.query<{ id: number; hash: string }>(
    `SELECT message_id AS id, ${textHashSql('text')} AS hash FROM message`,
  );
  const hash = new Map(texts.map((row) => [row.id, row.hash]));
  const readings = rows
    .filter(({ nativeId }) => truth.has(nativeId) && !silent.has(nativeId))
    .map(({ id, nativeId }) => ({
      id,
      textHash: hash.get(id) as string,
      scores: codes.map((code) =>
        (truth.get(nativeId) ?? []).includes(code) !== random.uniform() < errs
          ? 0.6 + 0.3 * random.uniform()
          : 0.1 + 0.3 * random.uniform(),
      ),
    }));
  await addReadings(db, run, codes, readings);
  await endRun(db, run, {});
}
