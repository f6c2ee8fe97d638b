import { clean } from '../../charts/xml.ts';
import { count } from '../format.tsx';
import { Scroll } from '../layout.tsx';
import type { Frame } from '../props.ts';
import type { MachineRunShown, QualityRow } from './machine-props.ts';

/** How well a run finds each code, on what people coded. */
export function Quality({ run, frame }: { run: MachineRunShown; frame: Frame }) {
  return (
    <div class="full">
      <Scroll labelledBy={`quality-${run.id}`}>
        <table class="table">
          <caption id={`quality-${run.id}`}>
            How good it is, on what people coded at random and it had not seen; of 100, with ranges at 95 %
          </caption>
          <thead>
            <tr>
              <th scope="col">Code</th>
              <th scope="col" class="n">
                Coded by people
              </th>
              <th scope="col" class="n">
                Precision: of what it gives
              </th>
              <th scope="col" class="n">
                Recall: of what there is
              </th>
              <th scope="col" class="n">
                Right
              </th>
              <th scope="col" class="n">
                Right without reading
              </th>
              <th scope="col" class="n">
                Brier score
              </th>
              <th scope="col">Are its scores to be believed?</th>
            </tr>
          </thead>
          <tbody>
            {run.quality.map((row) => (
              <QualityLine row={row} frame={frame} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="note">
        Right without reading: always giving the more frequent answer. Brier score: 0 is perfect; in brackets
        that of always saying the bare share.
      </p>
    </div>
  );
}

function QualityLine({ row, frame }: { row: QualityRow; frame: Frame }) {
  return (
    <tr>
      <th scope="row">
        {clean(row.name)} <i>{row.address}</i>
      </th>
      {row.withheld !== undefined ? (
        <td colspan={7}>Cannot be told: {row.withheld}.</td>
      ) : (
        <>
          <td class="n">
            {count(row.n ?? 0, frame)}, {count(row.hits ?? 0, frame)} with it
          </td>
          <td class="n">{row.precision}</td>
          <td class="n">{row.recall}</td>
          <td class="n">{row.right}</td>
          <td class="n">{row.baseline}</td>
          <td class="n">{row.brier}</td>
          <td>{row.calibration}</td>
        </>
      )}
    </tr>
  );
}
