import { Problem } from '../../model/problem.ts';
import type { WireTo } from './reach.ts';

/** The way over the network, under the settings of the environment. */
export function realWire(_env: Readonly<Record<string, string | undefined>>): WireTo {
  return (origin) => {
    throw new Problem(`This Rapport has no way to ${origin} yet.`);
  };
}
