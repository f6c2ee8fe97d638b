import { betweenPeopleSql } from '../../facts/between-people.ts';
import type { TableFigure } from '../../model/figure.ts';
import type { Filter, Span } from '../../model/filter.ts';
import type { Finding, NamedEstimate } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { Store } from '../../model/store.ts';
import type { ChannelFact } from '../channels.ts';
import { filterQuery } from '../filter.ts';
import { listWords } from '../words.ts';
import { beginning } from './about.ts';
import { amongThemselves } from './among-themselves.ts';
import { beforeWords, openingsOf, spanParams } from './asking.ts';
import { type AnswersOnChannel, type Both, bothWays, draws, enough, mostAnswers } from './both-ways.ts';
import { noOthers } from './no-others.ts';

const definition = {
  text: `Reciprocity: in conversations with us, of all ordered pairs of people from outside in which one answered the other, the share in which the other answered back (in the period; repeated answers count once; our own accounts are in none). Beside it what chance would give: ${draws} times the answers of one channel and one week (from Monday, UTC) exchange whom they answer, nobody coming to answer themselves. p is the share of draws, with the observed, that reach the observed. It is a count of all pairs there are, so it has no range; the range given is that of chance.`,
  decision: 'Serves the decision: is there a community under our posts worth hosting, or only side remarks.',
};
const mostRows = 10;
const significant = 0.05;

/** Whether people who answer each other do so both ways, more than chance would give. */
export const reciprocity: Measure = {
  word: 'reciprocity',
  title: 'Whether answers between people go both ways',
  answer,
  rows: async (asking) => {
    const { sql, params } = await amongThemselves.rows(asking);
    return { sql: `SELECT * FROM (${sql}) WHERE answered_person IS NOT NULL ORDER BY "at", message`, params };
  },
};

async function answersIn(
  store: Store,
  filter: Filter,
  span: Span,
  channels: ChannelFact[],
): Promise<AnswersOnChannel[]> {
  const [channel, from, to, week] = await store.numbers(
    `WITH ${betweenPeopleSql}
    SELECT channel_id::DOUBLE, account_id::DOUBLE, to_id::DOUBLE, epoch(date_trunc('week', written_at))::DOUBLE AS week
    FROM outside WHERE answers = 'person' ORDER BY channel_id, week, message_id`,
    spanParams(filter, span),
  );
  const found: AnswersOnChannel[] = [];
  for (let start = 0; start < channel.length; ) {
    let end = start;
    while (end < channel.length && channel[end] === channel[start]) end++;
    const fact = channels.find(({ channelId }) => channelId === channel[start]);
    if (fact)
      found.push({
        channel: fact,
        from: from.subarray(start, end),
        to: to.subarray(start, end),
        week: week.subarray(start, end),
      });
    start = end;
  }
  return found;
}

async function answer(asking: Asking): Promise<Finding> {
  const { store, filter, seed } = asking;
  const { channels, span, before, base } = await beginning(asking, reciprocity, definition);
  const now = await bothWays(await answersIn(store, filter, span, channels), seed);
  const told = now.filter(({ share }) => share !== undefined);
  const caveats = caveatsOf(now, channels);
  if (told.length === 0) return { ...base, kind: 'no-answer', ...why(now, channels), caveats };
  const earlier = before ? await bothWays(await answersIn(store, filter, before, channels), seed) : [];
  const compared = new Map(earlier.map((one) => [one.channel.channelId, one]));
  return {
    ...base,
    kind: 'answer',
    sentence: sentenceOf(told),
    n: now.reduce((sum, { n }) => sum + n, 0),
    estimates: now.flatMap((one) => {
      const then = compared.get(one.channel.channelId);
      return [
        ...estimatesOf(one, 'now'),
        ...(then?.share !== undefined && filter.compare !== 'none' ? estimatesOf(then, filter.compare) : []),
      ];
    }),
    figures: [table(told, compared, filter)],
    voices: [],
    openings: openingsOf('reciprocity', filterQuery(filter), 'The answers between people'),
    caveats,
  };
}

function sentenceOf([first, second]: Both[]): Sentence {
  return [
    `When one person answered another in our conversations with ${first.channel.word}, `,
    { value: first.share ?? Number.NaN, as: 'of100', strong: true },
    ' were answered back',
    ...against(first),
    '.',
    ...(second
      ? ([
          ` With ${second.channel.word} it was `,
          { value: second.share ?? Number.NaN, as: 'of100', strong: true },
          ...against(second),
          '.',
        ] satisfies Sentence)
      : []),
  ];
}

function against({ chance }: Both): Sentence {
  if (!chance) return [];
  return chance.p <= significant
    ? [', more than the ', { value: chance.mean, as: 'of100' }, ' that chance would give']
    : [', which chance alone could give (', { value: chance.mean, as: 'of100' }, ')'];
}

