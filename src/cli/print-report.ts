import type { FileReport, ImportReport } from '../model/import.ts';
import { bareNotes, foldFiles } from '../pages/fold-files.ts';
import { inert, oneLine, wrap } from './plain-text.ts';
import { table } from './table.ts';

/** What is known of the workspace beside the import: how many goals the plan has, and what the values are for one. */
interface Around {
  goals: number;
  words: string[];
}

/** What an import did: a table of its files, totals, and what to do next with what came. */
export function printReport(report: ImportReport, { goals, words }: Around): string {
  const {
    importId,
    files,
    added,
    changed,
    conflicts,
    cycles,
    totals,
    seconds,
    values,
    recognised,
    gone,
    stillGone,
  } = report;
  const sentences = [
    importId === 0
      ? 'Nothing new: every file was imported before.'
      : `Import ${importId}: ${whatCame(report)}; ${seconds.toFixed(1)} seconds.`,
    `The workspace holds ${n(totals.messages, 'message')} by ${n(totals.people, 'person', 'people')} and ` +
      `${n(totals.ownAccounts, 'own account')} in ${n(totals.conversations, 'conversation')}; ` +
      `${n(totals.channels, 'channel')}.`,
    ...(totals.series || totals.waves
      ? [
          `From elsewhere it holds ${n(totals.series ?? 0)} series and ${n(totals.waves ?? 0, 'survey wave')}.`,
        ]
      : []),
    ...(words.length > 0 ? [`A goal of the plan can be read on ${someOf(words)}.`] : []),
    ...(totals.placeholders > 0
      ? [`${n(totals.placeholders, 'message')} that others answer are not in the data.`]
      : []),
    ...(recognised?.matched
      ? [`${n(recognised.matched, 'message')} known under another id: matched by author, time and text.`]
      : []),
    ...(recognised?.apart
      ? [
          `${n(recognised.apart, 'message')} may be known under another id, but more than one looks alike; kept apart.`,
        ]
      : []),
    ...(gone
      ? [`${n(gone, 'message')} no longer at the source, as a file says: their texts are removed for good.`]
      : []),
    ...(stillGone
      ? [
          `${n(stillGone, 'message')} gone at the source before came again, by whatever id: kept without text.`,
        ]
      : []),
    ...(conflicts > 0
      ? [`${n(conflicts, 'message')} came with two texts of which neither is better; the first was kept.`]
      : []),
    ...(cycles > 0 ? [`${n(cycles, 'circle')} of replies was cut.`] : []),
  ];
  const rejected = files.reduce((sum, file) => sum + file.rejected, 0);
  const messages = files.some((file) => file.messages > 0);
  const next = [
    ...(messages
      ? [
          'rapport brief             this week in a few sentences',
          'rapport ask ignoring      whom do we ignore?',
        ]
      : []),
    ...(values || files.some((file) => file.values)
      ? [
          goals > 0
            ? 'rapport ask why           are we on track to what we promised?'
            : 'rapport init              write down what you promise, by when',
        ]
      : []),
    'rapport serve             the same in the browser',
    ...(rejected > 0
      ? [`rapport rejected ${String(importId).padEnd(9)}the rows that were refused, and why`]
      : []),
    ...(added + changed + (values?.added ?? 0) + (values?.changed ?? 0) > 0
      ? [`rapport undo ${String(importId).padEnd(13)}takes this import back`]
      : []),
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

/** At most six, in a sentence. */
function someOf(words: string[]): string {
  const shown = words.length > 6 ? [...words.slice(0, 5), `${words.length - 5} more (page /series)`] : words;
  return [shown.slice(0, -1).join(', '), shown.at(-1)].filter(Boolean).join(' and ');
}

function whatCame({ added, changed, same, values }: ImportReport): string {
  const messages = `${n(added, 'message')} new, ${n(changed)} changed, ${n(same)} the same`;
  if (!values) return messages;
  const told = `${n(values.added, 'value')} new, ${n(values.changed)} corrected, ${n(values.same)} the same`;
  return added + changed + same > 0 ? `${messages}; ${told}` : told;
}

function fileTable(files: FileReport[]): string {
  const shown = foldFiles(files);
  const valued = files.some(({ values }) => values);
  const rows = shown.map((file) => {
    const value = valued ? [file.values ? n(file.values) : ''] : [];
    if (!file.reader && !file.known)
      return [file.shown, 'not read', '', '', '', '', '', ...(valued ? [''] : [])];
    const { rows, accepted, rejected, empty, messages } = file;
    const as = file.known ? 'known already' : file.reader;
    return [file.shown, as, n(rows), n(accepted), n(rejected), n(empty), n(messages), ...value];
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
      ...(valued ? [n(read.reduce((total, { values = 0 }) => total + values, 0))] : []),
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
      ...(valued ? [{ label: 'values', right: true as const }] : []),
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
