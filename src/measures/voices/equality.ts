import type { Facet, FacetSide } from '../../model/codebook.ts';
import type { Cell, TableFigure } from '../../model/figure.ts';
import type { Finding, NamedEstimate } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { ChannelFact } from '../channels.ts';
import { exchanges } from '../conversation/exchanges.ts';
import { openers } from '../conversation/openers.ts';
import { filterQuery } from '../filter.ts';
import { beginning } from './about.ts';
import { agreementOf, estimateName } from './code-estimates.ts';
import { codeOpening } from './no-codes.ts';
import { readCodings } from './reading.ts';
import { toldIn } from './told.ts';

const definition = {
  text: 'Equality of the exchange, quoted from where it is defined: two-way conversations that others opened and our share of their turns, with the balance of turns (conversation: openers, exchanges), beside who asks and who thanks, from the codes that people gave to messages of both sides. Each is told for itself and none is added to another: talking as equals has no single score.',
  decision: 'Serves the decision: ask more, talk less, or leave the last word to others.',
};
const mostRows = 10;

/** What is quoted from the measures of conversation, with the head of its column. */
const quotedNames = {
  opened_by_others_share_of_two_way: 'Others opened',
  own_share_of_turns_in_two_way: 'Our share of the turns',
  mean_turn_balance_in_two_way: 'Balance of turns',
} as const;
type Quoted = keyof typeof quotedNames;
/** The rest stands in the numbers. */
const tabled: Quoted[] = ['opened_by_others_share_of_two_way', 'own_share_of_turns_in_two_way'];

/** Words of the codes that are asked of each side, with the head of its column. */
const codedNames: { side: FacetSide; words: string[]; label: string }[] = [
  { side: 'others', words: ['question', 'asks'], label: 'They ask' },
  { side: 'own', words: ['asks', 'question'], label: 'We ask' },
  { side: 'others', words: ['thanks'], label: 'They thank' },
  { side: 'own', words: ['thanks'], label: 'We thank' },
];

/** Whether we talk as equals. */
export const equality: Measure = {
  word: 'equality',
  title: 'Whether we talk as equals',
  reads: 'codes',
  readsOfPlan: ['codebook', 'agreement'],
  answer,
  rows: (asking) => openers.rows(asking),
};

async function answer(asking: Asking): Promise<Finding> {
  const { filter } = asking;
  const { channels, base } = await beginning(asking, equality, definition);
  const alone = { ...asking, filter: { ...filter, compare: 'none' as const } };
  const found = await Promise.all([exchanges.answer(alone), openers.answer(alone)]);
  const known = found.flatMap((one) => (one.kind === 'answer' ? one.estimates : []));
  const quoted = known.filter(({ name }) => name in quotedNames);
  const coded = await codedEstimates(asking, channels);
  const told = (channel: string) =>
    [...quoted, ...coded].filter((one) => one.channel === channel && one.cannotTell === undefined);
  const rows = channels.filter(({ word }) => told(word).length > 0);
  const [first] = rows;
  if (!first) {
    const why = found.find((one) => one.kind === 'no-answer');
    return {
      ...base,
      kind: 'no-answer',
      reason: why?.kind === 'no-answer' ? why.reason : ['No channel has enough conversations to tell.'],
      help: why?.kind === 'no-answer' ? why.help : ['A longer period.'],
      caveats: [],
    };
  }
  const uncoded = coded.every(({ cannotTell }) => cannotTell !== undefined);
  return {
    ...base,
    kind: 'answer',
    sentence: sentenceOf(first.word, told(first.word)),
    n: Math.max(...quoted.map(({ n }) => n), 0),
    estimates: [...quoted, ...coded],
    figures: [table(rows.slice(0, mostRows), told, coded)],
    voices: [],
    openings: [
      ...[openers, exchanges].map(({ word, title }) => ({
        label: title,
        href: `/conversation/${word}${filterQuery(filter) ? `?${filterQuery(filter)}` : ''}`,
      })),
      ...(uncoded ? [codeOpening] : []),
    ],
    caveats: uncoded
      ? ['Who asks and who thanks is told once messages of both sides are coded.']
      : [
          'Who asks and who thanks rests on codes of both sides; how far those who coded them agree is in the files (alpha).',
        ],
  };
}

