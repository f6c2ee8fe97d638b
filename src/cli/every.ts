import { Problem } from '../model/problem.ts';

const least = 5;

/** A pause such as `15m` or `2h` in milliseconds, at least five minutes. Throws a Problem for anything else. */
export function everyOf(typed: string, option: string): number {
  const [, number, unit] = /^(\d{1,4})(m|h)$/.exec(typed) ?? [];
  const minutes = Number(number) * (unit === 'h' ? 60 : 1);
  if (minutes >= least) return minutes * 60_000;
  throw new Problem(
    `“${typed}” is no pause between two syncs.`,
    `Write minutes or hours, at least ${least} minutes: --${option} 15m, --${option} 2h.`,
  );
}
