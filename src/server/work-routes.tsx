import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { refreshFacts } from '../facts/index.ts';
import { alsoAs } from '../facts/person.ts';
import { keptAs, readThread } from '../facts/thread.ts';
import { findMeasures } from '../measures/index.ts';
import { type Act, isCodingKind, type MessageRef } from '../model/act.ts';
import type { MeantAccount } from '../model/keeping-command.ts';
import type { Plan } from '../model/plan.ts';
import type { Store } from '../model/store.ts';
import type { ThreadTurn } from '../model/waiting.ts';
import { ThreadPage, WaitingPage } from '../pages/index.tsx';
import { type DoneAct, reasons } from '../pages/props.ts';
import { addAct, listActs } from '../store/acts.ts';
import { actOf } from './act-form.ts';
import { type Env, fieldsOf } from './env.ts';
import { channelChoices, frameFor } from './frame.ts';
import { filterOf, lookedAt } from './question-routes.tsx';
import { html, notFound, seeOther } from './respond.tsx';
import { sameSitePath } from './same-site.ts';
import { answerAll, type Serving } from './serving.ts';

const undoable = 10;

/** `/waiting`, `/thread/SOURCE/ID` and the acts that are done there. */
export function addWorkRoutes(app: Hono<Env>, serving: Serving): void {
  app.get('/waiting', async (c) => {
    const [finding] = await answerAll(serving, findMeasures('waiting-now'), filterOf(c));
    if (!finding) return notFound(serving, c);
    lookedAt(serving, [finding], await serving.plan());
    return html(
      <WaitingPage
        frame={await frameFor(serving, c, 'waiting')}
        filter={finding.filter}
        channels={await channelChoices(serving.db.store)}
        finding={finding}
        done={await lastActs(serving)}
      />,
    );
  });

  app.get('/thread/:source/:id', async (c) => {
    const asked = { source: c.req.param('source'), nativeId: c.req.param('id') };
    const message = await keptAs(serving.db.store, asked);
    const turns = await readThread(serving.db.store, message);
    if (turns.length === 0) return notFound(serving, c, 'thread');
    const back = sameSitePath(c.req.query('back'), '/waiting');
    const about = await conversationOf(serving, message);
    return html(
      <ThreadPage
        frame={await frameFor(serving, c)}
        message={message}
        turns={turns}
        also={await alsoAs(serving.db.store, authorsOf(turns))}
        back={back}
        {...about}
      />,
    );
  });

  app.post('/act', async (c) => {
    const fields = fieldsOf(c);
    const { plan } = await serving.plan();
    const now = serving.world.now();
    const acts = await listActs(serving.db.store);
    const act: Act = {
      id: randomUUID(),
      at: now.toISOString(),
      who: serving.world.who,
      ...(await actOf(fields, { zone: plan.zone, now, acts, store: serving.db.store })),
    };
    await addAct(serving.db, act, { plan, refresh: refreshFacts });
    return seeOther(sameSitePath(fields.get('back'), '/waiting'));
  });
}

/** The accounts from outside that write in a thread, each once. */
function authorsOf(turns: ThreadTurn[]): MeantAccount[] {
  const authors = turns.flatMap(({ own, source, author }): [string, MeantAccount][] =>
    own || author === undefined ? [] : [[`${source} ${author}`, { source, nativeId: author }]],
  );
  return [...new Map(authors).values()];
}

/** The latest acts that still hold, newest first. */
async function lastActs({ db, plan: current }: Serving): Promise<DoneAct[]> {
  const { plan } = await current();
  const acts = await listActs(db.store);
  const undone = new Set(acts.filter(({ kind }) => kind === 'undo').map(({ detail }) => detail.act));
  // Judgements of the random sample are taken back on their own page.
  const standing = acts.filter(
    ({ kind, id, message, detail }) =>
      kind !== 'undo' && message && !undone.has(id) && detail.sample === undefined && !isCodingKind(kind),
  );
  return Promise.all(
    standing
      .slice(-undoable)
      .reverse()
      .map(async ({ id, at, who, kind, message, detail }) => ({
        id,
        at,
        who,
        kind,
        note: noteOf(kind, detail, plan),
        text: message ? await textOf(db.store, message) : '',
        href: message ? threadPath(message) : '/waiting',
      })),
  );
}

function noteOf(kind: Act['kind'], detail: Act['detail'], { locale, zone }: Plan): string {
  if (kind === 'answered-elsewhere') {
    const format = new Intl.DateTimeFormat(locale, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: zone,
    });
    return `Answered elsewhere, ${format.format(new Date(String(detail.at)))}`;
  }
  if (kind === 'needs-no-answer') {
    const words = reasons.find(([value]) => value === detail.reason)?.[1] ?? String(detail.reason);
    return `Needs no answer: ${detail.text && detail.reason === 'other' ? detail.text : words}`;
  }
  return detail.expects === true ? 'Expects an answer' : 'Expects no answer';
}

async function textOf(store: Store, message: MessageRef): Promise<string> {
  const kept = await keptAs(store, message);
  const turn = (await readThread(store, kept)).find(
    ({ source, nativeId }) => source === kept.source && nativeId === kept.nativeId,
  );
  return turn?.text ?? 'no longer in the data';
}

/** The page of a message's thread. */
export function threadPath({ source, nativeId }: MessageRef): string {
  return `/thread/${encodeURIComponent(source)}/${encodeURIComponent(nativeId)}`;
}

interface About {
  channel?: string;
  completeness?: 'complete' | 'own-side-only' | 'unknown';
}

async function conversationOf({ db }: Serving, { source, nativeId }: MessageRef): Promise<About> {
  const [row] = await db.store.query<{ channel: string | null; completeness: About['completeness'] }>(
    `SELECT h.name AS channel, c.completeness
    FROM message m JOIN turn t ON t.message_id = m.message_id
    JOIN conversation c ON c.conversation_id = t.conversation_id
    LEFT JOIN channel h ON h.channel_id = c.channel_id
    WHERE m.source = $source AND m.native_id = $nativeId`,
    { source, nativeId },
  );
  return { channel: row?.channel ?? undefined, completeness: row?.completeness };
}
