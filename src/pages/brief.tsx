import type { Brief } from '../model/brief.ts';
import { type Filter, filterQuery, type Period } from '../model/filter.ts';
import { datelineOf, isoDays, titleOf } from './brief-days.ts';
import { type Edition, Item } from './brief-item.tsx';
import { DueList, WaitingList, WaitingNote } from './brief-waiting.tsx';
import { ChannelPick } from './filter.tsx';
import { Fold, Made } from './fold.tsx';
import { Words } from './format.tsx';
import { Layout, Row } from './layout.tsx';
import type { BriefPageProps } from './props.ts';
import { Sources } from './sources.tsx';

/** The home page: the sentences that matter this week or month, who waits, and what is due. */
export function BriefPage({ frame, brief, filter, channels, now }: BriefPageProps) {
  const local = { locale: frame.locale, zone: frame.zone, clock: brief.filter.clock };
  const title = titleOf(brief, frame.company, local, now);
  const edition = { local, questions: frame.questions, linked: true };
  const query = frame.query ? `?${frame.query}` : '';
  const name = `brief-${isoDays(brief.period, frame.zone).from}.html`;
  return (
    <Layout frame={frame} title={titleOf(brief, '', local, now)}>
      <div class="row opening">
        <div>
          <Head brief={brief} title={title} edition={edition} now={now} />
          <div class="days no-print">
            <Periods filter={filter} />
            <Channels frame={frame} filter={filter} channels={channels} />
          </div>
        </div>
        <aside class="margin" aria-label="Who waits, and what to do with this page">
          <WaitingNote brief={brief} edition={edition} />
          <p class="more">
            <a href={`/brief.html${query}`} download={name}>
              Save as a file
            </a>
            <button type="button" class="link" data-print="" hidden>
              Print
            </button>
          </p>
        </aside>
      </div>
      <BriefBody brief={brief} edition={edition} />
    </Layout>
  );
}

interface HeadProps {
  brief: Brief;
  title: string;
  edition: Edition;
  now?: string;
}

/** Which days, what the page is called, and what to know before reading on. */
export function Head({ brief, title, edition, now }: HeadProps) {
  const changed = brief.items.filter(({ because }) => because === 'changed').length;
  const compared = brief.items.some(({ before }) => before);
  return (
    <>
      <p class="dateline">{datelineOf(brief, edition.local, now)}</p>
      <h1 class="title">{title}</h1>
      {changed === 0 && compared ? (
        <p class="evidence">Nothing changed clearly. These are the numbers that stand.</p>
      ) : null}
    </>
  );
}

/** Everything under the title: the sentences, who waits, what is due, and by which rule they were chosen. */
export function BriefBody({ brief, edition }: { brief: Brief; edition: Edition }) {
  return (
    <>
      {brief.items.length === 0 ? <Empty edition={edition} /> : null}
      {brief.items.map((item, i) => (
        <Item item={item} id={`s-${i + 1}`} edition={edition} />
      ))}
      <WaitingList brief={brief} edition={edition} />
      <DueList brief={brief} edition={edition} />
      <Folds brief={brief} edition={edition} />
    </>
  );
}

function Empty({ edition }: { edition: Edition }) {
  return (
    <Row id="empty">
      <h2 class="sentence" id="empty">
        Of these days nothing can be told.
      </h2>
      <div class="cannot">
        <p>Too few messages came, or none.</p>
      </div>
      {edition.linked ? (
        <p class="more">
          <a href="/?period=month">This month</a> <a href="/?period=28d">The last 28 days</a>{' '}
          <a href="/import">Bring in newer data</a>
        </p>
      ) : null}
    </Row>
  );
}

const periods: [Period, string][] = [
  ['week', 'This week'],
  ['last-week', 'Last week'],
  ['month', 'This month'],
  ['last-month', 'Last month'],
];

function Periods({ filter }: { filter: Filter }) {
  const own = filter.from !== undefined || filter.to !== undefined;
  return (
    <nav aria-label="Which days">
      <ul>
        {periods.map(([period, words]) => (
          <li>
            <a
              href={`/?${filterQuery({ ...filter, from: undefined, to: undefined, period })}`}
              aria-current={!own && filter.period === period ? 'page' : undefined}
            >
              {words}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The channels by tick; everything else of the address stays as it is. */
function Channels({ frame, filter, channels }: Pick<BriefPageProps, 'frame' | 'filter' | 'channels'>) {
  if (channels.length < 2 && filter.channels.length === 0) return null;
  const { from, to, period, clock } = filter;
  const kept = Object.entries({ from, to, period, clock }).filter(([, value]) => value !== undefined);
  return (
    <form class="filter" method="get" action={frame.path} data-filter="" aria-label="Which channels">
      {kept.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <ChannelPick frame={frame} filter={filter} channels={channels} />
      <button type="submit" class="button">
        Show
      </button>
    </form>
  );
}

function Folds({ brief, edition: { local, linked } }: { brief: Brief; edition: Edition }) {
  const { from, to } = isoDays(brief.period, local.zone);
  const channels = brief.filter.channels.map((channel) => `&channel=${encodeURIComponent(channel)}`).join('');
  return (
    <Row label="How it was made" class="folds">
      <Fold title="How these sentences were chosen" id="rule">
        <p>
          <Words sentence={brief.rule} local={local} />
        </p>
      </Fold>
      {brief.caveats.length > 0 ? (
        <Fold title="Caveats">
          <ul>
            {[...new Set(brief.caveats)].map((caveat) => (
              <li>{caveat}</li>
            ))}
          </ul>
        </Fold>
      ) : null}
      <Fold title="Source and date">
        <Sources sources={brief.sources} local={local} />
        <Made made={brief.made} bare={!linked} />
        <p class={linked ? 'paper-only' : undefined}>
          Every number opens to its messages in Rapport, at{' '}
          <code>{`/?from=${from}&to=${to}${channels}`}</code>.
        </p>
      </Fold>
    </Row>
  );
}
