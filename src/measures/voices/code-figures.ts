import type { Cell, RangesFigure, TableFigure } from '../../model/figure.ts';
import type { Filter } from '../../model/filter.ts';
import { beforeWords } from '../conversation/asking.ts';
import type { CodeAgreement } from './agreement.ts';
import { sameCode, type ToldChannel, type ToldCode } from './told.ts';

const mostRows = 12;

/** Codes in the order of their share; what is not told comes last, as the codebook has it. */
export function byShare(codes: readonly ToldCode[]): ToldCode[] {
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
    caption: `Share of ${read} with ${channel.name}, from ${channel.coded.toLocaleString('en')} read by people of ${channel.n.toLocaleString('en')}, with 95 % ranges: what reading another random sample of the same messages would give. One message can have several codes.`,
    unit: 'share',
    max: Math.min(1, Math.ceil(top * 10) / 10),
    rows,
  };
}

/** Every code with its share, how far coders agree on it, and what would mend it where it is withheld. */
export function codesTable(
  told: readonly ToldChannel[],
  { title, word }: { title: string; word: string },
): TableFigure {
  const machine = told.some(({ codes }) => codes.some(({ share }) => share?.machine));
  const alone = told.length === 1;
  return {
    form: 'table',
    title,
    note: `Share of messages with 95 % range${machine ? ', corrected from a machine’s labels, and beside it from codes by people alone' : ', from codes by people'}; agreement is Krippendorff’s alpha`,
    columns: [
      { label: word, numeric: false },
      { label: 'Share', numeric: true },
      ...(machine ? [{ label: 'By people alone', numeric: true }] : []),
      { label: 'Agreement', numeric: true },
      { label: 'Coded twice', numeric: true },
      { label: 'Coded', numeric: true },
    ],
    rows: told.flatMap((channel) =>
      byShare(channel.codes).map(({ code, share, agreement, cannotTell, fewerThan }) => ({
        label: alone ? code.name : `${channel.name}: ${code.name}`,
        cells: [
          share ? shareCell(share, true) : shortOf(cannotTell, fewerThan),
          ...(machine ? [share ? shareCell(share.human) : ''] : []),
          agreementWords(agreement),
          { value: agreement.units, as: 'count' as const },
          { value: share?.coded ?? channel.coded, as: 'count' as const },
        ],
      })),
    ),
  };
}

function shareCell({ value, low, high }: { value: number; low: number; high: number }, strong?: true): Cell {
  return { value, as: 'share', low, high, ...(strong && { strong }) };
}

function shortOf(cannotTell: string | undefined, fewerThan: number | undefined): string {
  if (fewerThan !== undefined) return `fewer than ${Math.max(1, Math.ceil(fewerThan * 100))} %`;
  return cannotTell?.startsWith('withheld') ? 'withheld' : 'too few read';
}

/** ".78 (.62 to .88)", with what makes it weaker. */
export function agreementWords({ alpha, kind, rare, specific, tentative, units }: CodeAgreement): string {
  if (units === 0) return 'not known';
  const two = (value: number) => value.toFixed(2).replace(/^(-?)0/, '$1');
  const range = alpha ? `${two(alpha.value)} (${two(alpha.low)} to ${two(alpha.high)})` : 'no variation';
  const marks = [
    kind === 'with-oneself' ? 'with oneself' : '',
    rare && specific !== undefined ? `rare: ${Math.round(specific * 100)} % alike where given` : '',
    tentative ? 'tentative' : '',
  ].filter(Boolean);
  return marks.length > 0 ? `${range}, ${marks.join(', ')}` : range;
}
