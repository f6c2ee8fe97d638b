import { toldAnswers } from '../../facts/index.ts';
import type { RangesFigure } from '../../model/figure.ts';
import type { Finding, NamedEstimate } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Sentence } from '../../model/sentence.ts';
import { holm } from '../../stats/holm.ts';
import { difference, tailsOf } from '../../stats/interval.ts';
import { lookedAt } from '../why/about.ts';
import { surveyCourse } from '../why/survey-course.ts';
import { beginning } from './about.ts';

/** The words of the questions, with what each is of: our own short set, after the structure of the two scales. */
const asked: Record<string, string> = {
  'voice-person': 'Hear a person, not a department',
  'voice-listens': 'Say that we answer what they said',
  'voice-errs': 'Say that we admit when we were wrong',
  heard: 'Say that what they say changes what we do',
  trust: 'Can plan with what we promise',
  content: 'Are glad to deal with us',
  stay: 'Would stay in talk without buying',
};
/** Answers that count: the two highest of five steps. */
const counted = ['4', '5'];

const definition = {
  text: 'Of the people who answered in the latest wave of a survey, the share who gave one of the two highest of five steps (4 or 5) to each question of the short set on human voice and relationship (its words are in the docs), with Wilson’s interval by the effective number of people, whatever the period. Structure after Kelleher and Miller (2006) and Hon and Grunig (1999), wording of our own and not validated. Questions are told one by one and never joined to a score.',
  decision: 'Serves the decision: what about the way we talk to change, judged by those we talk with.',
};

/** What people say of our voice and of their relationship with us when asked in a survey. */
export const askedThemselves: Measure = {
  word: 'asked',
  title: 'What people say of us when asked',
  readsOfPlan: ['surveys', 'margins'],
  answer,
  async rows({ store }) {
    const told = (await toldAnswers(store)).filter(({ question }) => question in asked);
    return {
      sql: `SELECT json_extract_string(told, '$.survey') AS survey, json_extract_string(told, '$.question') AS text,
          json_extract_string(told, '$.answers') AS answers
        FROM (SELECT unnest(from_json($told, '["JSON"]')) AS told)`,
      params: { told: JSON.stringify(told) },
    };
  },
};

interface Told {
  question: string;
  survey: string;
  now: { at: string; value: number; low: number; high: number; n: number };
  before?: Told['now'];
}

async function answer(asking: Asking): Promise<Finding> {
  const { base } = await beginning(asking, askedThemselves, definition);
  const until = await lookedAt(asking);
  const told: Told[] = [];
  const caveats = new Set<string>();
  for (const { survey, question, answers } of await toldAnswers(asking.store)) {
    const high = answers.filter((one) => counted.includes(one));
    if (!(question in asked) || high.length === 0) continue;
    const course = await surveyCourse(asking, { kind: 'survey', survey, question, answers: high }, until);
    if ('because' in course) continue;
    for (const caveat of course.caveats) caveats.add(caveat);
    const [now, before] = course.points.slice(-2).reverse();
    if (now) told.push({ question, survey, now: ranged(now), ...(before && { before: ranged(before) }) });
  }
  const [first] = told;
  if (!first)
    return {
      ...base,
      kind: 'no-answer',
      invites: true,
      reason: ['Nobody has been asked yet how we speak, and what their relationship with us is.'],
      help: [
        'Ask at least thirty people the seven questions of the docs, on steps from 1 to 5, and bring the answers in as a survey wave.',
      ],
      openings: [{ label: 'Bring in a wave', href: '/import' }],
      caveats: [],
    };
  return {
    ...base,
    kind: 'answer',
    sentence: sentenceOf(told),
    n: Math.max(...told.map(({ now }) => now.n)),
    counts: 'people',
    estimates: told.flatMap(estimatesOf),
    figures: [picture(told)],
    voices: [],
    openings: [],
    caveats: [...caveats],
  };
}

function ranged({
  at,
  value,
  low,
  high,
  n,
}: {
  at: string;
  value: number;
  low?: number;
  high?: number;
  n: number;
}) {
  return { at, value, low: low ?? value, high: high ?? value, n };
}

function sentenceOf(told: Told[]): Sentence {
  const sorted = [...told].sort((a, b) => b.now.value - a.now.value);
  const [most] = sorted;
  const least = sorted.at(-1) as Told;
  const pairs = told.flatMap(({ question, now, before }) =>
    before ? [{ question, change: difference({ ...now, se: 0 }, { ...before, se: 0 }) }] : [],
  );
  // among several questions one changes by chance
  const p = holm(
    pairs.map(({ change }) => tailsOf(change)).map((tails) => (Number.isNaN(tails) ? 1 : tails)),
  );
  const clear = pairs.filter((_, at) => p[at] < 0.05);
  return [
    'Asked in a survey, ',
    { value: most.now.value, as: 'of100', strong: true },
    ` people ${lower(asked[most.question])}`,
    ...(least === most
      ? []
      : [' and ', { value: least.now.value, as: 'of100' as const }, ` ${lower(asked[least.question])}`]),
    '.',
    ...(clear.length > 0
      ? [
          ` Changed since the wave before: ${clear.map(({ question, change }) => `${lower(asked[question])} (${change.value > 0 ? 'more' : 'fewer'})`).join(', ')}.`,
        ]
      : []),
  ];
}

const lower = (text: string) => text[0].toLowerCase() + text.slice(1);

function estimatesOf({ question, survey, now, before }: Told): NamedEstimate[] {
  const base = {
    name: `${question.replaceAll('-', '_')}_high_share_of_people_asked`,
    label: `${asked[question]}, survey ${survey}`,
    unit: 'share' as const,
    counts: 'people' as const,
  };
  const of = ({ value, low, high, n }: Told['now'], period: NamedEstimate['period']): NamedEstimate => ({
    ...base,
    period,
    value,
    low,
    high,
    n,
  });
  return [of(now, 'now'), ...(before ? [of(before, 'previous')] : [])];
}

function picture(told: Told[]): RangesFigure {
  const rows = told.flatMap(({ question, now, before }) => [
    { label: asked[question], ...limits(now), tone: 'steady' as const, before: false },
    ...(before
      ? [{ label: 'the wave before', ...limits(before), tone: 'steady' as const, before: true }]
      : []),
  ]);
  return {
    form: 'ranges',
    title: 'What people say of us when asked',
    caption: `Share of people who gave 4 or 5 of 5 in the latest wave (${told[0].now.at}), with 95 % ranges.`,
    unit: 'share',
    max: 1,
    rows,
  };
}

const limits = ({ value, low, high }: Told['now']) => ({ value, low, high });
