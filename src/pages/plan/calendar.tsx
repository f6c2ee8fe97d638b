import type { PlannedEvent } from '../../model/event.ts';
import { count } from '../format.tsx';
import { Row, Scroll } from '../layout.tsx';
import type { PlanPageProps } from './props.ts';
import { Change, Day, rangeWords } from './words.tsx';

const shownAtOnce = 12;

/** The calendar: what comes and what was last, then the rest by year. */
export function Events({ frame, plan, today, eventFaults }: PlanPageProps) {
  const coming = plan.events.filter(({ on, to }) => (to ?? on) >= today);
  const past = plan.events.filter((event) => !coming.includes(event)).reverse();
  const near = [
    ...[...coming].reverse().slice(-shownAtOnce),
    ...past.slice(0, Math.max(0, shownAtOnce - coming.length)),
  ];
  const rest = plan.events.filter((event) => !near.includes(event)).reverse();
  const years = [...new Set(rest.map(({ on }) => on.slice(0, 4)))];
  return (
    <Row id="events" class="part-of-plan">
      <h2 class="sentence" id="events">
        {plan.events.length === 0
          ? 'The calendar is empty.'
          : `${plan.events.length === 1 ? 'One event' : `${count(plan.events.length, frame)} events`} in the calendar, ${coming.length === 0 ? 'none' : count(coming.length, frame)} to come.`}
      </h2>
      {near.length > 0 ? (
        <EventTable
          events={near}
          frame={frame}
          today={today}
          faults={eventFaults}
          label="Events, the latest first"
        />
      ) : null}
      {years.map((year) => (
        <details class="fold no-print">
          <summary>
            {year}: {rest.filter(({ on }) => on.startsWith(year)).length} more
          </summary>
          <EventTable
            events={rest.filter(({ on }) => on.startsWith(year))}
            frame={frame}
            today={today}
            faults={eventFaults}
            label={`Events of ${year}`}
          />
        </details>
      ))}
      <Change href="/plan/events">
        {plan.events.length === 0 ? 'Add the first event' : 'Add or change events'}
      </Change>
    </Row>
  );
}

function EventTable({
  events,
  frame,
  today,
  faults,
  label,
}: {
  events: PlannedEvent[];
  frame: PlanPageProps['frame'];
  today: string;
  faults: PlanPageProps['eventFaults'];
  label: string;
}) {
  return (
    <Scroll label={label}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col" class="n">
              Cost
            </th>
          </tr>
        </thead>
        <tbody>
          {events.map(({ on, to, kind, title, channels, cost, measures, controls }) => (
            <tr>
              <td>
                <Day on={on} locale={frame.locale} />
                {to ? (
                  <>
                    {' '}
                    to <Day on={to} locale={frame.locale} />
                  </>
                ) : null}
                {on > today ? <i> to come</i> : null}
              </td>
              <th scope="row">
                {title}
                <i>
                  {kind.replaceAll('-', ' ')}
                  {channels.length > 0 ? `, on ${channels.join(', ')}` : ''}
                  {measures ? `, read on ${measures.join(', ')}` : ''}
                  {controls ? `, held against ${controls.join(', ')}` : ''}
                </i>
                {(faults[`${on} ${title}`] ?? []).map(({ message, help }) => (
                  <p class="wrong">
                    {message} {help}
                  </p>
                ))}
              </th>
              <td class="n">{cost ? rangeWords(cost, frame.locale) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Planned waves of questions. */
export function Surveys({ frame, plan }: PlanPageProps) {
  return (
    <Row id="surveys" class="part-of-plan">
      <h2 class="sentence" id="surveys">
        {plan.surveys.length === 0 ? 'No survey is planned.' : 'Whom we ask, and when'}
      </h2>
      {plan.surveys.length > 0 ? (
        <ul class="due">
          {plan.surveys.map(({ on, people, question, deff }) => (
            <li>
              <Day on={on} locale={frame.locale} />
              <p>
                {question || 'No question is named'}
                <small>
                  {people > 0 ? `${count(people, frame)} people` : 'how many people is not said'}
                  {deff === 1 ? '' : `, design effect ${deff}`}
                </small>
              </p>
            </li>
          ))}
        </ul>
      ) : null}
      {plan.margins.length > 0 ? <Margins margins={plan.margins} /> : null}
      <Change href="/plan/surveys">{plan.surveys.length === 0 ? 'Plan one' : 'Change the surveys'}</Change>
    </Row>
  );
}

function Margins({ margins }: { margins: PlanPageProps['plan']['margins'] }) {
  return (
    <>
      <p class="evidence">Answers are weighted so that they speak for a group like this:</p>
      <dl class="facts">
        {margins.map(({ name, survey, levels }) => {
          const sum = levels.reduce((total, { size }) => total + size, 0);
          return (
            <>
              <dt>{survey ? `${name}, survey ${survey}` : name}</dt>
              <dd>
                {levels
                  .map(({ names, size }) => `${names.join(' or ')} ${Math.round((100 * size) / sum)} %`)
                  .join(', ')}
              </dd>
            </>
          );
        })}
      </dl>
    </>
  );
}
