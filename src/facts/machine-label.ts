import type { Store } from '../model/store.ts';
import { machineRuns, textHashSql } from '../store/machine-runs.ts';

/** The scores that machines gave messages, by `facet/code`: a place a message, NaN where the run said nothing of it. */
export type MachineScores = ReadonlyMap<string, Float64Array>;

/**
 * The scores of these codes (`facet/code`) for messages, given by their ids, that were written in a stretch of time (ISO
 * UTC, `to` exclusive). Of each facet the newest finished run holds that gives codes of it, whichever coder made it; a
 * code that no run gives is left out. `only` names one run by its id.
 */
export async function machineScores(
  store: Store,
  codes: readonly string[],
  messages: Float64Array,
  { from, to, only }: { from: string; to: string; only?: number },
): Promise<MachineScores> {
  const runs = (await machineRuns(store)).filter(
    ({ id, state }) => state === 'done' && (only === undefined || id === only),
  );
  const scores = new Map<string, Float64Array>();
  const stale = new Map<number, Float64Array>();
  let place: Int32Array | undefined;
  for (const [facet, wanted] of byFacet(codes)) {
    const run = runs.find((one) => one.codes.some((code) => facetOf(code) === facet));
    const given = wanted.filter((code) => run?.codes.includes(code));
    if (!run || given.length === 0) continue;
    const [ids, ...columns] = await readScores(store, run.id, given, { from, to });
    const gone = stale.get(run.id) ?? (await changedSince(store, run.id));
    stale.set(run.id, gone);
    place ??= placesOf(messages);
    for (const [at, code] of given.entries()) {
      const own = new Float64Array(messages.length).fill(Number.NaN);
      putAt(own, place, ids, columns[at] as Float64Array);
      for (const id of gone) if (place[id] >= 0) own[place[id]] = Number.NaN;
      scores.set(code, own);
    }
  }
  return scores;
}

const facetOf = (code: string) => code.split('/')[0] as string;

function byFacet(codes: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const code of codes) found.set(facetOf(code), [...(found.get(facetOf(code)) ?? []), code]);
  return found;
}

/** Ids of messages in no order, and a column of scores a code. A row a message comes over, not one a label. */
function readScores(
  store: Store,
  run: number,
  codes: readonly string[],
  span: { from: string; to: string },
): Promise<Float64Array[]> {
  const named = codes.map((code, k) => [`code${k}`, code] as const);
  return store.numbers(
    `SELECT l.message_id::DOUBLE, ${named.map(([name]) => `max(l.score) FILTER (WHERE l.code = $${name})`).join(', ')}
    FROM machine_label l JOIN turn t ON t.message_id = l.message_id
    WHERE l.run_id = $run AND l.code IN (${named.map(([name]) => `$${name}`).join(', ')})
      AND t.written_at >= $from::TIMESTAMP AND t.written_at < $to::TIMESTAMP
    GROUP BY l.message_id`,
    { ...Object.fromEntries(named), run, ...span },
  );
}

/** Messages whose text has changed since the run read them, so that its labels hold no more. */
async function changedSince(store: Store, run: number): Promise<Float64Array> {
  const [ids] = await store.numbers(
    `SELECT d.message_id::DOUBLE FROM machine_reading d JOIN message m ON m.message_id = d.message_id
    WHERE d.run_id = $run AND ${textHashSql('m.text')} IS DISTINCT FROM d.text_hash`,
    { run },
  );
  return ids as Float64Array;
}

/** The place of each message by its id; -1 for others. */
function placesOf(messages: Float64Array): Int32Array {
  const last = messages.reduce((most, id) => Math.max(most, id), -1);
  const place = new Int32Array(last + 1).fill(-1);
  for (let i = 0; i < messages.length; i++) place[messages[i]] = i;
  return place;
}

function putAt(into: Float64Array, place: Int32Array, ids: Float64Array, scores: Float64Array): void {
  for (let row = 0; row < ids.length; row++) {
    const at = place[ids[row]];
    if (at >= 0) into[at] = scores[row];
  }
}
