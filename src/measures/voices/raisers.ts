import { returningPersonSql } from '../../facts/returning-person.ts';
import { membersOf } from '../../facts/target-group.ts';
import type { TableFigure } from '../../model/figure.ts';
import type { Filter, Span } from '../../model/filter.ts';
import type { NamedEstimate } from '../../model/finding.ts';
import type { TargetGroup } from '../../model/plan.ts';
import type { Store } from '../../model/store.ts';
import { spanParams } from '../conversation/asking.ts';
import { estimateName } from './code-estimates.ts';
import { percent } from './percent.ts';
import { fewestPeople, type ToldChannel, type ToldCode, type ToldStretch } from './told.ts';

/** People who write, and where their messages stand in the stretch. */
export interface Raisers {
  /** `newcomers`, `returning`, or `members_of_WORD` for a target group of the plan. */
  word: string;
  /** As in “messages of newcomers”. */
  name: string;
  /** The head of a column. */
  label: string;
  places: ReadonlySet<number>;
  /** True for a target group: those of whom too few write are not told. */
  target: boolean;
}

/** The share of a code among the messages of raisers. */
export interface Raised {
  told: ToldCode;
  by: ToldCode;
}

/** What raisers raise on a channel; `few` where fewer than `fewestPeople` of a target group write there. */
export interface RaisedBy {
  raisers: Raisers;
  people: number;
  few: boolean;
  codes: Raised[];
}

/** Newcomers and people who had written before; who was first seen too early in the data is neither. */
export async function newAndReturning(
  store: Store,
  filter: Filter,
  span: Span,
  { messages }: ToldStretch,
): Promise<Raisers[]> {
  const [channel, account, first, unknown] = await store.numbers(
    `WITH ${returningPersonSql}
    SELECT channel_id::DOUBLE, account_id::DOUBLE, epoch_ms(first_at)::DOUBLE, unknown_before::INTEGER::DOUBLE
    FROM returning_person ORDER BY channel_id, account_id`,
    spanParams(filter, { ...span, from: '0001-01-01T00:00:00Z' }),
  );
  const from = Date.parse(span.from);
  const isNew = new Map<string, boolean>();
  channel.forEach((id, row) => {
    if (unknown[row] === 0) isNew.set(`${id} ${account[row]}`, first[row] >= from);
  });
  const newcomers = new Set<number>();
  const returning = new Set<number>();
  messages.account.forEach((id, i) => {
    const one = isNew.get(`${messages.channel[i]} ${id}`);
    if (one !== undefined) (one ? newcomers : returning).add(i);
  });
  const told = { target: false };
  return [
    { ...told, word: 'newcomers', name: 'newcomers', label: 'Newcomers', places: newcomers },
    {
      ...told,
      word: 'returning',
      name: 'people who had written before',
      label: 'Had written before',
      places: returning,
    },
  ];
}

/** The target groups for which the plan names members. */
export async function targetGroups(
  store: Store,
  groups: readonly TargetGroup[],
  { messages }: ToldStretch,
): Promise<Raisers[]> {
  const members = await membersOf(store, groups);
  return groups.flatMap(({ word, name }): Raisers[] => {
    const people = members.get(word);
    if (!people) return [];
    const places = new Set<number>();
    messages.account.forEach((id, i) => {
      if (people.has(id)) places.add(i);
    });
    return [{ word: `members_of_${word}`, name: `members of ${name}`, label: name, places, target: true }];
  });
}

/** Of the codes told on a channel, the share among the messages of each. */
export function raisedIn(
  stretch: ToldStretch,
  { channels, codes }: ToldChannel,
  raisers: readonly Raisers[],
): RaisedBy[] {
  const on = new Set(channels.map(({ channelId }) => channelId));
  return raisers.map((one) => {
    const within = [...one.places].filter((i) => on.has(stretch.messages.channel[i]));
    const people = new Set(within.map((i) => stretch.messages.account[i])).size;
    const few = one.target && people < fewestPeople;
    const told = few ? [] : codes.filter(({ share }) => share);
    return {
      raisers: one,
      people,
      few,
      codes: told.map((code) => ({ told: code, by: stretch.shareAt(code.facet, code.code, within) })),
    };
  });
}

