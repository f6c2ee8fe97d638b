import { z } from 'zod';
import { type Act, codingKinds, isCodingKind, isJournalKind } from '../model/act.ts';
import type { Plan } from '../model/plan.ts';
import { Problem } from '../model/problem.ts';
import type { Store, WritingStore } from '../model/store.ts';
import { codingHolds } from './coding-acts.ts';
import type { Database } from './database.ts';
import { type RefreshFacts, raiseDataVersion } from './ingest.ts';
import { journalHolds, seenShape } from './journal-acts.ts';
import { personHolds } from './person-acts.ts';

const isTime = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));

/** A detail that facts could not read would stand in the way of every later import. */
const holds: Record<Act['kind'], (detail: Act['detail']) => boolean> = {
  'answered-elsewhere': ({ at }) => isTime(at),
  'needs-no-answer': () => true,
  'expects-answer': ({ expects }) => typeof expects === 'boolean',
  'observed-until': ({ channel, until }) => typeof channel === 'string' && isTime(until),
  'plan-edit': ({ before, after, what }) => [before, after, what].every((one) => typeof one === 'string'),
  undo: ({ act }) => typeof act === 'string',
  ...personHolds,
  ...journalHolds,
  ...codingHolds,
};

const actShape: z.ZodType<Act> = z
  .object({
    id: z.string().min(1),
    at: z.string().refine(isTime),
    who: z.string(),
    kind: z.enum(Object.keys(holds) as [Act['kind'], ...Act['kind'][]]),
    message: z.object({ source: z.string(), nativeId: z.string() }).optional(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
    seen: seenShape.optional(),
  })
  .refine(({ kind, detail }) => holds[kind](detail));

/** Adds an act and brings the facts about its message up to date. Acts are never changed or removed. */
export async function addAct(
  db: Database,
  act: Act,
  world: { plan: Plan; refresh: RefreshFacts },
): Promise<void> {
  await addActs(db, [act], world);
}

/**
 * Adds acts that are not there yet (by id), for reading a back-up's text in again. Returns how many were new. Acts of
 * the journal and of coding change no number but of codes, so that answers kept before stay good; a logged change is the
 * exception.
 */
export async function addActs(
  db: Database,
  acts: Act[],
  world: { plan: Plan; refresh: RefreshFacts },
): Promise<number> {
  return db.transaction(async (store) => {
    const kinds = await kindsOf(store, acts);
    const fresh: Act[] = [];
    for (const act of acts) {
      if (kinds.has(act.id)) continue;
      kinds.set(act.id, act.kind);
      fresh.push(act);
    }
    await insert(store, fresh);
    if (fresh.every((act) => isQuiet(act, kinds))) return fresh.length;
    // no fact of a message itself hangs on an act: both stay empty
    await store.run('CREATE TEMP TABLE touched (message_id INTEGER)');
    await store.run('CREATE TEMP TABLE changed_id (source VARCHAR, native_id VARCHAR)');
    await world.refresh(store, 'touched', world.plan);
    await raiseDataVersion(store);
    return fresh.length;
  });
}

/** The kinds of acts by their id, of those that are given and those that they name. */
async function kindsOf(store: Store, acts: Act[]): Promise<Map<string, string>> {
  const ids = acts.flatMap((act) => [act.id, namedBy(act) ?? act.id]);
  const rows = await store.query<{ id: string; kind: string }>(
    `SELECT act_id AS id, kind FROM act WHERE act_id IN (SELECT unnest(from_json($ids, '["VARCHAR"]')))`,
    { ids: JSON.stringify(ids) },
  );
  return new Map(rows.map(({ id, kind }) => [id, kind]));
}

/** The act that is taken back or put right. */
function namedBy({ kind, detail }: Act): string | undefined {
  if (kind === 'undo') return String(detail.act);
  return kind === 'correction' ? String(detail.of) : undefined;
}

/**
 * True for acts that change no fact. A logged change is marked on charts and read by series, so that answers are made
 * anew, as by an act about the data.
 */
function isQuiet(act: Act, kinds: Map<string, string>): boolean {
  const named = namedBy(act);
  const about = named === undefined ? act.kind : kinds.get(named);
  if (about === undefined) return act.kind === 'correction';
  return about !== 'change' && (isJournalKind(about) || isCodingKind(about));
}

/** In one piece: a row at a time, acts with what was seen would each take a block of the engine's memory. */
async function insert(store: WritingStore, acts: Act[]): Promise<void> {
  if (acts.length === 0) return;
  const names = ['act_id', 'done_at', 'who', 'kind', 'source', 'native_id', 'detail'];
  await store.run(`CREATE TEMP TABLE new_act (${names.map((name) => `${name} VARCHAR`).join(', ')})`);
  const column = (of: (act: Act) => string | null) => ({ type: 'text' as const, values: acts.map(of) });
  await store.append('temp.new_act', [
    column(({ id }) => id),
    column(({ at }) => at),
    column(({ who }) => who),
    column(({ kind }) => kind),
    column(({ message }) => message?.source ?? null),
    column(({ message }) => message?.nativeId ?? null),
    column(({ detail, seen }) => JSON.stringify(seen ? { ...detail, seen } : detail)),
  ]);
  await store.run('INSERT INTO act BY NAME SELECT * REPLACE (done_at::TIMESTAMP AS done_at) FROM new_act');
}

/** Changes with every code that is given or taken back; part of the key of Findings that rest on codes. */
export async function codingVersion(store: Store): Promise<number> {
  const [{ n }] = await store.query<{ n: number }>(
    `SELECT count(*)::INTEGER AS n FROM act
    WHERE kind IN (${[...codingKinds, 'undo'].map((kind) => `'${kind}'`).join(', ')})`,
  );
  return n;
}

/** Changes with every act; part of the key of Findings that rest on what people decided or wrote down. */
export async function actsVersion(store: Store): Promise<number> {
  const [{ n }] = await store.query<{ n: number }>('SELECT count(*)::INTEGER AS n FROM act');
  return n;
}

interface ActRow {
  row: number;
  id: string;
  at: string;
  who: string;
  kind: Act['kind'];
  source: string | null;
  nativeId: string | null;
  detail: string;
}

/** Acts that were read, in their order, up to a row of the table. */
interface Known {
  acts: Act[];
  row: number;
}
const known = new WeakMap<Store, Promise<Known>>();

/**
 * All acts in the order in which they were done. As acts are only ever added, those that were read before are not read
 * again, and as long as none is added it is the same list: nobody may change it.
 */
export async function listActs(store: Store): Promise<Act[]> {
  // what a transaction sees may yet be taken back
  if ('run' in store) return (await newer(store, { acts: [], row: -1 })).acts;
  const reading = store.behind ?? store;
  const before = known.get(reading);
  const now = (async () => newer(reading, (await before?.catch(() => undefined)) ?? { acts: [], row: -1 }))();
  known.set(reading, now);
  now.catch(() => known.delete(reading));
  return (await now).acts;
}

async function newer(store: Store, before: Known): Promise<Known> {
  const rows = await store.query<ActRow>(
    `SELECT rowid::DOUBLE AS row, act_id AS id, strftime(done_at, '%Y-%m-%dT%H:%M:%S.%gZ') AS "at", who, kind, source,
      native_id AS "nativeId", detail FROM act WHERE rowid > $row`,
    { row: before.row },
  );
  if (rows.length === 0) return before;
  const acts = [...before.acts, ...rows.map(actOf)];
  acts.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
  return { acts, row: Math.max(...rows.map(({ row }) => row)) };
}

function actOf({ row: _, source, nativeId, detail, ...row }: ActRow): Act {
  const { seen, ...rest } = JSON.parse(detail) as Act['detail'] & { seen?: unknown };
  return {
    ...row,
    ...(source !== null && nativeId !== null ? { message: { source, nativeId } } : {}),
    detail: rest,
    ...(seen === undefined ? {} : { seen: seenShape.parse(seen) }),
  };
}

/** Acts as text, one JSON object a line: what a back-up keeps beside the database. */
export async function actsAsText(store: Store): Promise<string> {
  return (await listActs(store)).map((act) => `${JSON.stringify(act)}\n`).join('');
}

/** Reads the text of `actsAsText`; a Problem names the line that is no act. */
export function readActs(text: string): Act[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [actShape.parse(JSON.parse(line))];
    } catch (cause) {
      throw new Problem(
        `acts.jsonl, line ${index + 1} is no act.`,
        'Take the line out, or restore another back-up.',
        {
          cause,
        },
      );
    }
  });
}
