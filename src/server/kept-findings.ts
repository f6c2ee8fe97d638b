import { readFileSync } from 'node:fs';
import { filterQuery } from '../measures/filter.ts';
import type { Finding } from '../model/finding.ts';
import type { Asking, Measure } from '../model/measure.ts';
import type { Database } from '../store/database.ts';
import { keepFinding, keptFinding } from '../store/findings.ts';
import { inTurn } from './in-turn.ts';

const inMemory = 200;

/** Answers a measure, from what was answered before where question, data and plan are the same. */
export interface KeptFindings {
  answer(measure: Measure, asking: Asking): Promise<Finding>;
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

/** The key under which a Finding is kept: whatever could change it. */
export function findingKey(measure: Measure, asking: Asking): string {
  const { filter, dataVersion, plan, seed, program } = asking;
  return [measure.word, filterQuery(filter), dataVersion, plan.version, seed, program, build].join(' | ');
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
  const memory = new Map<string, Promise<Finding>>();
  // the engine gives each question all processors; several at once take as long and hold more memory
  const fewAtOnce = inTurn(2);
  const writing = new Set<Promise<void>>();

  async function find(key: string, measure: Measure, asking: Asking): Promise<Finding> {
    const kept = await keptFinding(asking.store, key);
    if (kept) return revived(kept);
    const finding = await fewAtOnce(() => measure.answer(asking));
    if (!busy()) {
      const write = keepFinding(db, key, finding).catch(failed);
      writing.add(write);
      void write.finally(() => writing.delete(write));
    }
    return finding;
  }

  return {
    answer(measure, asking) {
      const key = findingKey(measure, asking);
      const known = memory.get(key);
      if (known) {
        memory.delete(key);
        memory.set(key, known);
        return known;
      }
      const finding = find(key, measure, asking);
      memory.set(key, finding);
      finding.catch(() => memory.delete(key));
      for (const oldest of memory.keys()) {
        if (memory.size <= inMemory) break;
        memory.delete(oldest);
      }
      return finding;
    },
    async settle() {
      await Promise.allSettled([...memory.values()]);
      await Promise.allSettled([...writing]);
    },
  };
}
