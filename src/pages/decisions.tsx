import { clean } from '../charts/xml.ts';
import type { Entry, Expectation, Outcome } from '../model/journal.ts';
import type { JournalPageProps, Listed, ScoreShown } from './decision-props.ts';
import { FigureView } from './figure.tsx';
import { count, counted, day, type Local, shortDay, Words } from './format.tsx';
import { Layout, Row } from './layout.tsx';
import { Paging } from './rows.tsx';
import { SeenLine } from './seen.tsx';

/** The learning journal: what is to be looked back on, then everything by date, and how well it was foretold. */
export function JournalPage(props: JournalPageProps) {
  const { frame, open, openMore, due, rest, page, pageSize, total, score, offered, undone } = props;
  return (
    <Layout frame={frame} title="Decisions">
      <div class="row opening">
        <div>
          <h1 class="title">What we decided, and whether we were right</h1>
          <p class="dateline">
            {due > 0
              ? `${counted(due, 'waits', 'wait', frame)} for you to look back.`
              : 'Nothing waits for a look back today.'}
          </p>
        </div>
        <aside class="margin" aria-label="How to write something down">
          <p class="note no-print">
            <strong>From any answer:</strong> <kbd>d</kbd>, then <kbd>d</kbd> to decide, <kbd>e</kbd> to
            expect, <kbd>n</kbd> to note, <kbd>c</kbd> to change tactics. Without an answer:{' '}
            <a href="/decisions/new" data-key="d" aria-keyshortcuts="d">
              write something down
            </a>
            .
          </p>
          <p class="more">
            <a href="/decisions/metrics">Which metric served which decision</a>
            <a href="/decisions.csv">All of it (.csv)</a>
            <a href="/decisions.json">All of it (.json)</a>
          </p>
        </aside>
      </div>
      {open.length > 0 ? (
        <Row id="open">
          <h2 class="sentence" id="open">
            To look back on
          </h2>
          <List listed={open} local={frame} />
          {openMore > 0 ? (
            <p class="evidence">
              {counted(openMore, 'more is', 'more are', frame)} open, with later days: look back on these
              first.
            </p>
          ) : null}
        </Row>
      ) : null}
      <Row id="journal">
        <h2 class="sentence" id="journal">
          {open.length > 0 ? 'What else was written down' : 'What was written down'}
        </h2>
        {rest.length === 0 ? (
          <p class="evidence">
            {open.length > 0 ? 'Nothing yet.' : 'Nothing yet. Open any answer and choose “Decide on this”.'}
          </p>
        ) : (
          <List listed={rest} local={frame} />
        )}
        {total > pageSize ? (
          <Paging frame={frame} page={page} pageSize={pageSize} total={total} of={['entry', 'entries']} />
        ) : null}
        {undone > 0 ? (
          <p class="evidence">
            {counted(undone, 'entry was', 'entries were', frame)} taken back since the beginning.
          </p>
        ) : null}
      </Row>
      <Score score={score} local={frame} />
      {offered > 0 ? (
        <Row label="Metrics that served no decision">
          <p class="evidence">
            {counted(offered, 'metric served', 'metrics served', frame)} no decision in the last two quarters.{' '}
            <a href="/decisions/metrics">Retire or keep {offered === 1 ? 'it' : 'them'}</a>
          </p>
        </Row>
      ) : null}
    </Layout>
  );
}

