import { takenUp } from '../../facts/taken-up.ts';
import type { Facet, FacetSide } from '../../model/codebook.ts';
import type { TableFigure } from '../../model/figure.ts';
import type { Span } from '../../model/filter.ts';
import type { Finding, NamedEstimate } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Plan } from '../../model/plan.ts';
import type { Sentence } from '../../model/sentence.ts';
import { proportion } from '../../stats/proportion.ts';
import { isRefusal } from '../../stats/refusal.ts';
import type { ChannelFact } from '../channels.ts';
import { filterQuery } from '../filter.ts';
import { listWords } from '../words.ts';
import { beginning } from './about.ts';
import { codeEstimates } from './code-estimates.ts';
import { type TurnedAway, turnedAway } from './lost-goodwill.ts';
import { codeOpening } from './no-codes.ts';
import { readCodings } from './reading.ts';
import { themes } from './themes.ts';
import { type ToldCode, toldIn } from './told.ts';

const definition = {
  text: 'Signals of goodwill, each told for itself and never added to a score: complaints (share of the messages from outside to which people gave the code), invitations that nobody took up (of our messages to which people gave a code of asking, those that nobody from outside answered; what is known to be missing is left out), and what platforms or other files count of people turning away (unfollows, hides, mutes, blocks, opt-outs, reports), as they count it. What the data do not have is named: its absence is no goodwill.',
  decision: 'Serves the decision: what to stop doing before people stop listening.',
};
const fewestAsked = 30;

/** What people show of their goodwill, and what the data do not have of it. */
export const goodwill: Measure = {
  word: 'goodwill',
  title: 'Signs that people turn away',
  reads: 'codes',
  readsOfPlan: ['codebook', 'agreement'],
  answer,
  rows: (asking) => themes.rows(asking),
};

async function answer(asking: Asking): Promise<Finding> {
  const { store, filter } = asking;
  const { channels, span, base } = await beginning(asking, goodwill, definition);
  const { found, lacking } = await turnedAway(store, span);
  const complaints = await complaintsOf(asking, span, channels);
  const invitations = await invitationsOf(asking, span, channels);
  const told = complaints.flatMap(({ codes }) => codes.filter(({ share }) => share));
  const caveats = [
    ...(lacking.length > 0
      ? [
          `The data have no ${listWords(lacking, 6)}: bring in a series that counts them (such as followers lost by week) and they stand here.`,
        ]
      : []),
    ...(complaints.length === 0 ? ['Complaints are told once messages from outside are coded.'] : []),
    ...(invitations.length === 0
      ? [
          'Invitations that nobody took up are told once our own messages are coded, on channels whose data hold what others wrote.',
        ]
      : []),
  ];
  if (found.length === 0 && told.length === 0 && invitations.length === 0)
    return {
      ...base,
      kind: 'no-answer',
      invites: true,
      reason: ['No sign of goodwill given or withdrawn can be read from these data yet.'],
      help: [
        'Code messages from outside (complaints) and our own (asks).',
        'Bring in what the platform counts of unfollows, hides, mutes, blocks and opt-outs, as a series over days, weeks or months.',
      ],
      openings: [codeOpening, { label: 'Bring in a series', href: '/import' }],
      caveats,
    };
  return {
    ...base,
    kind: 'answer',
    sentence: sentenceOf(complaints, invitations, found),
    n: complaints.reduce((sum, { coded }) => sum + coded, 0),
    estimates: [
      ...complaints.flatMap((one) => codeEstimates(one, 'now')),
      ...invitations.map(invitationEstimate),
      ...found.map(seriesEstimate),
    ],
    figures: [table(complaints, invitations, found)],
    voices: [],
    openings: [
      {
        label: 'Whom we ignore',
        href: `/ignoring${filterQuery(filter) ? `?${filterQuery(filter)}` : ''}`,
      },
    ],
    caveats,
  };
}

/** Facets of a side with only the codes of these words. */
function facetsWith({ codebook }: Plan, side: FacetSide, words: string[]): Facet[] {
  return codebook.facets
    .filter(({ of, level }) => of === side && level === 'nominal')
    .map((facet) => ({ ...facet, codes: facet.codes.filter(({ word }) => words.includes(word)) }))
    .filter(({ codes }) => codes.length > 0);
}

async function complaintsOf(asking: Asking, span: Span, channels: ChannelFact[]) {
  const facets = facetsWith(asking.plan, 'others', ['complaint', 'complaints']);
  const reading = await readCodings(asking, 'others');
  if (facets.length === 0 || reading.codes.length === 0) return [];
  const { told } = await toldIn(asking, reading, facets, span, channels);
  return told.filter(({ codes }) => codes.some(({ share }) => share));
}

interface Invitations {
  channel: ChannelFact;
  asked: number;
  unanswered: number;
  unknown: number;
}

