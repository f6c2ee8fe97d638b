// How often corrected shares hold the truth on real texts. Modules of src come in as a parameter.
import { fitWords } from './words-model.mjs';

/** What is drawn: how many codes, and how. */
export const plans = [200, 500].flatMap((codes) => ['simple', 'stratified'].map((how) => ({ codes, how })));
export const levels = [0.9, 0.95];
/** How far under its level a coverage may lie. */
export const slack = 0.02;
/** Share of the codes that go to what the machine says has the code, where it is drawn by the machine's label. */
const toLabelled = 0.3;

/** The finite set: codes of people as the truth, and scores of a coder trained on texts outside of it. */
export function finiteSet({ name, train, read }, folder, { stream, sample }, { seed = 1, spoil } = {}) {
  const rows = read(folder);
  const random = stream(seed, 'coding', name);
  const drawn = new Set(sample(random, rows.length, train));
  const training = rows.filter((_, at) => drawn.has(at));
  const left = rows.filter((_, at) => !drawn.has(at));
  const score = fitWords(
    training.map(({ text }) => text),
    training.map(({ code }) => code),
    { random },
  );
  const machine = Float64Array.from(left, ({ text }) => (spoil ? random.uniform() : score(text)));
  const truth = Float64Array.from(left, ({ code }) => code);
  return { name, machine, truth, share: truth.reduce((a, b) => a + b, 0) / truth.length };
}

/** Draws a sample by a plan: human codes where drawn, NaN elsewhere, and each item's chance to be drawn. */
export function drawSample({ machine, truth }, { codes, how }, random, sample) {
  const human = new Float64Array(truth.length).fill(Number.NaN);
  const probability = new Float64Array(truth.length);
  const stratum = how === 'simple' ? undefined : Int32Array.from(machine, (score) => (score >= 0.5 ? 1 : 0));
  const places = [[], []];
  for (let i = 0; i < truth.length; i++) places[stratum ? stratum[i] : 0].push(i);
  const labelled = Math.min(places[1].length, Math.round(codes * toLabelled));
  for (const [group, count] of [
    [places[0], codes - labelled],
    [places[1], labelled],
  ]) {
    for (const i of group) probability[i] = count / group.length;
    for (const k of sample(random, group.length, count)) human[group[k]] = truth[group[k]];
  }
  return { machine, human, probability, stratum };
}

/** Coverage and width of corrected and human-only intervals over many draws of one plan. */
export function coverPlan(set, plan, draws, modules, { seed = 1 } = {}) {
  const { correctedShare, isRefusal, scoreBands, stream, sample } = modules;
  const band = scoreBands(set.machine);
  const cells = levels.map((level) => ({
    set: set.name,
    share: set.share,
    items: set.truth.length,
    ...plan,
    level,
    told: 0,
    held: 0,
    human: 0,
    low: 0,
    high: 0,
    width: 0,
    humanWidth: 0,
    bias: 0,
    draws,
  }));
  for (let draw = 0; draw < draws; draw++) {
    const random = stream(seed, 'draw', set.name, plan.codes, plan.how, draw);
    const items = drawSample(set, plan, random, sample);
    for (const cell of cells) {
      const found = correctedShare(items, { level: cell.level, band });
      if (isRefusal(found)) continue;
      cell.told++;
      cell.held += +(found.low <= set.share && set.share <= found.high);
      cell.low += +(set.share < found.low);
      cell.high += +(set.share > found.high);
      cell.human += +(found.human.low <= set.share && set.share <= found.human.high);
      cell.width += found.high - found.low;
      cell.humanWidth += found.human.high - found.human.low;
      cell.bias += found.value - set.share;
    }
  }
  return cells.map((cell) => ({
    ...cell,
    coverage: cell.held / cell.told,
    humanCoverage: cell.human / cell.told,
    below: cell.low / cell.told,
    above: cell.high / cell.told,
    width: cell.width / cell.told,
    humanWidth: cell.humanWidth / cell.told,
    bias: cell.bias / cell.told,
  }));
}

/** Off: under the level by more than the slack, and, with fewer draws than 1,000, by more than chance would have it. */
export function isOff({ coverage, level, told, draws }) {
  const chance = draws < 1000 ? 2 * Math.sqrt((level * (1 - level)) / told) : 0;
  return coverage < level - slack - chance;
}

/** The table of all plans; `gain` compares with human codes alone of a simple sample of the same size. */
export function printedPlans(cells) {
  const percent = (share, digits = 1) => `${(100 * share).toFixed(digits)} %`;
  const rows = cells.map((cell) => {
    const simple = cells.find(
      (one) =>
        one.set === cell.set && one.codes === cell.codes && one.level === cell.level && one.how === 'simple',
    );
    return [
      cell.set,
      percent(cell.share, cell.share < 0.01 ? 2 : 1),
      String(cell.items),
      String(cell.codes),
      cell.how,
      percent(cell.level, 0),
      percent(cell.coverage),
      percent(cell.told / cell.draws, 0),
      (100 * cell.width).toFixed(2),
      (cell.width / cell.humanWidth).toFixed(2),
      (cell.width / simple.humanWidth).toFixed(2),
      percent(cell.humanCoverage),
      isOff(cell) ? 'OFF' : '',
    ];
  });
  const header = [
    'texts',
    'share',
    'items',
    'codes',
    'drawn',
    'level',
    'coverage',
    'shown',
    'width in points',
  ];
  return [[...header, 'to human codes alone', 'to a simple sample', 'human codes alone', ''], ...rows];
}
