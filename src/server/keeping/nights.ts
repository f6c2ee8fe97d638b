import type { Plan } from '../../model/plan.ts';

const hour = 3_600_000;

/** Does work once a night while a server runs. */
export interface Nights {
  /** Does it where it is due, and resolves when that is done; at once where it is at work already. */
  tick(): Promise<void>;
  stop(): void;
}

export interface NightWorld {
  work(plan: Plan): Promise<unknown>;
  /** When it was last done, ISO UTC; undefined where it never was. */
  last(): Promise<string | undefined>;
  plan(): Promise<{ plan: Plan; problem?: unknown }>;
  now(): Date;
  /** Calls the work again and again until the returned function is called. */
  repeat(work: () => void): () => void;
  report(error: unknown): void;
}

/** Between one and five in the workspace's zone; at any hour after a day and a half without, and where it never was done. */
export function keepNights({ work, last, plan, now, repeat, report }: NightWorld): Nights {
  let working = false;
  async function tick(): Promise<void> {
    if (working) return;
    working = true;
    try {
      const inForce = await plan();
      // Nothing is removed by a plan that cannot be read.
      if (!inForce.problem && isDue(await last(), now(), inForce.plan.zone)) await work(inForce.plan);
    } catch (error) {
      report(error);
    } finally {
      working = false;
    }
  }
  return { tick, stop: repeat(() => void tick()) };
}

/** Whether it is time again. */
export function isDue(last: string | undefined, now: Date, zone: string): boolean {
  if (last === undefined) return true;
  const since = now.getTime() - Date.parse(last);
  return since >= 36 * hour || (since >= 12 * hour && isNight(now, zone));
}

function isNight(now: Date, zone: string): boolean {
  const clock = new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' });
  const at = Number(clock.format(now));
  return at >= 1 && at < 5;
}