/** Of our coded messages that ask, channel by channel, how many nobody answered. */
async function invitationsOf(asking: Asking, span: Span, channels: ChannelFact[]): Promise<Invitations[]> {
  const facets = facetsWith(asking.plan, 'own', ['asks', 'question', 'invites']);
  const reading = await readCodings(asking, 'own');
  if (facets.length === 0 || reading.codes.length === 0) return [];
  const stretch = await toldIn(asking, reading, facets, span, channels);
  const asks = new Set<number>();
  for (const facet of facets)
    for (const code of facet.codes) {
      if (stretch.agreement(facet, code).withheld !== undefined) continue;
      stretch.human(`${facet.word}/${code.word}`).forEach((value, i) => {
        if (value === 1) asks.add(i);
      });
    }
  const { message, channel } = stretch.messages;
  const states = await takenUp(
    asking.store,
    [...asks].map((i) => message[i]),
  );
  return channels.flatMap((one) => {
    const on = [...asks].filter((i) => channel[i] === one.channelId).map((i) => states.get(message[i]));
    const known = on.filter((state) => state === 'answered' || state === 'not-answered');
    if (known.length === 0) return [];
    return {
      channel: one,
      asked: known.length,
      unanswered: known.filter((state) => state === 'not-answered').length,
      unknown: on.length - known.length,
    };
  });
}

function shareOf({ asked, unanswered }: Invitations) {
  const found = asked >= fewestAsked ? proportion(unanswered, asked) : undefined;
  return found && !isRefusal(found) ? found : undefined;
}

function invitationEstimate(one: Invitations): NamedEstimate {
  const share = shareOf(one);
  const base = {
    name: 'not_taken_up_share_of_our_coded_asks',
    label: 'Our coded messages that ask and that nobody answered',
    channel: one.channel.word,
    period: 'now' as const,
    unit: 'share' as const,
    n: one.asked,
  };
  return share
    ? { ...base, value: share.value, low: share.low, high: share.high }
    : { ...base, value: Number.NaN, cannotTell: `only ${one.asked} coded messages of ours ask` };
}

function seriesEstimate({ word, source, label, value, points }: TurnedAway): NamedEstimate {
  return {
    name: `series_${word.replaceAll('-', '_')}`,
    label: `${label}, as ${source} counts it`,
    period: 'now',
    unit: 'count',
    value,
    n: points,
    counts: 'values',
  };
}

function sentenceOf(
  complaints: { name: string; codes: ToldCode[] }[],
  invitations: Invitations[],
  found: TurnedAway[],
): Sentence {
  const [first] = complaints;
  const complaint = first?.codes.find(({ share }) => share);
  const [asked] = invitations;
  const parts: Sentence[] = [
    ...(complaint?.share
      ? [
          [
            `with ${first.name}, `,
            { value: complaint.share.value, as: 'of100', strong: true },
            ' messages complain',
          ] satisfies Sentence,
        ]
      : []),
    ...(asked
      ? [
          [
            'of ',
            { value: asked.asked, as: 'count' },
            ` coded messages with which we asked on ${asked.channel.word} nobody answered `,
            { value: asked.unanswered, as: 'count' },
          ] satisfies Sentence,
        ]
      : []),
    ...found
      .slice(0, 2)
      .map(
        (one): Sentence => [{ value: one.value, as: 'count' }, ` ${one.label.toLowerCase()} (${one.source})`],
      ),
  ];
  return [
    'Signs one by one: ',
    ...parts.flatMap((part, at): Sentence => [at === 0 ? '' : '; ', ...part]),
    '.',
  ];
}

function table(
  complaints: { name: string; codes: ToldCode[] }[],
  invitations: Invitations[],
  found: TurnedAway[],
): TableFigure {
  return {
    form: 'table',
    title: 'Signs that people turn away',
    note: 'Each is what it is; they are not added up',
    columns: [
      { label: 'Sign', numeric: false },
      { label: 'How much', numeric: true },
      { label: 'What it is', numeric: false },
    ],
    rows: [
      ...complaints.flatMap(({ name, codes }) =>
        codes.flatMap((told) =>
          told.share
            ? {
                label: `Complaints, ${name}`,
                cells: [
                  {
                    value: told.share.value,
                    as: 'share' as const,
                    low: told.share.low,
                    high: told.share.high,
                  },
                  'of messages from outside, by people’s codes',
                ],
              }
            : [],
        ),
      ),
      ...invitations.map((one) => ({
        label: `Invitations nobody took up, ${one.channel.word}`,
        cells: [
          `${one.unanswered} of ${one.asked}`,
          `of our coded messages that ask${one.unknown > 0 ? `; of ${one.unknown} more it cannot be known` : ''}`,
        ],
      })),
      ...found.map((one) => ({
        label: one.label,
        cells: [
          { value: one.value, as: 'count' as const },
          `as ${one.source} counts it, ${one.from} to before ${one.to}`,
        ],
      })),
    ],
  };
}
