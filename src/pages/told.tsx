import type { Told } from '../model/series.ts';
import { count, type Local } from './format.tsx';
import { role, Scroll } from './layout.tsx';
import { valueInWords } from './value.ts';

/** The first values of a file as understood. Of people only the answers are shown. */
export function ToldSample({ told, label, local }: { told: Told[]; label: string; local: Local }) {
  const [first] = told;
  if (!first) return null;
  const heads = headings[first.is];
  return (
    <Scroll label={`First values of ${label}, as understood`}>
      <table {...role('table')} class="table">
        <thead {...role('rowgroup')}>
          <tr {...role('row')}>
            {heads.map((head) => (
              <th {...role('columnheader')} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...role('rowgroup')}>
          {told.map((one) => (
            <tr {...role('row')}>
              {cellsOf(one, local).map((cell) => (
                <td {...role('cell')}>
                  <bdi>{cell}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const headings: Record<Told['is'], string[]> = {
  point: ['From', 'To, not included', 'Series', 'Value', 'By'],
  total: ['Wave', 'In the field from', 'To, not included', 'Question', 'Answer', 'Share', 'Of'],
  respondent: ['Wave', 'Answers', 'Weighted by', 'Weight'],
};

function cellsOf(told: Told, local: Local): string[] {
  switch (told.is) {
    case 'point':
      return [told.from, told.to, told.series, valueInWords(told, local), inPairs(told.dimensions)];
    case 'total':
      return [
        told.wave,
        told.from,
        told.to,
        told.question,
        told.answer,
        valueInWords({ unit: 'share', value: told.share }, local),
        count(told.n, local),
      ];
    case 'respondent':
      return [
        told.wave,
        inPairs(told.answers),
        inPairs(told.margins),
        told.weight?.toString() ?? 'not given',
      ];
  }
}

/** Names and values in a line; empty where there are none. */
export function inPairs(pairs: Record<string, string>): string {
  return Object.entries(pairs)
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ');
}
