import type { Preview } from '../model/import.ts';
import { clip, oneLine, wrap } from './plain-text.ts';
import { table } from './table.ts';

/** The first rows of a file as understood, as a table of 80 columns. */
export function printPreview({
  shown,
  alike,
  detection,
  refused,
  sample,
  rejectedSample,
  questions,
}: Preview): string {
  const head = `${oneLine(withAlike({ shown, alike }))}: ${oneLine(detection?.summary ?? refused ?? 'not understood')}`;
  const rows = sample.map((message) => [
    message.createdAt.slice(0, 16).replace('T', ' '),
    message.own ? `${message.author.id} (us)` : message.author.id,
    message.rating ? `${message.kind}, ${message.rating}` : message.kind,
    message.text,
  ]);
  const columns = [
    { label: questions.some(({ word }) => word === 'zone') ? 'time, as written' : 'time (UTC)' },
    { label: 'author', gives: true as const },
    { label: 'kind' },
    { label: 'text', gives: true as const },
  ];
  return [
    wrap(head),
    ...(rows.length > 0 ? [table(columns, rows, 80, '  ')] : []),
    ...rejectedSample.map(({ line, reason, excerpt }) =>
      clip(`  line ${line} is refused: ${oneLine(reason)} (${oneLine(excerpt)})`, 80),
    ),
  ].join('\n');
}

/** The name of a previewed file, and how many more it stands for. */
export function withAlike({ shown, alike = 0 }: Pick<Preview, 'shown' | 'alike'>): string {
  return alike > 0 ? `${shown} and ${alike.toLocaleString('en')} more like it` : shown;
}
