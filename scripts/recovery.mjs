// What the recovery does with one seed, and how it counts. Modules of src come in as a parameter: compiled ones from the
// script, sources from the test.

/** Coverage that the intervals ask for. */
export const level = 0.9;
/** Stretches of the truth that are asked about. */
export const asked = ['2025', 'third quarter of 2026', 'last 28 days'];
const measures = [
  'waiting-curve',
  'waiting-by-kind',
  'exchanges',
  'openers',
  'coming-back',
  'among-themselves',
];

/** Everything that is needed from src, loaded from a folder of modules with an ending. */
export async function modulesFrom(load) {
  const [company, lines, folder, truth, tarnwell, simulated, database, ingest, facts, plan, list, filter] =
    await Promise.all(
      [
        'demo/company',
        'demo/lines',
        'demo/plan',
        'demo/truth',
        'demo/tarnwell',
        'sources/simulated',
        'store/database',
        'store/ingest',
        'facts/index',
        'workspace/plan',
        'measures/index',
        'model/filter',
      ].map(load),
    );
  return {
    ...company,
    ...lines,
    ...folder,
    ...truth,
    ...tarnwell,
    ...simulated,
    ...database,
    ...ingest,
    ...facts,
    ...plan,
    ...list,
    ...filter,
  };
}

/**
 * Simulates the company of a seed, imports its files through the real reader, ingest and facts in memory, asks the real
 * measures with intervals of 90 %, and gives each estimate beside its truth.
 */
export async function recoverSeed(seed, modules, stretchesAsked = asked) {
  const { tarnwell, simulateCompany, linesOf, planText, parsePlan, tarnwellTruth, stretches } = modules;
  const company = simulateCompany({ seed, parameters: tarnwell });
  const plan = parsePlan(planText(tarnwell, company.calendar), 'recover');
  const truth = tarnwellTruth();
  const db = await modules.openDatabase(':memory:', { memoryLimit: '600MB', threads: 1 });
  const found = [];
  try {
    await modules.ingest(
      db,
      tarnwell.channels
        .filter(({ sides }) => sides === 'both')
        .map(({ platform }) => incoming(`${platform}.jsonl`, linesOf(company, platform), modules.simulated)),
      {
        now: '2026-11-21T00:00:00Z',
        who: 'recover',
        plan,
        refresh: modules.refreshFacts,
        progress: () => undefined,
      },
    );
    for (const word of stretchesAsked) {
      const { from, to } = stretches.find((one) => one.word === word);
      const filter = { ...modules.defaultFilter, from, to, compare: 'none' };
      const asking = { store: db.store, filter, plan, seed: 1, dataVersion: 1, program: 'recover', level };
      for (const measure of measures) {
        const [{ answer }] = modules.findMeasures(measure);
        const finding = await answer(asking);
        if (finding.kind !== 'answer') continue;
        for (const { name, channel, low, high, value, n } of finding.estimates) {
          const true_ = truth.channels[channel.split(':')[0]]?.[word]?.quantities[name];
          if (true_ === undefined || low === undefined || high === undefined) continue;
          found.push({ measure, name, channel, stretch: word, truth: true_, value, low, high, n });
        }
      }
    }
  } finally {
    await db.close();
  }
  return found;
}

/** A file as the import desk hands it on. */
export function incoming(name, text, reader, mapping) {
  const bytes = new TextEncoder().encode(text);
  const file = {
    name,
    shown: name,
    bytes: bytes.length,
    head: async (length) => bytes.subarray(0, length),
    stream: async function* () {
      yield bytes;
    },
  };
  return {
    file,
    sha256: name,
    reader: reader.word,
    readerVersion: reader.version,
    reading: reader.read(file, mapping ? { mapping } : {}),
    ...(mapping && { mapping }),
  };
}

/** Fewer hits (or misses) than this in a company: a share moves in steps that no interval can follow. */
const few = 5;

/**
 * How often the intervals hold the truth, by measure, quantity and channel, over all stretches; `lowest` and `highest`
 * are the coverages of single stretches. `bias` is the mean error in halves of an interval, which says where a coverage
 * is off because the estimate is. Not `judged`: what could not be told in every twentieth company or more (`enough` where
 * another share is told), because the rest is no fair sample, and what has fewer than 5 hits or misses (`events` where they are told).
 */
export function coverageOf(estimates, companies) {
  const cells = new Map();
  for (const { measure, name, channel, stretch, truth, value, low, high, n, events, enough } of estimates) {
    const key = [measure, name, channel].join(' | ');
    const none = { measure, name, channel, told: 0, held: 0, width: 0, bias: 0, stretches: new Map() };
    const cell = cells.get(key) ?? none;
    cells.set(key, cell);
    const part = cell.stretches.get(stretch) ?? { told: 0, held: 0, events: 0, enough };
    cell.stretches.set(stretch, part);
    const held = Number(low <= truth && truth <= high);
    for (const one of [cell, part]) {
      one.told++;
      one.held += held;
    }
    part.events += events ?? (truth > 1 ? n : n * Math.min(truth, 1 - truth));
    cell.width += high - low;
    cell.bias += (value - truth) / ((high - low) / 2);
  }
  return [...cells.values()].map(({ stretches, ...cell }) => {
    const parts = [...stretches.values()];
    const fair = parts.filter(
      ({ told, events, enough = 0.95 }) => told >= enough * companies && events >= few * told,
    );
    const [held, told] = ['held', 'told'].map((key) => fair.reduce((sum, part) => sum + part[key], 0));
    const coverages = fair.map((part) => part.held / part.told);
    return {
      ...cell,
      judged: fair.length > 0,
      n: told,
      coverage: held / told,
      lowest: Math.min(...coverages),
      highest: Math.max(...coverages),
      width: cell.width / cell.told,
      bias: cell.bias / cell.told,
      unit: cell.name.startsWith('mean_wait') ? 'hours' : cell.name.includes('total') ? 'count' : 'share',
    };
  });
}

const fifths = [0, 0.2, 0.4, 0.6, 0.8, 1];

/**
 * The reliability table: by groups of chances, what was said on average and how often it came, with a range of 99 % in
 * which each company counts as one draw of all its chances. `off` where that range does not hold what was said.
 */
export function reliabilityOf(chances, { clusteredProportion, clustersOf }) {
  return [...new Set(chances.map(({ group }) => group))].flatMap((group) =>
    fifths.slice(1).flatMap((to, k) => {
      const from = fifths[k];
      const here = chances.filter(
        (one) => one.group === group && one.probability >= from && (one.probability < to || to === 1),
      );
      if (here.length === 0) return [];
      const came = clusteredProportion(
        here.map(({ happened }) => happened),
        clustersOf(here.map(({ seed }) => seed)),
        0.99,
      );
      // chances of one company alone tell nothing of others
      if ('refused' in came) return [];
      const said = here.reduce((sum, { probability }) => sum + probability, 0) / here.length;
      return [{ group, from, to, n: here.length, said, came, off: said < came.low || said > came.high }];
    }),
  );
}
