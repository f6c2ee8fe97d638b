import { count } from '../format.tsx';
import { Row } from '../layout.tsx';
import type { PlanPageProps } from './props.ts';
import { Change, Day, Facts, isoDay, rangeWords, Written } from './words.tsx';

/** What each channel is there for. */
export function Channels({ frame, plan, roleless }: PlanPageProps) {
  const { locale } = frame;
  const nameOf = (word: string) => plan.groups.find((group) => group.word === word)?.name ?? word;
  return (
    <>
      <Row id="channels" class="part-of-plan">
        <h2 class="sentence" id="channels">
          {plan.channels.length === 0
            ? 'No channel has a job yet.'
            : plan.channels.length === 1
              ? 'One channel has a job.'
              : `${plan.channels.length} channels have a job.`}
        </h2>
        {roleless.length > 0 ? (
          <p class="note">
            Without one in the plan: {roleless.slice(0, 12).join(', ')}
            {roleless.length > 12 ? ` and ${roleless.length - 12} more` : ''}.
          </p>
        ) : null}
        <Change href="/plan/channels/new">Give a channel a job</Change>
      </Row>
      {plan.channels.map((one) => (
        <Row id={`channel-${one.word}`} class="goal">
          <p class="channel-word">{one.word}</p>
          <h3 class="sentence" id={`channel-${one.word}`}>
            {one.role ? <Written text={one.role} /> : 'No role is written down.'}
          </h3>
          <Facts
            facts={[
              ['For whom', one.for.map(nameOf).join('; ')],
              ['Why', one.why && <Written text={one.why} />],
              ['Expect', one.target && <Written text={one.target} />],
              ['Accounts', one.accounts.join(', ')],
              ['Since', one.since && <Day on={one.since} locale={locale} />],
              ['Review', one.review && <Day on={one.review} locale={locale} />],
              ['Note', one.note && <Written text={one.note} />],
            ]}
          />
          <Change href={`/plan/channels/${encodeURIComponent(one.word)}`}>
            Change<span class="unseen"> {one.word}</span>
          </Change>
        </Row>
      ))}
    </>
  );
}

/** Target groups. */
export function Groups({ frame, plan }: PlanPageProps) {
  return (
    <Row id="groups" class="part-of-plan">
      <h2 class="sentence" id="groups">
        {plan.groups.length === 0 ? 'No target group is named yet.' : 'Whom we want to reach'}
      </h2>
      <Facts
        facts={plan.groups.map(({ word, name, size, note, members = [] }) => [
          word,
          <>
            {name}
            {size ? `, ${sizeWords(size, frame)}` : ''}
            {members.length > 0
              ? `. ${members.length} ${members.length === 1 ? 'account is' : 'accounts are'} named as members`
              : ''}
            {note ? `. ${note}` : ''}
          </>,
        ])}
      />
      <Change href="/plan/groups">{plan.groups.length === 0 ? 'Name one' : 'Change the groups'}</Change>
    </Row>
  );
}

function sizeWords(
  { value, low, high }: { value?: number; low?: number; high?: number },
  frame: PlanPageProps['frame'],
): string {
  const range = low !== undefined && high !== undefined ? rangeWords({ low, high }, frame.locale) : '';
  if (value === undefined) return range ? `${range} people` : '';
  return `${count(value, frame)} people${range ? ` (${range})` : ''}`;
}

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Company, accounts, hours, sales cycle and tags. */
export function Company({ frame, plan }: PlanPageProps) {
  const { business, salesCycle } = plan;
  const hours = `${business.days.map((day) => dayNames[day - 1]).join(', ')}, ${clock(business.opens)} to ${clock(business.closes)}`;
  return (
    <Row id="company" class="part-of-plan">
      <h2 class="sentence" id="company">
        Who we are, and when we are there
      </h2>
      <Facts
        facts={[
          ['Company', plan.company],
          ['Time zone', plan.zone],
          ['Numbers and dates', `${count(12_345, plan)}, ${isoDay('2026-03-31', plan.locale)}`],
          [
            'Own accounts',
            Object.entries(plan.own)
              .map(([source, names]) => `${source}: ${names.join(', ')}`)
              .join('; '),
          ],
          [
            'Desk',
            `${hours}${business.assumed ? ' (assumed)' : ''}${business.zone === plan.zone ? '' : `, ${business.zone}`}`,
          ],
          ['Holidays', business.holidays.join(', ')],
          ['Closed after', `${plan.closedAfterDays} silent days`],
          ['Coders agree from', `${plan.agreement} on (Krippendorff’s alpha)`],
          ['A purchase takes', salesCycle.months && `${rangeWords(salesCycle.months, frame.locale)} months`],
          ['Decided by', salesCycle.people && `${rangeWords(salesCycle.people, frame.locale)} people`],
          ['Tags', plan.tags.join(', ')],
        ]}
      />
      <p class="more">
        <a href="/plan/company">Change the company</a> <a href="/plan/tags">Change the tags</a>{' '}
        <a href="/plan.schema.json">Schema of plan.yaml</a>
      </p>
    </Row>
  );
}
