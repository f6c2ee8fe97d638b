import type { Hono } from 'hono';
import { parseFilter } from '../measures/filter.ts';
import { type Filter, filterQuery } from '../model/filter.ts';
import { BriefPage, ComputingPage, EmptyPage } from '../pages/index.tsx';
import { readers } from '../sources/index.ts';
import { holdsAnything } from '../store/imports.ts';
import { briefAsFile, briefQuery, briefUnderWay, namelessBrief } from './brief.ts';
import type { Ask, Env } from './env.ts';
import { channelChoices, frameFor } from './frame.ts';
import { html, json } from './respond.tsx';
import { askingFor, type Serving } from './serving.ts';
import { accountsShown } from './sync/connection-routes.tsx';

/** `/`: the brief, or how to begin where nothing was imported; `/brief.json`, and `/brief.html` to keep. */
export function addBriefRoutes(app: Hono<Env>, serving: Serving): void {
  app.get('/', async (c) => {
    if (await holdsAnything(serving.db.store)) return briefPage(serving, c);
    const frame = await frameFor(serving, c);
    const known = readers.map(({ word, title }) => ({ word, title }));
    const connected = await accountsShown(serving);
    return html(
      <EmptyPage frame={frame} readers={known} limit={serving.uploadLimit} connected={connected} />,
    );
  });
  app.get('/brief.json', async (c) => json(await namelessBrief(serving, filterOf(c))));
  app.get('/brief.html', async (c) => {
    const brief = await briefAsFile(serving, filterOf(c));
    return new Response(brief, {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-disposition': 'attachment; filename="brief.html"',
      },
    });
  });
}

async function briefPage(serving: Serving, c: Ask): Promise<Response> {
  const asking = await askingFor(serving, filterOf(c));
  const { filter, dataVersion, plan } = asking;
  const key = ['brief', filterQuery(filter), dataVersion, plan.version].join(' | ');
  const made = await serving.patience.wait(key, () => briefUnderWay(serving, asking));
  const frame = await frameFor(serving, c, 'brief');
  if ('parts' in made) return html(<ComputingPage frame={frame} title="The brief" parts={made.parts} />);
  const told = made.whole.items.filter(({ now }) => now);
  serving.looks.count([...new Set(told.map(({ measure }) => measure))], plan.zone);
  return html(
    <BriefPage
      frame={frame}
      brief={made.whole}
      filter={filter}
      channels={await channelChoices(serving.db.store)}
      now={serving.world.now().toISOString()}
    />,
  );
}

function filterOf(c: Ask): Filter {
  return parseFilter(briefQuery([...new URL(c.req.url).searchParams]));
}
