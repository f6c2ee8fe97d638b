import type { Hono } from 'hono';
import { Temporal } from 'temporal-polyfill';
import { type Reading, readableMeasures } from '../../measures/readable.ts';
import type { Plan } from '../../model/plan.ts';
import { CodebookPage, PlanFormPage, PlanPage } from '../../pages/plan/index.tsx';
import type { PlanFormPageProps } from '../../pages/plan/props.ts';
import { isoDay } from '../../pages/plan/words.tsx';
import { listVersions } from '../../workspace/plan-history.ts';
import { planJsonSchemaText } from '../../workspace/plan-json-schema.ts';
import type { TreeMap } from '../../workspace/plan-tree.ts';
import { copyStarter } from '../coding/copy-codebook.ts';
import { type Ask, type Env, fieldsOf } from '../env.ts';
import { channelChoices, frameFor } from '../frame.ts';
import { html, notFound, seeOther } from '../respond.tsx';
import type { Serving } from '../serving.ts';
import { candidateIn, withCandidate } from './code-candidate.ts';
import { facetPart } from './codebook-part.ts';
import { shownFieldsets } from './form.ts';
import { goalPart } from './goal-part.ts';
import { addHistoryRoutes } from './history-routes.tsx';
import { toldOf } from './letter.ts';
import { channelPart, eventPart } from './other-parts.ts';
import type { Part } from './part.ts';
import { companyPart, groupsPart, surveysPart, tagsPart, whyPart } from './parts.ts';
import { planNow, type Submitted, submitPart } from './save.ts';

type PartOf = (plan: Plan, tree: TreeMap) => Part | undefined;
interface World {
  readable: Reading[];
  accounts: string[];
}

/** `/plan`, a form for each of its parts below it, its history, and its schema. */
export function addPlanRoutes(app: Hono<Env>, serving: Serving): void {
  app.get('/plan.schema.json', () => {
    const headers = { 'content-type': 'application/schema+json; charset=utf-8' };
    return new Response(planJsonSchemaText(), { headers });
  });
  app.get('/plan', (c) => planPage(serving, c));
  addHistoryRoutes(app, serving);
  const fixed = {
    why: whyPart,
    groups: groupsPart,
    surveys: surveysPart,
    company: companyPart,
    tags: tagsPart,
  };
  for (const [word, part] of Object.entries(fixed)) addForm(app, serving, `/plan/${word}`, () => () => part);
  addCodebook(app, serving);
  addForm(
    app,
    serving,
    '/plan/goals/new',
    (_, { readable }) =>
      (plan, tree) =>
        goalPart(plan, tree, undefined, readable),
  );
  addForm(
    app,
    serving,
    '/plan/goals/:word',
    (c, { readable }) =>
      (plan, tree) =>
        goalPart(plan, tree, c.req.param('word'), readable),
  );
  addForm(
    app,
    serving,
    '/plan/channels/new',
    (_, { accounts }) =>
      (plan) =>
        channelPart(plan, undefined, accounts),
  );
  addForm(
    app,
    serving,
    '/plan/channels/:word',
    (c, { accounts }) =>
      (plan) =>
        channelPart(plan, c.req.param('word') ?? '', accounts),
  );
  addForm(
    app,
    serving,
    '/plan/events',
    (_, { accounts, readable }) =>
      (plan, tree) =>
        eventPart(plan, tree, undefined, accounts, readable),
  );
  addForm(
    app,
    serving,
    '/plan/events/:number{[0-9]+}',
    (c, { accounts, readable }) =>
      (plan, tree) =>
        eventPart(plan, tree, Number(c.req.param('number')) - 1, accounts, readable),
  );
}

/** The codebook, copying the starter into the plan, and a form for each facet. */
function addCodebook(app: Hono<Env>, serving: Serving): void {
  app.get('/plan/codebook', async (c) => {
    const { plan } = await serving.plan();
    const frame = await frameFor(serving, c, 'plan');
    return html(<CodebookPage frame={frame} plan={plan} candidate={candidateIn(c)} />);
  });
  app.post('/plan/codebook', async (c) => {
    await copyStarter(serving, serving.world.who);
    return seeOther(`/plan/codebook${new URL(c.req.url).search}`);
  });
  addForm(app, serving, '/plan/codebook/new', () => (plan, tree) => facetPart(plan, tree, undefined));
  addForm(
    app,
    serving,
    '/plan/codebook/:word',
    (c) => (plan, tree) => facetPart(plan, tree, c.req.param('word') ?? ''),
  );
}

