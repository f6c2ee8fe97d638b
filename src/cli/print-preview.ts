import type { Preview } from '../model/import.ts';
import type { Told } from '../model/series.ts';
import { clip, oneLine, wrap } from './plain-text.ts';
import { table } from './table.ts';

/** The first rows of a file as understood, as a table of 80 columns. */
export function printPreview({
  shown,
  alike,
  detection,
  refused,
  sample,
  told = [],
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
    ...(told.length > 0 ? [toldTable(told)] : []),
    ...rejectedSample.map(({ line, reason, excerpt }) =>
      clip(`  line ${line} is refused: ${oneLine(reason)} (${oneLine(excerpt)})`, 80),
    ),
  ].join('\n');
}

/** The first values of a file as understood; of people only what they answered. */
function toldTable(told: Told[]): string {
  const rows = told.map((one) =>
    one.is === 'point'
      ? [one.from.slice(0, 16).replace('T', ' '), one.series, pairs(one.dimensions), String(one.value)]
      : one.is === 'total'
        ? [one.wave, one.answer, pairs(one.dimensions), `${one.share} of ${one.n}`]
        : [
            one.wave,
            pairs(one.answers),
            pairs(one.margins),
            one.weight === undefined ? '' : String(one.weight),
          ],
  );
  const [what, value] = {
    point: ['series', 'value'],
    total: ['answer', 'share'],
    respondent: ['answers', 'weight'],
  }[told[0]?.is ?? 'point'] as [string, string];
  return table(
    [
      { label: told[0]?.is === 'point' ? 'from' : 'wave' },
      { label: what, gives: true },
      { label: 'by', gives: true },
      { label: value, right: true },
    ],
    rows,
    80,
    '  ',
  );
}

function pairs(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

/** The name of a previewed file, and how many more it stands for. */
export function withAlike({ shown, alike = 0 }: Pick<Preview, 'shown' | 'alike'>): string {
  return alike > 0 ? `${shown} and ${alike.toLocaleString('en')} more like it` : shown;
}
