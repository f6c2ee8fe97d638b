import { Problem } from '../../model/problem.ts';
import { parseDays, parseHours } from '../../workspace/hours.ts';
import { goalQuestions, promiseQuestion } from './goal-questions.ts';
import { type InitQuestion, type InitState, plain, valueIn, wordOf } from './question.ts';

/** Everything that `rapport init` asks of a plan as it stands, in its order: goal by goal, and whether there is another. */
export function initQuestions({ plan }: InitState): InitQuestion[] {
  return [
    ...company,
    ...plan.goals.flatMap((_, at) => goalQuestions(at)),
    promiseQuestion(plan.goals.length),
    review,
  ];
}

const company: InitQuestion[] = [
  plain('company', ['company'], 'What is your company called?', 'Tarnwell Pumps'),
  plain('zone', ['zone'], 'In which time zone are your days and weeks?', 'Europe/Berlin', {
    guess: ({ zone }) => zone,
  }),
  {
    word: 'hours',
    ask: () => 'When is somebody at the desk? Until you say so, Monday to Friday, 9 to 17 is assumed.',
    such: 'mon-fri 09:00-17:00',
    open: ({ plan }) => plan.business.assumed,
    changes(typed) {
      const [hours] = /\d{1,2}:\d{2}\s*[-–]\s*\d{1,2}:\d{2}/.exec(typed) ?? [];
      const days = typed
        .replace(hours ?? '', '')
        .split(/[\s,]+/)
        .filter(Boolean);
      if (!hours || !parseHours(hours) || (days.length > 0 && !parseDays(days)))
        throw new Problem('These are no days and hours.', 'Write them like mon-fri 09:00-17:00.');
      return [
        ...(days.length > 0 ? [{ path: ['business', 'days'], value: days }] : []),
        { path: ['business', 'hours'], value: hours },
      ];
    },
  },
  {
    word: 'own accounts',
    ask: ({ accounts }) =>
      Object.keys(accounts).length > 0
        ? 'Which accounts are yours? Your files name these.'
        : 'Which accounts are yours? Platform, colon, names; a semicolon before the next platform.',
    such: 'x: tarnwell, tarnwellhelp; mastodon: tarnwell@social.example',
    open: ({ tree }) => valueIn(tree, ['own']) === undefined,
    guess: ({ accounts }) =>
      Object.entries(accounts)
        .map(([source, names]) => `${source}: ${names.join(', ')}`)
        .join('; ') || undefined,
    changes: (typed) => [{ path: ['own'], value: accountsOf(typed) }],
  },
  plain(
    'why',
    ['why', 'answer'],
    'What do you get out of being in social?',
    'Engineers know us before they need a pump.',
  ),
  plain(
    'reasons',
    ['why', 'reasons'],
    'Why are you in it, really? Bad reasons are allowed; a semicolon between several.',
    'Our customers ask there; we opened it five years ago and are stuck with it',
    {
      changes: (typed) => [
        {
          path: ['why', 'reasons'],
          value: typed
            .split(';')
            .map((one) => one.trim())
            .filter(Boolean),
        },
      ],
    },
  ),
  plain(
    'success',
    ['why', 'success'],
    'What does success mean there, between people?',
    'People come back, and answer each other.',
  ),
  {
    word: 'target group',
    ask: () => 'Whom do you want to reach first?',
    such: 'Plant engineers in dairies and breweries',
    open: ({ plan }) => plan.groups.length === 0,
    changes: (typed, { plan }) => [
      { path: ['groups', plan.groups[0]?.word ?? wordOf(typed), 'name'], value: typed },
    ],
  },
  {
    word: 'size of the group',
    ask: ({ plan }) => `How many are they, ${plan.groups[0]?.name}? A number, or from to.`,
    such: '300 to 600',
    open: ({ plan }) => plan.groups[0] !== undefined && plan.groups[0].size === undefined,
    changes(typed, { plan }) {
      const [low, high, ...more] = typed
        .split(/ to | bis | und | and |[-–…]/i)
        .map((one) => one.replace(/^\D+|\D+$/g, ''))
        .filter((one) => one !== '');
      if (low === undefined || more.length > 0)
        throw new Problem('That is neither a number nor a range.', 'Write it like 400, or 300 to 600.');
      const size = ['groups', plan.groups[0]?.word ?? '', 'size'];
      return high === undefined
        ? [{ path: [...size, 'value'], value: low }]
        : [
            { path: [...size, 'low'], value: low },
            { path: [...size, 'high'], value: high },
          ];
    },
  },
];

const review = plain(
  'review',
  ['why', 'review'],
  'When do you ask again whether all this still holds?',
  '2027-03-01',
  {
    guess: ({ today }) => `${Number(today.slice(0, 4)) + 1}${today.slice(4).replace('-02-29', '-02-28')}`,
  },
);

function accountsOf(typed: string): Record<string, string[]> {
  const own: Record<string, string[]> = {};
  for (const part of typed
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean)) {
    const [, source, names] = /^([^:]+):(.+)$/.exec(part) ?? [];
    if (!source || !names)
      throw new Problem(`“${part}” names no platform.`, 'Write it like x: tarnwell, tarnwellhelp.');
    own[source.trim()] = names
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
  }
  return own;
}
