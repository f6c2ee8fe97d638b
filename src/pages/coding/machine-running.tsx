import { count, minute } from '../format.tsx';
import { Layout, Row } from '../layout.tsx';
import type { MachineProgressPageProps } from './machine-props.ts';
import { machineName } from './words.ts';

/** `GET /code/machine/running`: how far a run is; looks again by itself. */
export function MachineProgressPage({ frame, running }: MachineProgressPageProps) {
  if (!running)
    return (
      <Layout
        frame={frame}
        title="No machine is coding"
        head={<meta http-equiv="refresh" content="0; url=/code#machine" />}
      >
        <Row>
          <h1 class="title">No machine is coding.</h1>
          <p class="more">
            <a class="button first" href="/code#machine">
              See what it did
            </a>
          </p>
        </Row>
      </Layout>
    );
  const { step, done, total } = running.progress;
  const known = done !== undefined && total !== undefined && total > 0;
  const far = known ? `${count(done, frame)} of ${count(total, frame)}` : 'under way';
  return (
    <Layout
      frame={frame}
      title="Coding by machine"
      head={
        <noscript>
          <meta http-equiv="refresh" content="2" />
        </noscript>
      }
    >
      <Row
        marginLabel="While it runs"
        margin={
          <p class="note">
            <strong>You can go on reading.</strong> Until the run is whole, none of its labels counts.
          </p>
        }
      >
        <p class="dateline">
          {machineName(running.coder)}, begun {minute(running.startedAt, frame)}
        </p>
        <h1 class="title">A machine is coding.</h1>
        <div class="pace" data-progress="/code/machine/running.json">
          <label for="progress">
            <span data-step="">{step}</span>: <span data-far="">{far}</span>
          </label>
          <progress id="progress" max={known ? total : undefined} value={known ? done : undefined}>
            {far}
          </progress>
        </div>
        <p class="more">
          <a class="button" href="/code/machine/running">
            Look again
          </a>
        </p>
      </Row>
    </Layout>
  );
}
