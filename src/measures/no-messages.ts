import type { Finding } from '../model/finding.ts';
import type { Asking, Measure, Question } from '../model/measure.ts';

/**
 * A question whose measures say that no messages are here yet where there are none: each could only say what it misses
 * of them. They read nothing of the plan besides what every measure may.
 */
export function ofMessages(question: Question): Question {
  return { ...question, measures: question.measures.map(needingMessages) };
}

function needingMessages(measure: Measure): Measure {
  return {
    readsOfPlan: [],
    ...measure,
    answer: async (asking) => said(await measure.answer(asking), asking),
  };
}

async function said(finding: Finding, { store }: Asking): Promise<Finding> {
  if (finding.kind === 'answer') return finding;
  const [{ any }] = await store.query<{ any: boolean }>('SELECT EXISTS (FROM message) AS "any"');
  if (any) return finding;
  return {
    ...finding,
    reason: ['No messages are here yet, and this is told of messages.'],
    help: ['Bring in an export of a channel: the page to import says which are read.'],
    caveats: [],
    openings: [{ label: 'Bring in messages', href: '/import' }],
  };
}
