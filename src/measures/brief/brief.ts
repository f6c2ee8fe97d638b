import type { Brief, BriefItem } from '../../model/brief.ts';
import { type Filter, filterQuery } from '../../model/filter.ts';
import type { Opening, Voice } from '../../model/finding.ts';
import type { Asking, Measure, Question } from '../../model/measure.ts';
import { listActs } from '../../store/acts.ts';
import { madeOf, sourceNotes } from '../about.ts';
import { channelsOf } from '../channels.ts';
import { journalOf } from '../decisions/journal.ts';
import { lastLookBack } from '../decisions/look-back.ts';
import { periodOf } from '../period.ts';
import { daysUntil } from '../span.ts';
import { happenings } from '../time-marks.ts';
import { compareAll, isCensus, type Tried } from './change.ts';
import { type Chosen, choose } from './choice.ts';
import { dueOf, type OpenUpload } from './due.ts';
import { history, inHistory, pictureOf } from './picture.ts';
import { ruleOf } from './rule.ts';
import { cannotTell, sentenceOf } from './sentence.ts';
import { type Stretch, stretchOf } from './stretch.ts';
import { type Answering, askAll, type ToldNumber } from './told.ts';

/** What a brief is made from, besides what a measure is asked with. */
export interface BriefWorld {
  asking: Asking;
  questions: Question[];
  /** The measure that tells who waits. */
  waiting: Measure;
  answer: Answering;
  uploads: OpenUpload[];
  now: Date;
}

/** The week or month (or whatever the filter names) in at most five sentences, with who waits and what is due. */
export async function makeBrief(world: BriefWorld): Promise<Brief> {
  const { asking, questions, answer, uploads, now } = world;
  const { store, filter } = asking;
  const channels = await channelsOf(store, filter);
  const own = await stretchOf(asking);
  const { span } = await periodOf(asking);
  const { numbers, untold } = own
    ? await askAll(questions, asking, own, channels.length, answer)
    : { numbers: [], untold: [] };
  const compared = compareAll(await withPast(numbers, filter, answer));
  const written = await writtenIn(asking, span);
  const none = channels.length === 0;
  const told = none ? untold.filter(({ question }) => question.withoutMessages) : untold;
  const chosen = choose(compared, compared.length === 0 && written === 0 && !none ? [] : told);
  const items: BriefItem[] = [];
  for (const one of chosen) items.push(await itemOf(one, world, items));
  return {
    filter,
    period: span,
    items,
    waiting: await answer(world.waiting, waitingFilter(filter, own)),
    due: await dueOf({
      store,
      channels: await channelsOf(store, { ...filter, channels: [] }),
      uploads,
      now,
      plan: asking.plan,
    }),
    ...(await lookedBack(store)),
    rule: own ? ruleOf(compared, own, filter) : ['Nothing was imported yet to tell of.'],
    sources: await sourceNotes(store, channels),
    caveats: [
      ...(written === 0 && !none ? ['Nothing was written in these days, as far as the data tell.'] : []),
      ...new Set(chosen.flatMap(caveatsOf)),
    ],
    made: madeOf(asking),
  };
}

/** Counts of all messages with their own past; the others need only the stretch before. */
async function withPast(numbers: ToldNumber[], filter: Filter, answer: Answering): Promise<Tried[]> {
  const past = new Map<Measure, Awaited<ReturnType<typeof history>>>();
  const tried: Tried[] = [];
  for (const number of numbers) {
    if (!isCensus(number) || number.headline.figure || filter.compare !== 'previous') {
      tried.push(number);
      continue;
    }
    const known = past.get(number.measure) ?? (await history(number, answer));
    past.set(number.measure, known);
    tried.push({ ...number, earlier: inHistory(number, known) });
  }
  return tried;
}

async function itemOf(
  chosen: Chosen,
  { answer, asking }: BriefWorld,
  others: BriefItem[],
): Promise<BriefItem> {
  if (chosen.because === 'cannot-tell') {
    const { question, measure, finding } = chosen.untold;
    return {
      because: 'cannot-tell',
      question: question.word,
      measure: measure.word,
      sentence: cannotTell(chosen.untold),
      filter: finding.filter,
      period: finding.period ?? { from: '', to: '', unfinished: false },
      voices: [],
      openings: [wayTo(question, measure, finding.filter), ...(finding.openings ?? []).slice(0, 1)],
    };
  }
  const { number } = chosen;
  const { question, measure, finding, stretch, now, before, comparison } = number;
  const figure = await pictureOf(number, answer, asking.plan.locale, await happenings(asking));
  return {
    because: chosen.because,
    ...(number.headline.figure ? { promised: true as const } : {}),
    question: question.word,
    measure: measure.word,
    sentence: sentenceOf(number),
    filter: stretch.filter,
    period: stretch.span,
    now,
    ...(before && comparison ? { before } : {}),
    ...(comparison?.difference ? { change: comparison.difference } : {}),
    ...(figure ? { figure } : {}),
    voices: voiceOf(number, others),
    openings: [wayTo(question, measure, stretch.filter), ...finding.openings.slice(0, 1)],
  };
}

/** The page of the question under the very filter, at the measure. */
function wayTo({ word, title }: ToldNumber['question'], measure: Measure, filter: Filter): Opening {
  const query = filterQuery(filter);
  return { label: title, href: `/${word}${query ? `?${query}` : ''}#${measure.word}` };
}

/** One voice, of the number's own channel where there is one, that no other sentence has. */
function voiceOf({ finding: { voices }, headline }: ToldNumber, others: BriefItem[]): Voice[] {
  const taken = new Set(others.flatMap((one) => one.voices.map(({ href }) => href)));
  return voices.filter(({ channel, href }) => channel === headline.channel && !taken.has(href)).slice(0, 1);
}

function caveatsOf(chosen: Chosen): string[] {
  return chosen.because === 'cannot-tell' ? chosen.untold.finding.caveats : chosen.number.finding.caveats;
}

/**
 * Those who wrote in the 28 days that end with the brief's days, as on the work list; how many of those who wrote
 * earlier wait too is an estimate of the same answer.
 */
function waitingFilter(filter: Filter, own: Stretch | undefined): Filter {
  const { from: _, to: __, ...rest } = filter;
  const lately: Filter = { ...rest, period: '28d', compare: 'previous' };
  return own && own.days.to < own.dataEnd ? { ...lately, ...daysUntil(own.days.to, 28) } : lately;
}

async function lookedBack(store: Asking['store']): Promise<Pick<Brief, 'lookedBack'>> {
  const last = lastLookBack(journalOf(await listActs(store)));
  return last ? { lookedBack: last } : {};
}

async function writtenIn({ store, filter }: Asking, { from, to }: { from: string; to: string }) {
  const [{ n }] = await store.query<{ n: number }>(
    `SELECT count(*)::INTEGER AS n FROM turn t JOIN channel c ON c.channel_id = t.channel_id
    WHERE NOT t.placeholder AND t.written_at >= $from::TIMESTAMP AND t.written_at < $to::TIMESTAMP
      AND (json_array_length($channels::JSON) = 0 OR list_contains(from_json($channels, '["VARCHAR"]'), lower(c.word)))`,
    { from, to, channels: JSON.stringify(filter.channels.map((word) => word.toLowerCase())) },
  );
  return n;
}
