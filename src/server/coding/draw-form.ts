import { randomInt } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { cellText, readSample, readSamples } from '../../facts/coding.ts';
import { type Drawn, type DrawRequest, drawAgain, drawItems } from '../../facts/draw.ts';
import type { Act } from '../../model/act.ts';
import { codeAddress, type FacetSide, facetSides, findCode, findFacet } from '../../model/codebook.ts';
import { type SampleDesign, type StrataWord, sampleDesigns, strataWords } from '../../model/coding.ts';
import type { AskedSample } from '../../model/coding-command.ts';
import type { Plan } from '../../model/plan.ts';
import { Problem } from '../../model/problem.ts';
import type { Store } from '../../model/store.ts';
import { fewestCodedTwice } from '../../stats/agreement/trust.ts';
import { cellsFor, twiceOf } from './size.ts';

interface World {
  store: Store;
  plan: Plan;
  now: Date;
  who: string;
  /** A new id. */
  id(): string;
}

const most = 20_000;

/** Of which messages, without how many: for counting before anything is drawn. */
export function populationAsked(asked: Pick<AskedSample, 'of' | 'channels' | 'from' | 'to'>, zone: string) {
  const of = oneOf(facetSides, asked.of || 'others', 'side') as FacetSide;
  const from = asked.from ? dayStart(asked.from, zone, 0) : undefined;
  const to = asked.to ? dayStart(asked.to, zone, 1) : undefined;
  if (from && to && to <= from)
    throw new Problem('The last day lies before the first.', 'Put the days in their order.');
  return { of, channels: asked.channels, zone, ...(from && { from }), ...(to && { to }) };
}

/** The acts that draw what was asked for: the sample, then each of its messages. */
export async function drawActs(
  asked: AskedSample,
  world: World,
): Promise<{ word: string; acts: Act[]; drawn: Drawn }> {
  const { store, plan } = world;
  const population = populationAsked(asked, plan.zone);
  const design = oneOf(sampleDesigns, asked.design || 'simple', 'design') as DrawRequest['design'];
  const strata = asked.strata.map((one) => oneOf(strataWords, one, 'stratum') as StrataWord);
  if (design === 'stratified' && strata.length === 0)
    throw new Problem('A stratified sample needs strata.', `Choose of ${strataWords.join(', ')}.`);
  const facets = facetsAsked(asked.facets, population.of, plan);
  const size = whole(asked.size || '200', 'size', 1, most);
  const twice = asked.twice ? whole(asked.twice, 'number to code twice', 0, most) : twiceOf(size);
  const seed = asked.seed ? whole(asked.seed, 'seed', 0, 2 ** 31) : randomInt(1, 2 ** 31);
  const request: DrawRequest = {
    ...population,
    design,
    strata: design === 'stratified' ? strata : [],
    ...((design === 'picked' || (design === 'stratified' && strata.includes('label'))) && {
      label: labelAsked(asked, plan),
    }),
    size,
    twice: design === 'picked' ? 0 : twice,
    seed,
  };
  const word = await freeWord(store, asked.word, population.of);
  const drawn = await drawItems(store, request, cellsFor);
  if (drawn.items.length > most)
    throw new Problem(
      `That would be ${drawn.items.length} messages: nobody codes so many.`,
      'Draw fewer conversations, or single messages.',
    );
  return { word, drawn, acts: actsOf(word, { ...request, facets }, drawn, world) };
}

/** The acts that draw anew what one coder coded at least a week ago, to be coded blind once more. */
export async function againActs(
  sample: { word: string; of: FacetSide; facets: string[] },
  who: string,
  world: World,
): Promise<{ word: string; acts: Act[] }> {
  const before = new Date(world.now.getTime() - 7 * 86_400_000).toISOString();
  const seed = randomInt(1, 2 ** 31);
  const drawn = await drawAgain(world.store, {
    sample: sample.word,
    who,
    size: fewestCodedTwice + 10,
    seed,
    before,
  });
  if (drawn.items.length < fewestCodedTwice)
    throw new Problem(
      `${drawn.items.length} messages were coded by ${who} a week ago or earlier; ${fewestCodedTwice} are needed.`,
      'Wait until a week has gone by, so that nobody remembers; code more meanwhile.',
    );
  const word = await freeWord(world.store, undefined, `${sample.word}-again` as FacetSide);
  const request = {
    of: sample.of,
    channels: [],
    design: 'simple' as const,
    strata: [],
    size: 0,
    twice: 0,
    seed,
  };
  return {
    word,
    acts: actsOf(word, { ...request, facets: sample.facets, again: sample.word }, drawn, world),
  };
}

