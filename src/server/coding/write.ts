import { randomUUID } from 'node:crypto';
import { refreshFacts } from '../../facts/index.ts';
import type { Act } from '../../model/act.ts';
import { isProblem } from '../../model/problem.ts';
import { addActs } from '../../store/acts.ts';
import type { Serving } from '../serving.ts';

/** Writes acts of coding down, now. */
export async function writeCoding(
  serving: Serving,
  acts: Pick<Act, 'kind' | 'detail' | 'message' | 'who'>[],
): Promise<void> {
  const { plan } = await serving.plan();
  const at = serving.world.now().toISOString();
  await addActs(
    serving.db,
    acts.map((act): Act => ({ id: randomUUID(), at, ...act })),
    { plan, refresh: refreshFacts },
  );
}

/** What was wrong with a form, so that it can be shown again with it. Throws what is no Problem. */
export function wrongOf(error: unknown): { message: string; help?: string | undefined } {
  if (!isProblem(error)) throw error;
  return { message: error.message, help: error.help };
}