export function raisedEstimates(channel: ToldChannel, raised: readonly RaisedBy[]): NamedEstimate[] {
  const codes = Math.max(0, ...raised.map((one) => one.codes.length));
  const inTurn = Array.from({ length: codes }, (_, at) =>
    raised.flatMap(({ raisers, codes: of }) => (of[at] ? [{ raisers, ...of[at] }] : [])),
  );
  return inTurn.flat().map(({ raisers, told, by: { share, cannotTell, code } }): NamedEstimate => {
    const base = {
      name: `${estimateName(told)}_by_${raisers.word}`,
      label: `${code.name}: share of messages of ${raisers.name}`,
      ...(channel.channels.length === 1 ? { channel: channel.channels[0].word } : {}),
      period: 'now' as const,
      unit: 'share' as const,
      n: share?.coded ?? 0,
    };
    return share
      ? { ...base, value: share.value, low: share.low, high: share.high }
      : { ...base, value: Number.NaN, cannotTell: cannotTell ?? 'cannot tell' };
  });
}

/**
 * Those who can be told beside each other: newcomers and people who had written before only where both can, since one
 * alone compares with nothing; each target group by itself.
 */
export function comparable(raised: readonly RaisedBy[]): RaisedBy[] {
  const told = raised.filter(({ codes }) => codes.some(({ by }) => by.share));
  const both = told.filter(({ raisers }) => !raisers.target).length === 2;
  return told.filter(({ raisers }) => raisers.target || both);
}

/** The table of who raises what; undefined where nobody can be told. */
export function raisedTable(channel: ToldChannel, raised: readonly RaisedBy[]): TableFigure | undefined {
  const columns = comparable(raised);
  const [first] = columns;
  if (!first) return undefined;
  const rows = first.codes
    .map(({ told }, at) => ({ told, cells: columns.map(({ codes }) => codes[at]?.by) }))
    .filter(({ cells }) => cells.some((one) => one?.share));
  const notes = [
    `Share of the messages of each group with ${channel.name}, with 95 % range.`,
    ...(columns.some(({ raisers }) => !raisers.target)
      ? [
          'Newcomers first wrote with us in the period; who was first seen within 90 days of the start of the data is in neither group.',
        ]
      : []),
    ...(columns.some(({ raisers }) => raisers.target)
      ? [
          'A target group is the people whom the plan names as its members; one person can be in several columns.',
        ]
      : []),
  ];
  return {
    form: 'table',
    title: 'Who raises it',
    note: notes.join(' ').replace(/\.$/, ''),
    columns: [
      { label: 'Theme', numeric: false },
      ...columns.map(({ raisers }) => ({ label: raisers.label, numeric: true })),
    ],
    rows: rows.map(({ told, cells }) => ({
      label: told.code.name,
      cells: cells.map((one) => {
        if (one?.share)
          return { value: one.share.value, as: 'share' as const, low: one.share.low, high: one.share.high };
        return one?.fewerThan === undefined ? 'too few read' : `fewer than ${percent(one.fewerThan)} %`;
      }),
    })),
  };
}

/** What cannot be told of who raises it, and why. */
export function raisedCaveats(raised: readonly (readonly RaisedBy[])[]): string[] {
  const told = new Set(raised.flatMap((one) => comparable(one).map(({ raisers }) => raisers.word)));
  const [first = []] = raised;
  const caveats: string[] = [];
  if (!told.has('newcomers'))
    caveats.push(
      'Whether newcomers or people who had written before raise it cannot be told: too few messages of one of the two were read.',
    );
  for (const { raisers } of first.filter((one) => one.raisers.target && !told.has(one.raisers.word))) {
    const on = raised.flatMap((all) => all.filter((one) => one.raisers.word === raisers.word));
    caveats.push(
      on.every(({ people }) => people === 0)
        ? `What ${raisers.label} raise cannot be told: no member whom the plan names wrote in the period.`
        : on.every(({ few }) => few)
          ? `What ${raisers.label} raise is not told: fewer than ${fewestPeople} of the members whom the plan names wrote in the period.`
          : `What ${raisers.label} raise cannot be told: too few messages of theirs were read.`,
    );
  }
  return caveats;
}
