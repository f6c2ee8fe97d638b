import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Served, serve } from '../../test/served.ts';
import { zipOf } from '../../test/zip-fixture.ts';
import type { CommandRequests } from '../model/command.ts';

let served: Served;

beforeEach(async () => {
  served = await serve();
});
afterEach(() => served.close());

/** Thirty threads of two tweets, a file each, with a file beside them that holds none. */
function dump(): Record<string, string> {
  const files: Record<string, string> = {};
  for (let n = 0; n < 30; n++) {
    const tweet = (id: number, of: string, parent: number | null) =>
      JSON.stringify({
        id_str: String(id),
        created_at: 'Wed Jan 07 11:11:33 +0000 2015',
        text: `what is ${id}?`,
        user: { id_str: of === 'acme' ? '1' : String(id), screen_name: of },
        in_reply_to_status_id_str: parent === null ? null : String(parent),
      });
    files[`dump/${n}/source/${n + 100}.json`] = tweet(n + 100, 'acme', null);
    files[`dump/${n}/replies/${n + 200}.json`] = tweet(n + 200, `person${n}`, n + 100);
    files[`dump/${n}/structure.json`] = JSON.stringify({ [n + 100]: { [n + 200]: [] } });
  }
  return files;
}

async function run(request: Omit<CommandRequests['import'], 'who'>) {
  const { lines, last } = await served.command('import', { who: 'tester', ...request });
  if (!last || !('result' in last)) throw new Error(JSON.stringify(last));
  return { steps: lines.flatMap((line) => ('progress' in line ? line.progress.step : [])), ...last };
}

it('asks a question once for all the files that leave it open, then imports them as one', async () => {
  for (const [name, text] of Object.entries(dump())) {
    await mkdir(join(served.dir, name, '..'), { recursive: true });
    await writeFile(join(served.dir, name), text);
  }
  const paths = [join(served.dir, 'dump')];
  const open = (await run({ paths })).result;
  if (open.kind !== 'open') throw new Error('nothing was asked');
  expect(open.previews).toMatchObject([{ alike: 59, questions: [{ word: 'us' }] }]);
  const { result, steps } = await run({ paths, us: ['acme'] });
  if (result.kind !== 'done') throw new Error('not imported');
  expect(result.report).toMatchObject({
    added: 60,
    totals: { conversations: 30, channels: 1, placeholders: 0 },
  });
  expect(result.report.files.filter(({ reader }) => reader === 'x-api')).toHaveLength(60);
  expect(result.report.files.filter(({ reader }) => reader === '')).toHaveLength(30);
  expect(new Set(steps).size).toBeLessThan(10);
  const again = (await run({ paths, us: ['acme'] })).result;
  expect(again).toMatchObject({ kind: 'done', report: { importId: 0, added: 0, same: 60 } });
});

it('shows and asks them together on the page, and the report in a few lines', async () => {
  const sent = await served.upload([['dump.zip', Uint8Array.from(zipOf(dump()))]]);
  const where = sent.headers.get('location') ?? '';
  const page = await served.page(where);
  expect(page).toContain('90 files, before');
  expect(page.match(/class="full file"/g)).toHaveLength(2);
  expect(page).toContain('and 59 more like it');
  expect(page).toContain('Leave these files out');
  const asks = /name="(\d+\.us)"/.exec(page)?.[1] ?? '';
  const answered = await served.post(where, { go: 'import', [asks]: 'acme' });
  expect(answered.headers.get('location')).toBe('/import/running');
  await served.untilImported();
  const report = await served.page('/import/1');
  expect(report).toContain('60 files in dump.zip/dump');
  expect(report).toContain('30 files in dump.zip/dump (structure.json)');
  expect(report.match(/<th scope="row"/g)).toHaveLength(2);
});
