import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { carOf, madePost, madeRepo } from '../../test/bluesky-repo.ts';
import { serve } from '../../test/served.ts';
import { pumpQuestions } from '../../test/support-corpus.ts';

it('takes the account of a repository for ours when a person names it by its handle', async () => {
  const served = await serve();
  const records = { 'app.bsky.feed.post/3l1': madePost('Hello', '2026-05-02T10:00:00.000Z') };
  const path = join(served.dir, 'repo.car');
  await writeFile(path, carOf(madeRepo(records)));
  const { last } = await served.command('import', { paths: [path], us: ['@acme.example'], who: 'ann' });
  expect(last).toMatchObject({ result: { report: { totals: { ownAccounts: 1, people: 0, channels: 1 } } } });
  expect(await served.page('/import')).toContain('acme.example');
  await served.close();
});

it('says where nobody is called as --us says, and puts it right when the file is brought again', async () => {
  const served = await serve({ files: { 'twcs.csv': pumpQuestions() } });
  const bring = async (us: string[]) => {
    const request = { paths: [join(served.dir, 'twcs.csv')], us, who: 'ann' };
    return JSON.stringify((await served.command('import', request)).last);
  };
  const wrong = await bring(['@Pump']);
  expect(wrong).toContain('No account in it is called pump, so that none of them is ours.');
  expect(wrong).toContain('"ownAccounts":0');
  const right = await bring(['@Pumps']);
  expect(right).not.toContain('No account in it');
  expect(right).toContain('"ownAccounts":1');
  await served.close();
});
