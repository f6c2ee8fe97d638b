import type { Child } from 'hono/jsx';
import { isProblem } from '../model/problem.ts';
import { ErrorPage, NotFoundPage, RefusedPage } from '../pages/index.tsx';
import type { Frame } from '../pages/props.ts';
import type { Ask } from './env.ts';
import { frameFor } from './frame.ts';
import { Refused } from './guard.ts';
import type { Serving } from './serving.ts';

/** A page as a response. */
export async function html(element: Child, status = 200): Promise<Response> {
  return written(String(await element), status);
}

/** The text of a page as a response. */
export function written(text: string, status = 200): Response {
  const whole = /^\s*<!doctype/i.test(text) ? text : `<!DOCTYPE html>${text}`;
  return new Response(whole, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}

export function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}

/** A CSV that a browser saves under `name`. */
export function csv(text: string, name: string): Response {
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name.replace(/[^a-z0-9.-]/gi, '-')}"`,
    },
  });
}

/** A picture; it needs no style sheet. */
export function picture(svg: string): Response {
  return new Response(svg, { headers: { 'content-type': 'image/svg+xml; charset=utf-8' } });
}

/** 303: the browser asks for `path` with GET. */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path } });
}

export async function notFound(serving: Serving, c: Ask, sought?: string): Promise<Response> {
  const frame = await safeFrame(serving, c);
  return html(<NotFoundPage frame={frame} sought={sought} />, 404);
}

/** A Problem becomes a page in words; anything else is a bug: a page with an id, and the stack in the log. */
export async function failed(serving: Serving, c: Ask, error: unknown): Promise<Response> {
  const status = error instanceof Refused ? error.status : isProblem(error) ? 400 : 500;
  const id = isProblem(error) ? '' : serving.report(error);
  if (wantsJson(c)) return json(failureInWords(error, id), status);
  const frame = await safeFrame(serving, c);
  if (!isProblem(error)) return html(<ErrorPage frame={frame} id={id} />, status);
  return html(
    <RefusedPage frame={frame} message={error.message} help={error.help} status={status} />,
    status,
  );
}

function failureInWords(error: unknown, id: string): object {
  if (!isProblem(error)) return { bug: { id } };
  return { problem: { message: error.message, help: error.help } };
}

/** True for the browser script's requests and for addresses that end in .json. */
export function wantsJson(c: Ask): boolean {
  return /\bapplication\/json\b/.test(c.req.header('accept') ?? '') || c.req.path.endsWith('.json');
}

/** A frame even where the database is what failed. */
async function safeFrame(serving: Serving, c: Ask): Promise<Frame> {
  try {
    return await frameFor(serving, c);
  } catch {
    return {
      company: '',
      locale: 'en',
      zone: 'UTC',
      questions: [],
      formToken: serving.tokens.form,
      freshness: '',
      path: c.req.path,
      query: '',
    };
  }
}
