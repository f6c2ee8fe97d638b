import type { Brief, BriefItem } from '../../src/model/brief.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { Answer, NamedEstimate, NoAnswer } from '../../src/model/finding.ts';
import type { WaitingRow } from '../../src/model/waiting.ts';
import { curves, ranges, series } from '../charts/stories.ts';
import { answer, noAnswer, row } from './example.ts';

const week: Filter = { period: 'week', channels: [], compare: 'previous', clock: 'wall' };
/** Week 47 of 2026 in Berlin, whose data end on Friday. */
const period = { from: '2026-11-15T23:00:00Z', to: '2026-11-22T23:00:00Z', unfinished: true };

function share(
  value: number,
  period: 'now' | 'previous',
  n: number,
  range?: [low: number, high: number],
): NamedEstimate {
  return {
    name: 'a_share',
    label: 'Two-way share',
    channel: 'tarnwell',
    period,
    unit: 'share',
    value,
    n,
    low: range?.[0],
    high: range?.[1],
  };
}

const base = { filter: week, period, voices: [], openings: [] };

/** One item for each way in which a sentence can stand in a brief. */
export const items: BriefItem[] = [
  {
    ...base,
    because: 'changed',
    question: 'conversation',
    measure: 'two-way',
    sentence: [
      'With tarnwell, ',
      { value: 0.31, as: 'of100', strong: true },
      ' of our messages answered somebody, after ',
      { value: 0.51, as: 'of100' },
      ' in the week before.',
    ],
    now: share(0.31, 'now', 88),
    before: share(0.51, 'previous', 93),
    change: { value: -0.2 },
    figure: { ...series.usual, caption: 'The band is where the eight weeks before lie as a rule.' },
    openings: [
      { label: 'The 88 messages (.csv)', href: '/conversation/two-way.csv?rows&period=week' },
      { label: 'The question', href: '/conversation?period=week' },
    ],
  },
  {
    ...base,
    because: 'standing',
    question: 'ignoring',
    measure: 'waiting-curve',
    filter: { ...week, period: '28d', from: '2026-10-24', to: '2026-11-20' },
    period: { from: '2026-10-23T22:00:00Z', to: '2026-11-20T23:00:00Z', unfinished: true },
    sentence: [
      'In the last 28 days, ',
      { value: 0.42, as: 'of100', strong: true },
      ' messages to Film channel still waited for a first answer after a day, no clear change from the 28 days before.',
    ],
    now: share(0.42, 'now', 212, [0.35, 0.49]),
    before: share(0.45, 'previous', 198, [0.37, 0.53]),
    change: { value: -0.03, low: -0.14, high: 0.08 },
    figure: { ...curves.two, caption: 'Bands are 95 % ranges.' },
    voices: [
      {
        text: 'I asked under the video ten days ago. I have since ordered the other make, https://example.org/order?id=4.',
        who: 'person 5c17aa01b2',
        channel: 'Film channel',
        at: '2026-11-12T10:00:00Z',
        note: 'Without an answer for 8 days when the data end.',
        href: '/thread/x/1',
      },
    ],
    openings: [{ label: 'The 89 messages', href: '/messages?measure=waiting-curve&from=2026-10-24' }],
  },
  {
    ...base,
    because: 'standing',
    question: 'conversation',
    measure: 'exchanges',
    sentence: [
      { value: 0.41, as: 'of100', strong: true },
      ' conversations with tarnwell were two-way, no clear change from the week before.',
    ],
    now: share(0.41, 'now', 61, [0.34, 0.48]),
    before: share(0.24, 'previous', 58, [0.19, 0.3]),
    change: { value: 0.17, low: -0.01, high: 0.35 },
    figure: { ...series.unfinished, caption: 'A ring is the week that is not over.' },
    voices: [
      {
        text: 'Thanks for asking back. It is the inlet, not the seal. You were right.',
        who: 'person 77d0e1c2aa',
        channel: 'tarnwell',
        at: '2026-11-17T10:00:00Z',
        note: 'In a conversation of 9 turns.',
        href: '/thread/x/2',
      },
    ],
  },
  {
    ...base,
    because: 'standing',
    question: 'conversation',
    measure: 'coming-back',
    sentence: [
      { value: 0.22, as: 'of100', strong: true },
      ' people who wrote to tarnwell came back within 90 days.',
    ],
    now: share(0.22, 'now', 140, [0.16, 0.29]),
    figure: { ...ranges, caption: 'Of people followed for 90 days and more.' },
  },
  {
    ...base,
    because: 'cannot-tell',
    question: 'conversation',
    measure: 'reciprocity',
    sentence: ['Whether people answer each other cannot be told: only 12 messages came.'],
  },
];

