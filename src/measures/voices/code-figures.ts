import type { Cell, RangesFigure, TableFigure } from '../../model/figure.ts';
import type { Filter } from '../../model/filter.ts';
import { beforeWords } from '../conversation/asking.ts';
import type { CodeAgreement } from './agreement.ts';
import { percent } from './percent.ts';
import { sameCode, type ToldChannel, type ToldCode } from './told.ts';

const mostRows = 12;

/** Codes in the order of their share, what is not told last; steps of a scale in the order of the codebook. */
export function byShare(codes: readonly ToldCode[]): ToldCode[] {
  if (codes.some(({ facet }) => facet.level !== 'nominal')) return [...codes];
  return [...codes].sort((a, b) => (b.share?.value ?? -1) - (a.share?.value ?? -1));
}

/** The shares of one channel as dots with whiskers, the period before as a ring under each. */
export function sharesFigure(
  channel: ToldChannel,
  before: readonly ToldChannel[],
  filter: Filter,
  { whose, read }: { whose: string; read: string },
): RangesFigure | undefined {
  const told = byShare(channel.codes.filter(({ share }) => share)).slice(0, mostRows);
  if (told.length === 0) return undefined;
  const rows = told.flatMap(({ code, address, share }) => {
    const then = sameCode(channel, address, before)?.share;
    const row = (label: string, one: NonNullable<typeof share>, old: boolean) => ({
      label,
      value: one.value,
      low: one.low,
      high: one.high,
      tone: 'steady' as const,
      before: old,
    });
    return [
      ...(share ? [row(code.name, share, false)] : []),
      ...(then ? [row(beforeWords(filter).row, then, true)] : []),
    ];
  });
  const top = Math.max(...rows.map(({ high }) => high));
  return {
    form: 'ranges',
    title: `What ${whose}, ${channel.name}`,
    caption: `Share of ${read} with ${channel.name}, from ${channel.coded.toLocaleString('en')} read by people of ${channel.n.toLocaleString('en')}, with 95 % ranges: what reading another random sample of the same messages would give.${told.some(({ facet }) => facet.choose === 'many') ? ' One message can have several codes.' : ''}`,
    unit: 'share',
    max: Math.min(1, Math.ceil(top * 10) / 10),
    rows,
  };
}

const mostChannels = 3;

/** Every code with its share on each channel, how far coders agree on it, and whether that makes it weaker. */
export function codesTable(
  told: readonly ToldChannel[],
  { title, word }: { title: string; word: string },
): TableFigure {
  const shown = told.slice(0, mostChannels);
  const left = told.length - shown.length;
  const machine = shown.some(({ codes }) => codes.some(({ share }) => share?.machine));
  const rows = byShare(shown[0]?.codes ?? []).filter(({ address }) =>
    shown.some(({ codes }) => codes.some((one) => one.address === address && !one.none)),
  );
  const rare = rows.some(({ agreement }) => agreement.rare);
  const tentative = rows.some(
    ({ agreement: one }) => one.tentative && !one.rare && one.withheld === undefined,
  );
  return {
    form: 'table',
    title,
    note: `Share of messages with 95 % range${machine ? ', corrected from a machine’s labels, and beside it from codes by people alone' : ', from codes by people'}; agreement is Krippendorff’s alpha${tentative ? ', * tentative where under .8' : ''}${rare ? '; of rare codes, how often both readers gave it where one did, tentative too' : ''}${left > 0 ? `. ${left} more ${left === 1 ? 'channel is' : 'channels are'} in the numbers (.csv)` : ''}`,
    columns: [
      { label: word, numeric: false },
      ...shown.flatMap(({ name, coded }) => [
        { label: `${name}, ${coded} read`, numeric: true },
        ...(machine ? [{ label: 'By people alone', numeric: true }] : []),
      ]),
      { label: 'Agreement', numeric: true },
    ],
    rows: rows.map(({ address, code, agreement }) => ({
      label: code.name,
      cells: [
        ...shown.flatMap(({ codes }) => {
          const one = codes.find((other) => other.address === address);
          return [
            one?.share ? shareCell(one.share, true) : shortOf(one),
            ...(machine ? [one?.share ? shareCell(one.share.human) : ''] : []),
          ];
        }),
        agreementWords(agreement),
      ],
    })),
  };
}

function shareCell({ value, low, high }: { value: number; low: number; high: number }, strong?: true): Cell {
  return { value, as: 'share', low, high, ...(strong && { strong }) };
}

function shortOf(told: ToldCode | undefined): string {
  if (told?.fewerThan !== undefined) return `fewer than ${percent(told.fewerThan)} %`;
  return told?.cannotTell?.startsWith('withheld') ? 'withheld' : 'too few read';
}

const points = (value: number) => value.toFixed(2).replace(/^(-?)0/, '$1');

/** ".88 (.76 to .97)", with a star where it is tentative; of a rare code how often both gave it where one did. */
function agreementWords({ alpha, rare, specific, tentative, units, withheld }: CodeAgreement): string {
  if (units === 0) return 'not known';
  if (rare && withheld === undefined)
    return specific === undefined ? 'rare' : `rare, ${Math.round(specific * 100)} % alike`;
  if (!alpha) return 'no variation';
  const range = `${points(alpha.value)} (${points(alpha.low)} to ${points(alpha.high)})`;
  return tentative && withheld === undefined ? `${range} *` : range;
}
