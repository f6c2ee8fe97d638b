import type { Facet, FacetSide } from '../../model/codebook.ts';
import type { Figure } from '../../model/figure.ts';
import type { Span } from '../../model/filter.ts';
import type { Finding, Headline, NamedEstimate, Voice } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Sentence } from '../../model/sentence.ts';
import { filterQuery } from '../filter.ts';
import { beginning, openingsOf } from './about.ts';
import { codeCaveats } from './code-caveats.ts';
import { codeEstimates, estimateName } from './code-estimates.ts';
import { byShare, codesTable, sharesFigure } from './code-figures.ts';
import { nothingRead, tooLittle } from './no-codes.ts';
import { type Reading, readCodings } from './reading.ts';
import { type ToldChannel, type ToldStretch, toldIn } from './told.ts';

/** What a measure that rests on codes asks of, and how it tells it. */
export interface ByCodes {
  measure: Pick<Measure, 'word' | 'title'>;
  definition: { text: string; decision: string };
  side: FacetSide;
  /** The facets with the codes that it speaks of. */
  facets: Facet[];
  /** What a row of its table is: `Theme`. */
  noun: string;
  /** Changes what was read before it is counted, such as by a code that joins others. */
  prepare?(reading: Reading, facets: Facet[]): { reading: Reading; facets: Facet[] };
  /** The sentence, from the channels of which something is told. */
  sentence(told: ToldChannel[], before: ToldChannel[]): Sentence;
  /** What is beside the numbers: people's words, more figures, estimates and caveats. */
  beside?(found: Found): Promise<Beside>;
  headline?(told: ToldChannel): Headline[];
}

/** What was found, for what stands beside the numbers. */
export interface Found {
  reading: Reading;
  stretch: ToldStretch;
  earlier: ToldChannel[];
  span: Span;
}

export interface Beside {
  voices?: Voice[];
  figures?: (Figure | undefined)[];
  estimates?: NamedEstimate[];
  caveats?: string[];
  openings?: { label: string; href: string }[];
}

/** Answers a measure from the codes that people gave. */
export async function answerByCodes(asking: Asking, by: ByCodes): Promise<Finding> {
  const { filter } = asking;
  const { measure, definition, side, noun } = by;
  const { channels, span, before, base } = await beginning(asking, measure, definition);
  const none = by.facets.flatMap(({ codes }) => codes).length === 0;
  if (none)
    return {
      ...base,
      kind: 'no-answer',
      reason: ['The codebook of the plan has no code that this rests on.'],
      help: ['Add one to the codebook, or take the starter codebook’s.'],
      openings: [{ label: 'The codebook', href: '/plan' }],
      caveats: [],
    };
  const read = await readCodings(asking, side);
  const nothing = nothingRead(read, by.facets);
  const { reading, facets } = by.prepare?.(read, by.facets) ?? { reading: read, facets: by.facets };
  if (nothing) return { ...base, kind: 'no-answer', ...nothing, caveats: [] };
  const stretch = await toldIn(asking, reading, facets, span, channels);
  const told = stretch.told.filter(({ codes }) => codes.some(({ share }) => share));
  const caveats = codeCaveats(reading, stretch, asking.plan.agreement);
  const [first] = told;
  if (!first) return { ...base, kind: 'no-answer', ...tooLittle(stretch, channels), caveats };
  const earlier = before ? (await toldIn(asking, reading, facets, before, channels)).told : [];
  const beside = (await by.beside?.({ reading, stretch, earlier, span })) ?? {};
  const whose = side === 'own' ? 'we write' : 'people write';
  const whole = side === 'own' ? 'our messages' : 'messages from outside';
  const picture = sharesFigure(first, earlier, filter, { whose, read: whole });
  return {
    ...base,
    kind: 'answer',
    sentence: by.sentence(told, earlier),
    n: told.reduce((sum, { coded }) => sum + coded, 0),
    estimates: [
      ...stretch.told.flatMap((one) => codeEstimates(one, 'now')),
      ...(filter.compare === 'none'
        ? []
        : earlier.flatMap((one) => codeEstimates(one, filter.compare as 'previous' | 'year'))),
      ...(beside.estimates ?? []),
    ],
    figures: [
      picture,
      codesTable(told, { title: measure.title, word: noun }),
      ...(beside.figures ?? []),
    ].flatMap((one) => one ?? []),
    voices: beside.voices ?? [],
    openings: [
      ...openingsOf(measure.word, filterQuery(filter), 'The coded messages'),
      ...(beside.openings ?? []),
    ],
    caveats: [...caveats, ...(beside.caveats ?? [])],
    headlines: by.headline ? told.flatMap(by.headline) : [],
  };
}

/** The code with most messages of a channel, in a clause for a brief. */
export function topHeadline({ channels, codes }: ToldChannel): Headline[] {
  const [top] = byShare(codes.filter(({ share }) => share));
  if (!top?.share || channels.length > 1) return [];
  return [
    {
      name: estimateName(top),
      channel: channels[0].word,
      sentence: [
        `With ${channels[0].word}, what people raised most was “${top.code.name}”, `,
        { value: top.share.value, as: 'of100', strong: true },
        ' messages',
      ],
    },
  ];
}
