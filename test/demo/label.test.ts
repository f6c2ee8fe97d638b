import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { printFinding } from '../../src/cli/print-finding.ts';
import type { Finding } from '../../src/model/finding.ts';
import { type Served, serve } from '../served.ts';

const tag = '<span class="tag">simulated company</span>';
let served: Served;

/** Forty questions on one platform; simulated, or real as a table of the support corpus. */
function simulatedFile(): string {
  const at = (n: number) => new Date(Date.UTC(2026, 10, 1, n)).toISOString();
  const header = {
    ...{
      rapport: 'simulated',
      version: 1,
      company: 'Acme',
      source: 'linkedin',
      accounts: ['acme'],
      sides: 'both',
    },
    observedUntil: '2026-11-19T00:00:00Z',
  };
  const lines = Array.from({ length: 40 }, (_, n) => [
    { id: `q${n}`, at: at(n), author: `person${n}`, text: `@acme does pump ${n} fit?`, channel: 'acme' },
    ...(n % 2
      ? [{ id: `a${n}`, at: at(n + 2), author: 'acme', text: 'It does.', parent: `q${n}`, channel: 'acme' }]
      : []),
  ]).flat();
  return [header, ...lines].map((line) => JSON.stringify(line)).join('\n');
}
const real = `tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id
1,9,True,Mon Nov 02 08:00:00 +0000 2026,"@Pumps why does it leak?",,
2,Pumps,False,Mon Nov 02 09:00:00 +0000 2026,"@9 we look into it",,1
`;

const get = (path: string) => served.page(path);

const importing = (name: string) =>
  served.command('import', { paths: [join(served.dir, name)], who: 'tester' });

beforeAll(async () => {
  // a plan that a person has edited says nothing of a demo
  const files = { 'real.csv': real, 'made-up.jsonl': simulatedFile(), 'plan.yaml': 'company: Ours\n' };
  served = await serve({ files });
});
afterAll(() => served.close());

const pages = [
  '/',
  '/brief.html',
  '/ignoring',
  '/conversation',
  '/waiting',
  '/import',
  '/check',
  '/messages?measure=waiting-curve',
  '/none',
];

async function labels(): Promise<Record<string, boolean>> {
  const found: Record<string, boolean> = {};
  for (const page of pages) {
    const html = await get(page);
    found[page] = html.includes(tag);
    expect(html.includes('no person and no message of it is real'), page).toBe(found[page]);
  }
  const json = JSON.parse(await get('/ignoring/waiting-curve.json')) as Finding[];
  found.json = json.every(({ made }) => made.simulated === true);
  found.terminal = printFinding(json[0], { locale: 'en', zone: 'UTC' }).includes('Simulated company');
  found.csv = (await get('/ignoring.csv')).split('\r\n')[1].endsWith(',true');
  found.rows = (await get('/ignoring/messages.csv')).includes('simulated');
  found.doctor = JSON.stringify(await served.command('doctor', {})).includes('simulated company');
  found.svg = (await get('/ignoring.svg')).includes('simulated company');
  const target = join(served.dir, `corpus-${Math.random()}`);
  await served.command('export', { format: 'convokit', target, names: false, channels: [] });
  found.export = (
    JSON.parse(await readFile(join(target, 'corpus.json'), 'utf8')) as { simulated: boolean }
  ).simulated;
  return found;
}

it('says "simulated" everywhere while simulated rows are there, real ones beside them or not, and no longer', async () => {
  await importing('real.csv');
  expect((await get('/ignoring')).includes(tag)).toBe(false);
  await importing('made-up.jsonl');
  const mixed = await labels();
  expect(Object.entries(mixed).filter(([, labelled]) => !labelled)).toEqual([]);
  const [finding] = JSON.parse(await get('/ignoring/waiting-curve.json')) as Finding[];
  const sources = Object.fromEntries(finding.sources.map(({ channel, simulated }) => [channel, simulated]));
  expect(sources).toEqual({ acme: true });
  await served.command('undo', { importId: 2, who: 'tester' });
  const after = await get('/ignoring');
  expect(after.includes(tag)).toBe(false);
  expect(await get('/conversation/two-way.json')).not.toContain('"simulated":true');
  expect(await get('/ignoring.csv')).not.toContain(',true\r\n');
});
