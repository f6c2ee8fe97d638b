import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { agreedCodes, readSample, readSamples } from '../../facts/coding.ts';
import { refreshFacts } from '../../facts/index.ts';
import { codingState, refKey } from '../../facts/queue.ts';
import { withParents } from '../../model/codebook.ts';
import type { DrawnSample } from '../../model/coding.ts';
import { SamplePage, SamplesPage } from '../../pages/coding/index.tsx';
import { fewestCodedTwice } from '../../stats/agreement/trust.ts';
import { addActs } from '../../store/acts.ts';
import { type Ask, type Env, fieldsOf } from '../env.ts';
import { frameFor } from '../frame.ts';
import { addMachineRoutes } from '../machine/routes.tsx';
import { machineSection } from '../machine/section.ts';
import { html, notFound, seeOther } from '../respond.tsx';
import type { Serving } from '../serving.ts';
import { againOf, sameCodings } from './again.ts';
import { agreementRows } from './agreement.ts';
import { coderName, facetsOf } from './code-form.ts';
import { codePage, submitCode } from './code-page.tsx';
import { differences } from './differ.ts';
import { againActs } from './draw-form.ts';
import { drawPage, submitDraw } from './draw-page.tsx';
import { driftOf } from './drift.ts';
import { sheetFile, takeUpload } from './sheet-routes.ts';
import { shownPace } from './state.ts';
import type { Taken } from './take-sheet.ts';
import { submitTalk, talkPage } from './talk-page.tsx';

/** `/code`: samples, drawing one, coding it message by message, and what coders agree on. */
export function addCodingRoutes(app: Hono<Env>, serving: Serving): void {
  app.get('/code', (c) => samplesPage(serving, c));
  addMachineRoutes(app, serving);
  app.get('/code/new', (c) => drawPage(serving, c));
  app.post('/code/new', (c) => submitDraw(serving, c));
  app.get(
    '/code/:sample',
    withSample(serving, (c, sample) =>
      c.req.query('who') ? codePage(serving, c, sample) : samplePage(serving, c, sample),
    ),
  );
  app.post(
    '/code/:sample',
    withSample(serving, (c, sample) => submitCode(serving, c, sample)),
  );
  app.get(
    '/code/:sample/talk',
    withSample(serving, (c, sample) => talkPage(serving, c, sample)),
  );
  app.post(
    '/code/:sample/talk',
    withSample(serving, (c, sample) => submitTalk(serving, c, sample)),
  );
  app.get(
    '/code/:sample/sheet',
    withSample(serving, (c, sample) => sheetFile(serving, c, sample)),
  );
  app.post(
    '/code/:sample/sheet',
    withSample(serving, async (c, sample) =>
      samplePage(serving, c, sample, await takeUpload(serving, c, sample)),
    ),
  );
  app.post(
    '/code/:sample/again',
    withSample(serving, async (c, sample) => {
      const who = coderName(fieldsOf(c).get('who'));
      const { plan } = await serving.plan();
      const { db, world } = serving;
      const { word, acts } = await againActs(sample, who, {
        store: db.store,
        plan,
        now: world.now(),
        who: world.who,
        id: randomUUID,
      });
      await addActs(db, acts, { plan, refresh: refreshFacts });
      return seeOther(`/code/${encodeURIComponent(word)}?who=${encodeURIComponent(who)}`);
    }),
  );
}

function withSample(
  serving: Serving,
  respond: (c: Ask, sample: DrawnSample) => Promise<Response>,
): (c: Ask) => Promise<Response> {
  return async (c) => {
    const sample = await readSample(serving.db.store, c.req.param('sample') ?? '');
    return sample ? respond(c, sample) : notFound(serving, c, 'sample');
  };
}

async function samplesPage(serving: Serving, c: Ask): Promise<Response> {
  const { store } = serving.db;
  const { plan } = await serving.plan();
  const samples = await readSamples(store);
  return html(
    <SamplesPage
      frame={await frameFor(serving, c, 'code')}
      samples={
        await Promise.all(
          samples.map(async (sample) => ({ sample, pace: shownPace(await codingState(store, sample)) })),
        )
      }
      facets={plan.codebook.facets.map(({ word, name, of, codes }) => ({
        word,
        name,
        of,
        codes: codes.length,
      }))}
      starter={plan.codebook.starter === true}
      machine={await machineSection(serving)}
    />,
  );
}

async function samplePage(serving: Serving, c: Ask, sample: DrawnSample, taken?: Taken): Promise<Response> {
  const { store } = serving.db;
  const { plan } = await serving.plan();
  const facets = facetsOf(sample, plan.codebook);
  const state = await codingState(store, sample);
  const pace = shownPace(state);
  const agreed = await agreedCodes(store, sample.word);
  const self = sample.again === undefined ? undefined : await sameCodings(store, sample, state.codings);
  const codings = (self ?? state.codings).map((one) => ({
    ...one,
    codes: withParents(plan.codebook, one.codes),
  }));
  const agreement = agreementRows(facets, codings, {
    kind: self ? 'with-oneself' : 'between-coders',
    threshold: plan.agreement,
  });
  return html(
    <SamplePage
      frame={await frameFor(serving, c, 'code')}
      sample={sample}
      facets={facets}
      pace={pace}
      who={c.req.query('as') ?? serving.world.who}
      differ={differences(state.items, state.codings, agreed).length}
      talked={new Set(agreed.filter(({ how }) => how === 'talked').map(({ ref }) => refKey(ref))).size}
      agreement={agreement}
      {...(agreement.length > 0 && { drift: driftOf(facets, codings) })}
      agreementOf={self ? 'self' : 'coders'}
      threshold={plan.agreement}
      {...(taken && { taken })}
      again={await againOf(store, state, serving.world.now(), fewestCodedTwice)}
    />,
  );
}
