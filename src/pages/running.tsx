import type { Child } from 'hono/jsx';
import type { Progress } from '../model/import.ts';
import { count, type Local } from './format.tsx';
import { Layout, Row } from './layout.tsx';
import type { Frame } from './props.ts';

interface RunningPageProps {
  frame: Frame;
  /** Title of the window, and the sentence that the page begins with. */
  title: string;
  heading: Child;
  dateline: string;
  /** What may be done meanwhile. */
  meanwhile: Child;
  /** The page's own address; with `.json` behind it, how far the work is. */
  path: string;
  progress: Progress;
}

/** Work that is under way, and how far it is; looks again by itself, with the script or without. */
export function RunningPage({
  frame,
  title,
  heading,
  dateline,
  meanwhile,
  path,
  progress,
}: RunningPageProps) {
  return (
    <Layout
      frame={frame}
      title={title}
      head={
        <noscript>
          <meta http-equiv="refresh" content="2" />
        </noscript>
      }
    >
      <Row
        margin={
          <p class="note">
            <strong>You can go on reading.</strong> {meanwhile}
          </p>
        }
        marginLabel="While it runs"
      >
        <p class="dateline">{dateline}</p>
        <h1 class="title">{heading}</h1>
        <Pace id="progress" source={`${path}.json`} progress={progress} local={frame} />
        <p class="more">
          <a class="button" href={path}>
            Look again
          </a>
        </p>
      </Row>
    </Layout>
  );
}

interface PaceProps {
  id: string;
  /** The address that says as JSON how far the work is. */
  source: string;
  progress: Progress;
  local: Local;
  /** Which work it is, where a page shows more than one. */
  of?: string;
  /** True where the page has more to it than the work: when that is over, a form that somebody fills in is left alone. */
  beside?: boolean;
}

/** How far work is; the script keeps it up to date. */
export function Pace({ id, source, progress: { step, done, total }, local, of, beside }: PaceProps) {
  const known = done !== undefined && total !== undefined && total > 0;
  const far = known
    ? `${count(done, local)} of ${count(total, local)}`
    : done !== undefined
      ? count(done, local)
      : 'under way';
  return (
    <div class="pace" data-progress={source} data-beside={beside ? '' : undefined}>
      <label for={id}>
        {of ? `${of}: ` : null}
        <span data-step="">{step}</span>: <span data-far="">{far}</span>
      </label>
      <progress id={id} max={known ? total : undefined} value={known ? done : undefined}>
        {far}
      </progress>
    </div>
  );
}

interface OverPageProps {
  frame: Frame;
  title: string;
  heading: string;
  /** Where the way leads, and whether the page goes there by itself. */
  to: string;
  words: string;
  goes: boolean;
}

/** Nothing is under way, and where to go from here. */
export function OverPage({ frame, title, heading, to, words, goes }: OverPageProps) {
  return (
    <Layout
      frame={frame}
      title={title}
      head={goes ? <meta http-equiv="refresh" content={`0; url=${to}`} /> : undefined}
    >
      <Row>
        <h1 class="title">{heading}</h1>
        <p class="more">
          <a class="button first" href={to}>
            {words}
          </a>
        </p>
      </Row>
    </Layout>
  );
}
