import type { ConnectionState } from '../../model/connection.ts';
import type { Plan } from '../../model/plan.ts';
import { isProblem } from '../../model/problem.ts';
import type { SyncDesk } from './desk.ts';

const day = 24 * 3_600_000;

/** Reads connected accounts by itself, one after another. */
export interface Schedule {
  /** Reads each account that is due, and resolves when that is done; at once where it is at work already. */
  tick(): Promise<void>;
  stop(): void;
}

export interface ScheduleWorld {
  desk: SyncDesk;
  connections(): Promise<ConnectionState[]>;
  plan(): Promise<{ plan: Plan; problem?: unknown }>;
  now(): Date;
  /** Milliseconds between two syncs of an account; after each one that failed twice as long, at most a day. */
  every: number;
  /** Calls the work again and again until the returned function is called. */
  repeat(work: () => void): () => void;
  report(error: unknown): void;
}

/** Starts at once; an account that was read lately is left until its time has come. */
export function keepSchedule(world: ScheduleWorld): Schedule {
  const { desk, now, every } = world;
  const failures = new Map<string, number>();
  const asked = new Map<string, number>();
  let working = false;
  let stopped = false;

  function due({ name, startedAt, problem }: ConnectionState): boolean {
    const failed = failures.get(name) ?? (problem ? 1 : 0);
    const pause = Math.min(every * 2 ** failed, Math.max(day, every));
    const last = Math.max(asked.get(name) ?? 0, startedAt ? Date.parse(startedAt) : 0);
    return now().getTime() >= last + pause;
  }

  async function tick(): Promise<void> {
    if (working || stopped) return;
    working = true;
    try {
      const { plan, problem } = await world.plan();
      // What is written is made with the plan as it stands, or not at all.
      if (problem) return;
      for (const one of await world.connections()) {
        if (stopped || desk.running(one.name) || !due(one)) continue;
        asked.set(one.name, now().getTime());
        try {
          await desk.run({ name: one.name, who: 'schedule', plan });
          failures.set(one.name, 0);
        } catch (error) {
          failures.set(one.name, (failures.get(one.name) ?? (one.problem ? 1 : 0)) + 1);
          if (!isProblem(error)) world.report(error);
        }
      }
    } catch (error) {
      world.report(error);
    } finally {
      working = false;
    }
  }

  const end = world.repeat(() => void tick());
  return {
    tick,
    stop() {
      stopped = true;
      end();
    },
  };
}
