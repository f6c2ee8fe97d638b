import { count, minute } from './format.tsx';
import { names } from './import.tsx';
import type { ProgressPageProps } from './import-props.ts';
import { Layout, Row } from './layout.tsx';

/** How far an import is; looks again by itself, with the script or without. */
export function ProgressPage({ frame, running, location }: ProgressPageProps) {
  if (!running)
    return (
      <Layout
        frame={frame}
        title="No import runs"
        head={location ? <meta http-equiv="refresh" content={`0; url=${location}`} /> : undefined}
      >
        <Row>
          <h1 class="title">No import is running.</h1>
          <p class="more">
            <a class="button first" href={location ?? '/import'}>
              {location ? 'See what it did' : 'Bring in files'}
            </a>
          </p>
        </Row>
      </Layout>
    );
  const { step, done, total } = running.progress;
  const known = done !== undefined && total !== undefined && total > 0;
  const far = known
    ? `${count(done, frame)} of ${count(total, frame)}`
    : done !== undefined
      ? count(done, frame)
      : 'under way';
  return (
    <Layout
      frame={frame}
      title="Importing"
      head={
        <noscript>
          <meta http-equiv="refresh" content="2" />
        </noscript>
      }
    >
      <Row
        margin={
          <p class="note">
            <strong>You can go on reading.</strong> Until the import is done, every page shows the numbers
            from before and says so.
          </p>
        }
        marginLabel="While it runs"
      >
        <p class="dateline">Import, begun {minute(running.startedAt, frame)}</p>
        <h1 class="title">Reading {names(running.files)}.</h1>
        <div class="pace" data-progress="/import/running.json">
          <label for="progress">
            <span data-step="">{step}</span>: <span data-far="">{far}</span>
          </label>
          <progress id="progress" max={known ? total : undefined} value={known ? done : undefined}>
            {far}
          </progress>
        </div>
        <p class="more">
          <a class="button" href="/import/running">
            Look again
          </a>
        </p>
      </Row>
    </Layout>
  );
}