/** The shares that ask and thank on each side, where the codebook has such codes and people gave them. */
async function codedEstimates(asking: Asking, channels: ChannelFact[]): Promise<NamedEstimate[]> {
  const { span } = await beginning(asking, equality, definition);
  const estimates: NamedEstimate[] = [];
  for (const side of ['others', 'own'] as const) {
    const reading = await readCodings(asking, side);
    const wanted = codedNames.filter((one) => one.side === side);
    const facets = asking.plan.codebook.facets.flatMap((facet): Facet[] => {
      if (facet.of !== side || facet.level !== 'nominal') return [];
      const codes = facet.codes.filter(({ word }) => wanted.some(({ words }) => words.includes(word)));
      return codes.length > 0 ? [{ ...facet, codes }] : [];
    });
    if (facets.length === 0 || reading.codes.length === 0) continue;
    const { told } = await toldIn(asking, reading, facets, span, channels);
    for (const { channels: on, codes } of told)
      for (const one of codes) {
        if (on.length > 1) continue;
        const label = wanted.find(({ words }) => words.includes(one.code.word))?.label ?? one.code.name;
        const base = {
          name: estimateName(one),
          label,
          channel: on[0].word,
          period: 'now' as const,
          unit: 'share' as const,
          n: one.share?.coded ?? 0,
          agreement: agreementOf(one.agreement),
        };
        estimates.push(
          one.share
            ? { ...base, value: one.share.value, low: one.share.low, high: one.share.high }
            : { ...base, value: Number.NaN, cannotTell: one.cannotTell ?? 'cannot tell' },
        );
      }
  }
  return estimates;
}

function sentenceOf(channel: string, told: NamedEstimate[]): Sentence {
  const one = (holds: (estimate: NamedEstimate) => boolean) => told.find(holds);
  const opened = one(({ name }) => name === 'opened_by_others_share_of_two_way');
  const turns = one(({ name }) => name === 'own_share_of_turns_in_two_way');
  const theyAsk = one(({ label }) => label === 'They ask');
  const weAsk = one(({ label }) => label === 'We ask');
  const of100 = (value: number | undefined, strong = false) => ({
    value: value ?? Number.NaN,
    as: 'of100' as const,
    ...(strong && { strong: true as const }),
  });
  const parts: Sentence[] = [
    ...(opened
      ? [['somebody else opened ', of100(opened.value, true), ' conversations'] satisfies Sentence]
      : []),
    ...(turns ? [['we wrote ', of100(turns.value), ' turns'] satisfies Sentence] : []),
    ...(theyAsk ? [['people ask in ', of100(theyAsk.value), ' of their messages'] satisfies Sentence] : []),
    ...(weAsk ? [['we in ', of100(weAsk.value), ' of ours'] satisfies Sentence] : []),
  ];
  if (parts.length === 0) return [`With ${channel}, too little is known of who opens and who asks.`];
  return [
    `With ${channel}, `,
    ...parts.flatMap(
      (part, at): Sentence => [at === 0 ? '' : at === parts.length - 1 ? ' and ' : ', ', ...part],
    ),
    '.',
  ];
}

function table(
  rows: ChannelFact[],
  told: (channel: string) => NamedEstimate[],
  coded: NamedEstimate[],
): TableFigure {
  const labels = codedNames
    .filter(({ words }) => !words.includes('thanks'))
    .map(({ label }) => label)
    .filter((label) => coded.some((one) => one.label === label));
  const cell = (one: NamedEstimate | undefined): Cell =>
    one
      ? {
          value: one.value,
          as: 'share',
          ...(one.low !== undefined && one.high !== undefined && { low: one.low, high: one.high }),
        }
      : 'cannot tell';
  return {
    form: 'table',
    title: 'As equals',
    note: 'Shares with 95 % ranges, each as it is defined elsewhere; balance of turns and who thanks are in the numbers',
    columns: [
      { label: 'Channel', numeric: false },
      ...tabled.map((name) => ({ label: quotedNames[name], numeric: true })),
      ...labels.map((label) => ({ label, numeric: true })),
    ],
    rows: rows.map(({ word }) => ({
      label: word,
      cells: [
        ...tabled.map((name) => cell(told(word).find((one) => one.name === name))),
        ...labels.map((label) => cell(told(word).find((one) => one.label === label))),
      ],
    })),
  };
}
