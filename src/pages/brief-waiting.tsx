import type { Brief, LookedBack } from '../model/brief.ts';
import type { WaitingFigure } from '../model/figure.ts';
import { filterQuery } from '../model/filter.ts';
import type { WaitingRow } from '../model/waiting.ts';
import { inLetters } from './brief-days.ts';
import type { Edition } from './brief-item.tsx';
import { Waited, WaitingScale } from './figure.tsx';
import { counted, duration, type Local, shortDay, shortMinute, Words } from './format.tsx';
import { Row } from './layout.tsx';
import { nameless, Outside } from './outside.tsx';

/** So many of those who wait stand in a brief. */
const shown = 7;

/** The figure with those who wait; undefined where it cannot be told. */
export function waitingOf({ waiting }: Brief): WaitingFigure | undefined {
  if (waiting.kind !== 'answer') return undefined;
  return waiting.figures.find((one): one is WaitingFigure => one.form === 'waiting');
}

/** How many wait, and since when, beside the title. */
export function WaitingNote({ brief, edition }: { brief: Brief; edition: Edition }) {
  const figure = waitingOf(brief);
  const { local, linked } = edition;
  if (!figure)
    return (
      <p class="note">
        <strong>Who waits cannot be told.</strong>{' '}
        {brief.waiting.kind === 'no-answer' ? <Words sentence={brief.waiting.reason} local={local} /> : null}
      </p>
    );
  if (figure.total === 0)
    return (
      <p class="note">
        <strong>Nobody waits for an answer</strong> among those who wrote before the data end.
      </p>
    );
  const longest = Math.max(...figure.rows.map(({ waited }) => waited));
  return (
    <p class="note">
      <strong>{waitWords(figure.total, local)}</strong>
      {Number.isFinite(longest) ? `, the longest for ${duration(longest, local)}` : ''}.{' '}
      {linked ? (
        <>
          <a href="#waiting" data-key="w">
            Go to the list
          </a>{' '}
          <span class="no-print keyed">
            or press <kbd>w</kbd>
          </span>
        </>
      ) : null}
    </p>
  );
}

function waitWords(n: number, local: Local): string {
  const words = n <= 12 ? inLetters(n) : counted(n, '', '', local).trim();
  const number = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  return `${number}\u00a0${n === 1 ? 'message waits' : 'messages wait'} for an answer`;
}

/** How many wait who wrote before the days of the list. */
function earlierOf({ waiting }: Brief): number {
  const estimates = waiting.kind === 'answer' ? waiting.estimates : [];
  return estimates.find(({ name }) => name === 'waiting_now_written_earlier')?.value ?? 0;
}

/** Those who wait, most urgent first: by name where somebody must answer, under pseudonyms in a file. */
export function WaitingList({ brief, edition }: { brief: Brief; edition: Edition }) {
  const figure = waitingOf(brief);
  if (!figure || figure.rows.length === 0) return null;
  const { local, linked } = edition;
  const rows = figure.rows.slice(0, shown);
  const query = filterQuery(brief.waiting.filter);
  const rest = figure.total - rows.length;
  const older = earlierOf(brief);
  return (
    <section class="full" aria-labelledby="waiting">
      <div class="row">
        <div>
          <h2 class="sentence" id="waiting" tabindex={-1}>
            Waiting for you: {counted(figure.total, 'message', 'messages', local)}
            {figure.total > 1 ? ', most urgent first' : ''}
          </h2>
        </div>
        <aside class="margin" aria-label="How to read the list">
          <p class="note">
            A filled mark is past the time in which nine of ten on that channel are answered.{' '}
            {linked ? 'Names show only where someone must answer.' : 'Nobody is named here.'}
          </p>
        </aside>
      </div>
      <WaitingScale />
      <ol class="waiting">
        {rows.map((row) => (
          <Line row={row} edition={edition} />
        ))}
      </ol>
      {rest > 0 && !linked ? (
        <p class="evidence">{counted(rest, 'more waits', 'more wait', local)}; the list is in Rapport.</p>
      ) : null}
      {older > 0 ? (
        <p class="evidence">
          {counted(older, 'message written earlier waits', 'messages written earlier wait', local)} too
          {linked ? (
            <>
              : <a href="/waiting?period=all">all who wait</a>
            </>
          ) : null}
          .
        </p>
      ) : null}
      {linked ? (
        <>
          {rest > 0 ? (
            <p class="evidence paper-only">{counted(rest, 'more waits', 'more wait', local)}.</p>
          ) : null}
          <p class="more">
            <a href={`/waiting${query ? `?${query}` : ''}`}>
              {rest > 0
                ? `All ${counted(figure.total, 'message', 'messages', local)} that wait`
                : 'The work list'}
            </a>
          </p>
        </>
      ) : null}
    </section>
  );
}

function Line({ row, edition: { local, linked } }: { row: WaitingRow; edition: Edition }) {
  const who = linked ? row.name : row.who;
  return (
    <li class="wait">
      <Waited seconds={row.waited} overdue={row.overdue} local={local} />
      <div class="msg">
        <p>
          <Outside text={linked ? row.text : nameless(row.text, row.channel)} clip={140} bare={!linked} />
        </p>
        <p class="who">
          <b>
            <bdi>{who}</bdi>
          </b>
          , {row.channel}, {shortMinute(row.askedAt, local)}{' '}
          <span class={row.kind === 'complaint' ? 'tag r' : 'tag'}>{row.kind}</span>
          {row.overdue && row.p90 !== undefined ? (
            <span class="unseen"> Past the {duration(row.p90, local)} of this channel.</span>
          ) : null}
        </p>
      </div>
      {linked ? (
        <p class="acts">
          <a href={`${row.href}?back=%2F`} aria-label={`Open the thread of ${who}`}>
            Open
          </a>
        </p>
      ) : null}
    </li>
  );
}

function LastLook({ last, edition: { local, linked } }: { last: LookedBack; edition: Edition }) {
  return (
    <p class="note">
      <strong>Last look back, {shortDay(last.at, local)}:</strong>{' '}
      <Words sentence={last.sentence} local={local} />{' '}
      {linked ? (
        <a href={last.href} class="no-print">
          Read it
        </a>
      ) : null}
    </p>
  );
}

/** What there is to do, with its date where it has one. */
export function DueList({ brief: { due, lookedBack }, edition }: { brief: Brief; edition: Edition }) {
  const { local, linked } = edition;
  if (due.length === 0 && !lookedBack) return null;
  return (
    <Row
      id="due"
      margin={lookedBack ? <LastLook last={lookedBack} edition={edition} /> : undefined}
      marginLabel="Last look back"
    >
      <h2 class="sentence" id="due">
        What is due
      </h2>
      {due.length === 0 ? <p>Nothing.</p> : null}
      <ul class="due" hidden={due.length === 0}>
        {due.map(({ kind, at, what, why, href }) => (
          <li>
            {at ? (
              <time datetime={at}>
                {kind === 'bring-in' || kind === 'finish-import' ? 'Since ' : ''}
                {shortDay(at, local)}
              </time>
            ) : (
              <span class="when">Any day</span>
            )}
            <div>
              {linked ? <a href={href}>{what}</a> : what}.{' '}
              <small>
                <Words sentence={why} local={local} />
              </small>
            </div>
          </li>
        ))}
      </ul>
    </Row>
  );
}
