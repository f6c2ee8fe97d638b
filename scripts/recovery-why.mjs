// The recovery of what the plan promised: true opinions in survey waves, true effects of changes of tactics, and whether
// stated chances keep their word. Modules of src come in as a parameter, as in recovery.mjs.

import { incoming, level } from './recovery.mjs';

/** Platforms on which tactics were changed; the others play no part. */
const platforms = ['linkedin', 'youtube'];
/**
 * The Mondays of the weeks in which shares and totals are promised, and how much: one promise a day from there on, so that
 * chances of all sizes are asked about the same week.
 */
const promised = {
  survey: ['2025-12-01', '2026-06-01', '2026-11-30', '2027-05-03', '2027-11-01'],
  series: ['2026-12-21'],
};
const shares = { awareness: [0.15, 0.18, 0.22, 0.26, 0.32], 'open-repair': [0.44, 0.5, 0.54, 0.58, 0.64] };
const totals = { enquiries: [1600, 1800, 1950, 2100, 2300], orders: [480, 560, 620, 680, 780] };
/**
 * Standard deviation of where opinions begin, in logits. A survey says nothing of a level beforehand, so its chances keep
 * their word on average over companies that begin anywhere. Where all begin at one level, promises just above it come
 * less often than said and those just below it more often, because a wave that is high is mostly high by chance.
 */
const anywhere = 0.5;
/** Since when totals count, and the days on which they are asked about. */
const since = '2026-01-01';
const asked = ['2026-03-29', '2026-06-28', '2026-09-27'];

/** Adds the modules that this recovery needs beside those of recovery.mjs. */
export async function whyModulesFrom(load) {
  const found = await Promise.all(
    [
      'demo/world',
      'demo/opinions',
      'demo/survey',
      'demo/sales',
      'sources/series/series',
      'sources/survey/survey',
      'stats/random',
    ].map(load),
  );
  return Object.assign({}, ...found);
}

/** What one seed gives: estimates beside their truth, and chances beside what came. */
export async function recoverWhy(seed, modules) {
  const { tarnwell, simulateCompany, linesOf, worldOf, planText, parsePlan } = modules;
  const channels = tarnwell.channels.filter(({ platform }) => platforms.includes(platform));
  const parameters = { ...tarnwell, channels, survey: startedAnywhere(seed, tarnwell.survey, modules) };
  const company = simulateCompany({ seed, parameters });
  const world = worldOf(seed, parameters);
  const plan = parsePlan(planText(parameters, company.calendar), 'recover');
  const { survey, sales } = parameters;
  const changes = await withFiles(
    channels.map(({ platform }) =>
      incoming(`${platform}.jsonl`, linesOf(company, platform), modules.simulated),
    ),
    plan,
    modules,
    (asking) => recoverChanges(asking, modules),
  );
  const told = await withFiles(
    [
      incoming('survey.csv', modules.surveyCsv(world), modules.survey, modules.surveyMapping(survey)),
      incoming('sales.csv', modules.salesCsv(world), modules.series, modules.salesMapping(sales)),
    ],
    plan,
    modules,
    async (asking) => [
      await recoverOpinions(world, asking, modules),
      await recoverTotals(world, asking, modules),
    ],
  );
  return {
    estimates: [...changes, ...told.flatMap(({ estimates }) => estimates)],
    chances: told.flatMap(({ chances }) => chances),
  };
}

function startedAnywhere(seed, survey, { stream }) {
  const questions = survey.questions.map((question) => ({
    ...question,
    start: question.start + anywhere * stream(seed, 'starts', question.word).normal(),
  }));
  return { ...survey, questions };
}

/** Reads files through the real readers and ingest into a database in memory, and does something with it. */
async function withFiles(files, plan, modules, work) {
  const db = await modules.openDatabase(':memory:', { memoryLimit: '600MB', threads: 1 });
  try {
    await modules.ingest(db, files, {
      now: '2026-11-21T00:00:00Z',
      who: 'recover',
      plan,
      refresh: modules.refreshFacts,
      progress: () => undefined,
    });
    return await work((to, goals) => ({
      store: db.store,
      filter: { ...modules.defaultFilter, ...(to && { to }) },
      plan: { ...plan, ...(goals && { goals }) },
      seed: 1,
      dataVersion: 1,
      program: 'recover',
      level,
    }));
  } finally {
    await db.close();
  }
}

