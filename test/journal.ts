import { seenOf } from '../src/measures/decisions/seen.ts';
import type { Act, ActKind } from '../src/model/act.ts';
import type { Answer } from '../src/model/finding.ts';
import type { Seen } from '../src/model/journal.ts';

/** An answer with one number: the share of channel `acme` that still waited after a day, over 28 days. */
export function waitingAnswer(value: number, rest: Partial<Answer> = {}): Answer {
  return {
    kind: 'answer',
    measure: 'waiting-curve',
    question: 'ignoring',
    title: 'How long people wait',
    filter: { period: '28d', channels: ['acme'], compare: 'previous', clock: 'wall' },
    period: { from: '2026-03-02T00:00:00Z', to: '2026-03-30T00:00:00Z', unfinished: false },
    definition: { text: 'A share.', decision: 'Who answers when.', version: '1', docs: 'questions/ignoring' },
    sources: [
      {
        channel: 'acme',
        files: ['a.csv'],
        importedAt: '2026-03-30T08:00:00Z',
        observedUntil: '2026-03-30T00:00:00Z',
        sides: 'both',
      },
    ],
    caveats: [],
    made: { dataVersion: 7, planVersion: 'p1', seed: 1, program: 'rapport 0' },
    sentence: ['With acme, ', { value, as: 'of100', strong: true }, ' messages still waited.'],
    n: 100,
    estimates: [
      {
        name: 'still_waiting_after_1d',
        label: 'Still waiting after 1 day',
        channel: 'acme',
        period: 'now',
        value,
        low: value - 0.1,
        high: value + 0.1,
        unit: 'share',
        n: 100,
      },
      {
        name: 'median_wait',
        label: 'Half were answered within',
        channel: 'acme',
        period: 'now',
        value: Number.NaN,
        unit: 'seconds',
        n: 100,
        cannotTell: 'fewer than half were answered',
      },
    ],
    figures: [],
    voices: [{ text: 'secret words', who: 'Person 1', channel: 'acme', at: '', note: '', href: '' }],
    openings: [],
    ...rest,
  };
}

export const waitingSeen: Seen = seenOf(waitingAnswer(0.42));

/** An act of the journal, short to write down. */
export function act(id: string, at: string, kind: ActKind, detail: Act['detail'], seen?: Seen): Act {
  const whole = at.length > 10 ? at : `${at}T09:00:00.000Z`;
  return { id, at: whole, who: 'kim', kind, detail, ...(seen ? { seen } : {}) };
}
