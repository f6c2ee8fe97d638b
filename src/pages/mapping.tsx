import { isOfMessages } from '../model/mapping.ts';
import type { Mapping } from '../model/reader.ts';

/** Which column of a table is what, folded away. */
export function MappingView({ mapping }: { mapping: Mapping }) {
  const columns = [...Object.entries(mapping.columns).filter(([, column]) => column), ...listed(mapping)];
  return (
    <details class="fold">
      <summary>Which column is what</summary>
      <div>
        <dl class="facts">
          {columns.map(([field, column]) => (
            <>
              <dt>{field}</dt>
              <dd>{column}</dd>
            </>
          ))}
          <dt>time</dt>
          <dd>
            {mapping.time.format}
            {mapping.time.zone ? `, ${mapping.time.zone}` : ''}
          </dd>
        </dl>
      </div>
    </details>
  );
}

/** The columns that stand in lists of the mapping: series, answers, questions, and what they are broken down by. */
function listed(mapping: Mapping): [string, string][] {
  if (isOfMessages(mapping)) return [];
  const by = mapping.dimensions ?? [];
  const words =
    mapping.rows === 'points'
      ? (mapping.series ?? []).map(({ column, word, unit, currency }): [string, string] => [
          [word, currency ?? unit].filter(Boolean).join(', '),
          column,
        ])
      : [...(mapping.answers ?? []), ...(mapping.questions ?? [])].map(
          ({ column, word }): [string, string] => [word, column],
        );
  const margins = mapping.rows === 'points' ? [] : (mapping.margins ?? []);
  return [
    ...words,
    ...by.map((column): [string, string] => ['broken down by', column]),
    ...margins.map((column): [string, string] => ['weighted by', column]),
  ];
}