async function recoverChanges(asking, modules) {
  const [{ answer }] = modules.findMeasures('what-changed');
  const finding = await answer(asking());
  if (finding.kind !== 'answer') return [];
  return modules.tarnwellTruth().changes.flatMap(({ on, channel, number, effect }) => {
    const one = finding.estimates.find(
      (estimate) => estimate.name === `${number}_changed_${on}` && estimate.channel === channel,
    );
    if (one?.low === undefined) return [];
    const { value, low, high, n } = one;
    const name = `change of ${number}`;
    return [
      {
        measure: 'what-changed',
        name,
        channel,
        stretch: on,
        truth: effect,
        value,
        low,
        high,
        n,
        events: Number.MAX_SAFE_INTEGER,
        // one in twenty is refused by its placebo dates, which know nothing of the weeks after the change: a fair sample
        enough: 0.9,
      },
    ];
  });
}

async function recoverOpinions(world, asking, modules) {
  const { survey } = world.parameters;
  const found = { estimates: [], chances: [] };
  const [{ answer }] = modules.findMeasures('on-track');
  for (const [at, { from, to }] of survey.waves.entries()) {
    const goals = survey.questions.map(({ word }) =>
      goalOf(word, `survey/${word}`, promised.survey, shares[word], 'share'),
    );
    const finding = await answer(asking(to, goals));
    if (finding.kind !== 'answer') continue;
    for (const question of survey.questions) {
      const { word } = question;
      add(found, finding, {
        measure: 'on-track',
        channel: word,
        stretch: from,
        promises: shares[word],
        now: { name: 'share in a wave', truth: modules.trueShare(world, question, from) },
        // a single wave tells nothing of how fast the level moves
        mondays: at === 0 ? [] : promised.survey,
        came: (day) => modules.trueShare(world, question, day),
        group: 'level of a survey',
      });
    }
  }
  return found;
}

async function recoverTotals(world, asking, modules) {
  const { series } = world.parameters.sales;
  const found = { estimates: [], chances: [] };
  const [{ answer }] = modules.findMeasures('on-track');
  const weekOf = (day) => modules.weekOf(world, day);
  for (const to of asked) {
    const goals = series.map(({ word }) =>
      goalOf(word, `series/${word} total`, promised.series, totals[word], 'number'),
    );
    const finding = await answer(asking(to, goals));
    if (finding.kind !== 'answer') continue;
    for (const one of series) {
      const weeks = modules.weeklySales(world, one);
      add(found, finding, {
        measure: 'on-track',
        channel: one.word,
        stretch: to,
        promises: totals[one.word],
        mondays: promised.series,
        came: (day) =>
          weeks
            .slice(Math.ceil((Date.parse(since) - Date.parse(world.parameters.start)) / 604_800_000))
            .slice(0, weekOf(day) - weekOf(since))
            .reduce((sum, value) => sum + value, 0),
        group: 'total of a series',
      });
    }
  }
  return found;
}

/** A goal that promises so much from each of the Mondays on, one promise a day. */
function goalOf(word, measure, mondays, values, unit) {
  const way = mondays.flatMap((monday) =>
    values.map((value, k) => ({ by: later(monday, k), value: { value, unit, written: String(value) } })),
  );
  const { by, value } = way.pop();
  return {
    word,
    title: word,
    purpose: { kind: 'commercial', eyes: 'us' },
    measure,
    baseline: { on: since },
    milestones: way,
    by,
    result: value,
    direction: 'up',
    states: {},
  };
}

function later(date, days) {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

function add(found, finding, { measure, channel, stretch, promises, now, mondays, came, group }) {
  const of = (name) => finding.estimates.find((one) => one.name === name && one.cannotTell === undefined);
  const keep = (one, name, truth, of = stretch) => {
    if (!one) return;
    const { value, low, high, n } = one;
    const events = Number.MAX_SAFE_INTEGER;
    found.estimates.push({ measure, channel, stretch: of, name, truth, value, low, high, n, events });
  };
  if (now) keep(of(`${channel}_now`), now.name, now.truth);
  for (const monday of mondays) {
    const truth = came(monday);
    keep(of(`${channel}_expected_on_${monday}`), `expected ${group}`, truth, `${stretch} of ${monday}`);
    promises.forEach((promise, k) => {
      const chance = of(`${channel}_chance_by_${later(monday, k)}`);
      if (chance) found.chances.push({ group, probability: chance.value, happened: truth >= promise });
    });
  }
}
