import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fieldsOf, file, openPlanPages } from '../../../test/plan-pages.ts';
import { planVersion } from '../../workspace/plan.ts';
import { listVersions } from '../../workspace/plan-history.ts';

let pages: Awaited<ReturnType<typeof openPlanPages>>;
let dir: string;
beforeEach(async () => {
  pages = await openPlanPages();
  dir = pages.dir;
});
afterEach(() => pages.close());

const { get, page, plan, submit } = {
  get: (path: string) => pages.get(path),
  page: (path: string) => pages.page(path),
  plan: () => pages.plan(),
  submit: (...args: Parameters<typeof pages.submit>) => pages.submit(...args),
};

describe('the history', () => {
  const acts = async () => {
    const target = join(dir, `copy-${(await listVersions(dir)).length}`);
    await pages.app
      .fetch(
        new Request('http://127.0.0.1:4747/command/backup', {
          method: 'POST',
          headers: { 'x-rapport-token': pages.app.token, 'content-type': 'application/json' },
          body: JSON.stringify({ target }),
        }),
      )
      .then((response) => response.text());
    const lines = (await readFile(join(target, 'acts.jsonl'), 'utf8')).trim().split('\n');
    return lines.map(
      (line) => JSON.parse(line) as { id: string; kind: string; who: string; detail: Record<string, string> },
    );
  };

  it('shows what changed, and undoes the last change as an act that names it', async () => {
    await submit('/plan/why', { answer: 'They know us.', who: 'Ines' });
    const [before, after] = await listVersions(dir);
    const html = await page('/plan/history');
    expect(html).toContain('<del>');
    expect(html).toContain('They know us.');
    expect(html).toContain('Ines: why');
    const undo = {
      current: after?.version ?? '',
      undo: 'yes',
      token: fieldsOf(await page('/plan/why')).get('token') ?? '',
    };
    const response = await submit(`/plan/history/${before?.version}`, {}, new URLSearchParams(undo));
    expect(response.status).toBe(303);
    expect(await plan()).toBe(file);
    const done = await acts();
    const [edit, undone] = ['plan-edit', 'undo'].map((kind) => done.find((act) => act.kind === kind));
    expect(edit).toMatchObject({
      kind: 'plan-edit',
      who: 'Ines',
      detail: { before: planVersion(file), after: after?.version, what: 'why' },
    });
    expect(undone).toMatchObject({ kind: 'undo', who: 'tester', detail: { act: edit?.id } });
  });

  it('puts no version back over a file that changed meanwhile', async () => {
    await submit('/plan/why', { answer: 'They know us.' });
    const [before, after] = await listVersions(dir);
    await writeFile(join(dir, 'plan.yaml'), 'company: Other\n');
    const fields = {
      current: after?.version ?? '',
      token: fieldsOf(await page('/plan/why')).get('token') ?? '',
    };
    const response = await submit(`/plan/history/${before?.version}`, {}, new URLSearchParams(fields));
    expect(response.status).toBe(409);
    expect(await plan()).toBe('company: Other\n');
  });

  it('has a page for each version, which an answer names', async () => {
    const html = await page(`/plan/history/${planVersion(file)}`);
    await page('/plan');
    expect(await page(`/plan/history/${planVersion(file)}`)).toContain('the register has it so');
    expect(html).toBeDefined();
    expect((await get(`/plan/history/${planVersion('')}`)).status).toBe(200);
  });
});
