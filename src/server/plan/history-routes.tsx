import type { Hono } from 'hono';
import type { DiffLine, PlanVersion } from '../../model/plan-version.ts';
import { Problem } from '../../model/problem.ts';
import { PlanHistoryPage, PlanVersionPage } from '../../pages/plan/index.tsx';
import { planVersion } from '../../workspace/plan.ts';
import { diffLines, hunksOf } from '../../workspace/plan-diff.ts';
import { writePlan } from '../../workspace/plan-file.ts';
import { listVersions, versionText } from '../../workspace/plan-history.ts';
import { type Ask, type Env, fieldsOf } from '../env.ts';
import { frameFor } from '../frame.ts';
import { Refused } from '../guard.ts';
import { html, notFound, seeOther } from '../respond.tsx';
import type { Serving } from '../serving.ts';
import { noteEdit } from './save.ts';

/** `/plan/history`, one version of it, and the way to put a version back. */
export function addHistoryRoutes(app: Hono<Env>, serving: Serving): void {
  app.get('/plan/history', async (c) => {
    const { plan } = await serving.plan();
    const versions = await listVersions(serving.world.dir);
    const [last, before] = [versions.at(-1), versions.at(-2)];
    return html(
      <PlanHistoryPage
        frame={await frameFor(serving, c, 'plan')}
        current={plan.version}
        versions={[...versions].reverse()}
        {...(last && before && { newest: await changesBetween(serving, before.version, last.version) })}
      />,
    );
  });
  app.get('/plan/history/:version', (c) => versionPage(serving, c));
  app.post('/plan/history/:version', (c) => putBack(serving, c));
}

async function changesBetween({ world }: Serving, before: string, after: string): Promise<DiffLine[][]> {
  const [old, text] = [await versionText(world.dir, before), await versionText(world.dir, after)];
  return hunksOf(diffLines(old ?? '', text ?? ''));
}

/** What was in force before there was a file. */
const nothing: PlanVersion = { version: planVersion(''), at: '', who: '', what: 'no plan.yaml' };

async function versionPage(serving: Serving, c: Ask): Promise<Response> {
  const { dir } = serving.world;
  const { plan } = await serving.plan();
  const asked = c.req.param('version') ?? '';
  const versions = await listVersions(dir);
  const place = versions.findLastIndex(({ version }) => version === asked);
  const version = versions[place] ?? (asked === nothing.version ? nothing : undefined);
  const text = version === nothing ? '' : await versionText(dir, asked);
  if (!version || text === undefined) return notFound(serving, c, 'version of the plan');
  const other = c.req.query('with');
  const before = other ? versions.findLast((one) => one.version === other) : versions[place - 1];
  return html(
    <PlanVersionPage
      frame={await frameFor(serving, c, 'plan')}
      current={plan.version}
      version={version}
      text={text}
      before={before}
      versions={[...versions].reverse()}
      changes={before ? await changesBetween(serving, before.version, asked) : []}
    />,
  );
}

/** Puts a version back in force, where the plan is still the one that the page showed. */
async function putBack(serving: Serving, c: Ask): Promise<Response> {
  const { dir, now, who } = serving.world;
  const asked = c.req.param('version') ?? '';
  const text = await versionText(dir, asked);
  if (text === undefined) return notFound(serving, c, 'version of the plan');
  const fields = fieldsOf(c);
  const expected = fields.get('current') ?? '';
  const by = (fields.get('who') ?? '').trim() || who;
  const what = fields.get('undo') ? 'undone' : `put back ${asked}`;
  const done = await writePlan(dir, text, { expected, who: by, what, now: now() });
  if (done.kind === 'changed')
    throw new Refused(
      409,
      'The plan was changed after this page was opened, so nothing was put back.',
      'Open the history anew.',
    );
  if (done.version === expected) throw new Problem('That version is in force already.');
  await noteEdit(serving, { before: expected, after: done.version, what, who: by });
  return seeOther('/plan');
}
