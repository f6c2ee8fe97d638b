import type { FileReport, ImportReport } from '../model/import.ts';
import { bareNotes, foldFiles } from '../pages/fold-files.ts';
import { inert, oneLine, wrap } from './plain-text.ts';
import { table } from './table.ts';

/** What an import did: a table of its files, totals, and what to do next. */
export function printReport(report: ImportReport): string {
  const { importId, files, added, changed, same, conflicts, cycles, totals, seconds } = report;
  const sentences = [
    importId === 0
      ? 'Nothing new: every file was imported before.'
      : `Import ${importId}: ${n(added, 'message')} new, ${n(changed)} changed, ${n(same)} the same; ` +
        `${seconds.toFixed(1)} seconds.`,
    `The workspace holds ${n(totals.messages, 'message')} by ${n(totals.people, 'person', 'people')} and ` +
      `${n(totals.ownAccounts, 'own account')} in ${n(totals.conversations, 'conversation')}; ` +
      `${n(totals.channels, 'channel')}.`,
    ...(totals.placeholders > 0
      ? [`${n(totals.placeholders, 'message')} that others answer are not in the data.`]
      : []),
    ...(conflicts > 0
      ? [`${n(conflicts, 'message')} came with two texts of which neither is better; the first was kept.`]
      : []),
    ...(cycles > 0 ? [`${n(cycles, 'circle')} of replies was cut.`] : []),
  ];
  const rejected = files.reduce((sum, file) => sum + file.rejected, 0);
  const next = [
    'rapport ask ignoring      whom do we ignore?',
    'rapport serve             the same in the browser',
    ...(rejected > 0
      ? [`rapport rejected ${String(importId).padEnd(9)}the rows that were refused, and why`]
      : []),
    ...(added + changed > 0 ? [`rapport undo ${String(importId).padEnd(13)}takes this import back`] : []),
  ];
  return `${[
    fileTable(files),
    ...foldFiles(files).flatMap(notes),
    '',
    ...sentences.map((sentence) => wrap(sentence)),
    '',
    'Next:',
    ...next.map((line) => `  ${line}`),
  ].join('\n')}\n`;
}

function fileTable(files: FileReport[]): string {
  const shown = foldFiles(files);
  const rows = shown.map((file) => {
    if (!file.reader && !file.known) return [file.shown, 'not read', '', '', '', '', ''];
    const { rows, accepted, rejected, empty, messages } = file;
    const as = file.known ? 'known already' : file.reader;
    return [file.shown, as, n(rows), n(accepted), n(rejected), n(empty), n(messages)];
  });
  const read = files.filter((file) => file.reader);
  if (shown.filter((file) => file.reader).length > 1) {
    const sum = (key: 'rows' | 'accepted' | 'rejected' | 'empty' | 'messages') =>
      n(read.reduce((total, file) => total + file[key], 0));
    rows.push([
      n(read.length, 'file'),
      '',
      sum('rows'),
      sum('accepted'),
      sum('rejected'),
      sum('empty'),
      sum('messages'),
    ]);
  }
  return table(
    [
      { label: 'file', gives: true },
      { label: 'read as' },
      { label: 'rows', right: true },
      { label: 'accepted', right: true },
      { label: 'rejected', right: true },
      { label: 'empty', right: true },
      { label: 'messages', right: true },
    ],
    rows,
  );
}

function notes(file: FileReport): string[] {
  const { shown, repaired } = file;
  const mended = repaired > 0 ? [`${n(repaired, 'text')} with broken letters put right.`] : [];
  return [...bareNotes(file), ...mended].map((note) =>
    wrap(`${oneLine(shown)}: ${inert(note)}`, 80, '- ', '  '),
  );
}

function n(count: number, one?: string, many = `${one}s`): string {
  const number = count.toLocaleString('en');
  return one ? `${number} ${count === 1 ? one : many}` : number;
}