/** A form and what it is posted to; `partFor` gives the part that the address names. */
function addForm(
  app: Hono<Env>,
  serving: Serving,
  path: string,
  partFor: (c: Ask, world: World) => PartOf,
): void {
  app.get(path, async (c) => {
    const { plan, tree, version } = await planNow(serving.world.dir);
    const part = partFor(c, await worldOf(serving))(plan, tree);
    return part
      ? formPage(serving, c, part, { tree: withCandidate(tree, part, candidateIn(c)), version, plan })
      : notFound(serving, c, 'part of the plan');
  });
  app.post(path, async (c) => {
    const world = await worldOf(serving);
    const partOf = partFor(c, world);
    const typed = fieldsOf(c);
    const done = await submitPart(serving, typed, partOf, world.readable);
    if (done?.kind === 'saved')
      return seeOther(path.startsWith('/plan/codebook/') ? '/plan/codebook' : '/plan');
    const { plan, tree, version } = await planNow(serving.world.dir);
    const part = done && partOf(plan, tree);
    return part
      ? formPage(serving, c, part, { tree, version, plan }, done)
      : notFound(serving, c, 'part of the plan');
  });
}

async function worldOf(serving: Serving): Promise<World> {
  const { plan } = await serving.plan();
  await factsDrawn(serving, plan);
  const { store } = serving.db;
  return {
    readable: await readableMeasures(store),
    accounts: (await channelChoices(store)).map(({ id }) => id),
  };
}

/** Channels are those of the plan as it stands; a page does not wait for an import. */
async function factsDrawn(serving: Serving, plan: Plan): Promise<void> {
  const drawn = serving.factsBy(plan);
  if (serving.imports.running()) drawn.catch(serving.report);
  else await drawn;
}

async function formPage(
  serving: Serving,
  c: Ask,
  part: Part,
  { tree, version, plan }: { tree: TreeMap; version: string; plan: Plan },
  again?: Exclude<Submitted, { kind: 'saved' }>,
): Promise<Response> {
  const frame = await frameFor(serving, c, 'plan');
  const props: PlanFormPageProps = {
    frame,
    title: part.title,
    lead: part.lead,
    version,
    who: again?.typed.get('who') ?? serving.world.who,
    fieldsets: shownFieldsets(part, tree, again?.typed, again?.errors),
    problem:
      again?.problem ??
      (again && { message: 'Nothing was saved yet: look at what stands beside the fields.' }),
    changed: again?.changed,
    remove: part.remove,
    ...(frame.path === '/plan/events' && { entries: entriesOf(plan, tree) }),
  };
  return html(<PlanFormPage {...props} />, again?.status ?? 200);
}

/** The calendar, the latest first, each with its number in the file. */
function entriesOf(plan: Plan, tree: TreeMap): PlanFormPageProps['entries'] {
  const events = Array.isArray(tree.events) ? tree.events : [];
  return events
    .map((event, index) => ({ index, ...(typeof event === 'object' && !Array.isArray(event) ? event : {}) }))
    .map(({ index, ...event }) => {
      const text = (key: string) =>
        typeof (event as TreeMap)[key] === 'string' ? String((event as TreeMap)[key]) : '';
      const on = text('on');
      return {
        on,
        href: `/plan/events/${index + 1}`,
        when: isoDay(on, plan.locale),
        title: text('title') || text('kind') || 'event',
        note: text('kind').replaceAll('-', ' '),
      };
    })
    .sort((a, b) => (a.on > b.on ? -1 : 1));
}

async function planPage(serving: Serving, c: Ask): Promise<Response> {
  const { plan } = await serving.plan();
  const { readable, accounts } = await worldOf(serving);
  const now = Temporal.Instant.fromEpochMilliseconds(serving.world.now().getTime());
  const today = now.toZonedDateTimeISO(plan.zone).toPlainDate().toString();
  const versions = await listVersions(serving.world.dir);
  const [before, last] = versions.slice(-2).length === 2 ? versions.slice(-2) : [undefined, versions.at(-1)];
  const stands = last?.version === plan.version;
  return html(
    <PlanPage
      frame={await frameFor(serving, c, 'plan')}
      plan={plan}
      today={today}
      {...toldOf(plan, readable, accounts, today)}
      last={stands ? last : undefined}
      undo={stands ? before?.version : undefined}
    />,
  );
}
