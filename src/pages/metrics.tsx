import { clean } from '../charts/xml.ts';
import type { Finding } from '../model/finding.ts';
import { PostForm } from './act.tsx';
import type { MetricRow, MetricsPageProps } from './decision-props.ts';
import { FigureView } from './figure.tsx';
import { Cannot } from './finding.tsx';
import { Fold, Made } from './fold.tsx';
import { counted, day, type Local, shortDay, Words } from './format.tsx';
import { Layout, Row, Scroll } from './layout.tsx';
import type { Frame } from './props.ts';

/** Which metric served which decision in the last two quarters, and what to do with those that served none. */
export function MetricsPage({ frame, from, to, ripe, few, rows, looking }: MetricsPageProps) {
  const served = rows.filter((row) => row.served.length > 0).length;
  const utc = { ...frame, zone: 'UTC' };
  const shown = rows.filter((row) => row.served.length > 0 && !row.retired).length;
  return (
    <Layout frame={frame} title="Which metric served which decision">
      <Row
        marginLabel="How it is counted"
        margin={
          <p class="note">
            <strong>No decision, no metric.</strong> A metric serves a decision, an expectation or a change of
            tactics that was written down from its answer; a note is none of these.
          </p>
        }
      >
        <p class="dateline">
          <a href="/decisions">Decisions</a>, {day(from, utc)} to {day(to, utc)}
        </p>
        <h1 class="title">
          {served === 0
            ? 'No metric served a decision in the last two quarters.'
            : `${counted(served, 'metric', 'metrics', frame)} of ${rows.length} served a decision in the last two quarters.`}
        </h1>
        {ripe ? (
          <p class="evidence">
            The journal is younger than two quarters: from {day(ripe, utc)} on, those that served none are
            offered for retirement.
          </p>
        ) : null}
      </Row>
      <div class="full">
        <Scroll label="Metrics">
          <table class="table metrics">
            <thead>
              <tr>
                <th scope="col">Metric</th>
                <th scope="col">Served</th>
                <th scope="col" class="no-print">
                  And now
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <th scope="row">
                    <a href={`/${row.question}/${row.measure}`}>{row.title}</a>
                    <i>{row.measure}</i>
                  </th>
                  <td>
                    <Served row={row} local={frame} />
                  </td>
                  <td class="no-print">
                    <Choices row={row} frame={frame} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
      <Row id="few">
        <h2 class="sentence" id="few">
          {few ? 'Few numbers are shown: those that served a decision.' : 'All numbers are shown.'}
        </h2>
        <p class="evidence">
          {few && shown === 0
            ? 'As none served any in the last two quarters, all are shown all the same. '
            : 'What is not shown is folded away on the page of its question, and left out of the brief; nothing is deleted. '}
        </p>
        <PostForm
          frame={frame}
          action="/decisions/metrics"
          fields={{ kind: 'numbers-shown', show: few ? 'all' : 'few' }}
        >
          <button type="submit" class="button">
            {few ? 'Show all numbers' : 'Show only those that served a decision'}
          </button>
        </PostForm>
      </Row>
      {looking ? <Looking frame={frame} finding={looking} /> : null}
    </Layout>
  );
}

/** Whether looking less went with other numbers, which is told or refused in place. */
function Looking({ frame, finding }: { frame: Frame; finding: Finding }) {
  return (
    <>
      <Row id="looking">
        <h2 class="sentence" id="looking">
          Does looking less go with better weeks?
        </h2>
        {finding.kind === 'answer' ? (
          <p class="evidence">
            <Words sentence={finding.sentence} local={frame} />
          </p>
        ) : (
          <Cannot finding={finding} local={frame} />
        )}
      </Row>
      {finding.kind === 'answer' ? (
        <div class="full">
          {finding.figures.map((figure, at) => (
            <FigureView figure={figure} local={frame} id={`looking-${at + 1}`} />
          ))}
          <p class="more">
            {finding.openings.map(({ label, href }) => (
              <a href={href}>{label}</a>
            ))}
          </p>
        </div>
      ) : null}
      <Row label="How it was made" class="folds">
        <Fold title="How looks are counted, and what to mind">
          <p>{finding.definition.text}</p>
          <ul>
            {finding.caveats.map((caveat) => (
              <li>{caveat}</li>
            ))}
          </ul>
          <Made made={finding.made} />
        </Fold>
      </Row>
    </>
  );
}

function Served({ row, local }: { row: MetricRow; local: Local }) {
  const said = row.retired ?? row.kept;
  return (
    <>
      {row.served.length === 0 ? 'None.' : null}
      <ul class="plain">
        {row.served.map(({ id, at, what }) => (
          <li>
            {shortDay(at, local)}: <a href={`/decisions/${id}`}>{clean(what)}</a>
          </li>
        ))}
      </ul>
      {said ? (
        <i>
          {row.retired ? 'Retired' : 'Kept'} on {shortDay(said.at, local)}
          {said.why ? `: ${clean(said.why)}` : '.'}
        </i>
      ) : null}
    </>
  );
}

function Choices({ row, frame }: { row: MetricRow; frame: Frame }) {
  const { measure, retired, offered } = row;
  if (retired)
    return (
      <PostForm frame={frame} action="/decisions/metrics" fields={{ kind: 'metric-kept', measure }}>
        <button type="submit" class="link" aria-label={`Take up again: ${row.title}`}>
          Take it up again
        </button>
      </PostForm>
    );
  return (
    <>
      {offered ? <span class="tag r">served none</span> : null}
      {(['metric-retired', ...(offered ? ['metric-kept'] : [])] as const).map((kind) => (
        <details class="act">
          <summary aria-label={`${row.title}: ${kind === 'metric-kept' ? 'keep' : 'retire'}`}>
            {kind === 'metric-kept' ? 'Keep' : 'Retire'}
          </summary>
          <PostForm frame={frame} action="/decisions/metrics" class="form" fields={{ kind, measure }}>
            <p>
              <label for={`why-${kind}-${measure}`}>Why, in a sentence</label>
              <input
                type="text"
                id={`why-${kind}-${measure}`}
                name="why"
                maxlength={500}
                autocomplete="off"
              />
            </p>
            <button type="submit" class="button first">
              {kind === 'metric-kept' ? 'Keep it' : 'Fold it away'}
            </button>
          </PostForm>
        </details>
      ))}
    </>
  );
}
