import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../test/memory-file.ts';
import { detect } from './detect.ts';
import { preview } from './preview.ts';

const corpus =
  'tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n' +
  '1,Acme,False,Tue Oct 31 22:10:47 +0000 2017,hello there,,2\n'.repeat(12);

describe('detect', () => {
  it('lets the surest reader take the file', async () => {
    expect(await detect(memoryFile('any.csv', corpus), {})).toMatchObject({
      reader: { word: 'support-corpus' },
    });
    const outbox = '{"id": "outbox.json", "type": "OrderedCollection", "totalItems": 0, "orderedItems": []}';
    expect(await detect(memoryFile('a.json', outbox), {})).toMatchObject({
      reader: { word: 'mastodon-outbox' },
    });
  });

  it('takes followers by day for what they are, whatever the file is called', async () => {
    const days = 'Date,Followers\n2026-08-01,1000\n2026-08-02,1010\n2026-08-03,1011\n';
    expect(await detect(memoryFile('Followers.csv', days), {})).toMatchObject({ reader: { word: 'series' } });
  });

  it('lets a given mapping overrule', async () => {
    const mapping = {
      source: 'x',
      columns: { id: 'tweet_id', text: 'text', author: 'author_id', time: 'created_at' },
      time: { format: 'x' },
      us: ['Acme'],
    };
    expect(await detect(memoryFile('any.csv', corpus), { mapping })).toMatchObject({
      reader: { word: 'table' },
    });
  });

  it.each([
    ['direct-messages.js', 'window.YTD.direct_messages.part0 = [', /private messages/],
    ['like.js', 'window.YTD.like.part0 = [ {"like": {}} ]', /liked, follows, saved or set aside.*not read/],
    ['likes.json', '{"type":"OrderedCollection","orderedItems":["https://a.example/1"]}', /liked, follows/],
    ['followers_1.json', '[{"string_list_data":[{"value":"ann"}]}]', /liked, follows/],
    ['Reactions.csv', 'Date,Type,Link\n2026-08-01 10:00:00,LIKE,https://x.example/1\n', /liked, follows/],
    ['actor.json', '{"type":"Person","id":"https://a.example/@a"}', /whose archive it is.*whole archive/],
    ['acme_actor.json', '{"type":"Person"}', /whose archive it is/],
    ['account.js', 'window.YTD.account.part0 = [ {"account":{}} ]', /whose archive it is.*whole archive/],
    ['Audience.csv', 'sep=,\n"Age"\n"","Men"\n"18-24","5%"\n', /several tables.*Follows\.csv/],
    ['visitors.csv', 'Location,Total views\nVienna,30\nGraz,10\n', /LinkedIn page.*as LinkedIn exports/],
    ['readme.txt', 'hello\nto you', /nothing that Rapport knows\. It reads the exports that platforms give/],
    [
      'posts.json',
      '[\n{"media": []}\n]',
      /JSON of a kind that Rapport does not know\. Of JSON it reads: .*X archive/,
    ],
    ['empty.csv', '', /is empty/],
    ['page.html', '<!doctype html><p>hello, world\n<p>hi, you', /nothing that Rapport knows/],
    ['sheet.xlsx', 'PK\u0003\u0004rest', /packed file/],
    [
      'holidays.csv',
      'date,holiday\n2024-01-01,New Year\n',
      /no column of it holds texts.*Its columns: date, holiday/,
    ],
    ['old.tar.gz', Uint8Array.of(0x1f, 0x8b, 8, 0), /Unpack it/],
  ])('refuses %s with a sentence', async (name, content, sentence) => {
    expect(await detect(memoryFile(name, content), {})).toEqual({ refused: expect.stringMatching(sentence) });
  });
});

describe('preview', () => {
  it('shows the first rows as understood', async () => {
    const shown = await preview(memoryFile('any.csv', corpus), {}, 5);
    expect(shown.sample).toHaveLength(5);
    expect(shown).toMatchObject({
      questions: [],
      rejectedSample: [],
      detection: { reader: 'support-corpus' },
    });
  });

  it('shows rows although questions are open, and rejected rows with their reason', async () => {
    const good = Array.from({ length: 5 }, (_, i) => `hello there ${i},2024-01-0${i + 1} 10:00`);
    const file = memoryFile('x.csv', ['text,created_at', ...good, 'bye for now,never', ''].join('\n'));
    const shown = await preview(file, {});
    expect(shown.questions.map((question) => question.word)).toEqual(['zone', 'withoutIds', 'us']);
    expect(shown.sample).toHaveLength(5);
    expect(shown.sample[0]).toMatchObject({ text: 'hello there 0', author: { id: '?' } });
    expect(shown.rejectedSample).toEqual([
      { line: 7, reason: '"never" is no time of the form iso', excerpt: 'bye for now, never' },
    ]);
  });

  it('passes a refusal on', async () => {
    expect(await preview(memoryFile('empty.csv', ''), {})).toMatchObject({
      refused: 'empty.csv is empty.',
      sample: [],
    });
  });
});
