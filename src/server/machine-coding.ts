import type { Coder, CoderCost, Labelled } from '../coders/coder.ts';
import type { CodedFacet } from '../coders/codes.ts';
import { learnedCoder } from '../coders/learned.ts';
import {
  type CodableChoice,
  type CodableMessage,
  codableAfter,
  codableCount,
  codableTexts,
  codedMessages,
} from '../facts/codable.ts';
import type { Progress } from '../model/import.ts';
import { Problem } from '../model/problem.ts';
import type { Store } from '../model/store.ts';
import type { Database } from '../store/database.ts';
import {
  addReadings,
  beginRun,
  dropRun,
  endRun,
  type MachineRun,
  machineRuns,
} from '../store/machine-runs.ts';

/** Texts by which the learned coder weighs the parts of a text. */
const weighed = 20_000;
/** Sides, channels and days that are coded; without sides, those that the facets are about. */
export type CodingChoice = Partial<CodableChoice>;

/** The learned coder of this workspace, taught by its human codings. Throws a Problem where these are too few. */
export async function learnedFrom(
  store: Store,
  codings: Parameters<typeof codedMessages>[1],
  options: { facets: readonly CodedFacet[]; codebook: string; seed: number; choice?: CodingChoice },
): Promise<Coder> {
  const { facets, codebook, seed, choice } = options;
  const coded = await codedMessages(store, codings);
  const texts = await codableTexts(store, choiceOf(facets, choice), seed, weighed);
  return learnedCoder({ facets, codebook, coded, texts, seed });
}

/** What a run would take, told before it begins. */
export async function machineCost(store: Store, coder: Coder, choice?: CodingChoice): Promise<CoderCost> {
  const total: CoderCost = { messages: 0, held: 0 };
  for await (const batch of batches(store, choiceOf(coder.facets, choice), 5000)) {
    const { messages, held, heldOf = {}, tokens, price, address } = coder.cost(batch);
    total.messages += messages;
    total.held += held;
    for (const [source, count] of Object.entries(heldOf))
      total.heldOf = { ...total.heldOf, [source]: (total.heldOf?.[source] ?? 0) + count };
    if (tokens)
      total.tokens = {
        sent: (total.tokens?.sent ?? 0) + tokens.sent,
        received: (total.tokens?.received ?? 0) + tokens.received,
      };
    if (price !== undefined) total.price = (total.price ?? 0) + price;
    if (address !== undefined) total.address = address;
  }
  return total;
}

const running = new WeakSet<Database>();

/**
 * Codes messages by machine and writes the run down. Its labels hold once it is whole; one that is broken off leaves
 * nothing behind but answers of a language model, which are not asked for again. Other work with the database goes on
 * between its steps. Throws a Problem while another run is under way.
 */
export async function codeByMachine(
  db: Database,
  coder: Coder,
  world: {
    who: string;
    /** ISO UTC. */
    now: string;
    choice?: CodingChoice;
    progress?: (progress: Progress) => void;
    signal?: AbortSignal;
  },
): Promise<MachineRun> {
  if (running.has(db))
    throw new Problem('A machine is coding messages already.', 'Wait until that run is done.');
  running.add(db);
  try {
    const choice = choiceOf(coder.facets, world.choice);
    const total = await codableCount(db.store, choice);
    const id = await beginRun(db, {
      coder: coder.word,
      version: coder.version,
      codebook: coder.codebook,
      at: world.now,
      who: world.who,
      codes: [...coder.codes],
      trainedOn: { ...coder.trainedOn },
    });
    try {
      let done = 0;
      for await (const batch of batches(db.store, choice, coder.batch)) {
        const labelled = await coder.label(batch, world.signal);
        await addReadings(db, id, coder.codes, readings(batch, labelled));
        done += batch.length;
        world.progress?.({ step: 'coding messages', done, total });
      }
      await endRun(db, id, coder.notes());
    } catch (error) {
      await dropRun(db, id);
      throw error;
    }
    const run = (await machineRuns(db.store)).find((one) => one.id === id);
    if (!run) throw new Error(`machine run ${id} is gone`);
    return run;
  } finally {
    running.delete(db);
  }
}

/** A message without any score was not labelled, so it is not among those that the run read. */
function readings(batch: readonly CodableMessage[], labelled: readonly Labelled[]) {
  const hashes = new Map(batch.map(({ id, textHash }) => [id, textHash]));
  return labelled.flatMap(({ id, scores, fold }) => {
    const textHash = hashes.get(id);
    return textHash === undefined || scores.every(Number.isNaN) ? [] : [{ id, textHash, fold, scores }];
  });
}

async function* batches(store: Store, choice: CodableChoice, most: number): AsyncGenerator<CodableMessage[]> {
  for (let after = -1; ; ) {
    const batch = await codableAfter(store, choice, after, most);
    const last = batch.at(-1);
    if (!last) return;
    yield batch;
    after = last.id;
  }
}

function choiceOf(facets: readonly CodedFacet[], choice: CodingChoice = {}): CodableChoice {
  return { sides: [...new Set(facets.map((facet) => facet.of))], ...choice };
}
