import { join } from 'node:path';
import { built } from '../built.mjs';
import { timed } from '../clock.mjs';
import { floors } from '../floor-measures.mjs';
import { columnsOf, sumOf } from '../same.mjs';
import { timedStore } from '../timed-store.mjs';

const { openDatabase } = await built('store/database.js');
const { readPlan } = await built('workspace/plan.js');
const { parseFilter } = await built('measures/filter.js');
const { questions } = await built('measures/index.js');
const { periodOf } = await built('measures/period.js');

/** `why` reads the goals of a plan and `voices` what people coded, and the corpus has neither. */
const ofMessages = questions.filter(({ word }) => word !== 'why' && word !== 'voices');

/** Each measure beside its floor, turn by turn; the quickest of `times` counts, the least disturbed by other work. */
export async function run({ dir, filters, times }) {
  const plan = await readPlan(dir);
  const db = await openDatabase(join(dir, 'rapport.duckdb'));
  const lines = [];
  for (const query of filters) {
    const filter = parseFilter([...new URLSearchParams(query)]);
    const asking = (store) => ({ store, filter, plan, seed: 1, dataVersion: 1, program: 'bench' });
    const { span, before } = await periodOf(asking(db.store));
    for (const measure of ofMessages.flatMap((question) => question.measures))
      lines.push(await lineOf(measure, asking, { store: db.store, span, before, plan, query, times }));
  }
  await db.close();
  return { lines };
}

async function lineOf(measure, asking, { store, span, before, plan, query, times }) {
  const watched = timedStore(store, { sums: true });
  const finding = await measure.answer(asking(watched.store));
  // what cannot be told is not compared with the period before
  const fetches = fetchesOf(measure.word, span, finding.kind === 'answer' ? before : undefined, plan);
  const found = [];
  for (const fetch of fetches) {
    found.push({ of: fetch.of, ...sumOf(await fetchRows(store, fetch)) });
  }
  const runs = [];
  for (let time = 0; time < times; time++) {
    const floor = await timed(async () => {
      for (const fetch of fetches) await fetchRows(store, fetch);
    });
    const again = timedStore(store);
    const whole = await timed(() => measure.answer(asking(again.store)));
    const slowest = again.asked.toSorted((a, b) => b.seconds - a.seconds)[0];
    runs.push({
      floor: floor.seconds,
      floorCpu: floor.cpu,
      databaseCpu: again.cpu(),
      database: again.seconds(),
      rest: whole.seconds - again.seconds(),
      slowest: { seconds: slowest.seconds, sql: slowest.sql.replace(/\s+/g, ' ').slice(-120) },
    });
  }
  const least = (part) => Math.min(...runs.map((one) => one[part]));
  return {
    measure: measure.word,
    query,
    known: measure.word in floors,
    floor: least('floor'),
    database: least('database'),
    floorCpu: least('floorCpu'),
    databaseCpu: least('databaseCpu'),
    rest: least('rest'),
    queries: watched.asked.length,
    slowest: runs[0].slowest,
    ...compare(found, watched.asked),
  };
}

/** The floor's queries with their parameters, for the period and the one that it is compared with. */
function fetchesOf(word, span, before, plan) {
  const { now = [], before: then = [] } = floors[word] ?? {};
  const params = ({ from, to }, age) => ({ from, to, age, closedAfter: plan.closedAfterDays });
  const age = before ? Math.round((Date.parse(span.to) - Date.parse(before.to)) / 1000) : 0;
  return [
    ...now.map((fetch) => ({
      ...fetch,
      params: params(fetch.older ? { from: '1970-01-01T00:00:00Z', to: span.from } : span, 0),
    })),
    ...(before ? then.map((fetch) => ({ ...fetch, params: params(before, age) })) : []),
  ];
}

async function fetchRows(store, { sql, params }) {
  return sql.includes('::DOUBLE') ? store.numbers(sql, params) : columnsOf(await store.query(sql, params));
}

/** Whether each fetch of the floor gave the rows of one of the program's queries. */
function compare(found, asked) {
  const compared = found.filter(({ of }) => of);
  const differing = compared.filter(
    ({ of, rows, sum }) => !asked.some((one) => of.test(one.sql) && one.rows === rows && one.sum === sum),
  );
  return {
    compared: compared.length,
    rows: compared.reduce((total, { rows }) => total + rows, 0),
    differing: differing.map(({ of, rows, sum }) => ({
      of: String(of),
      floor: { rows, sum },
      program: asked.filter((one) => of.test(one.sql)).map((one) => ({ rows: one.rows, sum: one.sum })),
    })),
  };
}
