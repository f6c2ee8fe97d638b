import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../test/memory-file.ts';
import { detect } from './detect.ts';
import { readAll } from './read-all.ts';
import { simulated } from './simulated.ts';

const header = {
  rapport: 'simulated',
  version: 1,
  notice: 'Simulated: no person and no message in this file is real.',
  company: 'Acme',
  source: 'linkedin',
  accounts: ['acme'],
  sides: 'both',
  observedUntil: '2026-11-18T07:30:00Z',
};
const asked = {
  id: 'a1',
  at: '2026-11-01T08:00:00Z',
  author: 'ann_x',
  name: 'Ann X, fitter',
  text: '@acme does it fit?',
  channel: 'acme',
  lang: 'en',
};
const replied = {
  id: 'a2',
  at: '2026-11-01T09:00:00Z',
  author: 'acme',
  text: 'It does.',
  parent: 'a1',
  channel: 'acme',
};

function file(name: string, ...lines: unknown[]) {
  return memoryFile(
    name,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
}

describe('a simulated file', () => {
  it('is known by its first line, whatever its name, and asks nothing', async () => {
    const found = await detect(file('anything.txt', header, asked), {});
    expect(found).toMatchObject({
      reader: { word: 'simulated' },
      detection: { confidence: 1, questions: [] },
    });
    expect('detection' in found && found.detection.summary).toContain('nothing in it is real');
  });

  it('is read with both sides, threads, names and its own end, and says that it is simulated', async () => {
    const read = await readAll(simulated.read(file('l.jsonl', header, asked, replied, ''), {}));
    expect(read).toMatchObject({ rows: 3, accepted: 2, empty: 1 });
    expect(read.messages[0]).toMatchObject({
      source: 'linkedin',
      nativeId: 'a1',
      kind: 'post',
      own: false,
      author: { id: 'ann_x', name: 'Ann X, fitter' },
      mentions: ['acme'],
      channel: 'acme',
    });
    expect(read.messages[1]).toMatchObject({ kind: 'reply', own: true, parentId: 'a1' });
    expect(read.summary).toMatchObject({
      ownAccounts: ['acme'],
      sides: 'both',
      observedUntil: header.observedUntil,
    });
    expect(read.summary.notes.join()).toContain('Simulated');
  });

  it('keeps damaged lines aside, with their numbers', async () => {
    const read = await readAll(
      simulated.read(file('l.jsonl', header, '{"id":', { ...asked, at: 'yesterday' }, asked), {}),
    );
    expect(read).toMatchObject({ rows: 4, accepted: 1, empty: 1 });
    expect(read.rejected.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('is narrowed by --us, and refused in a sentence when it is newer or spoilt', async () => {
    const narrowed = await readAll(simulated.read(file('l.jsonl', header, replied), { us: ['other'] }));
    expect(narrowed.messages[0].own).toBe(false);
    expect(narrowed.summary.ownAccounts).toEqual([]);
    await expect(simulated.detect(file('l.jsonl', { ...header, version: 2 }), {})).rejects.toThrow(
      'newer Rapport',
    );
    await expect(simulated.detect(file('l.jsonl', { ...header, accounts: [] }), {})).rejects.toThrow(
      'line 1: “accounts”',
    );
    expect(await simulated.detect(file('l.jsonl', asked), {})).toBeUndefined();
  });
});
