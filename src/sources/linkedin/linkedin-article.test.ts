import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { zipOf } from '../../../test/zip-fixture.ts';
import { detect } from '../detect.ts';
import { findFiles } from '../files/find-files.ts';
import { readAll } from '../read-all.ts';
import { linkedinArticle } from './linkedin-article.ts';

const address = 'https://www.linkedin.com/pulse/the-quiet-pump-ann-lee-abcd';
const page = (more: { published?: string; title?: string; body?: string } = {}) => `<html>
<head>
  <style>h1 { margin: 32px } .created { color: gray }</style>
</head>
<body>
  <img src="https://media.licdn.com/x" alt="" title="" />
  <h1><a href="${address}">${more.title ?? 'The &quot;quiet&quot; pump'}</a></h1>
  <p class="created">Created on 2026-02-24 00:06</p>
  ${more.published ?? '<p class="published">Published on 2026-02-24 00:09</p>'}
  <div>${more.body ?? '<p>It is <strong>quiet</strong>.</p><h3>Why?</h3><ul><li>oil</li><li>care &amp; time</li></ul>'}</div>
</body>
</html>`;
const us = { us: ['Ann Lee'] };
const file = (text = page(), name = '2026-02-24 00:09:13.0-the-quiet-pump.html') => memoryFile(name, text, 9);

describe('an article of a LinkedIn member', () => {
  it('is a post, its text without markup', async () => {
    expect(await detect(file(), {})).toMatchObject({
      reader: { word: 'linkedin-article' },
      detection: { questions: [{ word: 'us' }] },
    });
    const { messages, summary } = await readAll(linkedinArticle.read(file(), us));
    expect(messages).toEqual([
      {
        source: 'linkedin',
        nativeId: address,
        kind: 'post',
        author: { id: 'ann-lee', handle: 'Ann Lee' },
        own: true,
        text: 'The "quiet" pump\n\nIt is quiet.\n\nWhy?\n\noil\ncare & time',
        createdAt: '2026-02-24T00:09:00.000Z',
        precision: 'minute',
        visibility: 'public',
        url: address,
      },
    ]);
    expect(summary).toMatchObject({ sides: 'own', ownAccounts: ['ann-lee'] });
  });

  it('is left out where it was never published, and refused where its date is none', async () => {
    const rejected = async (text: string) => (await readAll(linkedinArticle.read(file(text), us))).rejected;
    expect(await rejected(page({ published: '' }))).toEqual([
      { line: 1, rejected: 'was never published: left out on purpose', excerpt: '' },
    ]);
    const never = '<p class="published">Published on 2026-02-30 00:09</p>';
    expect(await rejected(page({ published: never }))).toMatchObject([
      { rejected: expect.stringContaining('2026-02-30') },
    ]);
    expect(await rejected('<html></html>')).toMatchObject([{ rejected: 'names no article of LinkedIn' }]);
    const latin1 = memoryFile('a.html', Buffer.from(page({ body: 'Grüße' }), 'latin1'));
    expect((await readAll(linkedinArticle.read(latin1, us))).rejected).toMatchObject([
      { rejected: 'holds bytes that are no UTF-8' },
    ]);
    await expect(rejected(page({ body: 'a'.repeat(3_000_000) }))).rejects.toThrow(/larger than an article/);
  });

  it('is none where a page is of somebody else', async () => {
    const other = page().replaceAll('www.linkedin.com/pulse', 'example.org/blog');
    expect(await linkedinArticle.detect(file(other), {})).toBeUndefined();
  });
});

describe('an archive with articles', () => {
  let folder = '';
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('gives them beside posts and comments, and no other page in it', async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapport-article-'));
    const path = join(folder, 'Basic_LinkedInDataExport_07-13-2026.zip');
    await writeFile(
      path,
      zipOf({
        'Shares.csv': 'Date,ShareLink,ShareCommentary\n',
        'Articles/Articles/2026-02-24 00:09:13.0-the-quiet-pump.html': page(),
        'messages.html': page(),
        'Other/Articles.html': page(),
      }),
    );
    const files = await findFiles([path]);
    expect(files.map(({ name }) => name)).toEqual([
      'Articles/Articles/2026-02-24 00:09:13.0-the-quiet-pump.html',
      'Shares.csv',
    ]);
    const [article] = files;
    if (article === undefined) throw new Error('missing');
    const { summary, messages } = await readAll(linkedinArticle.read(article, us));
    expect(messages).toHaveLength(1);
    expect(summary.observedUntil).toBe('2026-07-13T00:00:00.000Z');
  });

  it('gives no page where it is no copy of a member’s data', async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapport-article-'));
    const path = join(folder, 'site.zip');
    await writeFile(path, zipOf({ 'Articles/a.html': page(), 'table.csv': 'a,b\n' }));
    expect((await findFiles([path])).map(({ name }) => name)).toEqual(['table.csv']);
  });
});
