import type { Figure } from '../model/figure.ts';
import type { Finding } from '../model/finding.ts';
import type { Plan } from '../model/plan.ts';
import type { Sentence } from '../model/sentence.ts';
import type { WaitingRow } from '../model/waiting.ts';
import { type CsvValue, writeCsv } from './csv.ts';

/** A Finding as files and other programs may have it: as it is, without the names that the work list shows. */
export function withoutNames(finding: Finding): Finding {
  if (finding.kind !== 'answer') return finding;
  const figures = finding.figures.map((figure): Figure => {
    if (figure.form !== 'waiting') return figure;
    return { ...figure, rows: figure.rows.map(({ name: _, ...row }) => row as WaitingRow) };
  });
  return { ...finding, figures };
}

/**
 * A Finding as files and other programs may have it under this plan: without names, and without people's words where
 * the plan keeps quotes inside.
 */
export function forFiles(finding: Finding, { quotes }: Pick<Plan, 'quotes'>): Finding {
  const nameless = withoutNames(finding);
  return quotes === 'inside' ? withoutQuotes(nameless) : nameless;
}

function withoutQuotes(finding: Finding): Finding {
  if (finding.kind !== 'answer') return finding;
  const figures = finding.figures
    .filter((figure) => !(figure.form === 'table' && figure.quotes))
    .map(
      (figure): Figure =>
        figure.form === 'waiting'
          ? { ...figure, rows: figure.rows.map((row) => ({ ...row, text: keptInside })) }
          : figure,
    );
  return { ...finding, figures, voices: [], caveats: [...finding.caveats, quotesInside] };
}

/** Stands where words would, and why. */
export const keptInside = '…';
export const quotesInside = 'People’s words stay inside: the plan keeps quotes out of files and reports.';

/** Columns of rows that hold people's words. */
export function isWords(column: string): boolean {
  return column === 'text' || column.endsWith('_text');
}

const columns = [
  'question',
  'measure',
  'estimate',
  'label',
  'channel',
  'compared_with',
  'clock',
  'value',
  'low',
  'high',
  'unit',
  'n',
  'people',
  'cannot_tell',
  'alpha',
  'coded_twice',
  'from',
  'to',
  'unfinished',
  'definition',
  'definition_version',
  'data_version',
  'plan_version',
  'seed',
  'program',
  'simulated',
];

/** One row for each estimate, and one for each answer that cannot be given; definitions in a column of their own. */
export function estimatesCsv(findings: Finding[]): string {
  return writeCsv(
    columns,
    findings.flatMap((finding) => {
      const tail: CsvValue[] = [
        finding.period?.from,
        finding.period?.to,
        finding.period?.unfinished,
        finding.definition.text,
        finding.definition.version,
        finding.made.dataVersion,
        finding.made.planVersion,
        finding.made.seed,
        finding.made.program,
        finding.made.simulated ?? false,
      ];
      if (finding.kind === 'no-answer') {
        const none = Array<CsvValue>(columns.indexOf('cannot_tell') - 3).fill(undefined);
        return [
          [
            finding.question,
            finding.measure,
            '',
            ...none,
            plainSentence(finding.reason),
            undefined,
            undefined,
            ...tail,
          ],
        ];
      }
      return finding.estimates.map((estimate) => [
        finding.question,
        finding.measure,
        estimate.name,
        estimate.label,
        estimate.channel,
        estimate.period === 'now' ? '' : estimate.period,
        estimate.clock,
        estimate.cannotTell === undefined ? estimate.value : undefined,
        estimate.cannotTell === undefined ? estimate.low : undefined,
        estimate.cannotTell === undefined ? estimate.high : undefined,
        estimate.unit,
        estimate.n,
        estimate.people,
        estimate.cannotTell,
        estimate.agreement?.alpha,
        estimate.agreement?.twice,
        ...tail,
      ]);
    }),
  );
}

/** A sentence for a file: points, seconds and ISO dates. */
export function plainSentence(sentence: Sentence): string {
  return sentence
    .map((run) => {
      if (typeof run === 'string') return run;
      if ('strong' in run && typeof run.strong === 'string') return run.strong;
      if ('at' in run) return run.as === 'minute' ? run.at : run.at.slice(0, run.as === 'month' ? 7 : 10);
      if (!('value' in run)) return '';
      if (run.as === 'share') return `${Math.round(run.value * 1000) / 10} %`;
      if (run.as === 'of100') return `${Math.round(run.value * 100)} of 100`;
      return run.as === 'duration' ? `${Math.round(run.value)} seconds` : String(run.value);
    })
    .join('');
}
