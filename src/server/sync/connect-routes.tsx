import type { Hono } from 'hono';
import { isProblem, Problem } from '../../model/problem.ts';
import { ConnectPage, FoundPage } from '../../pages/index.tsx';
import { type Ask, type Env, fieldsOf } from '../env.ts';
import { frameFor } from '../frame.ts';
import { html, seeOther } from '../respond.tsx';
import type { Serving } from '../serving.ts';
import { connectionsShown, type Found, findAccount, keepAccount, syncShapes } from './commands.ts';
import { beginReading } from './connection-routes.tsx';
import { within } from './within.ts';

/** Milliseconds after which a host is not waited for any longer: a person sits before the page. */
const enough = 15_000;

/** `/import/connect`: the form, the look-up, what was found, and a person's word on it. */
export function addConnectRoutes(app: Hono<Env>, serving: Serving): void {
  app.get('/import/connect', (c) => formPage(serving, c, {}));
  app.post('/import/connect', (c) => lookUp(serving, c));
  for (const [method, answer] of [
    ['GET', foundPage],
    ['POST', decide],
  ] as const)
    app.on(method, '/import/connect/:id{[0-9a-f]+}', async (c) => {
      const id = c.req.param('id');
      const waiting = serving.found.find(id);
      if (!waiting) return tooLate(serving, c);
      // pressed twice, or gone back to
      if ('kept' in waiting) return seeOther(`/import/connections/${waiting.kept}`);
      return answer(serving, c, id, waiting.found);
    });
}

/** What was typed but for the secret, and what was wrong with it. */
interface Filled {
  typed?: string;
  host?: string;
  problem?: Problem;
  /** True where a secret came with it, which has to be given again. */
  hadSecret?: boolean;
}

async function formPage(serving: Serving, c: Ask, { problem, ...filled }: Filled, status = 400) {
  const { secrets } = await connectionsShown(serving);
  return html(
    <ConnectPage
      frame={await frameFor(serving, c, 'import')}
      secrets={secrets}
      {...filled}
      problem={problem && { message: problem.message, help: problem.help }}
    />,
    problem ? status : 200,
  );
}

async function lookUp(serving: Serving, c: Ask): Promise<Response> {
  const fields = fieldsOf(c);
  const typed = (fields.get('typed') ?? '').trim();
  const token = (fields.get('secret') ?? '').trim();
  const host = (fields.get('host') ?? '').trim();
  try {
    if (!typed) throw new Problem('No account was named.', 'Write one, such as @name.bsky.social.');
    const request = syncShapes.connect.safeParse({ typed, ...(token && { token }), ...(host && { host }) });
    if (!request.success)
      throw new Problem('This is longer than any account or secret.', 'Look at what was pasted.');
    let step = '';
    const found = await within(
      enough,
      (signal) =>
        findAccount(serving, request.data, { signal, progress: (progress) => (step = progress.step) }),
      () =>
        new Problem(
          `The account was not found within a quarter of a minute (${step}).`,
          'Look at how its server is written, or try once more later.',
        ),
    );
    return seeOther(`/import/connect/${serving.found.hold(found)}`);
  } catch (error) {
    if (!isProblem(error)) throw error;
    const cut = (text: string) => text.slice(0, 300);
    return formPage(serving, c, {
      typed: cut(typed),
      host: cut(host),
      problem: error,
      hadSecret: token !== '',
    });
  }
}

async function foundPage(serving: Serving, c: Ask, id: string, found: Found): Promise<Response> {
  const { token: _, ...shown } = found;
  const { secrets } = await connectionsShown(serving);
  return html(
    <FoundPage
      frame={await frameFor(serving, c, 'import')}
      action={`/import/connect/${id}`}
      found={shown}
      kept={await serving.secrets.kept(found.connection.name)}
      secrets={secrets}
    />,
  );
}

/** Keeps what was found and reads it, keeps it, or forgets it. */
async function decide(serving: Serving, c: Ask, id: string, found: Found): Promise<Response> {
  const go = fieldsOf(c).get('go');
  if (go === 'drop') {
    serving.found.drop(id);
    return seeOther('/import#connections');
  }
  // a plan that cannot be read lets nothing be read: said before anything is kept
  const { problem } = await serving.plan();
  if (go === 'read' && problem) throw problem;
  const { connection } = await keepAccount(serving, found);
  serving.found.settle(id, connection.name);
  if (go === 'read') await beginReading(serving, connection.name);
  return seeOther(`/import/connections/${connection.name}`);
}

function tooLate(serving: Serving, c: Ask): Promise<Response> {
  const problem = new Problem(
    'What was found is no longer at hand: it was kept or dropped, or a quarter of an hour has passed.',
    'Look the account up once more.',
  );
  return formPage(serving, c, { problem }, 404);
}
