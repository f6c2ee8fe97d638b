import { first } from './001-first.ts';
import { series } from './002-series.ts';
import { repost } from './003-repost.ts';
import { look } from './004-look.ts';
import { machine } from './005-machine.ts';
import { connection } from './006-connection.ts';
import { alias } from './007-alias.ts';
import { keeping } from './008-keeping.ts';
import { gone } from './009-gone.ts';

/** In their order; released ones never change. Each is SQL that brings schema N to N + 1. */
export const migrations: string[] = [first, series, repost, look, machine, connection, alias, keeping, gone];
