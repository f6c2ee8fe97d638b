import { isDrawn } from '../../facts/coding.ts';
import { codingState, leftFor, refKey } from '../../facts/queue.ts';
import type { MessageRef } from '../../model/act.ts';
import type { DrawnSample } from '../../model/coding.ts';
import { Problem } from '../../model/problem.ts';
import type { Sentence } from '../../model/sentence.ts';
import { CodePage } from '../../pages/coding/index.tsx';
import type { Chosen } from '../../pages/coding/props.ts';
import { points } from '../../pages/coding/words.ts';
import { type Ask, fieldsOf } from '../env.ts';
import { frameFor } from '../frame.ts';
import { html, seeOther } from '../respond.tsx';
import type { Serving } from '../serving.ts';
import { coderName, codingDetail, facetsOf, type Said } from './code-form.ts';
import { keysFor } from './keys.ts';
import { rangeOf } from './size.ts';
import { before, codingOf, firstPresent, shownMessage } from './state.ts';
import { writeCoding, wrongOf } from './write.ts';

interface Again {
  typed: Chosen;
  place: number | undefined;
  wrong: { message: string; help?: string | undefined };
}

/** The next message for a coder, or the one at `place`, with what that coder said of it; what others said is not shown. */
export async function codePage(
  serving: Serving,
  c: Ask,
  sample: DrawnSample,
  again?: Again & { who: string },
): Promise<Response> {
  const { store } = serving.db;
  const { plan } = await serving.plan();
  const who = again?.who ?? coderName(c.req.query('who'));
  const facets = facetsOf(sample, plan.codebook);
  const state = await codingState(store, sample);
  const left = leftFor(state, who);
  const place = again?.place ?? placeOf(c.req.query('place'));
  const wanted = place === undefined ? undefined : state.items.find((item) => item.place === place);
  const message =
    (wanted && (await shownMessage(store, wanted.ref, wanted.place))) ?? (await firstPresent(store, left));
  const own = message && codingOf(state, who, message.ref);
  const done = new Set(
    [...state.codings, ...state.skips].filter((one) => one.who === who).map(({ ref }) => refKey(ref)),
  ).size;
  const earlier = before(state, who, message?.place);
  const home = `/code/${encodeURIComponent(sample.word)}`;
  return html(
    <CodePage
      frame={await frameFor(serving, c, 'code')}
      sample={sample}
      who={who}
      facets={facets}
      keys={keysFor(plan.codebook, facets)}
      message={message}
      chosen={again?.typed ?? { codes: own?.codes ?? [], cannot: own?.cannot ?? [], memo: own?.memo ?? '' }}
      done={done}
      all={done + left.length}
      back={earlier && `${home}?who=${encodeURIComponent(who)}&place=${earlier.place}`}
      again={own !== undefined}
      stop={stopWords(sample, state.codings.length > 0 ? coded(state.codings.map(({ ref }) => ref)) : 0)}
      wrong={again?.wrong}
    />,
    again ? 400 : 200,
  );
}

const coded = (refs: MessageRef[]) => new Set(refs.map(refKey)).size;

/** When one may stop: what the codes so far tell of a share. */
function stopWords(sample: DrawnSample, n: number): Sentence | undefined {
  if (sample.again !== undefined || sample.design === 'picked') return undefined;
  if (n < 30)
    return ['From 30 coded messages on a share is told at all; ', { value: 30 - n, as: 'count' }, ' to go.'];
  const range = points(rangeOf(n, sample.population));
  return [
    { value: n, as: 'count' },
    ` coded messages tell a share to about ± ${range} points, all ${sample.size} to ± ${points(rangeOf(sample.size, sample.population))}. Stop when that is good enough for the decision.`,
  ];
}

function placeOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

/** What the form says: codes of facets that take one stand under `one.FACET`. */
export function saidIn(fields: URLSearchParams): Said & { memo: string } {
  const one = [...fields].filter(([name]) => name.startsWith('one.')).map(([, value]) => value);
  return {
    codes: [...one, ...fields.getAll('code')],
    cannot: fields.getAll('cannot'),
    memo: fields.get('memo') ?? '',
  };
}

/** The message that a form names. Throws a Problem where the sample does not hold it. */
export async function messageOf(
  { db }: Serving,
  sample: DrawnSample,
  fields: URLSearchParams,
): Promise<MessageRef> {
  const ref = { source: fields.get('source') ?? '', nativeId: fields.get('nativeId') ?? '' };
  if (await isDrawn(db.store, sample.word, ref)) return ref;
  throw new Problem(
    'The message does not belong to the sample.',
    `Code the messages that the page /code/${sample.word} shows.`,
  );
}

/** Writes down what a coder said of a message, and goes on to the next. */
export async function submitCode(serving: Serving, c: Ask, sample: DrawnSample): Promise<Response> {
  const fields = fieldsOf(c);
  const who = coderName(fields.get('who'));
  const message = await messageOf(serving, sample, fields);
  const next = `/code/${encodeURIComponent(sample.word)}?who=${encodeURIComponent(who)}`;
  if (fields.get('go') === 'skip') {
    const reason = (fields.get('reason') ?? '').trim().slice(0, 200);
    if (!reason) throw new Problem('No reason was given.', 'Say why the message is passed over.');
    await writeCoding(serving, [
      { kind: 'code-skipped', who, message, detail: { sample: sample.word, reason } },
    ]);
    return seeOther(next);
  }
  const { plan } = await serving.plan();
  const said = saidIn(fields);
  let detail: ReturnType<typeof codingDetail>;
  try {
    detail = codingDetail(said, sample, plan.codebook);
  } catch (error) {
    const typed = { codes: said.codes, cannot: said.cannot, memo: said.memo };
    return codePage(serving, c, sample, {
      who,
      typed,
      place: placeOf(fields.get('place') ?? undefined),
      wrong: wrongOf(error),
    });
  }
  await writeCoding(serving, [{ kind: 'code', who, message, detail }]);
  return seeOther(next);
}
