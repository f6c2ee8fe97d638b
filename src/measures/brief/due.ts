import { judgedSample, ruleSample, sampleSize } from '../../facts/rule-sample.ts';
import type { Due } from '../../model/brief.ts';
import type { Plan } from '../../model/plan.ts';
import type { Store } from '../../model/store.ts';
import { listActs } from '../../store/acts.ts';
import type { ChannelFact } from '../channels.ts';
import { journalOf } from '../decisions/journal.ts';
import { lookBacksDue } from '../decisions/look-back.ts';
import { listWords } from '../words.ts';
import { dueOfPlan } from './plan-due.ts';

/** An upload whose preview waits for answers. */
export interface OpenUpload {
  id: string;
  /** ISO UTC: when it came. */
  at: string;
  files: string[];
}

/** What the sources of what is due look at. */
export interface DueWorld {
  store: Store;
  channels: ChannelFact[];
  uploads: OpenUpload[];
  now: Date;
  /** By the days of whose zone something is due, and what it asks for itself. */
  plan: Plan;
}

const day = 86_400_000;
/** Data of a channel that end so many days before the newest channel's, or so many before today, are missed. */
const behind = 14;
const old = 10;
const mostNamed = 3;

/** What is due, the most pressing first. */
export async function dueOf(world: DueWorld): Promise<Due[]> {
  const found: Due[] = [];
  for (const source of [uploads, lookBacks, ofPlan, firstMessages, oldData, channelsBehind, judgements])
    found.push(...(await source(world)));
  return found;
}

function uploads({ uploads }: DueWorld): Due[] {
  return uploads.map(({ id, at, files }) => ({
    kind: 'finish-import',
    at,
    what: `Finish the import of ${listWords(files, 2)}`,
    why: ['It was uploaded and waits for you to look at what was understood. Nothing of it is in yet.'],
    href: `/import/pending/${id}`,
  }));
}

async function lookBacks({ store, now, plan }: DueWorld): Promise<Due[]> {
  return lookBacksDue(journalOf(await listActs(store)), now, plan.zone);
}

function ofPlan({ plan, now }: DueWorld): Due[] {
  return dueOfPlan(plan, now);
}

/** Where only values from elsewhere are in: an empty workspace says on its own page how to begin. */
async function firstMessages({ store, channels }: DueWorld): Promise<Due[]> {
  if (channels.length > 0) return [];
  const [told] = await store.query<{ any: boolean }>(
    'SELECT EXISTS (FROM value_sighting) AND NOT EXISTS (FROM message) AS "any"',
  );
  if (!told?.any) return [];
  return [
    {
      kind: 'bring-in',
      what: 'Bring in your messages',
      why: ['Whom you ignore, and whether you are in conversation, is told of messages; none is here yet.'],
      href: '/import',
    },
  ];
}

function oldData({ channels, now }: DueWorld): Due[] {
  const newest = newestOf(channels);
  if (!newest) return [];
  const days = Math.floor((now.getTime() - Date.parse(newest)) / day);
  if (days <= old) return [];
  return [
    {
      kind: 'bring-in',
      at: newest,
      what: 'Bring in newer data',
      why: [
        'All data end ',
        { value: days, as: 'count' },
        ' days before today: of what came since, nothing is told.',
      ],
      href: '/import',
    },
  ];
}

function channelsBehind({ channels }: DueWorld): Due[] {
  const newest = newestOf(channels);
  const late = channels
    .filter(({ observedUntil }) => newest && Date.parse(newest) - Date.parse(observedUntil) > behind * day)
    .sort((a, b) => a.observedUntil.localeCompare(b.observedUntil) || a.word.localeCompare(b.word));
  if (!newest || late.length === 0) return [];
  if (late.length > mostNamed)
    return [
      {
        kind: 'bring-in',
        at: late[0].observedUntil,
        what: `Bring in newer exports of ${listWords(
          late.map(({ word }) => word),
          mostNamed,
        )}`,
        why: [`Their data end more than ${behind} days before those of the newest channel.`],
        href: '/import',
      },
    ];
  return late.map(({ word, observedUntil }) => ({
    kind: 'bring-in',
    at: observedUntil,
    what: `Bring in a newer export of ${word}`,
    why: [
      'Its data end ',
      { value: Math.floor((Date.parse(newest) - Date.parse(observedUntil)) / day), as: 'count' },
      ' days before those of the newest channel: who wrote since is missing here.',
    ],
    href: '/import',
  }));
}

async function judgements({ store, channels }: DueWorld): Promise<Due[]> {
  if (!channels.some(({ sides }) => sides === 'both')) return [];
  const { enough } = ruleSample;
  const judged = (await judgedSample(store)).length;
  const size = await sampleSize(store);
  if (judged >= enough || size < enough) return [];
  const left = enough - judged;
  return [
    {
      kind: 'judge',
      what:
        judged === 0 ? `Judge ${left} messages` : `Judge ${left} more ${left === 1 ? 'message' : 'messages'}`,
      why: [
        'From ',
        { value: enough, as: 'count' },
        ' on, how often the rule for who expects an answer errs is told of your own messages, with its range; until then of other people’s.',
      ],
      href: '/check',
    },
  ];
}

function newestOf(channels: ChannelFact[]): string | undefined {
  return channels
    .map(({ observedUntil }) => observedUntil)
    .sort()
    .at(-1);
}
