import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Heard, quietTerminal } from '../../test/quiet-terminal.ts';
import { run } from './run.ts';

let folder: string;
let heard: Heard;

function rapport(...args: string[]): Promise<number> {
  heard = { out: '', err: '' };
  return run(args, quietTerminal(folder, heard));
}

const columns =
  'columns: {id: id, author: author, text: text, time: at, parent: reply_to}\ntime: {format: iso}\nus: [acme_pumps]\n';
const files = {
  forum: [
    'id,author,text,at,reply_to',
    '1,acme_pumps,We have a new pump,2026-01-05T09:00:00Z,',
    '2,ann_marker,@acme_pumps does marker7734 fit it?,2026-01-05T10:00:00Z,1',
    '4,bob_other,@acme_pumps and mine?,2026-01-05T12:00:00Z,1',
  ],
  board: [
    'id,author,text,at,reply_to',
    '11,acme_pumps,Here too,2026-01-06T09:00:00Z,',
    '12,zoe_marker,@acme_pumps marker8845 leaks,2026-01-06T10:00:00Z,11',
    '13,bob_other,@acme_pumps and mine here?,2026-01-06T12:00:00Z,11',
  ],
};
const workspace = () => path.join(folder, 'rapport');

async function importAll(): Promise<void> {
  for (const source of Object.keys(files))
    expect(await rapport('import', `${source}.csv`, '--map', `${source}.yaml`), heard.err).toBe(0);
}

function plan(members: string): void {
  fs.writeFileSync(
    path.join(workspace(), 'plan.yaml'),
    `# ours\ncompany: Acme\nown:\n  forum: [acme_pumps]\n  board: [acme_pumps]\ngroups:\n  engineers:\n    name: Engineers\n${members}`,
  );
}

/** Files of the workspace in whose bytes a word stands. */
function filesWith(word: string): string[] {
  const all = fs
    .readdirSync(workspace(), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile());
  return all.flatMap(({ parentPath, name }) =>
    fs.readFileSync(path.join(parentPath, name)).includes(word) ? [name] : [],
  );
}

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-link-cli-'));
  for (const [source, lines] of Object.entries(files)) {
    fs.writeFileSync(path.join(folder, `${source}.csv`), `${lines.join('\n')}\n`);
    fs.writeFileSync(path.join(folder, `${source}.yaml`), `source: ${source}\n${columns}`);
  }
  await importAll();
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const held = (name: string) => JSON.parse(fs.readFileSync(path.join(folder, name, 'person.json'), 'utf8'));

