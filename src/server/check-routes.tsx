import type { Hono } from 'hono';
import { readSample, ruleSample, type SampleMessage } from '../facts/rule-sample.ts';
import { findMeasures } from '../measures/index.ts';
import { defaultFilter } from '../model/filter.ts';
import { CheckPage } from '../pages/index.tsx';
import type { CheckPageProps } from '../pages/props.ts';
import type { Env } from './env.ts';
import { frameFor } from './frame.ts';
import { html } from './respond.tsx';
import { answerAll, type Serving } from './serving.ts';

/** `/check`: the messages of the random sample, one at a time; `skip` counts those of which one could not tell. */
export function addCheckRoutes(app: Hono<Env>, serving: Serving): void {
  app.get('/check', async (c) => {
    const sample = await readSample(serving.db.store);
    const open = sample.filter(({ judgement }) => !judgement);
    const skip = Math.min(open.length, countOf(c.req.query('skip')));
    const message = open[skip];
    const judged = sample.length - open.length;
    const [finding] =
      message || sample.length === 0
        ? []
        : await answerAll(serving, findMeasures('rule-check'), defaultFilter);
    return html(
      <CheckPage
        frame={await frameFor(serving, c)}
        word={ruleSample.word}
        size={sample.length}
        enough={ruleSample.enough}
        judged={judged}
        skipped={open.length}
        next={skip + 1}
        message={message && shownOf(message)}
        last={lastOf(sample)}
        finding={finding}
        differ={message ? [] : differing(sample)}
      />,
    );
  });
}

function countOf(text = ''): number {
  return /^\d{1,4}$/.test(text) ? Number(text) : 0;
}

/** What the reader may see before judging. */
function shownOf({ ref, text, at, channel, before }: SampleMessage): CheckPageProps['message'] {
  return { ref, text, at, channel, before };
}

/** The judgement made last, and the address at which its message comes up again once it is taken back. */
function lastOf(sample: SampleMessage[]): CheckPageProps['last'] {
  const judged = sample.flatMap(({ judgement }, index) => (judgement ? [{ ...judgement, index }] : []));
  if (judged.length === 0) return undefined;
  const last = judged.reduce((a, b) => (b.at > a.at ? b : a));
  const before = sample.slice(0, last.index).filter(({ judgement }) => !judgement).length;
  return { act: last.act, expects: last.expects, back: before > 0 ? `/check?skip=${before}` : '/check' };
}

function differing(sample: SampleMessage[]): CheckPageProps['differ'] {
  return sample.flatMap(({ ref, text, judgement, rule }) =>
    judgement && judgement.expects !== rule.expects
      ? [{ ref, text, expects: judgement.expects, reason: rule.reason }]
      : [],
  );
}