function List({ listed, local }: { listed: Listed[]; local: Local }) {
  return (
    <ul class="due journal">
      {listed.map(({ entry, open }) => (
        <li id={entry.id}>
          {open ? (
            <time datetime={open.by}>
              {shortDay(open.by, { ...local, zone: 'UTC' })}
              {open.due ? (
                <>
                  {' '}
                  <span class="tag r">due</span>
                </>
              ) : null}
            </time>
          ) : (
            <time datetime={entry.at}>{shortDay(entry.at, local)}</time>
          )}
          <div>
            <a href={`/decisions/${entry.id}`}>
              <bdi>{clean(entry.what)}</bdi>
            </a>{' '}
            <span class="tag">{kindWords[entry.kind]}</span>
            <Told entry={entry} open={open} local={local} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What sort of entry it is, in a word. */
export const kindWords = {
  decision: 'decision',
  expectation: 'expectation',
  note: 'note',
  change: 'change of tactics',
} as const;

function Told({ entry, open, local }: Listed & { local: Local }) {
  const expectations =
    entry.kind === 'decision' ? entry.expectations : entry.kind === 'expectation' ? [entry] : [];
  return (
    <>
      {entry.kind === 'decision' && entry.why ? <small>Why: {clean(entry.why)}</small> : null}
      {entry.kind === 'change' ? <small>{changeWords(entry, local)}</small> : null}
      {expectations.map((one) => (
        <ExpectationLine expectation={one} own={entry.kind === 'expectation'} local={local} />
      ))}
      {entry.kind === 'decision' && entry.outcome ? (
        <OutcomeLine outcome={entry.outcome} local={local} />
      ) : null}
      {entry.seen ? <SeenLine seen={entry.seen} local={local} /> : null}
      {open ? <small>Written down on {day(entry.at, local)}.</small> : null}
      {open?.due ? (
        <small class="no-print">
          <a href={`/decisions/${entry.id}`}>What happened?</a>
        </small>
      ) : null}
    </>
  );
}

/** From when on and where tactics changed. */
export function changeWords({ from, channels }: Extract<Entry, { kind: 'change' }>, local: Local): string {
  const where = channels.length > 0 ? `on ${channels.map(clean).join(', ')}` : 'on all channels';
  return `From ${day(from, { ...local, zone: 'UTC' })} on, ${where}.`;
}

export function ExpectationLine({
  expectation,
  own,
  local,
}: {
  expectation: Expectation;
  /** The entry is the expectation, so that its words stand above. */
  own: boolean;
  local: Local;
}) {
  const { what, by, sure, outcome } = expectation;
  return (
    <>
      <small>
        {own ? 'By' : 'We expect by'} {day(by, { ...local, zone: 'UTC' })}
        {own ? '' : `: ${clean(what).replace(/\.$/, '')}`}; {sure} in 100 sure.
      </small>
      {outcome ? <OutcomeLine outcome={outcome} local={local} /> : null}
    </>
  );
}

const cameWords = {
  yes: 'It came.',
  no: 'It did not come.',
  'cannot-tell': 'It cannot be told.',
} as const;

export function OutcomeLine({ outcome, local }: { outcome: Outcome; local: Local }) {
  const { came, what, next, at } = outcome;
  return (
    <small>
      <b>
        {day(at, local)}: {came ? cameWords[came] : 'looked back.'}
      </b>{' '}
      {clean(what)} {next === 'keep' ? 'We keep it.' : next === 'change' ? 'We change it.' : ''}
    </small>
  );
}

function Score({ score, local }: { score: ScoreShown; local: Local }) {
  const { sentence, brier, skill, p, figure, untold } = score;
  const places = (value: number) =>
    new Intl.NumberFormat(local.locale, { maximumFractionDigits: 2 }).format(value);
  return (
    <Row
      id="score"
      marginLabel="How to read the score"
      margin={
        <p class="note">
          Of everybody together, never by person. Whoever is scored alone soon foretells only what is safe.
        </p>
      }
    >
      <h2 class="sentence" id="score">
        <Words sentence={sentence} local={local} />
      </h2>
      {figure ? <FigureView figure={figure} local={local} id="reliability" /> : null}
      {brier ? (
        <p class="evidence">
          Brier score <b>{places(brier.value)}</b> ({places(brier.low)} to {places(brier.high)}; 0 is perfect,
          0.25 is what always saying 50 earns).
          {skill === undefined
            ? ' All came out alike, so there is nothing to be better than.'
            : ` Skill against always saying the share that came: ${places(skill)} (1 is perfect, 0 no better, below 0 worse).`}
          {p === undefined
            ? ''
            : ` If what you say were how often it comes, a score this far off or further would come by chance in ${count(p * 100, local)} of 100 such journals (Spiegelhalter).`}
        </p>
      ) : null}
      {untold > 0 ? (
        <p class="evidence">
          {counted(untold, 'more cannot', 'more cannot', local)} be told and {untold === 1 ? 'is' : 'are'}{' '}
          left out.
        </p>
      ) : null}
    </Row>
  );
}