describe('rapport link', () => {
  it('makes two accounts one person for export, lists the link, and takes it back', async () => {
    expect(await rapport('link', '@ann_marker', 'board:zoe_marker', '--reason', 'her profile says so')).toBe(
      0,
    );
    expect(heard.out).toContain('rapport unlink forum:ann_marker board:zoe_marker');
    expect(await rapport('link')).toBe(0);
    expect(heard.out).toMatch(/forum:ann_marker +board:zoe_marker +2026-04-01 .*her profile says so/);
    expect(await rapport('export', 'person', '@zoe_marker', 'both'), heard.err).toBe(0);
    expect(held('both')).toMatchObject({
      account: { source: 'board', nativeId: 'zoe_marker' },
      messages: [{ id: '12' }],
      linked: [{ account: { source: 'forum', nativeId: 'ann_marker' }, messages: [{ id: '2' }] }],
      links: [{ reason: 'her profile says so' }],
    });
    const text = fs.readFileSync(path.join(folder, 'both', 'person.txt'), 'utf8');
    for (const word of ['marker7734', 'marker8845', 'her profile says so']) expect(text).toContain(word);

    expect(await rapport('unlink', 'board:zoe_marker', 'forum:ann_marker')).toBe(0);
    expect(await rapport('export', 'person', '@zoe_marker', 'one')).toBe(0);
    expect(held('one')).toMatchObject({ linked: [], links: [] });
    expect(await rapport('unlink', 'board:zoe_marker', 'forum:ann_marker')).toBe(1);
    expect(heard.err).toContain('not linked with each other');
    expect(await rapport('link')).toBe(0);
    expect(heard.out).toBe('No accounts are linked.\n');
  });

  it('links nobody with our side, with themselves, twice, or with somebody who wrote nothing', async () => {
    expect(await rapport('link', '@ann_marker', 'forum:acme_pumps')).toBe(1);
    expect(heard.err).toContain('own side');
    expect(await rapport('link', '@ann_marker', 'forum:ann_marker')).toBe(1);
    expect(heard.err).toContain('one and the same');
    expect(await rapport('link', '@ann_marker', 'board:acme_pumps')).toBe(1);
    expect(await rapport('link', '@ann_marker')).toBe(1);
    expect(heard.err).toContain('two accounts');
    expect(await rapport('link', '@ann_marker', 'board:zoe_marker')).toBe(0);
    expect(await rapport('link', 'board:zoe_marker', '@ann_marker')).toBe(1);
    expect(heard.err).toContain('linked already');
  });

  it('means one person by a name that several accounts have only once they are linked', async () => {
    expect(await rapport('export', 'person', '@bob_other', 'bob')).toBe(1);
    expect(heard.err).toContain('could be any of these');
    expect(await rapport('link', 'forum:bob_other', 'board:bob_other')).toBe(0);
    expect(await rapport('export', 'person', '@bob_other', 'bob'), heard.err).toBe(0);
    expect(held('bob').linked).toHaveLength(1);
    // half a name means nobody, whoever is linked
    expect(await rapport('erase', 'bob_o', '--yes')).toBe(1);
  });

  it('reaches over a third account, and outlives an import that is taken back and made again', async () => {
    expect(await rapport('link', '@ann_marker', 'board:zoe_marker')).toBe(0);
    expect(await rapport('link', 'board:zoe_marker', 'forum:bob_other')).toBe(0);
    expect(heard.out.replace(/\s+/g, ' ')).toContain('With them: forum:ann_marker, forum:bob_other.');
    expect(await rapport('undo', '2')).toBe(0);
    expect(await rapport('import', 'board.csv', '--map', 'board.yaml')).toBe(0);
    expect(await rapport('export', 'person', '@ann_marker', 'three'), heard.err).toBe(0);
    const others = held('three').linked.map((one: { account: { nativeId: string } }) => one.account.nativeId);
    expect(others).toEqual(['zoe_marker', 'bob_other']);
  });
});

describe('rapport erase of linked accounts', () => {
  it('erases them together with the link, and takes them out of the plan and its versions', async () => {
    plan('    members: [forum:ann_marker, "forum:@bob_other"] # by hand\n');
    expect(await rapport('link', '@ann_marker', 'board:zoe_marker', '--reason', 'ann_marker says so')).toBe(
      0,
    );
    plan('    members:\n      - forum:ann_marker\n      - board:zoe_marker\n      - forum:bob_other\n');
    expect(await rapport('erase', '@zoe_marker', '--yes'), heard.err).toBe(0);
    expect(heard.err.replace(/\s+/g, ' ')).toContain('2 messages');
    expect(heard.err.replace(/\s+/g, ' ')).toContain('among the members of engineers');
    expect(heard.out.replace(/\s+/g, ' ')).toContain('Taken out of the members in plan.yaml (engineers)');
    for (const word of ['ann_marker', 'zoe_marker', 'marker7734', 'marker8845'])
      expect(filesWith(word), word).toEqual([]);
    const text = fs.readFileSync(path.join(workspace(), 'plan.yaml'), 'utf8');
    expect(text).toMatch(/^# ours\n[\s\S]* {4}members:\n {6}- forum:bob_other\n$/);
    expect(await rapport('link')).toBe(0);
    expect(heard.out).toBe('No accounts are linked.\n');
    expect(await rapport('erase', '@ann_marker', '--yes')).toBe(1);
    expect(heard.err).toContain('was erased before');
  });
});
