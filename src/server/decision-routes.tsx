import { createHash, randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { refreshFacts } from '../facts/index.ts';
import { expectationsOf, standing } from '../measures/decisions/journal.ts';
import { dayIn, daysAfter, openLooks } from '../measures/decisions/look-back.ts';
import { checkFilter, proposalOf } from '../measures/decisions/proposal.ts';
import { scoreOf } from '../measures/decisions/score.ts';
import { seenOf, seenText } from '../measures/decisions/seen.ts';
import { filterQuery, parseFilter } from '../measures/filter.ts';
import { findMeasures, questions } from '../measures/index.ts';
import type { Act } from '../model/act.ts';
import type { Finding } from '../model/finding.ts';
import type { Decision, Entry, Expectation, Proposal, Seen } from '../model/journal.ts';
import { isProblem, Problem } from '../model/problem.ts';
import { type Listed, type LookBack, type Writable, writable } from '../pages/decision-props.ts';
import { DecidePage, EntryPage, JournalPage, MetricsPage } from '../pages/index.tsx';
import { addActs } from '../store/acts.ts';
import { journalCsv } from './decision-files.ts';
import { correctionOf, metricActOf, outcomeOf, type Written, writtenOf } from './decision-form.ts';
import { type Ask, type Env, fieldsOf } from './env.ts';
import { channelChoices, frameFor } from './frame.ts';
import { auditNow, journalNow, lookingNow } from './journal.ts';
import { pageOf } from './messages-routes.tsx';
import { csv, html, json, notFound, seeOther } from './respond.tsx';
import { answerAll, type Serving } from './serving.ts';

const lookBackAfter = 28;
/** Entries on a page of the journal. */
const onPage = 100;

/** `/decisions`: the learning journal, what is written into it from an answer, and which metric served which decision. */
export function addDecisionRoutes(app: Hono<Env>, serving: Serving): void {
  app.get('/decisions', (c) => journalPage(serving, c));
  app.get('/decisions.json', async () => {
    const { entries } = await journalNow(serving);
    return json({ entries, score: scoreOf(expectationsOf(entries)) });
  });
  app.get('/decisions.csv', async () =>
    csv(journalCsv((await journalNow(serving)).entries), 'decisions.csv'),
  );
  app.get('/decisions/new', (c) => {
    const query = [...new URL(c.req.url).searchParams];
    const kind = kindOf(c.req.query('kind'));
    const filter = query.filter(([name]) => name !== 'kind' && name !== 'measure');
    return decidePage(serving, c, { kind, measure: c.req.query('measure'), filter });
  });
  app.post('/decisions/new', (c) => writeDown(serving, c));
  app.get('/decisions/metrics', async (c) =>
    html(
      <MetricsPage
        frame={await frameFor(serving, c, 'decisions')}
        {...(await auditNow(serving))}
        looking={await lookingNow(serving)}
      />,
    ),
  );
  app.get('/decisions/looking.json', async () => json(await lookingNow(serving)));
  app.post('/decisions/metrics', async (c) => {
    const known = questions.flatMap(({ measures }) => measures.map(({ word }) => word));
    await write(serving, [{ id: randomUUID(), ...metricActOf(fieldsOf(c), known) }]);
    return seeOther('/decisions/metrics');
  });
  app.get('/decisions/:id', (c) => entryPage(serving, c));
  app.post('/decisions/:id/outcome', async (c) => {
    const found = await sought(serving, c);
    if (!found) return notFound(serving, c, 'decision');
    const { plan } = await serving.plan();
    const detail = outcomeOf(fieldsOf(c), found.of, { now: serving.world.now(), zone: plan.zone });
    const read = found.of.kind === 'expectation' ? await readNumber(serving, found.of) : undefined;
    const seen = read ? { seen: seenOf(read.finding) } : {};
    await write(serving, [{ id: randomUUID(), kind: 'outcome', detail, ...seen }]);
    return seeOther(`/decisions/${found.entry.id}`);
  });
  app.post('/decisions/:id/correction', async (c) => {
    const found = await sought(serving, c);
    if (!found) return notFound(serving, c, 'decision');
    await write(serving, [
      { id: randomUUID(), kind: 'correction', detail: correctionOf(fieldsOf(c), found.of) },
    ]);
    return seeOther(`/decisions/${found.entry.id}`);
  });
}

async function write(serving: Serving, written: Written[]): Promise<void> {
  const at = serving.world.now().toISOString();
  const { plan } = await serving.plan();
  const acts = written.map((one): Act => ({ ...one, at, who: serving.world.who }));
  await addActs(serving.db, acts, { plan, refresh: refreshFacts });
}

async function journalPage(serving: Serving, c: Ask): Promise<Response> {
  const { acts, entries } = await journalNow(serving);
  const { plan } = await serving.plan();
  const today = dayIn(serving.world.now(), plan.zone);
  const byEntry = new Map<string, string>();
  for (const { by, decision, expectation } of openLooks(entries)) {
    const id = (decision ?? expectation)?.id ?? '';
    if (!byEntry.has(id)) byEntry.set(id, by);
  }
  const listed = entries.map((entry): Listed => {
    const by = byEntry.get(entry.id);
    return by === undefined ? { entry } : { entry, open: { by, due: by <= today } };
  });
  const open = listed.filter((one) => one.open);
  open.sort((a, b) => (a.open?.by ?? '').localeCompare(b.open?.by ?? ''));
  const rest = listed.filter((one) => !one.open);
  const page = pageOf(c.req.query('page'));
  const held = new Set(standing(acts).map(({ id }) => id));
  const audit = await auditNow(serving);
  return html(
    <JournalPage
      frame={await frameFor(serving, c, 'decisions')}
      open={open.slice(0, onPage)}
      openMore={Math.max(0, open.length - onPage)}
      due={open.filter((one) => one.open?.due).length}
      rest={rest.slice((page - 1) * onPage, page * onPage)}
      page={page}
      pageSize={onPage}
      total={rest.length}
      score={scoreOf(expectationsOf(entries))}
      offered={audit.rows.filter(({ offered }) => offered).length}
      undone={acts.filter(({ id, kind }) => kindOf(kind) && !held.has(id)).length}
    />,
  );
}

interface Asked {
  kind?: Writable;
  measure?: string;
  /** Query parameters of the filter. */
  filter: [string, string][];
}

async function decidePage(
  serving: Serving,
  c: Ask,
  asked: Asked,
  typed?: { fields: URLSearchParams; wrong: { message: string; help?: string } },
): Promise<Response> {
  const { seen, query } = await seenNow(serving, asked);
  const { plan } = await serving.plan();
  const today = dayIn(serving.world.now(), plan.zone);
  const first = { by: daysAfter(today, lookBackAfter), from: today, is: 'at-most' };
  const chosen = typed?.fields.getAll('channel') ?? seen?.filter.channels ?? [];
  const channels = await channelChoices(serving.db.store);
  return html(
    <DecidePage
      frame={await frameFor(serving, c, 'decisions')}
      kind={asked.kind}
      seen={seen}
      query={query}
      mark={markOf(seen)}
      fields={typed ? Object.fromEntries(typed.fields) : first}
      channels={channels.map((one) => ({ ...one, chosen: chosen.includes(one.id) }))}
      wrong={typed?.wrong}
    />,
    typed ? 400 : 200,
  );
}

/** The answer that the page shows beside the form; none where it was opened without. */
async function seenNow(
  serving: Serving,
  { measure, filter }: Asked,
): Promise<{ seen?: Seen; query: string }> {
  const parsed = parseFilter(filter);
  const query = filterQuery(parsed);
  if (!measure) return { query };
  const [one, ...more] = findMeasures(measure);
  if (!one || more.length > 0)
    throw new Problem(`“${measure}” is a question of several measures.`, 'Name one of its measures.');
  const [finding] = await answerAll(serving, [one], parsed);
  return { ...(finding ? { seen: seenOf(finding) } : {}), query };
}

/** Tells whether the answer is still the one that was on the page. */
function markOf(seen: Seen | undefined): string {
  return seen ? createHash('sha256').update(seenText(seen)).digest('hex').slice(0, 16) : '';
}

/** Writes down what the form says; where something is wrong the form comes back with what was typed. */
async function writeDown(serving: Serving, c: Ask): Promise<Response> {
  const fields = fieldsOf(c);
  const asked: Asked = {
    kind: kindOf(fields.get('kind') ?? undefined),
    measure: fields.get('measure') ?? undefined,
    filter: [...new URLSearchParams(fields.get('query') ?? '')],
  };
  const { seen } = await seenNow(serving, asked);
  const { plan } = await serving.plan();
  try {
    if (markOf(seen) !== (fields.get('mark') ?? ''))
      throw new Problem(
        'The data have changed since you opened this form, and with them the answer.',
        'It is shown anew below. Look at it, and write it down if it still holds.',
      );
    const channels = (await channelChoices(serving.db.store)).map(({ id }) => id);
    const world = { now: serving.world.now(), zone: plan.zone, seen, channels, id: randomUUID };
    const written = writtenOf(fields, world);
    await write(serving, written);
    return seeOther(`/decisions/${written[0]?.id}`);
  } catch (error) {
    if (!isProblem(error)) throw error;
    return decidePage(serving, c, asked, { fields, wrong: { message: error.message, help: error.help } });
  }
}

function kindOf(text: string | undefined): Writable | undefined {
  return writable.find(({ kind }) => kind === text)?.kind;
}

/** The entry that an address names, and in it what is meant: the entry itself, or an expectation of a decision. */
async function sought(serving: Serving, c: Ask): Promise<{ entry: Entry; of: Entry } | undefined> {
  const id = c.req.param('id') ?? '';
  const { entries } = await journalNow(serving);
  for (const entry of entries) {
    if (entry.id === id) return { entry, of: entry };
    const of = entry.kind === 'decision' ? entry.expectations.find((one) => one.id === id) : undefined;
    if (of) return { entry, of };
  }
  return undefined;
}

async function entryPage(serving: Serving, c: Ask): Promise<Response> {
  const found = await sought(serving, c);
  if (!found) return notFound(serving, c, 'decision');
  const { plan } = await serving.plan();
  const today = dayIn(serving.world.now(), plan.zone);
  const looks: LookBack[] = [];
  for (const { by, decision, expectation } of openLooks([found.entry])) {
    const of = (expectation ?? decision) as Decision | Expectation;
    const due = by <= today;
    const read = due && expectation ? await readNumber(serving, expectation) : undefined;
    looks.push({ of, due, ...(read ? { proposal: read.proposal } : {}) });
  }
  return html(
    <EntryPage frame={await frameFor(serving, c, 'decisions')} entry={found.entry} looks={looks} />,
  );
}

/** The number that was expected, as it is read on its day. */
async function readNumber(
  serving: Serving,
  expectation: Expectation,
): Promise<{ finding: Finding; proposal: Proposal } | undefined> {
  const { seen, check, by } = expectation;
  const filter = seen && check ? checkFilter(seen, by) : undefined;
  const measure = questions.flatMap(({ measures }) => measures).find(({ word }) => word === seen?.measure);
  if (!filter || !measure) return undefined;
  const { plan } = await serving.plan();
  try {
    const [finding] = await answerAll(serving, [measure], filter);
    const proposal = finding && proposalOf(expectation, finding, plan.zone);
    return finding && proposal ? { finding, proposal } : undefined;
  } catch (error) {
    // A channel that is no longer there stands in the way of the number, not of the look back.
    if (isProblem(error)) return undefined;
    throw error;
  }
}