const said = [
  'Which seal kit fits the TW-40 after the 2019 change? The video still shows the old one, and the drawing that you sent does not say.',
  'We run 85 °C caustic twice a day. Will the elastomer hold, or do we plan a spare?',
  'Second delivery date missed. Who do I talk to? https://example.org/order/8',
  'Could you film the alignment step from the other side?',
  'Has anyone here run Tarnwell on a yoghurt line?',
  'Great to see apprentices at the bench. Is there a tour?',
  'What torque for the cover bolts?',
  'Do you ship to Chatham?',
];

const rows = said.map(
  (text, i): WaitingRow => ({
    ...row,
    nativeId: String(i),
    text,
    who: `person ${'5c17aa01b2'.slice(i)}${'0'.repeat(i)}`,
    name: ['Marek Realname', 'Annika Sole', 'Peter Lindqvist', 'Rosa Imbert', 'Owen Tarrant', 'Jonas Weiler'][
      i % 6
    ],
    channel: i % 2 ? 'tarnwell' : 'Film channel',
    kind: i === 2 ? 'complaint' : 'question',
    waited: (6 * 86400) / 2.2 ** i,
    overdue: i < 4,
    href: `/thread/x/${i}`,
  }),
);

const waiting: Answer = {
  ...answer,
  measure: 'waiting-now',
  filter: { ...week, period: 'all' },
  figures: [{ form: 'waiting', title: 'Who is waiting now', caption: '', total: 23, rows }],
};

/** An unfinished week in which one number changed, somebody waits and things are due. */
export const brief: Brief = {
  filter: week,
  period,
  items,
  waiting,
  due: [
    {
      kind: 'bring-in',
      at: '2026-10-30T11:00:00Z',
      what: 'Bring in a newer export of Company page',
      why: ['Its data end 21 days before those of Film channel.'],
      href: '/import',
    },
    {
      kind: 'judge',
      what: 'Judge 18 more messages',
      why: ['With ', { value: 30, as: 'count' }, ' judgements the rule’s error has a range.'],
      href: '/check',
    },
  ],
  rule: [
    'Of ',
    { value: 9, as: 'count' },
    ' numbers compared, one changed beyond its range. Changed numbers come first.',
  ],
  sources: [{ ...answer.sources[0], sides: 'both', observedUntil: '2026-11-20T08:12:00Z' }],
  caveats: ['“Now” is the moment at which the data of each channel end.', 'A caveat.', 'A caveat.'],
  made: answer.made,
};

/** A week in which nothing was written and nobody waits. */
export const emptyBrief: Brief = {
  ...brief,
  items: [],
  waiting: { ...waiting, figures: [{ ...waiting.figures[0], total: 0, rows: [] }] as Answer['figures'] },
  due: [],
  caveats: [],
};

const unseen: NoAnswer = {
  ...noAnswer,
  measure: 'waiting-now',
  reason: ['Nobody can be seen waiting: no export here holds what other people wrote.'],
};

/** Only our own side is in the data. */
export const ownSideBrief: Brief = { ...brief, items: [items[0], items[4]], waiting: unseen };
