import { readableSeries, readableWaves, toldAnswers } from '../facts/index.ts';
import type { Amount } from '../model/goal.ts';
import { addsUp, type ReadableSeries } from '../model/series.ts';
import type { Store } from '../model/store.ts';
import { countedAnswer, dimensionWords } from './goal-source.ts';
import { middleOf } from './wave-days.ts';

/** Something of this workspace that a goal can be read on. */
export interface Reading {
  /** What a goal writes: `waiting-curve/still_waiting_after_1d @ tarnwell`. */
  word: string;
  label: string;
  unit: Amount['unit'];
  /** The question on whose page it stands. */
  question: string;
  /** Of a question of a survey: the middle day of each wave that is in, as ISO dates. */
  waves?: string[];
}

interface Kind {
  question: string;
  measure: string;
  estimate: string;
  label: string;
  unit: Amount['unit'];
  /** True where it needs what other people wrote. */
  others: boolean;
}

const waiting = (measure: string, estimate: string, label: string, unit: Amount['unit'] = 'share'): Kind => ({
  question: 'ignoring',
  measure,
  estimate,
  label,
  unit,
  others: !estimate.endsWith('_of_our_messages'),
});
const talk = (measure: string, estimate: string, label: string, unit: Amount['unit'] = 'share'): Kind => ({
  ...waiting(measure, estimate, label, unit),
  question: 'conversation',
});

/** The estimates that a goal can rest on: one number a channel and period, with a range. */
export const readableKinds: Kind[] = [
  waiting('waiting-curve', 'still_waiting_after_1h', 'Share still waiting after an hour'),
  waiting('waiting-curve', 'still_waiting_after_4h', 'Share still waiting after 4 hours'),
  waiting('waiting-curve', 'still_waiting_after_1d', 'Share still waiting after a day'),
  waiting('waiting-curve', 'still_waiting_after_7d', 'Share still waiting after a week'),
  waiting('waiting-curve', 'median_wait', 'Median wait', 'seconds'),
  waiting(
    'waiting-by-kind',
    'still_waiting_after_1d_question',
    'Share of questions still waiting after a day',
  ),
  waiting('waiting-by-kind', 'still_waiting_after_1d_request', 'Share of requests still waiting after a day'),
  waiting(
    'waiting-by-kind',
    'still_waiting_after_1d_complaint',
    'Share of complaints still waiting after a day',
  ),
  talk('two-way', 'answers_share_of_our_messages', 'Share of our messages that answer somebody'),
  talk('exchanges', 'two_way_share_of_conversations', 'Share of conversations that go both ways'),
  talk(
    'exchanges',
    'back_and_forth_share_of_two_way',
    'Share of two-way conversations with two exchanges and more',
  ),
  talk('openers', 'opened_by_others_share_of_conversations', 'Share of conversations that others open'),
  talk('coming-back', 'came_back_within_28d', 'Share of people who come back within 28 days'),
  talk('coming-back', 'came_back_within_90d', 'Share of people who come back within 90 days'),
  talk(
    'among-themselves',
    'between_people_share_of_outside_messages',
    'Share of people’s messages that are written to each other',
  ),
];

/** Everything that a goal can be read on in this workspace: each kind for each channel whose data can tell it. */
export async function readableMeasures(store: Store): Promise<Reading[]> {
  const channels = await store.query<{ word: string; sides: 'both' | 'own' }>(
    'SELECT word, sides FROM channel ORDER BY messages DESC, word',
  );
  const own = readableKinds.flatMap(({ question, measure, estimate, label, unit, others }) =>
    channels
      .filter(({ sides }) => sides === 'both' || !others)
      .map(({ word }) => ({
        word: `${measure}/${estimate} @ ${word}`,
        label: `${label}, ${word}`,
        unit,
        question,
      })),
  );
  return [...own, ...(await readableTold(store))];
}

const mostAnswers = 8;

/** Questions of survey waves and series from elsewhere; a question with several answers once for each, too. */
async function readableTold(store: Store): Promise<Reading[]> {
  const questions = await toldAnswers(store);
  const fielded = await readableWaves(store);
  const waves = questions.flatMap(({ survey, question, answers }): Reading[] => {
    const alone = questions.filter((one) => one.question === question).length === 1;
    const word = alone ? `survey/${question}` : `survey/${survey}/${question}`;
    const asked = fielded.filter((one) => one.survey === survey && one.questions.includes(question));
    const reading = { unit: 'share' as const, question: 'why', waves: asked.map(middleOf) };
    const label = `${question}, survey ${survey}`;
    return [
      ...(countedAnswer(answers) === undefined ? [] : [{ ...reading, word, label }]),
      ...answers
        .slice(0, mostAnswers)
        .map((answer) => ({ ...reading, word: `${word}=${answer}`, label: `${answer}: ${label}` })),
    ];
  });
  const series = await readableSeries(store);
  return [...waves, ...series.flatMap((one) => seriesReadings(one, series))];
}

/** What a goal writes to be read on a series: `series/leads`, with the part and the source where there is another. */
export function seriesGoalWord(
  { word, source, dimensions }: ReadableSeries,
  series: ReadableSeries[],
  total = '',
): string {
  const same = series.filter((one) => one.word === word);
  const named = new Set(same.map((one) => one.source)).size > 1 ? ` @ ${source}` : '';
  const alone = same.filter((one) => one.source === source).length === 1;
  const broken = alone ? '' : dimensionWords(dimensions);
  return `series/${word}${broken}${total}${named}`;
}

/** A series and its total; what is broken down is named by its dimensions where there is another of the word. */
function seriesReadings(one: ReadableSeries, series: ReadableSeries[]): Reading[] {
  const { word, source, label, unit, dimensions } = one;
  const alone = series.filter((other) => other.word === word && other.source === source).length === 1;
  const values = alone ? [] : Object.values(dimensions);
  const reading = { unit: unit === 'share' ? ('share' as const) : ('number' as const), question: 'why' };
  const told = [label, ...values].join(', ');
  return [
    { ...reading, word: seriesGoalWord(one, series), label: `${told}, ${source}` },
    ...(addsUp(one)
      ? [{ ...reading, word: seriesGoalWord(one, series, ' total'), label: `${told} in total, ${source}` }]
      : []),
  ];
}
