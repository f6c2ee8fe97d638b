import { outdated, refreshFacts } from '../facts/index.ts';
import type { Plan } from '../model/plan.ts';
import type { Database } from '../store/database.ts';
import { raiseDataVersion } from '../store/ingest.ts';

/** Draws all facts anew when the plan (own accounts, hours) or a rule is another one than they were last drawn with. */
export function keepFactsByPlan(db: Database): (plan: Plan) => Promise<void> {
  let drawn: string | undefined;
  let last: Promise<void> = Promise.resolve();

  async function draw(plan: Plan): Promise<void> {
    if (drawn === plan.version) return;
    if (await outdated(db.store, plan)) {
      await db.transaction(async (store) => {
        await refreshFacts(store, 'all', plan);
        await raiseDataVersion(store);
      });
    }
    drawn = plan.version;
  }

  return (plan) => {
    last = last.catch(() => undefined).then(() => draw(plan));
    return last;
  };
}
