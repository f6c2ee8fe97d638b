import type { Child } from 'hono/jsx';
import type { BriefItem } from '../model/brief.ts';
import type { Figure } from '../model/figure.ts';
import { filterQuery } from '../model/filter.ts';
import type { Estimate, NamedEstimate, Unit } from '../model/finding.ts';
import { beforeWords, shortDays } from './brief-days.ts';
import { DecideLink } from './decide-link.tsx';
import { FigureView, rangeText } from './figure.tsx';
import { Voices } from './finding.tsx';
import { count, duration, type Local, numberWords, Words } from './format.tsx';
import type { Frame } from './props.ts';

/** How a brief is written: on a page that opens to everything, or in a file that opens to nothing. */
export interface Edition {
  local: Local;
  questions: Frame['questions'];
  /** Whether there is a server behind it. Without one there are no links and no names. */
  linked: boolean;
}

/** One sentence with its small picture, its numbers, the ways in, and people's words beside it. */
export function Item({ item, id, edition }: { item: BriefItem; id: string; edition: Edition }) {
  const local = { ...edition.local, clock: item.filter.clock };
  const told = item.because !== 'cannot-tell';
  const figure = item.figure && edition.linked ? item.figure : closed(item.figure);
  const numbers = <Numbers item={item} local={local} />;
  const pictured = figure !== undefined && figure.form !== 'table' && figure.form !== 'waiting';
  return (
    <article class="row" aria-labelledby={id}>
      <div class={told ? undefined : 'cannot'}>
        <h2 class="sentence" id={id}>
          <Words sentence={item.sentence} local={local} />
        </h2>
        {figure ? (
          <FigureView
            figure={figure}
            local={local}
            id={`${id}-figure`}
            size="small"
            caption={
              pictured ? (
                <>
                  {numbers} {figure.caption}
                </>
              ) : undefined
            }
          />
        ) : null}
        {pictured ? null : <p class="evidence">{numbers}</p>}
        {edition.linked ? <Ways item={item} questions={edition.questions} /> : null}
      </div>
      {item.voices.length > 0 ? (
        <aside class="margin" aria-label={`Voices: ${questionOf(item, edition.questions)}`}>
          <Voices voices={item.voices} local={local} bare={!edition.linked} />
        </aside>
      ) : null}
    </article>
  );
}

/** A figure that opens to nothing. */
function closed(figure: Figure | undefined): Figure | undefined {
  if (figure?.form !== 'table') return figure?.form === 'waiting' ? undefined : figure;
  return { ...figure, rows: figure.rows.map(({ href: _, ...row }) => row) };
}

/** Why a sentence stands here, in a word or two. */
function reasonOf({ because, before, promised }: BriefItem): string {
  if (promised) return 'goal';
  if (because === 'changed') return 'changed';
  if (because === 'cannot-tell') return 'cannot tell';
  return before ? 'no clear change' : 'no comparison';
}

/** Why it stands here, the number with range and n, the one before, and which days. */
function Numbers({ item, local }: { item: BriefItem; local: Local }) {
  const { now, before, change, period, filter } = item;
  const when = item.promised ? '' : shortDays(filter, period, local);
  return (
    <>
      <span class="tag">{reasonOf(item)}</span>{' '}
      {now ? (
        <>
          {now.label}: <Est estimate={now} local={local} />
          {before ? (
            <>
              , after <Est estimate={before} local={local} /> {beforeWords(filter, period)}
            </>
          ) : null}
          .{' '}
        </>
      ) : null}
      {change && now ? (
        <>
          Difference <Difference change={change} unit={now.unit} local={local} />.{' '}
        </>
      ) : null}
      {when ? `${when}${period.unfinished ? ', unfinished' : ''}.` : ''}
    </>
  );
}

const asOf = { share: 'share', seconds: 'duration', count: 'count' } as const;

function Est({ estimate, local }: { estimate: NamedEstimate; local: Local }) {
  const { value, low, high, unit, n, cannotTell } = estimate;
  if (cannotTell) return <>cannot tell ({cannotTell})</>;
  const as = asOf[unit];
  return (
    <span class="est">
      <b>{numberWords(value, as, local)}</b>
      {low !== undefined && high !== undefined ? <i> ({rangeText(low, high, as, local)})</i> : null}
      {unit === 'count' ? '' : ` of\u00a0${count(n, local)}`}
    </span>
  );
}

interface DifferenceProps {
  change: Pick<Estimate, 'value' | 'low' | 'high'>;
  unit: Unit;
  local: Local;
}

function Difference({ change: { value, low, high }, unit, local }: DifferenceProps) {
  const points = unit === 'share';
  const whole = Math.abs(Math.round(value * 100)) === 1 ? 'point' : 'points';
  const ranged = low !== undefined && high !== undefined;
  return (
    <span class="est">
      <b>
        {signed(value, unit, local)}
        {points ? `\u00a0${whole}` : ''}
      </b>
      {ranged ? (
        <i>
          {' '}
          ({signed(low, unit, local)} to {signed(high, unit, local)})
        </i>
      ) : null}
    </span>
  );
}

/** A difference with its sign: in points of a percentage for shares. */
function signed(value: number, unit: Unit, local: Local): string {
  const size = unit === 'share' ? Math.abs(value) * 100 : Math.abs(value);
  const words = unit === 'seconds' ? duration(size, local) : count(size, local);
  const nothing = unit !== 'seconds' && Math.round(size) === 0;
  return nothing ? '0' : `${value < 0 ? '\u2212' : '+'}${words}`;
}

function questionOf({ question }: BriefItem, questions: Frame['questions']): string {
  return questions.find(({ word }) => word === question)?.title ?? question;
}

/** The question's page under exactly this filter, and the first things that the number opens to. */
function Ways({ item, questions }: { item: BriefItem; questions: Frame['questions'] }) {
  const query = filterQuery(item.filter);
  const page = `/${item.question}${query ? `?${query}` : ''}`;
  const others = item.openings.filter(({ href }) => href.split('#')[0] !== page);
  const ways: { label: Child; href: string }[] = [
    { label: questionOf(item, questions), href: `${page}#${item.measure}` },
    ...others.slice(0, 2),
  ];
  return (
    <p class="more">
      {ways.map(({ label, href }) => (
        <>
          <a href={href}>{label}</a>{' '}
        </>
      ))}
      <DecideLink of={item} />
    </p>
  );
}
