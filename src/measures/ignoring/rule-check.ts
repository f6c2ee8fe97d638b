import { oursSql, pseudonym, withoutNamesSql } from '../../facts/pseudonym.ts';
import { judgedSample, ruleSample, sampleSize, sampleSql } from '../../facts/rule-sample.ts';
import type { RangesFigure } from '../../model/figure.ts';
import type { Finding, NamedEstimate } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Run, Sentence } from '../../model/sentence.ts';
import type { Ranged } from '../../stats/interval.ts';
import type { PrecisionRecall } from '../../stats/quality/precision-recall.ts';
import { isRefusal, type Refusal } from '../../stats/refusal.ts';
import { sourceNotes } from '../about.ts';
import { channelsOf } from '../channels.ts';
import { about } from './about.ts';
import { errorOf } from './own-error.ts';

const definition = {
  text: `Precision: of the messages that the rule says expect an answer, the share of which a person says so too. Recall: of the messages of which a person says so, the share that the rule finds. On a random sample of ${ruleSample.size} messages from outside, of all channels whose data hold both sides, in an order that does not depend on answers; judged without seeing what the rule says or whether an answer came. Intervals are Wilson's at 95 %. Period and channels of the filter do not narrow it.`,
  decision: 'Serves the decision: how far to trust the numbers on this page.',
};

/** How well the rule *expects an answer* does on this workspace's own messages, as people judged them. */
export const ruleCheck: Measure = {
  word: 'rule-check',
  title: 'How well the rule reads your messages',
  answer,
  async rows() {
    return {
      sql: `WITH ${sampleSql()}
        SELECT s.source, s.native_id AS message, c.word AS channel, ${pseudonym('p')} AS who,
          strftime(s.written_at, '%Y-%m-%dT%H:%M:%SZ') AS written_at, s.judged_expects, s.rule_expects, s.kind, s.reason,
          s.answered, ${withoutNamesSql('s.text', 'ours')} AS text
        FROM sample s JOIN channel c ON c.channel_id = s.channel_id JOIN account p ON p.account_id = s.account_id
        CROSS JOIN ${oursSql} ours WHERE s.act_id IS NOT NULL ORDER BY s.place, s.message_id`,
      params: {},
    };
  },
};

const judge = { label: 'Judge messages', href: '/check' };

async function answer(asking: Asking): Promise<Finding> {
  const { store } = asking;
  const both = (await channelsOf(store, { ...asking.filter, channels: [] })).filter(
    ({ sides }) => sides === 'both',
  );
  const base = about(
    asking,
    'rule-check',
    ruleCheck.title,
    definition,
    undefined,
    await sourceNotes(store, both),
  );
  const judged = await judgedSample(store);
  const size = await sampleSize(store);
  const n = judged.length;
  const error = errorOf(judged);
  const tooFew = n < ruleSample.enough;
  if (tooFew || (isRefusal(error.precision) && isRefusal(error.recall)))
    return {
      ...base,
      kind: 'no-answer',
      reason: tooFew ? tooFewWords(n, size) : nothingThere(n),
      help: helpOf(n, size),
      ...(n < size ? { openings: [judge] } : {}),
      caveats: [],
    };
  const answered = judged.filter((one) => one.answered === true).length;
  const unanswered = judged.filter((one) => one.answered === false).length;
  return {
    ...base,
    kind: 'answer',
    sentence: sentenceOf(error, n),
    n,
    estimates: estimatesOf(error, n, answered, unanswered),
    figures: [
      ...rangesOf(error),
      {
        form: 'table',
        title: 'What the rule says of the messages judged',
        note: 'Messages of the random sample',
        columns: [
          { label: 'The rule says', numeric: false },
          { label: 'You: expects an answer', numeric: true },
          { label: 'You: expects none', numeric: true },
        ],
        rows: [
          { label: 'expects an answer', cells: counts(error.truePositives, error.falsePositives) },
          { label: 'expects none', cells: counts(error.falseNegatives, error.trueNegatives) },
        ],
      },
    ],
    voices: [],
    openings: [
      { label: 'The messages judged (.csv)', href: '/ignoring/rule-check.csv?rows' },
      ...(n < size ? [{ label: 'Judge the rest', href: judge.href }] : []),
    ],
    caveats: [
      ...(n < size
        ? [
            `${n} of the ${size} messages of the sample are judged. Those left out because nobody could tell are not in these numbers.`,
          ]
        : []),
      answered > 0 && unanswered > 0
        ? 'What you judged in the sample corrects the rule in the numbers of this page; what you correct elsewhere changes the work list alone.'
        : `The messages judged hold only ${answered > 0 ? 'answered' : 'unanswered'} ones. Until both kinds are among them, what you judged changes the work list alone.`,
    ],
  };
}

