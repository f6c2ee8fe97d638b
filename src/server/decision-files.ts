import type { Entry, Expectation } from '../model/journal.ts';
import { type CsvValue, writeCsv } from './csv.ts';
import { plainSentence } from './finding-files.ts';

const columns = [
  'id',
  'kind',
  'of',
  'written_at',
  'what',
  'why',
  'day',
  'channels',
  'sure_per_cent',
  'estimate',
  'channel',
  'expected',
  'value',
  'came',
  'looked_back_at',
  'what_happened',
  'next',
  'corrected',
  'question',
  'measure',
  'seen',
  'seen_from',
  'seen_to',
  'definition_version',
  'data_version',
  'plan_version',
  'program',
];

/** The journal as CSV, one row for each entry and for each expectation of a decision. Who wrote it is left out. */
export function journalCsv(entries: Entry[]): string {
  return writeCsv(
    columns,
    entries.flatMap((entry) => [
      rowOf(entry),
      ...(entry.kind === 'decision' ? entry.expectations.map(rowOf) : []),
    ]),
  );
}

function rowOf(entry: Entry): CsvValue[] {
  const expectation: Partial<Expectation> = entry.kind === 'expectation' ? entry : {};
  const outcome = 'outcome' in entry ? entry.outcome : undefined;
  const { check } = expectation;
  const { seen } = entry;
  return [
    entry.id,
    entry.kind,
    expectation.of,
    entry.at,
    entry.what,
    entry.kind === 'decision' ? entry.why : undefined,
    'by' in entry ? entry.by : entry.kind === 'change' ? entry.from : undefined,
    entry.kind === 'change' ? entry.channels.join(' ') : undefined,
    expectation.sure,
    check?.name,
    check?.channel,
    check?.is,
    check?.value,
    outcome?.came,
    outcome?.at,
    outcome?.what,
    outcome?.next,
    entry.corrections.length,
    seen?.question,
    seen?.measure,
    seen && plainSentence(seen.sentence),
    seen?.period?.from,
    seen?.period?.to,
    seen?.definition.version,
    seen?.made.dataVersion,
    seen?.made.planVersion,
    seen?.made.program,
  ];
}
