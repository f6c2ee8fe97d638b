import type { Finding, NamedEstimate } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import { sourceNotes } from '../about.ts';
import { channelsOf } from '../channels.ts';
import { periodOf } from '../period.ts';
import { about } from './about.ts';
import { type Asked, askedIn, kinds } from './asked.ts';
import { caveatsOf } from './caveats.ts';
import { ownError } from './own-error.ts';
import { afterADay } from './sentence.ts';
import { type ChannelWait, channelWait, milestones } from './wait.ts';
import { waitingCurve } from './waiting-curve.ts';

const definition = {
  text: 'Still waiting after a day, for questions, requests and complaints apart: as on the waiting curve, one channel at a time. A message that asks is a question even where it complains too; one that requests is a request before it is a complaint.',
  decision: 'Serves the decision: which kind of message needs somebody who can answer it.',
};
const names = { question: 'questions', request: 'requests', complaint: 'complaints' };
const mostChannels = 4;

/** Whether questions, requests or complaints wait longest, channel by channel. */
export const byKind: Measure = {
  word: 'waiting-by-kind',
  title: 'Which kind of message waits',
  answer,
  rows: (asking) => waitingCurve.rows(asking),
};

async function answer(asking: Asking): Promise<Finding> {
  const { store, filter, plan } = asking;
  const { span } = await periodOf(asking);
  const channels = await channelsOf(store, filter);
  const asked = await askedIn(store, filter, span);
  const marks = milestones(filter, plan.business, asking.level);
  const base = about(
    asking,
    'waiting-by-kind',
    byKind.title,
    definition,
    span,
    await sourceNotes(store, channels),
  );
  const told = channels
    .map((channel) => ({ channel, n: asked.get(channel.channelId)?.time.length ?? 0 }))
    .sort((a, b) => b.n - a.n)
    .slice(0, mostChannels)
    .flatMap(({ channel }) =>
      kinds.map((kind, index) => ({
        kind,
        wait: channelWait(channel, ofKind(asked.get(channel.channelId), index), marks),
      })),
    )
    .filter(({ wait }) => afterADay(wait));
  const caveats = caveatsOf(asking, channels, [], marks, await ownError(store));
  if (told.length === 0)
    return {
      ...base,
      kind: 'no-answer',
      reason: channels.some(({ sides }) => sides === 'both')
        ? ['No kind of message has enough messages in any one channel to tell.']
        : channels.length === 0
          ? ['We do not know which accounts are ours, so no kind of message can be seen waiting for us.']
          : ['No export here holds what other people wrote, so no kind of message can be seen waiting.'],
      help: [
        'A longer period, or more data. We answer from 30 messages of a kind on, or when the range is under 40 points.',
      ],
      caveats,
    };
  const most = told.reduce((a, b) => (shareOf(b.wait) > shareOf(a.wait) ? b : a));
  const day = filter.clock === 'wall' ? 'a day' : 'a working day';
  return {
    ...base,
    kind: 'answer',
    sentence: [
      `Of ${names[most.kind]} to ${most.wait.channel.word}, `,
      { value: shareOf(most.wait), as: 'of100', strong: true },
      ` still waited after ${day}`,
      told.length > 1 ? ', the most of any kind here.' : '.',
    ],
    n: told.reduce((sum, { wait }) => sum + wait.n, 0),
    estimates: told.map(
      ({ kind, wait }): NamedEstimate => ({
        name: `still_waiting_after_1d_${kind}`,
        label: `${wait.channel.word}, ${names[kind]}`,
        channel: wait.channel.word,
        period: 'now',
        clock: filter.clock,
        unit: 'share',
        n: wait.n,
        people: wait.people,
        value: shareOf(wait),
        low: afterADay(wait)?.low,
        high: afterADay(wait)?.high,
      }),
    ),
    figures: [
      {
        form: 'ranges',
        title: `Share still waiting after ${day}, by kind of message`,
        caption: `Share still waiting after ${day}, with 95 % ranges, in the ${mostChannels} channels with most messages. Kinds with too few messages are left out.`,
        unit: 'share',
        max: 1,
        rows: told.map(({ kind, wait }) => ({
          label: `${wait.channel.word}, ${names[kind]} (${wait.n})`,
          value: shareOf(wait),
          low: afterADay(wait)?.low ?? Number.NaN,
          high: afterADay(wait)?.high ?? Number.NaN,
          tone: wait === most.wait ? 'alert' : 'steady',
          before: false,
        })),
      },
    ],
    voices: [],
    openings: [],
    caveats,
  };
}

function shareOf(wait: ChannelWait): number {
  return afterADay(wait)?.value ?? Number.NaN;
}

function ofKind(asked: Asked | undefined, kind: number): Asked | undefined {
  if (!asked) return undefined;
  const rows = [...asked.kind.keys()].filter((row) => asked.kind[row] === kind);
  return {
    ...asked,
    time: Float64Array.from(rows, (row) => asked.time[row]),
    cause: Int32Array.from(rows, (row) => asked.cause[row]),
    cluster: Int32Array.from(rows, (row) => asked.cluster[row]),
    kind: Int32Array.from(rows, () => kind),
    unsure: { answeredAtUnknownTime: new Float64Array(), replyMissing: new Float64Array() },
  };
}
