import { oursSql, pseudonym, withoutNamesSql } from '../../facts/pseudonym.ts';
import { returningPersonSql, unknownBeforeDays } from '../../facts/returning-person.ts';
import type { CurveFigure, TableFigure } from '../../model/figure.ts';
import type { Filter } from '../../model/filter.ts';
import type { Finding, Headline, NamedEstimate } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Sentence } from '../../model/sentence.ts';
import { difference } from '../../stats/interval.ts';
import { filterQuery } from '../filter.ts';
import { periodOf } from '../period.ts';
import { beginning } from './about.ts';
import { beforeWords, openingsOf, spanParams } from './asking.ts';
import { returnCaveats, whyNoReturns } from './return-caveats.ts';
import { marks, type Returns, returnsIn } from './returns.ts';
import { wordsOnReturn } from './voices.ts';

const definition = {
  text: `Came back within t: of the people who first wrote in a conversation with us in the period (a conversation in which our side wrote, or in which they addressed us), the share that wrote in another conversation with us on the same channel within t of their first message. Estimated as 1 - S by Kaplan and Meier, with people counted as not back for as long as the data follow them; one row a person, intervals at 95 %. Who was first seen within ${unknownBeforeDays} days of the start of a channel's data is neither new nor returning and left out.`,
  decision: 'Serves the decision: is what we do in conversation worth coming back for, and on which channel.',
};
const mostLines = 3;
const mostRows = 10;

/** Whether people who wrote with us once write with us again. */
export const comingBack: Measure = {
  word: 'coming-back',
  title: 'Who comes back',
  headlines: true,
  answer,
  async rows(asking) {
    const { span } = await periodOf(asking);
    return {
      sql: `WITH ${returningPersonSql}
        SELECT m.source, m.native_id AS message, c.word AS channel, ${pseudonym('a')} AS who,
          strftime(r.first_at, '%Y-%m-%dT%H:%M:%SZ') AS "at",
          CASE WHEN r.unknown_before THEN 'left out: may have written before the data begin'
            WHEN r.back_at IS NOT NULL THEN 'came back' ELSE 'not back when the data end' END AS state,
          strftime(r.back_at, '%Y-%m-%dT%H:%M:%SZ') AS back_at, b.native_id AS back_with,
          (epoch(coalesce(r.back_at, r.observed_until)) - epoch(r.first_at))::DOUBLE AS followed_seconds,
          strftime(r.observed_until, '%Y-%m-%dT%H:%M:%SZ') AS observed_until,
          ${withoutNamesSql('m.text', 'us')} AS text, ${withoutNamesSql('b.text', 'us')} AS back_text
        FROM returning_person r JOIN message m ON m.message_id = r.first_id
        JOIN channel c ON c.channel_id = r.channel_id JOIN account a ON a.account_id = r.account_id
        LEFT JOIN message b ON b.message_id = r.back_id CROSS JOIN ${oursSql} us ORDER BY r.first_at, m.native_id`,
      params: spanParams(asking.filter, span),
    };
  },
};

async function answer(asking: Asking): Promise<Finding> {
  const { store, filter } = asking;
  const { channels, span, before, base } = await beginning(asking, comingBack, definition);
  const now = await returnsIn(store, filter, span, channels, asking.level);
  const told = now.filter(({ cannotTell }) => !cannotTell);
  const caveats = returnCaveats(now, channels);
  if (told.length === 0) return { ...base, kind: 'no-answer', ...whyNoReturns(now, channels), caveats };
  const earlier = before ? await returnsIn(store, filter, before, channels, asking.level) : [];
  const compared = new Map(earlier.map((one) => [one.channel.channelId, one]));
  return {
    ...base,
    kind: 'answer',
    sentence: sentenceOf(told, compared, filter),
    n: told.reduce((sum, { n }) => sum + n, 0),
    estimates: now.flatMap((one) => {
      const then = compared.get(one.channel.channelId);
      return [
        ...estimatesOf(one, 'now'),
        ...(then && !then.cannotTell && filter.compare !== 'none' ? estimatesOf(then, filter.compare) : []),
      ];
    }),
    figures: [curve(told), table(told, compared, filter)],
    voices: await wordsOnReturn(store, now),
    openings: openingsOf('coming-back', filterQuery(filter), 'The people, by their first messages'),
    caveats,
    headlines: headlinesOf(told),
  };
}

/** 90 days where they can be told, else the longest time before that can. */
function markOf({ shares }: Returns): number {
  return [2, 1, 0].find((mark) => shares[mark]) ?? 3;
}

