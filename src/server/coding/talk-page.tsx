import { agreedCodes } from '../../facts/coding.ts';
import { codingState } from '../../facts/queue.ts';
import type { DrawnSample } from '../../model/coding.ts';
import { TalkPage } from '../../pages/coding/index.tsx';
import type { Chosen } from '../../pages/coding/props.ts';
import { type Ask, fieldsOf } from '../env.ts';
import { frameFor } from '../frame.ts';
import { html, seeOther } from '../respond.tsx';
import type { Serving } from '../serving.ts';
import { codingDetail, facetsOf } from './code-form.ts';
import { messageOf, saidIn } from './code-page.tsx';
import { differences, shared } from './differ.ts';
import { keysFor } from './keys.ts';
import { shownMessage } from './state.ts';
import { writeCoding, wrongOf } from './write.ts';

/** The first message on which coders differ; `next` counts those that were put off. */
export async function talkPage(
  serving: Serving,
  c: Ask,
  sample: DrawnSample,
  again?: { typed: Chosen; wrong: { message: string; help?: string | undefined } },
): Promise<Response> {
  const { store } = serving.db;
  const { plan } = await serving.plan();
  const facets = facetsOf(sample, plan.codebook);
  const { items, codings } = await codingState(store, sample);
  const all = differences(items, codings, await agreedCodes(store, sample.word));
  const given = c.req.query('next') ?? '';
  const put = /^\d{1,5}$/.test(given) ? Number(given) : 0;
  const at = all.length === 0 ? 0 : put % all.length;
  const one = all[at];
  const said = one?.said ?? [];
  return html(
    <TalkPage
      frame={await frameFor(serving, c, 'code')}
      sample={sample}
      who={whoOf(serving, c)}
      facets={facets}
      keys={keysFor(plan.codebook, facets)}
      message={one && (await shownMessage(store, one.item.ref, one.item.place))}
      said={said}
      differ={one?.facets ?? []}
      chosen={again?.typed ?? { ...shared(said), memo: '' }}
      left={all.length}
      next={at + 1}
      wrong={again?.wrong}
    />,
    again ? 400 : 200,
  );
}

function whoOf(serving: Serving, c: Ask): string {
  const name = (fieldsOf(c).get('who') ?? c.req.query('who') ?? '').trim().slice(0, 60);
  return name || serving.world.who;
}

/** Writes down what was agreed on, and goes on to the next. */
export async function submitTalk(serving: Serving, c: Ask, sample: DrawnSample): Promise<Response> {
  const fields = fieldsOf(c);
  const who = whoOf(serving, c);
  const message = await messageOf(serving, sample, fields);
  const { plan } = await serving.plan();
  const said = saidIn(fields);
  try {
    const detail = codingDetail(said, sample, plan.codebook);
    await writeCoding(serving, [{ kind: 'code-agreed', who, message, detail }]);
  } catch (error) {
    const typed = { codes: said.codes, cannot: said.cannot, memo: said.memo };
    return talkPage(serving, c, sample, { typed, wrong: wrongOf(error) });
  }
  return seeOther(`/code/${encodeURIComponent(sample.word)}/talk?who=${encodeURIComponent(who)}`);
}
