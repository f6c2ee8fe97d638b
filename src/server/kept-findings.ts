import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { filterQuery } from '../measures/filter.ts';
import type { Finding } from '../model/finding.ts';
import { type Asking, everyMeasureReads, type Measure } from '../model/measure.ts';
import type { Plan } from '../model/plan.ts';
import type { Store } from '../model/store.ts';
import type { Database } from '../store/database.ts';
import { keepFinding, keptFinding } from '../store/findings.ts';
import { dataVersion } from '../store/imports.ts';
import { inTurn } from './in-turn.ts';

const inMemory = 200;
/** What a part hangs on besides the data, as of a measure. */
type PartReads = Pick<Measure, 'reads' | 'readsOfPlan'>;

/** Answers a measure, from what was answered before where question, data and plan are the same. */
export interface KeptFindings {
  answer(measure: Measure, asking: Asking): Promise<Finding>;
  /** What is no Finding and costly to find all the same, kept alike under a word of its own. It stands JSON. */
  part<T>(word: string, asking: Asking, reads: PartReads, find: () => Promise<T>): Promise<T>;
  /** Waits until everything under way is written. */
  settle(): Promise<void>;
}

/** JSON knows no NaN, which stands for a value that cannot be told. */
function revived(finding: Finding): Finding {
  if (finding.kind !== 'answer') return finding;
  return {
    ...finding,
    estimates: finding.estimates.map((one) => ({ ...one, value: one.value ?? Number.NaN })),
  };
}

/** The build that answers, so that what an older one kept under the same version is not taken for its answer. */
const build = builtFrom();

function builtFrom(): string {
  try {
    return readFileSync(new URL('../built-from', import.meta.url), 'utf8').slice(0, 12);
  } catch {
    return 'source';
  }
}

/** The key under which a Finding is kept: whatever could change it, and of the plan only what its measure reads. */
export function findingKey(measure: Measure, asking: Asking): string {
  return [measure.word, filterQuery(asking.filter), ...stateOf(asking, measure)].join(' | ');
}

function stateOf(asking: Asking, { reads, readsOfPlan }: Pick<Measure, 'reads' | 'readsOfPlan'>) {
  const { dataVersion, codingVersion, actsVersion, plan, seed, program } = asking;
  const besides = { codes: ` ${codingVersion}`, acts: ` acts ${actsVersion}`, nothing: '' }[
    reads ?? 'nothing'
  ];
  const data = `${dataVersion}${besides}`;
  return [data, readsOfPlan ? partsKey(plan, readsOfPlan) : plan.version, seed, program, build];
}

function partsKey(plan: Plan, parts: (keyof Plan)[]): string {
  const read = [...everyMeasureReads, ...parts].filter((part) => part !== 'version');
  const text = JSON.stringify(read.map((part) => [part, plan[part]]));
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The same answer, read with the plan as it is now. */
function readWith(finding: Finding, { plan }: Asking): Finding {
  if (finding.made.planVersion === plan.version) return finding;
  return { ...finding, made: { ...finding.made, planVersion: plan.version } };
}

/**
 * @param busy true while an import holds the database's one writer: what is found then is kept in memory only.
 * @param failed told of a Finding that could not be written; the answer itself stands.
 */
export function keepFindings(
  db: Database,
  busy: () => boolean,
  failed: (error: unknown) => void,
): KeptFindings {
  const memory = new Map<string, Promise<unknown>>();
  // the engine gives each question all processors; several at once take as long and hold more memory
  const fewAtOnce = inTurn(2);
  const writing = new Set<Promise<void>>();

  /** From the database, else found and written there. */
  async function kept<T>(
    store: Store,
    key: string,
    find: () => Promise<T>,
    revive: (kept: T) => T,
  ): Promise<T> {
    const known = await keptFinding<T>(store, key);
    if (known) return revive(known);
    const version = await dataVersion(db.store);
    const found = await find();
    if (!busy()) {
      const write = keepFinding(db, key, found, version).catch(failed);
      writing.add(write);
      void write.finally(() => writing.delete(write));
    }
    return found;
  }

  /** What is under way or was asked lately, else what the database holds. */
  function once<T>(
    store: Store,
    key: string,
    find: () => Promise<T>,
    revive: (kept: T) => T = (same) => same,
  ): Promise<T> {
    const known = memory.get(key) as Promise<T> | undefined;
    if (known) {
      memory.delete(key);
      memory.set(key, known);
      return known;
    }
    const found = kept(store, key, find, revive);
    memory.set(key, found);
    found.catch(() => memory.delete(key));
    for (const oldest of memory.keys()) {
      if (memory.size <= inMemory) break;
      memory.delete(oldest);
    }
    return found;
  }

  return {
    async answer(measure, asking) {
      const { store } = asking;
      const remembered = <T>(key: string, find: () => Promise<T>) =>
        once(store, ['part', key, ...stateOf(asking, { readsOfPlan: [] })].join(' | '), find);
      const finding = await once(
        store,
        findingKey(measure, asking),
        () => fewAtOnce(() => measure.answer({ ...asking, remembered })),
        revived,
      );
      return readWith(finding, asking);
    },
    part: (word, asking, reads, find) =>
      once(asking.store, ['part', word, ...stateOf(asking, reads)].join(' | '), () => fewAtOnce(find)),
    async settle() {
      await Promise.allSettled([...memory.values()]);
      await Promise.allSettled([...writing]);
    },
  };
}
