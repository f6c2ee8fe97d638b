import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoFiles } from '../../src/demo/index.ts';
import type { Brief } from '../../src/model/brief.ts';
import type { Finding } from '../../src/model/finding.ts';
import { type Served, serve } from '../served.ts';

let served: Served;
const get = async (path: string) => (await served.get(path)).json();

beforeAll(async () => {
  const { files, plan } = demoFiles(1);
  const data = files.filter((file) => file.data && !file.mapping);
  const now = () => new Date('2026-11-20T18:00:00Z');
  served = await serve({ files: { 'plan.yaml': plan }, now });
  await served.bringIn(Object.fromEntries(data.map(({ name, content }) => [name, content])));
}, 120_000);
afterAll(() => served.close());

it('draws each point of a changed number as the question tells it for those days', async () => {
  const brief = (await get('/brief.json?period=month')) as Brief;
  let checked = 0;
  for (const { figure, now, question, measure, because } of brief.items) {
    if (figure?.form !== 'series' || because !== 'changed') continue;
    for (const { at, value } of figure.points) {
      if (value === undefined) continue;
      const [year, month] = at.split('-').map(Number);
      const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
      const asked = `/${question}/${measure}.json?from=${at}&to=${last}&compare=none`;
      const [finding] = (await get(asked)) as Finding[];
      const told = finding.kind === 'answer' ? finding.estimates : [];
      const same = told.find((one) => one.name === now?.name && one.channel === now?.channel);
      expect(same?.value, `${measure} ${at}`).toBe(value);
      checked++;
    }
  }
  expect(checked).toBeGreaterThan(2);
}, 120_000);
