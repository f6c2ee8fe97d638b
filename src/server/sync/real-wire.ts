import { wire } from '../../sources/wire/wire.ts';
import { wireWorld } from '../../sources/wire/world.ts';
import type { WireTo } from './reach.ts';

/** The way over the network, under the settings of the environment. */
export function realWire(env: Readonly<Record<string, string | undefined>>): WireTo {
  return (origin, { stop, waits }) => wire(origin, { ...wireWorld(env, stop), ...(waits && { waits }) });
}