type Kept = Omit<DrawRequest, 'size'> & { design: SampleDesign; facets: string[]; again?: string };

function actsOf(
  word: string,
  { channels, from, to, twice, strata, ...rest }: Kept,
  drawn: Drawn,
  world: World,
): Act[] {
  const at = world.now.toISOString();
  const { items, population, cells } = drawn;
  const act = (kind: Act['kind'], detail: Act['detail'], message?: Act['message']): Act => ({
    id: world.id(),
    at,
    who: world.who,
    kind,
    ...(message && { message }),
    detail,
  });
  const kept: Act['detail'] = {
    word,
    design: rest.design,
    of: rest.of,
    facets: rest.facets,
    size: items.length,
    seed: rest.seed,
    strata,
    channels,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    twice: Math.min(twice, items.length),
    population,
    cells: cells.map(cellText),
    ...(rest.label !== undefined && { label: rest.label }),
    ...(rest.again !== undefined && { again: rest.again }),
  };
  return [
    act('sample', kept),
    ...items.map(({ ref, place, probability, stratum, twice: two }) =>
      act(
        'drawn',
        { sample: word, place, ...(probability !== undefined && { probability }), stratum, twice: two },
        ref,
      ),
    ),
  ];
}

/** The code by whose machine labels the messages are parted. */
export function labelAsked({ label }: Pick<AskedSample, 'label'>, { codebook }: Plan): string {
  if (label && findCode(codebook, label)) return label;
  throw new Problem(
    label
      ? `The codebook has no code “${label}”.`
      : 'It was not said by which code’s labels to part the messages.',
    `Such as: ${codebook.facets.flatMap(({ word, codes }) => codes.slice(0, 1).map((code) => codeAddress(word, code.word)))[0] ?? 'does/complaint'}.`,
  );
}

function facetsAsked(words: string[], of: FacetSide, { codebook }: Plan): string[] {
  const there = codebook.facets.filter((facet) => facet.of === of);
  if (words.length === 0) {
    if (there.length === 0)
      throw new Problem(`The codebook has no facet of ${of}.`, 'Add one on /plan/codebook.');
    return there.map(({ word }) => word);
  }
  for (const word of words) {
    const facet = findFacet(codebook, word);
    if (!facet)
      throw new Problem(
        `The codebook has no facet “${word}”.`,
        `It has ${codebook.facets.map((one) => one.word).join(', ')}.`,
      );
    if (facet.of !== of)
      throw new Problem(
        `“${word}” is about ${facet.of === 'own' ? 'our own messages' : 'messages of others'}.`,
        'Draw from that side, or choose other facets.',
      );
  }
  return [...new Set(words)];
}

/** The word asked for, where it is free; else `others-1`, `others-2` ... */
async function freeWord(store: Store, asked: string | undefined, of: string): Promise<string> {
  const word = (asked ?? '').trim();
  if (word === '') {
    const words = new Set((await readSamples(store)).map((sample) => sample.word));
    for (let n = 1; ; n++) if (!words.has(`${of}-${n}`)) return `${of}-${n}`;
  }
  if (!/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u.test(word) || word === 'new')
    throw new Problem(
      `“${word}” is no word for a sample.`,
      'Take letters, digits and hyphens, such as spring-others.',
    );
  if (await readSample(store, word))
    throw new Problem(`There is a sample “${word}” already.`, 'Take another word.');
  return word;
}

function oneOf(words: readonly string[], given: string, what: string): string {
  if (words.includes(given)) return given;
  throw new Problem(`“${given}” is no ${what}.`, `Choose one of ${words.join(', ')}.`);
}

function whole(given: string, what: string, least: number, largest: number): number {
  const n = /^\d{1,10}$/.test(given.trim()) ? Number(given) : Number.NaN;
  if (n >= least && n <= largest) return n;
  throw new Problem(`“${given}” is no ${what}.`, `Give a whole number from ${least} to ${largest}.`);
}

/** The beginning of a day in the zone, or of the day after it. */
function dayStart(day: string, zone: string, later: 0 | 1): string {
  try {
    const date = Temporal.PlainDate.from(day).add({ days: later });
    return date.toZonedDateTime(zone).toInstant().toString();
  } catch {
    throw new Problem(`“${day}” is no day.`, 'Write it like 2026-11-20.');
  }
}
