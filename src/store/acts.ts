import { z } from 'zod';
import { type Act, isJournalKind } from '../model/act.ts';
import type { Plan } from '../model/plan.ts';
import { Problem } from '../model/problem.ts';
import type { Param, Store, WritingStore } from '../model/store.ts';
import type { Database } from './database.ts';
import { type RefreshFacts, raiseDataVersion } from './ingest.ts';
import { journalHolds, seenShape } from './journal-acts.ts';

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
  ...journalHolds,
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
 * the journal alone change no number, so that answers kept before stay good; a logged change is the exception.
 */
export async function addActs(
  db: Database,
  acts: Act[],
  world: { plan: Plan; refresh: RefreshFacts },
): Promise<number> {
  return db.transaction(async (store) => {
    let added = 0;
    let aboutData = false;
    // no fact of a message itself hangs on an act: both stay empty
    await store.run('CREATE TEMP TABLE touched (message_id INTEGER)');
    await store.run('CREATE TEMP TABLE changed_id (source VARCHAR, native_id VARCHAR)');
    for (const act of acts) {
      const [known] = await store.query('SELECT 1 AS one FROM act WHERE act_id = $id', { id: act.id });
      if (known) continue;
      added++;
      await insert(store, act);
      aboutData ||= !(await isOfJournal(store, act));
    }
    if (!aboutData) return added;
    await world.refresh(store, 'touched', world.plan);
    await raiseDataVersion(store);
    return added;
  });
}

/** A logged change is marked on charts and read by series, so that answers are made anew, as by an act about the data. */
async function isOfJournal(store: Store, { kind, detail }: Act): Promise<boolean> {
  if (kind === 'change') return false;
  if (kind !== 'undo' && kind !== 'correction') return isJournalKind(kind);
  const [undone] = await store.query<{ kind: string }>('SELECT kind FROM act WHERE act_id = $id', {
    id: String(kind === 'undo' ? detail.act : detail.of),
  });
  return undone ? isJournalKind(undone.kind) && undone.kind !== 'change' : kind === 'correction';
}

async function insert(store: WritingStore, act: Act): Promise<void> {
  const params: Record<string, Param> = {
    id: act.id,
    at: act.at,
    who: act.who,
    kind: act.kind,
    source: act.message?.source ?? null,
    nativeId: act.message?.nativeId ?? null,
    detail: JSON.stringify(act.seen ? { ...act.detail, seen: act.seen } : act.detail),
  };
  await store.run(
    `INSERT INTO act BY NAME SELECT $id AS act_id, $at::TIMESTAMP AS done_at, $who AS who, $kind AS kind,
      $source AS source, $nativeId AS native_id, $detail AS detail`,
    params,
  );
}

/** All acts in the order in which they were done. */
export async function listActs(store: Store): Promise<Act[]> {
  const rows = await store.query<{
    id: string;
    at: string;
    who: string;
    kind: Act['kind'];
    source: string | null;
    nativeId: string | null;
    detail: string;
  }>(`SELECT act_id AS id, strftime(done_at, '%Y-%m-%dT%H:%M:%S.%gZ') AS "at", who, kind, source, native_id AS "nativeId", detail
    FROM act ORDER BY done_at, act_id`);
  return rows.map(({ source, nativeId, detail, ...row }) => {
    const { seen, ...rest } = JSON.parse(detail) as Act['detail'] & { seen?: unknown };
    return {
      ...row,
      ...(source !== null && nativeId !== null ? { message: { source, nativeId } } : {}),
      detail: rest,
      ...(seen === undefined ? {} : { seen: seenShape.parse(seen) }),
    };
  });
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
