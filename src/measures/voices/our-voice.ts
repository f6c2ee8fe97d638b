import type { Facet } from '../../model/codebook.ts';
import type { Measure } from '../../model/measure.ts';
import type { Plan } from '../../model/plan.ts';
import type { Run, Sentence } from '../../model/sentence.ts';
import { answerByCodes } from './by-codes.ts';
import { byShare } from './code-figures.ts';
import { codedRows } from './rows.ts';
import type { ToldChannel, ToldCode } from './told.ts';
import { withUnion } from './union.ts';

const word = 'our-voice';
const title = 'How we speak';

const definition = {
  text: 'Our own side: of our messages in the period, the share to which people gave each nominal code of our side. Pitches (wants somebody to buy, book, apply or think well of us) stand against conversation (answers, asks or thanks: any of the three); then whether the message sounds like one person who talks to another, whether it speaks to the reader, and whether it is about the product, which is neither better nor worse. Coded by people and told as themes are; no score is made of the text itself.',
  decision: 'Serves the decision: pitch less, ask more, and let whom speak in their own voice.',
};

/** The share of what counts as conversation on our side, whatever the codebook calls its facet. */
const conversation = ['answers', 'asks', 'thanks'];
const pitch = 'pitches';

/** How our own side speaks. */
export const ourVoice: Measure = {
  word,
  title,
  reads: 'codes',
  readsOfPlan: ['codebook', 'agreement'],
  answer: (asking) =>
    answerByCodes(asking, {
      measure: { word, title },
      definition,
      side: 'own',
      facets: facetsOf(asking.plan),
      noun: 'Code',
      prepare(reading, facets) {
        const facet = facets.find(({ codes }) => codes.some((code) => conversation.includes(code.word)));
        if (!facet) return { reading, facets };
        const parts = conversation.filter((part) => facet.codes.some((code) => code.word === part));
        const joined = withUnion(reading, facet, parts, {
          word: 'conversation',
          name: 'Any of answers, asks, thanks',
          definition: 'Any of the three.',
        });
        return {
          reading: joined.reading,
          facets: facets.map((one) => (one === facet ? joined.facet : one)),
        };
      },
      sentence: (told) => told.slice(0, 2).flatMap((one, at) => sentenceOf(one, at)),
    }),
  rows: (asking) =>
    codedRows(
      asking,
      'own',
      facetsOf(asking.plan).map((facet) => facet.word),
    ),
};

function facetsOf({ codebook }: Plan): Facet[] {
  return codebook.facets.filter(({ of, level }) => of === 'own' && level === 'nominal');
}

function sentenceOf(channel: ToldChannel, place: number): Sentence {
  const told = (name: string) => channel.codes.find(({ code, share }) => share && code.word === name);
  const pitched = told(pitch);
  const talked = told('conversation');
  const speak = ['human', 'direct'].flatMap((name) => told(name) ?? []);
  const lead = place === 0 ? `Of our messages with ${channel.name}, ` : ` With ${channel.name}, `;
  const parts: Sentence[] = [
    ...(pitched ? [[of100(pitched, place === 0), ' pitch'] satisfies Sentence] : []),
    ...(talked ? [[of100(talked, place === 0), ' answer, ask or thank'] satisfies Sentence] : []),
    ...speak.map((one): Sentence => [of100(one), ` have “${one.code.name}”`]),
  ];
  const shown =
    parts.length > 0
      ? parts
      : byShare(channel.codes.filter(({ share }) => share))
          .slice(0, 3)
          .map((one): Sentence => [of100(one), ` have “${one.code.name}”`]);
  return [
    lead,
    ...shown.flatMap(
      (part, at): Sentence => [at === 0 ? '' : at === shown.length - 1 ? ' and ' : ', ', ...part],
    ),
    '.',
  ];
}

function of100({ share }: ToldCode, strong = false): Run {
  return { value: share?.value ?? Number.NaN, as: 'of100', ...(strong && { strong: true as const }) };
}
