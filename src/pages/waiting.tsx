import type { WaitingFigure } from '../model/figure.ts';
import type { Filter } from '../model/filter.ts';
import type { WaitingRow } from '../model/waiting.ts';
import { Undo, WaitingActs } from './act.tsx';
import { Waited, WaitingScale } from './figure.tsx';
import { ChannelPick, PeriodPick } from './filter.tsx';
import { Cannot, localOf } from './finding.tsx';
import { counted, duration, type Local, shortMinute, Words } from './format.tsx';
import { here, Layout, Row } from './layout.tsx';
import { Outside } from './outside.tsx';
import type { ChannelChoice, DoneAct, Frame, WaitingPageProps } from './props.ts';

/** The work list: who waits now, in the order in which to answer, with what can be said of each. */
export function WaitingPage({ frame, filter, channels, finding, done }: WaitingPageProps) {
  const local = localOf(frame, finding);
  const figure =
    finding.kind === 'answer'
      ? finding.figures.find((one): one is WaitingFigure => one.form === 'waiting')
      : undefined;
  return (
    <Layout frame={frame} title="Who is waiting now">
      <Row
        margin={
          <p class="note">
            A filled mark is past the time in which nine of ten on that channel are answered. Names show only
            here and in the thread, where someone must answer.
          </p>
        }
        marginLabel="How to read the list"
      >
        <h1 class="title">Who is waiting for us?</h1>
        <ListFilter frame={frame} filter={filter} channels={channels} />
        {finding.kind === 'answer' ? (
          <p class="sentence lead">
            <Words sentence={finding.sentence} local={local} />
          </p>
        ) : (
          <Cannot finding={finding} local={local} />
        )}
      </Row>
      {figure && figure.rows.length > 0 ? <List frame={frame} figure={figure} local={local} /> : null}
      {done.length > 0 ? <Done frame={frame} done={done} local={local} /> : null}
    </Layout>
  );
}

function ListFilter({
  frame,
  filter,
  channels,
}: {
  frame: Frame;
  filter: Filter;
  channels: ChannelChoice[];
}) {
  return (
    <form class="filter" method="get" action={frame.path} data-filter="" aria-label="Whose list">
      <PeriodPick filter={filter} />
      {channels.length > 1 ? <ChannelPick frame={frame} filter={filter} channels={channels} /> : null}
      <button type="submit" class="button">
        Show
      </button>
    </form>
  );
}

const keys = [
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open the thread'],
  ['a', 'answered elsewhere'],
  ['n', 'needs no answer'],
  ['u', 'undo the last'],
  ['Esc', 'close what is open'],
  ['?', 'these keys'],
] as const;

/** So many of the list are printed: see the style sheet. */
const onPaper = 20;

function List({ frame, figure, local }: { frame: Frame; figure: WaitingFigure; local: Local }) {
  const more = figure.total - figure.rows.length;
  return (
    <section class="full" aria-labelledby="list">
      <h2 class="unseen" id="list">
        The list, most urgent first
      </h2>
      <p class="keys">
        {keys.slice(0, 6).map(([key, words]) => (
          <>
            <span>
              <kbd>{key}</kbd> {words}
            </span>{' '}
          </>
        ))}
        <span>
          <kbd>?</kbd> all keys
        </span>
      </p>
      <WaitingScale />
      <ol class="waiting" data-list="">
        {figure.rows.map((row, i) => (
          <Line frame={frame} row={row} id={String(i + 1)} local={local} />
        ))}
      </ol>
      {figure.total > onPaper ? (
        <p class="evidence paper-only">
          The first {onPaper} of {counted(figure.total, 'message', 'messages', local)}; all of them are under{' '}
          <code>/waiting</code> in Rapport.
        </p>
      ) : null}
      {more > 0 ? (
        <p class="evidence no-print">
          {counted(more, 'more message waits', 'more messages wait', local)}; they come up as you work.
        </p>
      ) : null}
      <dialog id="keys" aria-labelledby="keys-title">
        <h2 class="heading" id="keys-title">
          Keys
        </h2>
        <dl class="facts">
          {keys.map(([key, words]) => (
            <>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{words}</dd>
            </>
          ))}
        </dl>
        <form method="dialog">
          <button type="submit" class="button">
            Close
          </button>
        </form>
      </dialog>
    </section>
  );
}

function Line({ frame, row, id, local }: { frame: Frame; row: WaitingRow; id: string; local: Local }) {
  return (
    <li class="wait" id={`wait-${id}`} data-href={row.href}>
      <Waited seconds={row.waited} overdue={row.overdue} local={local} />
      <div class="msg">
        <p>{row.text ? <Outside text={row.text} clip={280} /> : <i>Its text is not kept.</i>}</p>
        <p class="who">
          <b>
            <bdi>{row.name}</bdi>
          </b>
          , {row.channel}, {shortMinute(row.askedAt, local)}{' '}
          {row.kind === 'complaint' ? (
            <span class="tag r">complaint</span>
          ) : (
            <span class="tag">{row.kind}</span>
          )}
          {row.returning ? <span class="tag">wrote before</span> : null}
          {row.overdue && row.p90 !== undefined ? (
            <span class="unseen"> Past the {duration(row.p90, local)} of this channel.</span>
          ) : null}
        </p>
      </div>
      <div class="acts">
        <a href={row.href} aria-label={`Open the thread of ${row.name}`}>
          Open
        </a>
        <WaitingActs frame={frame} message={row} id={id} of={row.name} back={`${here(frame)}#wait-${id}`} />
      </div>
    </li>
  );
}

function Done({ frame, done, local }: { frame: Frame; done: DoneAct[]; local: Local }) {
  return (
    <Row id="done">
      <h2 class="heading" id="done">
        Done lately
      </h2>
      <ul class="due" data-done="">
        {done.map((act) => (
          <li>
            <time datetime={act.at}>{shortMinute(act.at, local)}</time>
            <div>
              <p>
                {act.note}{' '}
                <small>
                  <a href={act.href}>
                    <Outside text={act.text} clip={90} />
                  </a>{' '}
                  by {act.who}
                </small>
              </p>
              <Undo frame={frame} act={act.id} of={act.note} />
            </div>
          </li>
        ))}
      </ul>
    </Row>
  );
}
