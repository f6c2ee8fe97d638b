import type { CommandResults } from '../model/command.ts';
import type { SyncReport } from '../model/connection.ts';
import { inert, oneLine, wrap } from './plain-text.ts';

/** What syncs did, in sentences. */
export function printSync({ reports, failed, totals }: CommandResults['sync']): string {
  const n = (count: number, one: string, many = `${one}s`) =>
    `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
  const blocks = [
    ...reports.map(syncText),
    ...failed.map(({ shown, message, help }) =>
      [
        wrap(inert(`${shown} could not be read to the end: ${message}`)),
        ...(help ? [wrap(inert(help))] : []),
        wrap('What was read whole is kept; the next sync goes on behind it.'),
      ].join('\n'),
    ),
    wrap(
      `The workspace holds ${n(totals.messages, 'message')} by ${n(totals.people, 'person', 'people')} in ${n(totals.conversations, 'conversation')}.`,
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** What one sync did, and what is missing. */
export function syncText(report: SyncReport): string {
  const { shown, importId, added, changed, gone, read, missing, observedUntil } = report;
  const n = (count: number) => count.toLocaleString('en');
  const sentences = [
    importId === undefined
      ? `${shown}: nothing new${read > 0 ? ` among ${n(read)} messages` : ''}.`
      : `${shown}: ${n(added)} messages new, ${n(changed)} changed, of ${n(read)} read (import ${importId}).`,
    ...(report.values ?? []).map(({ label, value }) => `${label}: ${n(value)}.`),
    ...(gone > 0 ? [`${n(gone)} are no longer there.`] : []),
    ...(report.stopped
      ? ['It was stopped before its end; what was read whole is kept, and the next sync goes on behind it.']
      : []),
    ...(observedUntil ? [`Seen until ${observedUntil.slice(0, 16).replace('T', ' ')} UTC.`] : []),
  ];
  return [wrap(oneLine(sentences.join(' '))), missingText(missing)].filter(Boolean).join('\n');
}

/** What a source did not give; empty where it gave all. */
export function missingText(missing: string[]): string {
  if (missing.length === 0) return '';
  return `Missing:\n${missing.map((one) => wrap(oneLine(one), 80, '- ', '  ')).join('\n')}`;
}
