import { clean } from '../../charts/xml.ts';
import { count } from '../format.tsx';
import { Scroll } from '../layout.tsx';
import type { Frame } from '../props.ts';
import type { MachineRunShown, QualityRow } from './machine-props.ts';

/** How well a run finds each code, on what people coded. */
export function Quality({ run, frame }: { run: MachineRunShown; frame: Frame }) {
  if (!run.quality)
    return (
      <p class="note apart">
        How good it is, is being worked out. <a href="/code#machine">Look again</a> in a few seconds.
      </p>
    );
  const told = run.quality.filter(({ withheld, hits }) => withheld === undefined && hits !== 0);
  const never = run.quality.filter(({ withheld, hits }) => withheld === undefined && hits === 0);
  const withheld = run.quality.filter((row) => row.withheld !== undefined);
  return (
    <div class="full">
      {told.length > 0 ? (
        <Scroll labelledBy={`quality-${run.id}`}>
          <table class="table">
            <caption id={`quality-${run.id}`}>How good it is, in 100, with ranges at 95 %</caption>
            <thead>
              <tr>
                <th scope="col">Code</th>
                {['Given', 'Precision', 'Recall', 'Right', 'Unread', 'Brier'].map((word) => (
                  <th scope="col" class="n">
                    {word}
                  </th>
                ))}
                <th scope="col" class="n">
                  Scores
                </th>
              </tr>
            </thead>
            <tbody>
              {told.map((row) => (
                <QualityLine row={row} frame={frame} />
              ))}
            </tbody>
          </table>
        </Scroll>
      ) : null}
      {told.length > 0 ? (
        <p class="note apart">
          Held against what people coded at random and it had not seen. <strong>Given</strong>: messages that
          people gave the code, of those they coded. <strong>Precision</strong>: of what the machine gives,
          what people give too. <strong>Recall</strong>: of what people give, what the machine finds.{' '}
          <strong>Right</strong>: messages on which both say the same; <strong>unread</strong>, what always
          saying the more frequent would get right. <strong>Brier</strong>: mean squared error of the scores,
          0 is perfect; in brackets that of always saying the share. <strong>Scores</strong>: whether as many
          have the code as the scores say.
        </p>
      ) : null}
      {never.length > 0 ? (
        <p class="note apart">
          People gave these to none of the messages that they coded, so nothing can be told: {named(never)}.
        </p>
      ) : null}
      {withheld.map((row) => (
        <p class="note apart">
          {clean(row.name)} cannot be told: {row.withheld}.
        </p>
      ))}
    </div>
  );
}

const named = (rows: QualityRow[]) => rows.map(({ name }) => clean(name)).join(', ');

function QualityLine({ row, frame }: { row: QualityRow; frame: Frame }) {
  const { address, name, n = 0, hits = 0, precision, recall, right, baseline, brier, scores } = row;
  return (
    <tr>
      <th scope="row">
        {clean(name)} <i>{address}</i>
      </th>
      <td class="n">
        {count(hits, frame)} of {count(n, frame)}
      </td>
      {[precision, recall, right, baseline, brier].map((words) => (
        <td class="n">{words}</td>
      ))}
      <td class="n">{scores}</td>
    </tr>
  );
}
