import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Heard, quietTerminal } from '../../test/quiet-terminal.ts';
import { run } from './run.ts';
import type { Terminal } from './terminal.ts';

let folder: string;
let heard: Heard;

function rapport(args: string[], rest: Partial<Terminal> = {}): Promise<number> {
  heard = { out: '', err: '' };
  return run(args, quietTerminal(folder, heard, rest));
}

const posts = [
  'id,author,text,at,reply_to',
  '1,acme_pumps,We have a new pump,2026-01-05T09:00:00Z,',
  '2,ann_marker,@acme_pumps does marker7734 fit it?,2026-01-05T10:00:00Z,1',
  '3,acme_pumps,@ann_marker it does,2026-01-05T11:00:00Z,2',
  '4,ann_other,@acme_pumps and mine?,2026-01-05T12:00:00Z,1',
];
const mapping =
  'source: forum\ncolumns: {id: id, author: author, text: text, time: at, parent: reply_to}\ntime: {format: iso}\nus: [acme_pumps]\n';

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-erase-cli-'));
  fs.writeFileSync(path.join(folder, 'posts.csv'), `${posts.join('\n')}\n`);
  fs.writeFileSync(path.join(folder, 'map.yaml'), mapping);
  expect(await rapport(['import', 'posts.csv', '--map', 'map.yaml']), heard.err).toBe(0);
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('rapport erase', () => {
  it('says what it will remove, asks, removes it, and says what is left elsewhere', async () => {
    const workspace = path.join(folder, 'rapport');
    fs.writeFileSync(path.join(workspace, 'note.txt'), 'Call Ann_Marker back');
    fs.writeFileSync(path.join(workspace, 'old.duckdb'), 'a copy');
    expect(await rapport(['erase', '@ann_marker'], { ask: async () => 'no' })).toBe(0);
    expect(heard.err).toContain('1 message');
    expect(heard.out).toBe('Nothing was removed.\n');
    expect(await rapport(['erase', '@ann_marker'])).toBe(1);
    expect(heard.err).toContain('--yes');
    expect(await rapport(['erase', '@ann_marker', '--yes'])).toBe(0);
    expect(heard.out).toContain('Erased: 1 text; the @name is covered in 1 message of others.');
    expect(heard.err).toContain(path.join(workspace, 'note.txt'));
    expect(heard.err).toContain(path.join(workspace, 'old.duckdb'));
    const bytes = fs.readFileSync(path.join(workspace, 'rapport.duckdb'));
    for (const word of ['marker7734', 'ann_marker']) expect(bytes.includes(word)).toBe(false);
    expect(await rapport(['erase', '@ann_marker', '--yes'])).toBe(1);
    expect(heard.err).toContain('was erased before');
    expect(await rapport(['audit'])).toBe(0);
    expect(heard.out).toContain('erased a person');
    expect(heard.out).not.toContain('ann');
  });

  it('erases nobody by half a name, and none of our own side', async () => {
    expect(await rapport(['erase', 'ann', '--yes'])).toBe(1);
    expect(heard.err).toContain('forum:ann_marker');
    expect(heard.err).toContain('forum:ann_other');
    expect(await rapport(['erase', 'forum:acme_pumps', '--yes'])).toBe(1);
    expect(heard.err).toContain('own side');
    expect(await rapport(['erase', 'zoe', '--yes'])).toBe(1);
    expect(heard.err).toContain('Nobody called “zoe”');
  });

  it('exports all that is held on a person, and an erased one has nothing left to export', async () => {
    expect(await rapport(['export', 'person', '@ann_marker', 'ann'])).toBe(0);
    const held = JSON.parse(fs.readFileSync(path.join(folder, 'ann', 'person.json'), 'utf8'));
    expect(held).toMatchObject({
      account: { source: 'forum', nativeId: 'ann_marker' },
      from: [{ shown: 'posts.csv', acquisition: 'export_file', messages: 1 }],
      messages: [
        {
          id: '2',
          at: '2026-01-05T10:00:00Z',
          text: '@acme_pumps does marker7734 fit it?',
          answers: '1',
          expectsAnswer: true,
        },
      ],
      namedIn: [{ id: '3', text: '@ann_marker it does' }],
    });
    expect(fs.readFileSync(path.join(folder, 'ann', 'person.txt'), 'utf8')).toContain('marker7734');
    expect(await rapport(['audit', '--json'])).toBe(0);
    expect(JSON.parse(heard.out)).toMatchObject([
      { did: 'export', counts: { messages: 1, mentions: 1, acts: 0 } },
    ]);
    expect(await rapport(['erase', '@ann_marker', '--yes'])).toBe(0);
    expect(await rapport(['export', '@ann_marker', 'again'])).toBe(1);
    expect(fs.existsSync(path.join(folder, 'again'))).toBe(false);
  });
});
