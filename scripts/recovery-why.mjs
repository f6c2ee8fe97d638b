// The recovery of what the plan promised: true opinions in survey waves, true effects of changes of tactics, and whether
// stated chances keep their word. Modules of src come in as a parameter, as in recovery.mjs.

import { incoming, level } from './recovery.mjs';

/** Platforms on which tactics were changed; the others play no part. */
const platforms = ['linkedin', 'youtube'];
/** Days on which shares and totals are promised, and how much: each on its own, so that chances are of all sizes. */
const promised = {
  survey: ['2025-11-30', '2026-05-31', '2026-11-30', '2027-05-09', '2027-11-07'],
  series: ['2026-12-27'],
};
const shares = { awareness: [0.15, 0.18, 0.22, 0.26, 0.32], 'open-repair': [0.44, 0.5, 0.54, 0.58, 0.64] };
const totals = { enquiries: [1600, 1800, 1950, 2100, 2300], orders: [480, 560, 620, 680, 780] };
/** Since when totals count, and the days on which they are asked about. */
const since = '2026-01-01';
const asked = ['2026-03-29', '2026-06-28', '2026-09-27'];

/** Adds the modules that this recovery needs beside those of recovery.mjs. */
export async function whyModulesFrom(load) {
  const found = await Promise.all(
    ['demo/world', 'demo/opinions', 'demo/survey', 'demo/sales', 'sources/series', 'sources/survey'].map(
      load,
    ),
  );
  return Object.assign({}, ...found);
}

/** What one seed gives: estimates beside their truth, and chances beside what came. */
export async function recoverWhy(seed, modules) {
  const { tarnwell, simulateCompany, linesOf, worldOf, planText, parsePlan } = modules;
  const channels = tarnwell.channels.filter(({ platform }) => platforms.includes(platform));
  const parameters = { ...tarnwell, channels };
  const company = simulateCompany({ seed, parameters });
  const world = worldOf(seed, parameters);
  const plan = parsePlan(planText(parameters, company.calendar), 'recover');
  const db = await modules.openDatabase(':memory:', { memoryLimit: '600MB', threads: 1 });
  try {
    const { survey, sales } = tarnwell;
    await modules.ingest(
      db,
      [
        ...channels.map(({ platform }) =>
          incoming(`${platform}.jsonl`, linesOf(company, platform), modules.simulated),
        ),
        incoming('survey.csv', modules.surveyCsv(world), modules.survey, modules.surveyMapping(survey)),
        incoming('sales.csv', modules.salesCsv(world), modules.series, modules.salesMapping(sales)),
      ],
      {
        now: '2026-11-21T00:00:00Z',
        who: 'recover',
        plan,
        refresh: modules.refreshFacts,
        progress: () => undefined,
      },
    );
    const asking = (to, goals) => ({
      store: db.store,
      filter: { ...modules.defaultFilter, ...(to && { to }) },
      plan: { ...plan, ...(goals && { goals }) },
      seed: 1,
      dataVersion: 1,
      program: 'recover',
      level,
    });
    const changes = await recoverChanges(asking, modules);
    const opinions = await recoverOpinions(world, asking, modules);
    const sums = await recoverTotals(world, asking, modules);
    return {
      estimates: [...changes, ...opinions.estimates, ...sums.estimates],
      chances: [...opinions.chances, ...sums.chances],
    };
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
      { measure: 'what-changed', name, channel, stretch: on, truth: effect, value, low, high, n, events: n },
    ];
  });
}

async function recoverOpinions(world, asking, modules) {
  const { survey } = world.parameters;
  const found = { estimates: [], chances: [] };
  const [{ answer }] = modules.findMeasures('on-track');
  for (const [at, { from, to }] of survey.waves.entries()) {
    const goals = survey.questions.flatMap(({ word }) =>
      shares[word].map((share, k) =>
        goalOf(`${word}-${k}`, `survey/${word}`, promised.survey, { value: share, unit: 'share' }),
      ),
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
        days: at === 0 ? [] : promised.survey,
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
    const goals = series.flatMap(({ word }) =>
      totals[word].map((value, k) =>
        goalOf(`${word}-${k}`, `series/${word} total`, promised.series, { value, unit: 'number' }),
      ),
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
        days: promised.series,
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

/** A goal that promises the same on each of the days, so that each day has a chance of its own. */
function goalOf(word, measure, days, amount) {
  const value = { ...amount, written: String(amount.value) };
  return {
    word,
    title: word,
    purpose: { kind: 'commercial', eyes: 'us' },
    measure,
    baseline: { on: since },
    milestones: days.slice(0, -1).map((by) => ({ by, value })),
    by: days.at(-1),
    result: value,
    direction: 'up',
    states: {},
  };
}

function add(found, finding, { measure, channel, stretch, promises, now, days, came, group }) {
  const of = (name) => finding.estimates.find((one) => one.name === name && one.cannotTell === undefined);
  const base = { measure, channel, stretch };
  const read = now && of(`${channel}-0_now`);
  if (read) {
    const { value, low, high, n } = read;
    found.estimates.push({ ...base, ...now, value, low, high, n, events: n });
  }
  for (const day of days) {
    const true_ = came(day);
    const expected = of(`${channel}-0_expected_on_${day}`);
    if (expected) {
      const { value, low, high, n } = expected;
      const name = `expected ${group}`;
      found.estimates.push({
        ...base,
        name,
        stretch: `${stretch} of ${day}`,
        truth: true_,
        value,
        low,
        high,
        n,
        events: n,
      });
    }
    promises.forEach((promise, k) => {
      const chance = of(`${channel}-${k}_chance_by_${day}`);
      if (chance) found.chances.push({ group, probability: chance.value, happened: true_ >= promise });
    });
  }
}
