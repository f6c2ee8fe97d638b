import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { home, type Served, serve } from '../../test/served.ts';
import { pumpQuestions } from '../../test/support-corpus.ts';

let served: Served;
beforeAll(async () => {
  served = await serve({ files: { 'plan.yaml': 'company: Tarnwell Pumps\nzone: Europe/Berlin\n' } });
});
afterAll(() => served.close());

describe('an import through the page', () => {
  let location: string;

  it('refuses an upload without the token of the form, or with it at the end', async () => {
    expect((await served.upload([['a.csv', 'x']], 'wrong')).status).toBe(403);
    const late = new FormData();
    late.append('files', new Blob(['x']), 'a.csv');
    late.append('token', await served.formToken());
    expect(
      (await served.app.fetch(new Request(`${home}/import`, { method: 'POST', body: late }))).status,
    ).toBe(403);
    expect(existsSync(join(served.dir, 'incoming'))).toBe(false);
  });

  it('shows what was understood before anything is kept', async () => {
    const response = await served.upload([['twcs.csv', pumpQuestions()]]);
    expect(response.status).toBe(303);
    location = response.headers.get('location') ?? '';
    expect(location).toMatch(/^\/import\/pending\//);
    const shown = await served.page(location);
    expect(shown).toContain('twcs.csv');
    expect(shown).toContain('why does pump 1 leak?');
    expect(shown).not.toContain('<script>alert');
    expect(shown).toContain('&lt;script&gt;alert(1)');
    expect(await served.page('/import')).toContain(location);
    expect(await served.page('/')).toContain('type="file"');
  });

  it('then imports, reports, and removes the upload', async () => {
    const response = await served.post(location, { go: 'import' });
    expect(response.headers.get('location')).toBe('/import/running');
    const report = await served.untilImported();
    expect(report).toBe('/import/1');
    const shown = await served.page(report);
    expect(shown).toContain('twcs.csv');
    expect(shown).toContain('80');
    expect((await served.get(location)).status).toBe(404);
    expect(await readdir(join(served.dir, 'incoming'))).toEqual([]);
    expect(await served.page('/')).toContain('60 messages');
  });

  it('lists the damaged row with its line, also as CSV', async () => {
    const shown = await served.page('/import/1/rejected');
    expect(shown).toContain('82');
    const text = await served.page('/import/1/rejected.csv');
    expect(text).toMatch(/^file,line,reason,excerpt\r\ntwcs\.csv,82,/);
  });

  it('asks what a file does not tell, and remembers the answer', async () => {
    const reviews = `reviewId,userName,content,score,at,replyContent,repliedAt,company
r-1,Ann,Why does it leak?,1,2026-11-01 10:00:00,We look into it.,2026-11-01 11:30:00,Tarnwell
r-2,Bob,Why is it loud?,2,2026-11-02 10:00:00,,,Tarnwell
`;
    const where = (await served.upload([['reviews.csv', reviews]])).headers.get('location') ?? '';
    expect(await served.page(where)).toContain('name="0.zone"');
    const early = await served.post(where, { go: 'import' });
    expect(early.status).toBe(400);
    expect(await early.text()).toContain('still a question');
    expect(
      (await served.post(where, { go: 'again', '0.zone': 'Europe/Berlin' })).headers.get('location'),
    ).toBe(where);
    const answered = await served.page(where);
    expect(answered).not.toContain('question is open');
    expect(answered).toMatch(/Answered, and may be changed.*name="0\.zone" value="Europe\/Berlin"/);
    expect((await served.post(where, { go: 'import' })).headers.get('location')).toBe('/import/running');
    const report = await served.untilImported();
    expect(await served.page(report)).toContain('reviews.csv');
    const thread = await served.page('/thread/reviews/r-1');
    expect(thread).toContain('2026-11-01T09:00:00');
    expect(thread).toContain('2026-11-01T10:30:00');
    await served.post(`${report}/undo`, {});
    expect((await served.get('/thread/reviews/r-1')).status).toBe(404);
  });

  it('says in words what it cannot read, and to the script as JSON', async () => {
    const token = await served.formToken();
    const refused = await served.upload([['notes.bin', '\u0000\u0001\u0002']], token, {
      accept: 'application/json',
    });
    const { location: where } = await refused.json();
    expect(where).toMatch(/^\/import\/pending\//);
    const again = await served.post(where, { go: 'import' });
    expect(again.status).toBe(400);
    expect(await again.text()).toContain('None of the files can be read');
    expect((await served.post(where, { go: 'drop' })).headers.get('location')).toBe('/import');
    expect(await readdir(join(served.dir, 'incoming'))).toEqual([]);
    const none = await served.upload([], token, { accept: 'application/json' });
    expect(none.status).toBe(400);
    expect((await none.json()).problem.message).toContain('No file');
  });
});
