import type { PlannedEvent } from '../../model/event.ts';
import type { Finding, NamedEstimate } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Sentence } from '../../model/sentence.ts';
import { sourceNotes } from '../about.ts';
import { channelsOf } from '../channels.ts';
import { happenings, loggedChanges } from '../time-marks.ts';
import { aboutWhy, lookedAt } from './about.ts';
import { type ChangeEffect, changeEffects } from './change-effect.ts';
import { changePicture, changeTable } from './change-figures.ts';
import { dayRun } from './told.ts';

const title = 'What changed when we changed';
const definition = {
  text: 'For each change of tactics in the calendar or the journal: the numbers that it names, against the controls that it names; without these, channel by channel and week by week, the share of messages that expect an answer and still waited after a day, and the share of our messages that answer somebody. The mean of the whole weeks after the change (26 at most, up to the next change) less what the weeks before lead one to expect (104 at most; the 4 just before are left out, because one changes things after bad weeks). Weeks in which the desk was mostly closed are left out. Refused where the same calculation finds changes on a third of the dates on which nothing was changed.',
  decision: 'Serves the decision: keep the change, or take it back.',
};
const mostSentences = 2;
const mostPictures = 3;

/** What each change of tactics on a date did, or that it cannot be told. */
export const whatChanged: Measure = {
  word: 'what-changed',
  title,
  readsOfPlan: ['events', 'channels'],
  answer,
  async rows({ plan }) {
    return {
      sql: `SELECT json_extract_string(event, '$.on') AS "on", json_extract_string(event, '$.title') AS title,
        json_extract_string(event, '$.channels') AS channels
      FROM (SELECT unnest(from_json($events, '["JSON"]')) AS event)
      WHERE json_extract_string(event, '$.kind') = 'change-of-tactics' OR (event->'$.measures') IS NOT NULL`,
      params: { events: JSON.stringify(plan.events) },
    };
  },
};

async function answer(asking: Asking): Promise<Finding> {
  const { plan, store, filter } = asking;
  const channels = await channelsOf(store, filter);
  const base = aboutWhy(
    asking,
    whatChanged.word,
    title,
    definition,
    undefined,
    await sourceNotes(store, channels),
  );
  const until = await lookedAt(asking);
  const events = await changesUntil(asking, until);
  const openings = [{ label: 'The calendar', href: '/plan' }];
  if (events.length === 0 || channels.length === 0)
    return {
      ...base,
      kind: 'no-answer',
      reason: [
        events.length === 0
          ? 'The calendar has no change of tactics up to now, so there is nothing to compare.'
          : 'There is no channel in the data yet.',
      ],
      help: [
        'Write a change of tactics into the calendar of the plan, with its day and the channels it was made on.',
      ],
      caveats: [],
      openings,
    };
  const effects = await changeEffects(asking, events, channels);
  const told = byClaim(effects.filter(({ effect }) => effect));
  const beside = await happenings(asking);
  const caveats = caveatsOf(told.length);
  if (told.length === 0)
    return {
      ...base,
      kind: 'no-answer',
      reason: [
        `${events[0].title}, `,
        dayRun(events[0].on, plan.zone),
        `: ${effects[0]?.because ?? 'its channels tell nothing'}.`,
      ],
      help: [
        '28 weeks of the channel before the change and 4 after it are needed, with 5 messages in each; of a series by the month, 25 months before and 4 after.',
      ],
      caveats,
      openings,
    };
  return {
    ...base,
    kind: 'answer',
    sentence: sentenceOf(told, plan.zone),
    n: told.reduce((sum, one) => sum + messagesOf(one), 0),
    estimates: effects.flatMap(estimatesOf),
    figures: [
      ...told.slice(0, mostPictures).flatMap((one) => changePicture(one, beside, plan.locale)),
      changeTable(effects, plan.locale),
    ],
    voices: [],
    openings,
    caveats,
  };
}

/** Changes of tactics of the plan and of the journal, and whatever of the calendar names what it was meant to change. */
async function changesUntil({ plan, store }: Asking, until: string): Promise<PlannedEvent[]> {
  const planned = plan.events.filter(
    ({ kind, measures }) => kind === 'change-of-tactics' || measures !== undefined,
  );
  const logged = (await loggedChanges(store))
    .map(
      ({ from, what, channels }): PlannedEvent => ({
        on: from,
        kind: 'change-of-tactics',
        title: what,
        channels,
      }),
    )
    .filter(({ on, title }) => !planned.some((one) => one.on === on && sameTitle(one.title, title)));
  return [...planned, ...logged]
    .filter(({ on }) => on <= until)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

const sameTitle = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** What changed comes before what cannot be told; the order of days where that is alike. */
function byClaim(told: ChangeEffect[]): ChangeEffect[] {
  return [
    ...told.filter(({ claim }) => claim !== 'unclear'),
    ...told.filter(({ claim }) => claim === 'unclear'),
  ];
}

function sentenceOf(told: ChangeEffect[], zone: string): Sentence {
  const more = told.length - mostSentences;
  return [
    ...told
      .slice(0, mostSentences)
      .flatMap((one, at): Sentence => {
        const { event, channel, stepped, effect, claim } = one;
        if (!effect || !stepped) return [];
        const as = stepped.unit === 'share' ? 'of100' : 'count';
        const per = stepped.unit === 'share' ? '' : ` a ${stepped.step}`;
        return [
          `${at > 0 ? ' ' : ''}Since “${event.title}” (`,
          dayRun(event.on, zone),
          `), “${stepped.label}” with ${channel} is `,
          { value: effect.expected.value + effect.value, as, strong: true },
          per,
          claim === 'unclear'
            ? ', and whether that is a change cannot be told; expected were '
            : `, ${claim} than the `,
          { value: effect.expected.value, as },
          claim === 'unclear' ? '.' : ' to be expected.',
        ];
      })
      .filter((run) => run !== ''),
    ...(more > 0 ? [` ${more} more ${more === 1 ? 'comparison is' : 'comparisons are'} in the table.`] : []),
  ];
}

function messagesOf({ stepped, at = 0, end = 0 }: ChangeEffect): number {
  return (stepped?.n ?? []).slice(at, end).reduce((sum, n) => sum + n, 0);
}

function estimatesOf(one: ChangeEffect): NamedEstimate[] {
  const { event, channel, stepped, effect, because } = one;
  if (!stepped) return [];
  const { unit, counts } = stepped;
  const name = `${stepped.name}_changed_${event.on}`;
  const base = {
    channel,
    period: 'now' as const,
    unit,
    n: messagesOf(one),
    ...(counts === 'values' && { counts }),
  };
  const label = `${event.title}, ${event.on}: ${stepped.label}`;
  if (!effect)
    return [{ ...base, name, label, value: Number.NaN, cannotTell: because ?? 'nothing was read' }];
  const { value, low, high, expected } = effect;
  return [
    { ...base, name, label: `${label}, difference`, value, low, high },
    { ...base, name: `${name}_expected`, label: `${label}, expected without it`, ...expected },
  ];
}

function caveatsOf(told: number): string[] {
  return [
    'A change on a date is no experiment: whatever else began in those weeks is in the difference too.',
    'No season is in what is expected.',
    ...(told > 1
      ? [
          `${told} differences are told here: one is called higher or lower where it lies beyond its range after correction for all of them (Holm). Where nothing was changed, one answer like this in twenty would still call something changed.`,
        ]
      : []),
  ];
}
