import type { EventKind } from '../model/event.ts';
import type { Event } from './calendar.ts';
import type { Parameters } from './parameters.ts';

/** The plan.yaml of the demo: what such a company would write down, with the calendar that the simulation lives by. */
export function planText(parameters: Parameters, calendar: readonly Event[]): string {
  const { company, zone, desk, channels } = parameters;
  const hours = [desk.opens, desk.closes]
    .map(
      (minutes) =>
        `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
    )
    .join('-');
  return `# The plan of a simulated company: nothing in this folder is real. Edit it as you like.
company: ${company}
zone: ${zone}
locale: en-GB

own:
${channels.map(({ platform, account }) => `  ${platform}: [${account}]`).join('\n')}

business:
  zone: ${zone}
  days: [mon, tue, wed, thu, fri]
  hours: '${hours}'
  holidays:
${desk.holidays.map((date) => `    - ${date}`).join('\n')}

# From the first question to the order.
sales_cycle:
  months: {low: 4, high: 14}
  people: {low: 2, high: 6}

${intentions}
events:
${calendar.map(eventLine).join('\n')}

tags:
  product: [pumps, seals, spare parts]
  service: [repair, training, films]
`;
}

const kinds: Record<Event['what'], EventKind> = {
  newsletter: 'newsletter',
  fair: 'fair',
  campaign: 'campaign',
  press: 'press',
  tactics: 'change-of-tactics',
  staff: 'other',
};

function eventLine({ what, name, on, from, to, cost }: Event): string {
  const parts = [
    `on: ${from}`,
    ...(to === from ? [] : [`to: ${to}`]),
    `kind: ${kinds[what]}`,
    `title: ${JSON.stringify(name)}`,
    ...(on ? [`channels: [${on}]`] : []),
    ...(cost ? [`cost: {low: ${cost.low}, high: ${cost.high}}`] : []),
  ];
  return `  - {${parts.join(', ')}}`;
}

const intentions = `why:
  answer: People who run our pumps ask us before they order elsewhere, and help each other where we cannot.
  reasons:
    - Fitters and plant engineers look for films on YouTube before they telephone.
    - Our field staff hear on LinkedIn what is about to break.
    - Somebody opened the X account in 2015, and nobody dares to close it.
  roi: Orders that began with a question somebody answered.
  success: People come back, and answer each other without us.
  untraceable:
    - Advice that is passed on by telephone in the night shift.
    - A fitter who moves to another dairy and asks for our pumps there.
  by: Ines Okoro
  on: 2025-11-24
  review: 2026-12-07
  drawing_table: 01-15

groups:
  engineers:
    name: Plant engineers and maintenance leads in dairies and breweries
    size: {value: 4700, low: 4000, high: 5500}
    note: In some 900 firms; the survey is drawn from the association's list.
  fitters:
    name: Fitters who service pumps on site
    size: {low: 6000, high: 12000}
  apprentices:
    name: Apprentices and their trainers

channels:
  linkedin:
    role: Stays in talk with the engineers who know us.
    for: [engineers]
    why: They ask there anyway.
    target: Most of what we write answers somebody.
    accounts: ['linkedin:tarnwell']
    since: 2019-04-01
    review: 2027-02-26
    note: Run by the service desk since March 2026; before, by whoever had a product to show.
  youtube:
    role: Shows repairs, and answers what people ask below the films.
    for: [fitters, apprentices]
    why: The films were there before anybody asked what for.
    target: Nobody who asks waits for a day.
    accounts: ['youtube:tarnwell']
    since: 2017-09-01
    review: 2026-12-31
  mastodon:
    role: A trial, in talk with those who left X.
    for: [engineers]
    accounts: ['mastodon:tarnwell']
    since: 2022-11-07
    review: 2027-02-26
  x:
    role: None that anybody could name.
    why: We opened it in 2015 and are stuck with it.
    accounts: ['x:tarnwell']
    since: 2015-06-01
    review: 2026-12-31

goals:
  - word: awareness
    title: Engineers have heard of us
    purpose:
      kind: commercial
      text: They think of us when they plan a plant.
      eyes: plant engineers and maintenance leads
    objective: brand awareness
    measure: survey/awareness
    baseline: {value: 22 %, on: 2025-11-24}
    milestones:
      - {by: 2026-05-24, value: 25 %}
      - {by: 2026-11-15, value: 30 %}
      - {by: 2027-05-09, value: 35 %}
    result: 40 %
    by: 2027-11-07
    parent: enquiries
  - word: repair
    title: Repair instructions are for everybody
    purpose:
      kind: political
      text: The association decides in 2027 whether makers must publish them.
      eyes: those who repair pumps, ours or not
    objective: A trade that repairs before it replaces
    measure: survey/open-repair
    baseline: {value: 55 %, on: 2025-11-24}
    milestones:
      - {by: 2026-11-15, value: 65 %}
    result: 70 %
    by: 2027-11-07
  - word: waiting
    title: Nobody waits for a day on YouTube
    purpose:
      kind: social
      text: Who stands in front of a leaking pump needs an answer today.
      eyes: fitters who ask
    objective: long-term relationships
    measure: waiting-curve/still_waiting_after_1d @ youtube:tarnwell
    direction: down
    baseline: {value: 88 %, on: 2025-11-02}
    milestones:
      - {by: 2026-02-28, value: 60 %}
      - {by: 2026-08-31, value: 45 %}
    result: 30 %
    by: 2027-08-31
  - word: dialogue
    title: We answer more than we announce
    purpose:
      kind: social
      text: A channel on which people are spoken with, not at.
      eyes: engineers who know us
    objective: long-term relationships
    measure: two-way/answers_share_of_our_messages @ linkedin:tarnwell
    baseline: {value: 72 %, on: 2026-02-28}
    milestones:
      - {by: 2026-05-31, value: 80 %}
      - {by: 2026-10-31, value: 85 %}
    result: 88 %
    by: 2027-02-28
    parent: awareness
    state:
      delivered: {on: 2026-08-31, evidence: half a year of two-way on LinkedIn}
      recognised: {on: 2026-10-09, evidence: said by three customers at the autumn fair}
  - word: enquiries
    title: Enquiries in 2026
    purpose:
      kind: commercial
      text: Enough work for a second service team.
      eyes: the owners
    objective: leads
    measure: series/enquiries total
    baseline: {value: 0, on: 2026-01-01}
    milestones:
      - {by: 2026-06-28, value: 950}
      - {by: 2026-09-27, value: 1430}
    result: 1950
    by: 2026-12-27

surveys:
  - {on: 2027-05-10, people: 440, question: awareness, deff: 1.5}
  - {on: 2027-11-08, people: 440, question: awareness, deff: 1.5}
  - {on: 2027-11-08, people: 440, question: open-repair, deff: 1.5}
`;
