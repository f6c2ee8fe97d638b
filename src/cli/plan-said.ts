import type { Plan } from '../model/plan.ts';
import { readPlanInForce } from '../workspace/last-plan.ts';
import type { Call } from './command.ts';
import { inert, wrap } from './plain-text.ts';

/**
 * The plan in force, for a command that tells numbers. What is wrong with the file is said first; it is thrown where the
 * answer goes into a file, in which nobody reads a notice.
 */
export async function planSaid({ dir, terminal }: Call, intoFile: boolean): Promise<Plan> {
  const { plan, problem } = await readPlanInForce(dir);
  if (!problem) return plan;
  if (intoFile) throw problem;
  const said = [problem.message, problem.help].filter(Boolean).join('\n');
  const stands = 'Until then the last plan that could be read stands, else the defaults.';
  terminal.err(`${inert(said)}\n${wrap(stands)}\n\n`);
  return plan;
}
