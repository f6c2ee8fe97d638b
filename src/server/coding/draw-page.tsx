import { randomUUID } from 'node:crypto';
import { countPopulation } from '../../facts/draw.ts';
import { refreshFacts } from '../../facts/index.ts';
import { codeAddress } from '../../model/codebook.ts';
import type { StrataWord } from '../../model/coding.ts';
import type { AskedSample } from '../../model/coding-command.ts';
import { DrawPage } from '../../pages/coding/index.tsx';
import type { DrawPageProps } from '../../pages/coding/props.ts';
import { addActs } from '../../store/acts.ts';
import { type Ask, fieldsOf } from '../env.ts';
import { channelChoices, frameFor } from '../frame.ts';
import { html, seeOther } from '../respond.tsx';
import type { Serving } from '../serving.ts';
import { drawActs, populationAsked } from './draw-form.ts';
import { rangesFor, sizeFor } from './size.ts';
import { wrongOf } from './write.ts';

/** The form for drawing, with how many messages there are and what so many codes tell. */
export async function drawPage(
  serving: Serving,
  c: Ask,
  again?: { fields: DrawPageProps['fields']; wrong: DrawPageProps['wrong'] },
): Promise<Response> {
  const { store } = serving.db;
  const { plan } = await serving.plan();
  await serving.factsBy(plan);
  const fields = again?.fields ?? fieldsIn(new URL(c.req.url).searchParams);
  const counted = await countAsked(serving, fields, plan.zone).catch((error) => ({ wrong: wrongOf(error) }));
  const count = 'wrong' in counted ? undefined : counted;
  const messages = count?.messages ?? 0;
  const wanted = Number(fields.range) / 100;
  return html(
    <DrawPage
      frame={await frameFor(serving, c, 'code')}
      fields={fields}
      facets={plan.codebook.facets.map(({ word, name, of }) => ({ word, name, of }))}
      codes={plan.codebook.facets.flatMap((facet) =>
        facet.codes.map(({ word }) => codeAddress(facet.word, word)),
      )}
      channels={await channelChoices(store)}
      count={count}
      ranges={rangesFor(messages)}
      needed={
        fields.range !== '' && wanted > 0 && wanted < 0.5 && messages > 0
          ? { range: wanted, size: sizeFor(wanted, messages) }
          : undefined
      }
      wrong={again?.wrong ?? ('wrong' in counted ? counted.wrong : undefined)}
    />,
    again ? 400 : 200,
  );
}

async function countAsked(serving: Serving, fields: DrawPageProps['fields'], zone: string) {
  const population = populationAsked(fields, zone);
  const strata = fields.design === 'stratified' ? (fields.strata as StrataWord[]) : [];
  return countPopulation(serving.db.store, population, strata, fields.label);
}

function fieldsIn(given: URLSearchParams): DrawPageProps['fields'] {
  const text = (name: string, otherwise = '') => (given.get(name) ?? otherwise).trim();
  return {
    of: text('of', 'others'),
    facets: given.getAll('facet'),
    design: text('design', 'simple'),
    strata: given.getAll('strata').filter((word) => ['channel', 'kind', 'week', 'label'].includes(word)),
    label: text('label'),
    channels: given.getAll('channel'),
    from: text('from'),
    to: text('to'),
    size: text('size', '200'),
    twice: text('twice'),
    word: text('word'),
    range: text('range'),
  };
}

/** Draws, and goes to the sample. */
export async function submitDraw(serving: Serving, c: Ask): Promise<Response> {
  const given = fieldsOf(c);
  const fields = fieldsIn(given);
  const { plan } = await serving.plan();
  await serving.factsBy(plan);
  const { db, world } = serving;
  // A form may hold ticks of both sides: those of the side that is drawn from count.
  const side = plan.codebook.facets.filter(({ of }) => of === fields.of).map(({ word }) => word);
  const asked: AskedSample = { ...fields, facets: fields.facets.filter((word) => side.includes(word)) };
  try {
    const { word, acts } = await drawActs(asked, {
      store: db.store,
      plan,
      now: world.now(),
      who: world.who,
      id: randomUUID,
    });
    await addActs(db, acts, { plan, refresh: refreshFacts });
    return seeOther(`/code/${encodeURIComponent(word)}`);
  } catch (error) {
    return drawPage(serving, c, { fields, wrong: wrongOf(error) });
  }
}
