import { z } from 'zod';
import type { AccountCount } from '../model/connector.ts';

const whole = z.number().int().nonnegative();

/** How many follow an account, as the platform told it; undefined for what is no count, such as the -1 of a hidden one. */
export function followersOf(told: unknown, now: string): AccountCount | undefined {
  const value = whole.safeParse(told).data;
  return value === undefined ? undefined : { series: 'followers', label: 'Followers', value, at: now };
}
