import { questions } from '../measures/index.ts';
import type { Plan } from '../model/plan.ts';
import type { Store } from '../model/store.ts';
import type { ChannelChoice, Frame } from '../pages/props.ts';
import { holdsSimulated } from '../store/imports.ts';
import type { Ask } from './env.ts';
import type { Running } from './imports.ts';
import type { Serving } from './serving.ts';

/** What every page needs around it, on the state of now. */
export async function frameFor(serving: Serving, c: Ask, current?: string): Promise<Frame> {
  const { plan, problem } = await serving.plan();
  const url = new URL(c.req.url);
  const notices = [
    problem && `${problem.message} The last plan that could be read stays in force.`,
    runningNotice(serving.imports.running()),
  ].filter((notice) => notice !== undefined);
  return {
    company: plan.company,
    simulated: await holdsSimulated(serving.db.store),
    ...(plan.quotes && { quotes: plan.quotes }),
    locale: plan.locale,
    zone: plan.zone,
    joined: plan.channels.filter(({ accounts }) => accounts.length > 0),
    questions: questions.map(({ word, title }) => ({ word, title })),
    formToken: serving.tokens.form,
    freshness: await freshness(serving.db.store, plan),
    path: url.pathname.replace(/\.(?:json|csv|svg)$/, ''),
    query: url.search.replace(/^\?/, ''),
    current,
    notice: notices.join(' ') || undefined,
  };
}

function runningNotice(running: Running | undefined): string | undefined {
  if (!running) return undefined;
  const { step, done, total } = running.progress;
  const share = done !== undefined && total ? `, ${Math.floor((100 * done) / total)} %` : '';
  return `An import is running (${step}${share}): until it ends, pages show the state before it.`;
}

/** Where the data end, in a sentence; empty when there are none. */
async function freshness(store: Store, plan: Plan): Promise<string> {
  const [ends] = await store.query<{ first: string | null; last: string | null }>(
    `SELECT strftime(min(observed_until), '%Y-%m-%dT%H:%M:%SZ') AS first,
      strftime(max(observed_until), '%Y-%m-%dT%H:%M:%SZ') AS last FROM channel`,
  );
  if (!ends?.first || !ends.last) return '';
  const day = new Intl.DateTimeFormat(plan.locale, { dateStyle: 'long', timeZone: plan.zone });
  const [first, last] = [day.format(new Date(ends.first)), day.format(new Date(ends.last))];
  return first === last
    ? `The data end on ${last}.`
    : `The data end between ${first} and ${last}, depending on the channel.`;
}

/** The own accounts that the filter offers, the busiest first. */
export async function channelChoices(store: Store): Promise<ChannelChoice[]> {
  return store.query<ChannelChoice>(
    'SELECT word AS id, name, messages::INTEGER AS messages FROM channel ORDER BY messages DESC, word',
  );
}