function estimatesOf(
  { channel, n, people, pairs, share, cannotTell, chance }: Both,
  period: NamedEstimate['period'],
): NamedEstimate[] {
  const base = { channel: channel.word, period, n, people };
  const named = {
    ...base,
    name: 'reciprocity_share_of_pairs',
    label: 'Pairs answered back',
    unit: 'share' as const,
  };
  return [
    share === undefined
      ? { ...named, value: Number.NaN, cannotTell: cannotTell ?? 'cannot tell' }
      : { ...named, value: share },
    { ...base, name: 'ordered_pairs', label: 'Ordered pairs of people', unit: 'count', value: pairs },
    ...(chance
      ? ([
          ...(chance.sampled === undefined
            ? []
            : [
                {
                  ...base,
                  n: chance.sampled,
                  name: 'reciprocity_share_of_pairs_sampled',
                  label: 'Pairs answered back, in the sample held against chance',
                  unit: 'share' as const,
                  value: chance.observed,
                },
              ]),
          {
            ...base,
            name: 'reciprocity_by_chance',
            label: 'Pairs answered back, by chance',
            unit: 'share',
            value: chance.mean,
            low: chance.low,
            high: chance.high,
          },
          {
            ...base,
            name: 'reciprocity_p',
            label: 'p: so many or more, by chance',
            unit: 'share',
            value: chance.p,
          },
        ] satisfies NamedEstimate[])
      : []),
  ];
}

function table(told: Both[], compared: Map<number, Both>, filter: Filter): TableFigure {
  const cells = ({ share, chance, pairs }: Both): TableFigure['rows'][number]['cells'] => [
    { value: share ?? Number.NaN, as: 'share', strong: true },
    chance ? { value: chance.mean, as: 'share', low: chance.low, high: chance.high } : 'not drawn',
    chance ? chance.p.toFixed(3) : '',
    { value: pairs, as: 'count' },
  ];
  const shown = told.slice(0, mostRows);
  const left = told.length - shown.length;
  return {
    form: 'table',
    title: 'Answered back',
    note: `Of ordered pairs of people, one of whom answered the other; by chance: mean and middle 95 % of ${draws} draws${left > 0 ? `. ${left} smaller channels are in the numbers (.csv)` : ''}`,
    columns: [
      { label: 'Channel', numeric: false },
      { label: 'Answered back', numeric: true },
      { label: 'By chance', numeric: true },
      { label: 'p', numeric: true },
      { label: 'Pairs', numeric: true },
    ],
    rows: shown.flatMap((one) => {
      const then = compared.get(one.channel.channelId);
      return [
        { label: one.channel.word, cells: cells(one) },
        ...(then?.share !== undefined
          ? [{ label: beforeWords(filter).row, before: true, cells: cells(then) }]
          : []),
      ];
    }),
  };
}

function caveatsOf(now: Both[], channels: ChannelFact[]): string[] {
  const few = now.filter(({ cannotTell }) => cannotTell);
  const sampled = now.filter(({ chance }) => chance?.sampled !== undefined);
  const undrawn = now.filter(({ share, chance }) => share !== undefined && !chance);
  const own = channels.filter(({ sides }) => sides === 'own').map(({ word }) => word);
  return [
    ...(few.length > 0
      ? [
          `Too few to tell: ${listWords(
            few.map(({ channel, cannotTell }) => `${channel.word} (${cannotTell})`),
            8,
          )}. From ${enough} ordered pairs on, they are told.`,
        ]
      : []),
    ...sampled.map(
      ({ channel, chance }) =>
        `With ${channel.word} there are more than ${mostAnswers.toLocaleString('en')} answers between people: chance is drawn from ${chance?.sampled?.toLocaleString('en')} of them, whole weeks taken at random, of whose pairs ${Math.round((chance?.observed ?? 0) * 100)} % were answered back.`,
    ),
    ...(undrawn.length > 0
      ? [
          `Held against chance only where there are most pairs; not for ${listWords(
            undrawn.map(({ channel }) => channel.word),
            8,
          )}.`,
        ]
      : []),
    ...(own.length > 0
      ? [`Nothing can be told for ${listWords(own, 8)}: the exports hold only our own side.`]
      : []),
    'In a thread people answer those who are there: more than chance says that answers come back, not that people know each other.',
  ];
}

function why(now: Both[], channels: ChannelFact[]): { reason: Sentence; help: string[] } {
  const unseen = noOthers(channels, 'people answering each other');
  if (unseen) return unseen;
  const pairs = now.reduce((sum, one) => sum + one.pairs, 0);
  return {
    reason:
      pairs === 0
        ? [
            'Nobody from outside answered another person in our conversations in this period, as far as the data tell.',
          ]
        : [
            'No channel has ',
            { value: enough, as: 'count' },
            ' ordered pairs of people in this period, one of whom answered the other; all channels together have ',
            { value: pairs, as: 'count', strong: true },
            '.',
          ],
    help: [`A longer period. We answer from ${enough} ordered pairs a channel on.`],
  };
}