function sentenceOf(told: Returns[], compared: Map<number, Returns>, filter: Filter): Sentence {
  const [first, ...rest] = told;
  const mark = markOf(first);
  const second = rest.find(({ shares }) => shares[mark]);
  return [
    `Of the people who first wrote with ${first.channel.word}, `,
    share(first),
    ` came back within ${marks[mark].label}${change(first)}.`,
    ...(second ? [` With ${second.channel.word} it was `, share(second), `${change(second)}.`] : []),
  ];

  function share({ shares }: Returns) {
    return { value: shares[mark]?.value ?? Number.NaN, as: 'of100' as const, strong: true as const };
  }
  function change(one: Returns): string {
    const now = one.shares[mark];
    const then = compared.get(one.channel.channelId)?.shares[mark];
    if (!now || !then) return '';
    const { low, high } = difference(now, then);
    if (low > 0) return `, more than ${beforeWords(filter).inIt}`;
    if (high < 0) return `, fewer than ${beforeWords(filter).inIt}`;
    return `, no clear change from ${beforeWords(filter).row}`;
  }
}

/** Channel by channel, within 90 days or the longest time that can be told. */
function headlinesOf(told: Returns[]): Headline[] {
  return told.flatMap((one) => {
    const mark = markOf(one);
    const share = one.shares[mark];
    if (!share) return [];
    return {
      name: `came_back_within_${marks[mark].word}`,
      channel: one.channel.word,
      sentence: [
        `Of the people who first wrote with ${one.channel.word}, `,
        { value: share.value, as: 'of100', strong: true },
        ` came back within ${marks[mark].label}`,
      ],
      better: 'more',
    };
  });
}

function estimatesOf(
  { channel, n, leftOut, shares, cannotTell }: Returns,
  period: NamedEstimate['period'],
): NamedEstimate[] {
  const base = { channel: channel.word, period, n, people: n };
  const left: NamedEstimate[] =
    leftOut === 0
      ? []
      : [
          {
            ...base,
            name: 'people_seen_too_early',
            label: 'People left out: seen too early in the data',
            unit: 'count',
            value: leftOut,
          },
        ];
  return [
    ...marks.map(({ word, label }, mark): NamedEstimate => {
      const told = shares[mark];
      const named = {
        ...base,
        name: `came_back_within_${word}`,
        label: `Came back within ${label}`,
        unit: 'share' as const,
      };
      if (told) return { ...named, value: told.value, low: told.low, high: told.high };
      return { ...named, value: Number.NaN, cannotTell: cannotTell ?? untold(n) };
    }),
    ...left,
  ];
}

function untold(n: number): string {
  return n < 30 ? `only ${n} people, or the data end before` : 'the data end before';
}

function curve(told: Returns[]): CurveFigure {
  const drawn = told.slice(0, mostLines);
  const left = told.length - drawn.length;
  return {
    form: 'curve',
    title: 'Share of people not yet back',
    caption: `Share of people who had not written in another conversation with us, by time since their first message; the time axis grows by steps of the same factor. Bands are 95 % ranges. ${drawn.map(({ channel, n }) => `${n.toLocaleString('en')} people with ${channel.word}`).join(', ')}.${left > 0 ? ` ${left} more ${left === 1 ? 'channel is' : 'channels are'} in the table.` : ''}`,
    lines: drawn.map((one, index) => ({
      name: one.channel.word,
      note: noteOf(one),
      tone: 'steady',
      dashed: index === drawn.length - 1 && index > 0,
      points: one.curve(),
    })),
    ticks: marks.map(({ t, label, short, emphasis }) => ({ t, label, short, emphasis })),
    reading: `the share of people who had not come back ${marks[2].label} after they first wrote`,
    until: marks[marks.length - 1].t,
  };
}

function noteOf({ shares }: Returns): string {
  const last = shares.findLast(Boolean);
  return last ? `${Math.round((1 - last.value) * 100)} % not back` : '';
}

function table(told: Returns[], compared: Map<number, Returns>, filter: Filter): TableFigure {
  const shown = told.slice(0, mostRows);
  const left = told.length - shown.length;
  const cells = ({ shares, n }: Returns): TableFigure['rows'][number]['cells'] => [
    ...shares.map((share, mark) =>
      share
        ? {
            value: share.value,
            as: 'share' as const,
            low: share.low,
            high: share.high,
            ...(mark === 2 ? { strong: true as const } : {}),
          }
        : 'cannot tell',
    ),
    { value: n, as: 'count' },
  ];
  return {
    form: 'table',
    title: 'Came back within',
    note: `Share of people who first wrote in the period, with 95 % range${left > 0 ? `. ${left} smaller channels are in the numbers (.csv)` : ''}`,
    columns: [
      { label: 'Channel', numeric: false },
      ...marks.map(({ label }) => ({ label, numeric: true })),
      { label: 'People', numeric: true },
    ],
    rows: shown.flatMap((one) => {
      const then = compared.get(one.channel.channelId);
      return [
        { label: one.channel.word, cells: cells(one) },
        ...(then && !then.cannotTell
          ? [{ label: beforeWords(filter).row, before: true, cells: cells(then) }]
          : []),
      ];
    }),
  };
}
