import type { Facet, FacetSide } from '../../model/codebook.ts';
import type { Measure } from '../../model/measure.ts';
import type { Plan } from '../../model/plan.ts';
import type { Run, Sentence } from '../../model/sentence.ts';
import { answerByCodes } from './by-codes.ts';
import { codedRows } from './rows.ts';
import type { ToldChannel } from './told.ts';

/** A measure of the facets of one side whose codes have an order. */
function scaleMeasure(
  { word, title }: { word: string; title: string },
  side: FacetSide,
  definition: { text: string; decision: string },
): Measure {
  const facetsOf = ({ codebook }: Plan): Facet[] =>
    codebook.facets.filter(({ of, level }) => of === side && level !== 'nominal');
  return {
    word,
    title,
    reads: 'codes',
    readsOfPlan: ['codebook', 'agreement'],
    answer: (asking) =>
      answerByCodes(asking, {
        measure: { word, title },
        definition,
        side,
        facets: facetsOf(asking.plan),
        noun: 'Step',
        sentence: ([first, second]) => [
          side === 'own' ? `Of our messages with ${first.name}, ` : `Of the messages to ${first.name}, `,
          ...highest(first),
          '.',
          ...(second ? [` With ${second.name}, `, ...highest(second), '.'] : []),
        ],
      }),
    rows: (asking) =>
      codedRows(
        asking,
        side,
        facetsOf(asking.plan).map((facet) => facet.word),
      ),
  };
}

/** The share of the highest step of each facet: 64 of 100 are “Substantive”. */
function highest({ codes }: ToldChannel): Sentence {
  const tops = codes.filter(({ facet, code, share }) => share && facet.codes.at(-1)?.word === code.word);
  if (tops.length === 0) return ['no highest step can be told'];
  return tops.flatMap(({ code, share }, at): Sentence => {
    const value: Run = {
      value: share?.value ?? Number.NaN,
      as: 'of100',
      ...(at === 0 && { strong: true as const }),
    };
    const link = at === 0 ? '' : at === tops.length - 1 ? ' and ' : ', ';
    return [link, value, ` ${at === 0 ? 'are ' : ''}“${code.name}”`];
  });
}

/** How much people’s messages say. */
export const substance = scaleMeasure({ word: 'substance', title: 'How much it says' }, 'others', {
  text: 'Substance: of the messages from outside in the period, the share on each step of the ordinal and interval facets of the codebook (in the starter one: shallow, which could stand under any message, and substantive, which adds something to the matter). Coded by people and told as themes are; alpha is that of the facet, at its level.',
  decision:
    'Serves the decision: which of our messages draw people into a matter, and which only collect nice words.',
});

/** Whether our own messages are interesting, and whether they are enjoyable: two things. */
export const appeal = scaleMeasure({ word: 'appeal', title: 'Interesting, enjoyable' }, 'own', {
  text: 'Interesting and enjoyable, held apart: of our messages in the period, the share on each step of the ordinal and interval facets of our own side, as our own people judged them with one real reader in mind. Coded by people and told as themes are; alpha is that of the facet, at its level. It is our judgement, and not that of those who read.',
  decision: 'Serves the decision: what to make more of, and what only fills the channel.',
});
