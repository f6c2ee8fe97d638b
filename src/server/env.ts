import type { Context } from 'hono';
import type { Part } from './multipart.ts';

/** What the guard leaves for the routes: a form's fields, or an upload's parts after the token. */
export interface Env {
  Variables: {
    fields?: URLSearchParams;
    parts?: AsyncGenerator<Part, void, undefined>;
  };
}

export type Ask = Context<Env>;

/** The fields of a form; empty for a request without. */
export function fieldsOf(c: Ask): URLSearchParams {
  return c.get('fields') ?? new URLSearchParams();
}
