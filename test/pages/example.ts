import type { Answer, NoAnswer } from '../../src/model/finding.ts';
import type { FileReport, ImportReport, Preview } from '../../src/model/import.ts';
import type { ThreadTurn, WaitingRow } from '../../src/model/waiting.ts';
import type { Frame } from '../../src/pages/props.ts';
import { curves, fate, ranges } from '../charts/stories.ts';

/** Text as hostile as outside text can be. */
export const hostile =
  '<script>alert(1)</script> "><img src=x onerror=alert(1)> javascript:alert(1) \u202egnp.exe https://example.org/a?b=1&c="2';

/** A name that may stand on the work list and in a thread, and nowhere else. */
export const realName = 'Marek Realname';

export const frame: Frame = {
  company: 'Tarnwell & Sons',
  locale: 'en-GB',
  zone: 'Europe/Berlin',
  questions: [{ word: 'ignoring', title: 'Whom do we ignore, and what does it cost us?' }],
  current: 'ignoring',
  formToken: 'the-token',
  freshness: 'Newest message 20 November 2026.',
  path: '/ignoring',
  query: 'period=28d',
};

export const row: WaitingRow = {
  source: 'x',
  nativeId: '17/4 a',
  text: hostile,
  who: 'Person 7F',
  name: realName,
  channel: 'Film channel',
  kind: 'complaint',
  askedAt: '2026-11-14T07:12:00Z',
  waited: 6 * 86400 + 7200,
  p90: 86400,
  overdue: true,
  returning: true,
  href: '/thread/x/17%2F4%20a',
};

const base = {
  question: 'ignoring',
  filter: { period: '28d', channels: [], compare: 'previous', clock: 'wall' },
  period: { from: '2026-10-23T22:00:00Z', to: '2026-11-20T23:00:00Z', unfinished: true },
  definition: { text: 'A share.', decision: 'who answers when.', version: '1', docs: 'docs/a.md' },
  sources: [
    {
      channel: 'Film channel',
      files: ['a.csv', 'b.csv', 'c.csv', 'd.csv'],
      importedAt: '2026-11-20T08:31:00Z',
      observedUntil: '2026-11-20T08:12:00Z',
      sides: 'own',
    },
  ],
  caveats: ['A caveat.', 'A caveat.'],
  made: { dataVersion: 1, planVersion: 'p', seed: 1, program: 'rapport 0' },
} satisfies Partial<Answer>;

export const answer: Answer = {
  ...base,
  kind: 'answer',
  measure: 'waiting-curve',
  title: 'Still waiting',
  sentence: [
    'On Film, ',
    { value: 0.42, as: 'of100', strong: true },
    ' waited until ',
    { at: '2026-11-20T08:12:00Z', as: 'day' },
    '.',
  ],
  n: 399,
  estimates: [
    {
      name: 'a',
      label: 'After 1 day',
      period: 'now',
      value: 0.42,
      low: 0.35,
      high: 0.49,
      unit: 'share',
      n: 212,
      people: 170,
    },
    {
      name: 'b',
      label: 'Median',
      period: 'now',
      value: Number.NaN,
      unit: 'seconds',
      n: 9,
      cannotTell: 'too few',
    },
  ],
  figures: [
    curves.two,
    fate,
    ranges,
    {
      form: 'table',
      title: 'Still waiting after',
      note: 'with range',
      columns: [
        { label: 'Channel', numeric: false },
        { label: '1 day', numeric: true },
      ],
      rows: [
        {
          label: hostile,
          href: '/messages',
          cells: [{ value: 0.42, as: 'share', low: 0.35, high: 0.49, strong: true }],
        },
      ],
    },
    { form: 'waiting', title: 'Who is waiting now', caption: '', total: 23, rows: [row] },
  ],
  voices: [
    {
      text: hostile,
      who: 'Person 5C',
      channel: 'Film channel',
      at: '2026-11-12T10:00:00Z',
      note: 'Waited.',
      href: '/thread/x/1',
    },
  ],
  openings: [{ label: 'The messages (.csv)', href: '/ignoring/messages.csv' }],
};

export const noAnswer: NoAnswer = {
  ...base,
  kind: 'no-answer',
  measure: 'mean-wait',
  title: 'Mean wait',
  reason: ['Because only ', { strong: '9 messages' }, ' came.'],
  help: ['A longer period.'],
};

const turn: ThreadTurn = {
  source: 'x',
  nativeId: '17/4 a',
  author: hostile,
  who: realName,
  own: false,
  text: hostile,
  at: '2026-11-14T07:12:00Z',
  depth: 9,
  placeholder: false,
  url: 'javascript:alert(1)',
  expects: { expects: true, kind: 'question', reason: 'It asks.' },
  state: 'waiting',
  acts: [
    {
      id: 'act-1',
      kind: 'expects-answer',
      who: 'ines',
      at: '2026-11-15T07:12:00Z',
      note: 'Expects an answer.',
    },
  ],
};

export const also = new Map([
  [
    `${turn.source} ${turn.author}`,
    [
      { source: hostile, nativeId: hostile, shown: hostile, act: 'a9' },
      { source: 'bluesky', nativeId: 'ann.example.org', shown: '@ann.example.org' },
    ],
  ],
]);

export const turns: ThreadTurn[] = [
  {
    ...turn,
    nativeId: '1',
    own: true,
    who: 'Tarnwell',
    depth: 0,
    url: 'https://example.org/1',
    expects: undefined,
    acts: [],
  },
  turn,
  { ...turn, nativeId: '3', text: '', placeholder: true, expects: undefined, acts: [] },
];

const file: FileReport = {
  shown: hostile,
  reader: 'table',
  encoding: 'utf-8',
  rows: 10,
  accepted: 7,
  rejected: 2,
  empty: 1,
  messages: 9,
  repaired: 1,
  sides: 'both',
  notes: [hostile],
  known: false,
};

export const report: ImportReport = {
  importId: 4,
  at: '2026-11-20T08:31:00Z',
  files: [file, { ...file, known: true }],
  added: 7,
  changed: 1,
  same: 1,
  conflicts: 1,
  totals: { messages: 9, placeholders: 1, people: 5, ownAccounts: 1, conversations: 3, channels: 1 },
  cycles: 1,
  seconds: 1,
};

export const preview: Preview = {
  shown: hostile,
  bytes: 1234,
  detection: { reader: 'table', confidence: 0.8, summary: hostile, questions: [] },
  sample: [
    {
      source: 'r',
      nativeId: 'a',
      kind: 'review',
      author: { id: 'u1', name: realName, handle: realName },
      text: hostile,
      createdAt: '2026-11-02T10:00:00Z',
      precision: 'instant',
      rating: 1,
    },
  ],
  rejectedSample: [{ line: 9, reason: 'There is no time.', excerpt: hostile }],
  questions: [
    { word: 'zone', ask: 'In which zone?', why: 'None is written.', guess: 'Europe/Berlin' },
    { word: 'columns.author', ask: 'Which column?', why: 'Two.', choices: ['a', 'b'], guess: 'b' },
  ],
};
