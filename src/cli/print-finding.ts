import type { Cell, TableFigure, WaitingFigure } from '../model/figure.ts';
import type { Answer, Estimate, Finding, NamedEstimate } from '../model/finding.ts';
import { sharedName } from '../pages/fold-files.ts';
import { count, days, duration, plain, share, waitedFor } from '../pages/format.tsx';
import { inert, oneLine, wrap } from './plain-text.ts';
import { table } from './table.ts';

/** In whose numbers and dates. */
export interface Local {
  locale: string;
  zone: string;
}

const mostRows = 40;
const mostWaiting = 10;

/** Findings as text; after one that invites to begin, those that wait for the same come as a list of their titles. */
export function printFindings([first, ...others]: Finding[], plan: Local): string {
  if (!first) return '';
  const later = invites(first) ? others.filter(invites) : [];
  const told = [first, ...others.filter((finding) => !later.includes(finding))];
  return [
    ...told.map((finding) => printFinding(finding, plan)),
    ...(later.length > 0
      ? [`What this then tells:\n${later.map(({ title }) => wrap(inert(title), 80, '- ', '  ')).join('\n')}`]
      : []),
  ].join('\n\n');
}

const invites = (finding: Finding) => finding.kind === 'no-answer' && finding.invites === true;

/** A Finding as text of 80 columns: the sentence, the numbers with their ranges, caveats, source. */
export function printFinding(finding: Finding, plan: Local): string {
  const local = { ...plan, clock: finding.filter.clock };
  const span = finding.period;
  const period = span ? `, ${days(span, local)}${span.unfinished ? ' (unfinished)' : ''}` : '';
  const head = wrap(inert(`${finding.title}${period}`));
  const blocks =
    finding.kind === 'answer'
      ? [wrap(inert(plain(finding.sentence, local))), ...answerBlocks(finding, local)]
      : [
          wrap(inert(plain(finding.reason, local))),
          finding.help.map((line) => wrap(inert(line), 80, '- ', '  ')).join('\n'),
        ];
  const caveats = finding.caveats.map((line) => wrap(inert(line), 80, '- ', '  ')).join('\n');
  return [
    `${head}\n${'='.repeat(Math.min(80, Math.max(...head.split('\n').map((line) => line.length))))}`,
    ...blocks,
    ...(caveats ? [`Mind:\n${caveats}`] : []),
    sourceLines(finding, local),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function answerBlocks(answer: Answer, local: Local): string[] {
  const waiting = answer.figures.filter((figure) => figure.form === 'waiting');
  const tables = answer.figures.filter((figure) => figure.form === 'table');
  return [
    ...(tables.length > 0
      ? tables.map((figure) => figureTable(figure, local))
      : waiting.length > 0
        ? []
        : [estimateTable(answer.estimates, local)]),
    ...waiting.map((figure) => waitingTable(figure, local)),
  ];
}

/** The table of the page, in which a line of ranges stands under each line of values. */
function figureTable({ title, note, columns, rows }: TableFigure, local: Local): string {
  const lines = rows.flatMap(({ label, before, cells }) => {
    const values = [before ? `  ${label}` : label, ...cells.map((cell) => cellText(cell, local))];
    const ranges = ['', ...cells.map((cell) => cellRange(cell, local))];
    return ranges.some(Boolean) ? [values, ranges] : [values];
  });
  const shape = columns.map(({ label, numeric }, c) => ({
    label: label === 'Half have an answer after' ? 'half by' : label,
    ...(numeric ? { right: true as const } : {}),
    ...(c === 0 || !numeric ? { gives: 'lines' as const } : {}),
  }));
  return `${wrap(inert(`${title} (${note})`))}\n${table(shape, lines)}`;
}

function cellText(cell: Cell, local: Local): string {
  if (typeof cell === 'string') return cell;
  if (cell.as === 'share') return share(cell.value, local);
  return cell.as === 'count' ? count(cell.value, local) : duration(cell.value, local, 'short');
}

function cellRange(cell: Cell, local: Local): string {
  if (typeof cell === 'string' || cell.low === undefined || cell.high === undefined) return '';
  const bound = (value: number) =>
    cell.as === 'duration' ? duration(value, local, 'short') : String(Math.round(value * 100));
  return cell.as === 'count' ? '' : `${bound(cell.low)} to ${bound(cell.high)}`;
}

function estimateTable(estimates: NamedEstimate[], local: Local): string {
  const now = estimates.filter(({ period }) => period === 'now');
  if (now.length === 0) return '';
  const earlier = estimates.filter(({ period }) => period !== 'now');
  const before = new Map(earlier.map((one) => [key(one), one]));
  const channels = [...new Set(now.map(({ channel }) => channel))];
  const shown: NamedEstimate[] = [];
  const rows = channels.flatMap((channel) => {
    const here = now.filter((one) => one.channel === channel);
    if (shown.length > 0 && shown.length + here.length > mostRows) return [];
    shown.push(...here);
    const lines = here.map((one) => estimateRow(one, before, local, channels.length > 1 ? '  ' : ''));
    return channels.length > 1 ? [[channel ?? 'All channels'], ...lines] : lines;
  });
  const columns = [
    { label: '', gives: 'lines' as const },
    { label: 'value', right: true as const },
    { label: 'range', right: true as const },
    ...(before.size > 0
      ? [{ label: earlier[0]?.period === 'year' ? 'a year ago' : 'before', right: true as const }]
      : []),
    { label: 'n', right: true as const },
  ];
  const reasons = [...new Set(shown.flatMap(({ cannotTell }) => cannotTell ?? []))];
  return [
    table(columns, rows),
    ...(now.length > shown.length ? [`... and ${now.length - shown.length} more: --csv has them all.`] : []),
    ...reasons.map((reason) => wrap(inert(`Cannot tell: ${reason}`), 80, '', '  ')),
  ].join('\n');
}

function estimateRow(
  one: NamedEstimate,
  before: Map<string, NamedEstimate>,
  local: Local,
  lead: string,
): string[] {
  const { value, range } = written(one, local);
  const earlier = before.get(key(one));
  const then = before.size > 0 ? [earlier ? written(earlier, local).value : ''] : [];
  return [`${lead}${one.label}`, value, range, ...then, count(one.n, local)];
}

function key({ name, channel, clock }: NamedEstimate): string {
  return JSON.stringify([name, channel, clock]);
}

function written(estimate: NamedEstimate, local: Local): { value: string; range: string } {
  if (estimate.cannotTell || !Number.isFinite(estimate.value)) return { value: 'cannot tell', range: '' };
  const { low, high } = estimate;
  const range = Number.isFinite(low) && Number.isFinite(high);
  return {
    value: number(estimate.value, estimate, local),
    range: range
      ? `${number(low as number, estimate, local)} to ${number(high as number, estimate, local)}`
      : '',
  };
}

function number(value: number, { unit }: Estimate, local: Local): string {
  switch (unit) {
    case 'share':
      return share(value, local);
    case 'seconds':
      return duration(value, local, 'short');
    case 'count':
      return count(value, local);
  }
}

/** Under pseudonyms, as everywhere but on the work list's page. */
export function waitingTable(
  { rows, total, title }: WaitingFigure,
  local: Local,
  most = mostWaiting,
): string {
  if (rows.length === 0) return '';
  const shown = rows.slice(0, most);
  const lines = table(
    [
      { label: '' },
      { label: 'waits', right: true },
      { label: 'kind' },
      { label: 'channel', gives: 'lines' },
      { label: 'who', gives: 'lines' },
      { label: 'words', gives: true },
    ],
    shown.map(({ waited, overdue, kind, channel, who, text }) => [
      overdue ? '!' : '',
      waitedFor(waited, local),
      kind,
      channel,
      who,
      text.replace(/^(?:[.\s]*@[\w.-]+[\s,:]*)+/, ''),
    ]),
  );
  const more = total > shown.length ? `\n... and ${count(total - shown.length, local)} more.` : '';
  const sign = shown.some(({ overdue }) => overdue)
    ? '\n! beyond what nine in ten wait on their channel'
    : '';
  return `${oneLine(title)}\n${lines}${more}${sign}`;
}

function sourceLines({ sources, definition, made }: Finding, local: Local): string {
  const shown = sources.slice(0, 5).map(({ channel, files, importedAt, observedUntil, sides, simulated }) => {
    const from =
      files.length > 20
        ? sharedName(files)
        : files.length > 2
          ? `${files.slice(0, 2).join(', ')} and ${files.length - 2} more`
          : files.join(', ');
    const side = sides === 'own' ? '; own side only' : '';
    const line = `${channel}: ${from}; imported ${date(importedAt)}, data end ${date(observedUntil)}${side}${simulated ? '; simulated' : ''}`;
    return wrap(inert(line), 80, '- ', '  ');
  });
  const more =
    sources.length > shown.length
      ? [`- and ${count(sources.length - shown.length, local)} channels more`]
      : [];
  return [
    ...(made.simulated ? [wrap('Simulated company: no person and no message of it is real.')] : []),
    ...(shown.length > 0 ? ['Source:', ...shown, ...more] : []),
    wrap(
      inert(
        `Definition ${definition.version} (docs/${definition.docs}.md); data ${made.dataVersion}, plan ${made.planVersion}, ${made.program}.`,
      ),
    ),
  ].join('\n');
}

function date(at: string): string {
  return at.slice(0, 10);
}