function tooFewWords(n: number, size: number): Sentence {
  if (size === 0) return ['No message from outside is here that could be judged.'];
  const judged: Run = { value: n, as: 'count', strong: true };
  return n === 0
    ? ['Nobody has judged any of your messages by hand yet.']
    : ['Only ', judged, ` of your messages ${n === 1 ? 'is' : 'are'} judged by hand.`];
}

function nothingThere(n: number): Sentence {
  return [
    'Of ',
    { value: n, as: 'count', strong: true },
    ' messages judged none expects an answer, and the rule picked none.',
  ];
}

function helpOf(n: number, size: number): string[] {
  if (size === 0) return ['Bring in an export or a connection that holds both sides of the conversations.'];
  if (size < ruleSample.enough)
    return [`There are only ${size} messages to judge; from ${ruleSample.enough} on we answer.`];
  if (n < Math.min(size, ruleSample.enough))
    return [
      `Judge ${ruleSample.enough} of them on the page /check: it takes ten minutes. Until then the error measured on other people's data stands in the caveats.`,
    ];
  return n < size
    ? ['Judge the rest of the sample on the page /check.']
    : ['The numbers rest on next to no message that expects an answer; bring in more of what people wrote.'];
}

function sentenceOf({ precision, recall }: PrecisionRecall, n: number): Sentence {
  const of100 = ({ value }: Ranged): Run => ({ value, as: 'of100', strong: true });
  return [
    'Of ',
    { value: n, as: 'count' },
    ' of your own messages, judged by hand: ',
    ...(isRefusal(precision)
      ? ['the rule picked none']
      : ['when the rule says that one expects an answer it is right in ', of100(precision)]),
    ...(isRefusal(recall)
      ? [', and none did expect one.']
      : [', and it finds ', of100(recall), ' of those that do.']),
  ];
}

function estimatesOf(
  { precision, recall, ...cells }: PrecisionRecall,
  judged: number,
  answered: number,
  unanswered: number,
): NamedEstimate[] {
  const share = (name: string, label: string, told: Ranged | Refusal, n: number): NamedEstimate => ({
    name,
    label,
    unit: 'share',
    n,
    period: 'now',
    ...(isRefusal(told)
      ? { value: Number.NaN, cannotTell: told.because }
      : { value: told.value, low: told.low, high: told.high }),
  });
  const count = (name: string, label: string, value: number): NamedEstimate => ({
    name,
    label,
    unit: 'count',
    value,
    n: judged,
    period: 'now',
  });
  return [
    share(
      'rule_precision',
      'Messages the rule picked that do expect an answer (precision)',
      precision,
      cells.truePositives + cells.falsePositives,
    ),
    share(
      'rule_recall',
      'Messages that expect an answer that the rule found (recall)',
      recall,
      cells.truePositives + cells.falseNegatives,
    ),
    count('messages_judged', 'Messages of the sample judged', judged),
    count('messages_judged_answered', 'of them answered', answered),
    count('messages_judged_unanswered', 'of them unanswered', unanswered),
  ];
}

function rangesOf({ precision, recall }: PrecisionRecall): RangesFigure[] {
  const row = (label: string, told: Ranged | Refusal): RangesFigure['rows'] =>
    isRefusal(told)
      ? []
      : [{ label, value: told.value, low: told.low, high: told.high, tone: 'steady', before: false }];
  return [
    {
      form: 'ranges',
      title: 'How often the rule is right',
      caption: 'Shares of the messages judged, with 95 % ranges.',
      unit: 'share',
      max: 1,
      rows: [
        ...row('Right among those it picks (precision)', precision),
        ...row('Found among those that expect one (recall)', recall),
      ],
    },
  ];
}

function counts(...values: number[]) {
  return values.map((value) => ({ value, as: 'count' as const }));
}
