import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../src/server/app.ts';
import { openLog } from '../src/workspace/log.ts';

const home = 'http://127.0.0.1:4747';

/** A plan with comments, quotes, braces and keys that Rapport does not know. */
export const file = `# Ours
company: Tarnwell Pumps   # the register has it so
zone: Europe/Berlin
brand_colour: petrol
why:
  answer: "They ask us."
  reasons: [habit]
surveys:
  - {on: 2026-12-01, people: 400, question: aware}
goals:
  # the first
  - word: awareness
    title: They know us
    purpose: {kind: social, eyes: engineers}
    measure: survey/aware
    baseline: {value: 4 %, on: 2026-01-31}
    result: 30 %
    by: 2027-07-31
    colour: red
  - {word: market, title: The market, parent: awareness}
`;

/** The pages of a workspace whose plan.yaml is `file`, and what a browser without a script would do with them. */
export async function openPlanPages() {
  const dir = await mkdtemp(join(tmpdir(), 'rapport-plan-pages-'));
  await writeFile(join(dir, 'plan.yaml'), file);
  const app: App = await createApp({
    dir,
    now: () => new Date('2026-11-20T12:00:00Z'),
    who: 'tester',
    program: 'rapport 0.0.0',
    port: 4747,
    log: openLog(dir),
    memoryLimit: '300MB',
  });
  const get = async (path: string) => app.fetch(new Request(home + path));
  const page = async (path: string) => (await get(path)).text();
  const plan = () => readFile(join(dir, 'plan.yaml'), 'utf8');
  return {
    dir,
    app,
    get,
    page,
    plan,
    /** Sends the form at `path` with some fields typed over. */
    async submit(path: string, typed: Record<string, string>, from?: URLSearchParams): Promise<Response> {
      const fields = from ?? fieldsOf(await page(path));
      for (const [name, value] of Object.entries(typed)) fields.set(name, value);
      return app.fetch(new Request(home + path, { method: 'POST', body: fields }));
    },
    /** Lines of plan.yaml that are gone and new. */
    async difference(): Promise<string[]> {
      const now = (await plan()).split('\n');
      const before = file.split('\n');
      return [
        ...before.filter((line) => !now.includes(line)).map((line) => `-${line}`),
        ...now.filter((line) => !before.includes(line)).map((line) => `+${line}`),
      ];
    },
    async close() {
      await app.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** The fields of the page's form as a browser would send them. */
export function fieldsOf(html: string): URLSearchParams {
  const form = /<form[^>]*class="form plan-form"[\s\S]*?<\/form>/.exec(html)?.[0] ?? html;
  const fields = new URLSearchParams();
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    const checked = !tag.includes('checkbox') || tag.includes('checked');
    if (name && checked) fields.append(name, unescaped(/value="([^"]*)"/.exec(tag)?.[1] ?? ''));
  }
  for (const [, name, text] of form.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g))
    fields.append(name as string, unescaped(text as string));
  for (const [, name, inside] of form.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g))
    fields.append(name as string, unescaped(/value="([^"]*)" selected/.exec(inside as string)?.[1] ?? ''));
  return fields;
}
