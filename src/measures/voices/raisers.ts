import { returningPersonSql } from '../../facts/returning-person.ts';
import type { TableFigure } from '../../model/figure.ts';
import type { Filter, Span } from '../../model/filter.ts';
import type { NamedEstimate } from '../../model/finding.ts';
import type { Store } from '../../model/store.ts';
import { spanParams } from '../conversation/asking.ts';
import { estimateName } from './code-estimates.ts';
import { percent } from './percent.ts';
import type { ToldChannel, ToldCode, ToldStretch } from './told.ts';

/** Who writes: people whose first conversation with us began in the period, or before it. */
const groups = ['newcomers', 'returning'] as const;
type Group = (typeof groups)[number];

/** The share of a code among the messages of newcomers and of people who had written before. */
export interface Raised {
  told: ToldCode;
  newcomers: ToldCode;
  returning: ToldCode;
}

/** The places of the messages of each group on a channel; who was first seen too early in the data is in neither. */
export async function groupsOf(
  store: Store,
  filter: Filter,
  span: Span,
  { messages }: ToldStretch,
): Promise<Record<Group, Set<number>>> {
  const [channel, account, first, unknown] = await store.numbers(
    `WITH ${returningPersonSql}
    SELECT channel_id::DOUBLE, account_id::DOUBLE, epoch_ms(first_at)::DOUBLE, unknown_before::INTEGER::DOUBLE
    FROM returning_person ORDER BY channel_id, account_id`,
    spanParams(filter, { ...span, from: '0001-01-01T00:00:00Z' }),
  );
  const from = Date.parse(span.from);
  const group = new Map<string, Group>();
  channel.forEach((id, row) => {
    if (unknown[row] === 0)
      group.set(`${id} ${account[row]}`, first[row] >= from ? 'newcomers' : 'returning');
  });
  const found: Record<Group, Set<number>> = { newcomers: new Set(), returning: new Set() };
  messages.account.forEach((id, i) => {
    const one = group.get(`${messages.channel[i]} ${id}`);
    if (one) found[one].add(i);
  });
  return found;
}

/** Of the codes told on a channel, the share in each group. */
export function raisedIn(
  stretch: ToldStretch,
  { channels, codes }: ToldChannel,
  by: Record<Group, Set<number>>,
): Raised[] {
  const on = new Set(channels.map(({ channelId }) => channelId));
  const within = (group: Group) => [...by[group]].filter((i) => on.has(stretch.messages.channel[i]));
  const places = { newcomers: within('newcomers'), returning: within('returning') };
  return codes
    .filter(({ share }) => share)
    .map((told) => ({
      told,
      newcomers: stretch.shareAt(told.facet, told.code, places.newcomers),
      returning: stretch.shareAt(told.facet, told.code, places.returning),
    }));
}

const labels: Record<Group, string> = { newcomers: 'newcomers', returning: 'people who had written before' };

export function raisedEstimates(channel: ToldChannel, raised: readonly Raised[]): NamedEstimate[] {
  return raised.flatMap((one) =>
    groups.flatMap((group): NamedEstimate[] => {
      const { share, cannotTell, code } = one[group];
      const base = {
        name: `${estimateName(one.told)}_by_${group}`,
        label: `${code.name}: share of messages of ${labels[group]}`,
        ...(channel.channels.length === 1 ? { channel: channel.channels[0].word } : {}),
        period: 'now' as const,
        unit: 'share' as const,
        n: share?.coded ?? 0,
      };
      return [
        share
          ? { ...base, value: share.value, low: share.low, high: share.high }
          : { ...base, value: Number.NaN, cannotTell: cannotTell ?? 'cannot tell' },
      ];
    }),
  );
}

/** The table of who raises what; undefined where one of the groups has too few coded messages to compare. */
export function raisedTable(channel: ToldChannel, raised: readonly Raised[]): TableFigure | undefined {
  const rows = raised.filter((one) => groups.some((group) => one[group].share));
  if (!groups.every((group) => rows.some((one) => one[group].share))) return undefined;
  return {
    form: 'table',
    title: 'Who raises it',
    note: `Share of the messages of each group with ${channel.name}, with 95 % range. Newcomers first wrote with us in the period; who was first seen within 90 days of the start of the data is in neither group`,
    columns: [
      { label: 'Theme', numeric: false },
      ...groups.map((group) => ({
        label: group === 'newcomers' ? 'Newcomers' : 'Had written before',
        numeric: true,
      })),
    ],
    rows: rows.map((one) => ({
      label: one.told.code.name,
      cells: groups.map((group) => {
        const { share, fewerThan } = one[group];
        if (share) return { value: share.value, as: 'share' as const, low: share.low, high: share.high };
        return fewerThan === undefined ? 'too few read' : `fewer than ${percent(fewerThan)} %`;
      }),
    })),
  };
}
