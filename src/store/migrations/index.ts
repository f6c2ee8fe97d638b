import { first } from './001-first.ts';

/** In their order; released ones never change. Each is SQL that brings schema N to N + 1. */
export const migrations: string[] = [first];
