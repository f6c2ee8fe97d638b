import type { Hono } from 'hono';
import { filterQuery } from '../measures/filter.ts';
import { findMeasures, questions } from '../measures/index.ts';
import type { Measure } from '../model/measure.ts';
import { Problem } from '../model/problem.ts';
import { RowsPage } from '../pages/index.tsx';
import type { MessageRow } from '../pages/props.ts';
import type { Ask, Env } from './env.ts';
import { frameFor } from './frame.ts';
import { filterOf, rowsCsv } from './question-routes.tsx';
import { csv, html } from './respond.tsx';
import { askingFor, type Serving } from './serving.ts';

const pageSize = 50;

/** `/messages?measure=WORD&page=N` with a filter: the rows behind a number, with `.csv` for all of them. */
export function addMessagesRoutes(app: Hono<Env>, serving: Serving): void {
  app.get('/messages.csv', async (c) => {
    const measure = measureOf(c);
    const text = await rowsCsv(serving, measure, filterOf(c, 'measure'));
    return csv(text, `${measure.word}-messages.csv`);
  });
  app.get('/messages', async (c) => {
    const measure = measureOf(c);
    const page = pageOf(c.req.query('page'));
    const filter = filterOf(c, 'measure', 'page', 'back');
    const { store } = serving.db;
    const { sql, params } = await measure.rows(await askingFor(serving, filter));
    const [count] = await store.query<{ total: number }>(
      `SELECT count(*)::INTEGER AS total FROM (${sql})`,
      params,
    );
    const rows = await store.query<Record<string, unknown>>(
      `${sql} LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
      params,
    );
    const question = questions.find(({ measures }) => measures.includes(measure));
    const place = `/${question?.word}/${measure.word}`;
    const query = filterQuery(filter);
    return html(
      <RowsPage
        frame={await frameFor(serving, c, question?.word)}
        title={measure.title}
        about="The messages that the answer rests on, each with the state it counts in."
        rows={rows.map(messageRow)}
        total={count?.total ?? 0}
        page={page}
        pageSize={pageSize}
        csv={`${place}.csv?${query ? `${query}&` : ''}rows`}
        back={{ href: query ? `${place}?${query}` : place, label: measure.title }}
      />,
    );
  });
}

/** The measure that an address names; where it names none, that of who waited. */
function measureOf(c: Ask): Measure {
  const [measure] = findMeasures(c.req.query('measure') || 'waiting-curve');
  if (!measure) throw new Problem('There is no measure yet.');
  return measure;
}

/** A page number from an address, counted from 1. */
export function pageOf(text: string | undefined): number {
  const page = Number(text ?? 1);
  if (!Number.isSafeInteger(page) || page < 1 || page > 1e7)
    throw new Problem(`There is no page “${text}”.`, 'Pages count from 1.');
  return page;
}

/** A row by the names that measures give their columns. */
function messageRow(row: Record<string, unknown>): MessageRow {
  const first = (...keys: string[]): unknown => keys.map((key) => row[key]).find((value) => value != null);
  const text = (...keys: string[]): string => String(first(...keys) ?? '');
  const at = first('at', 'asked_at', 'askedAt');
  const waited = first('waited', 'waited_seconds');
  return {
    source: text('source'),
    nativeId: text('message', 'nativeId', 'native_id'),
    at: at instanceof Date ? at.toISOString() : String(at ?? ''),
    who: text('who'),
    channel: text('channel'),
    kind: text('kind'),
    text: text('text'),
    state: text('state') || undefined,
    waited: typeof waited === 'number' ? waited : undefined,
  };
}
