import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { listConnections } from '../src/store/connections.ts';
import { openDatabase } from '../src/store/database.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-sync-kill-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function run(database: string, ...killAt: string[]): 'done' | 'killed' {
  const script = path.join(import.meta.dirname, 'sync-kill-child.mjs');
  const { status, signal, stderr } = spawnSync(process.execPath, [script, database, ...killAt], {
    encoding: 'utf8',
  });
  if (status === 0) return 'done';
  if (signal === 'SIGKILL') return 'killed';
  throw new Error(stderr);
}

async function contents(
  database: string,
): Promise<{ held: unknown; followers: unknown; cursor: string | undefined }> {
  const db = await openDatabase(database);
  try {
    const held = await db.store.query(`SELECT m.native_id AS id, m.text, m.parent_native_id AS parent,
        m.deleted_at IS NOT NULL AS gone, f.state,
        (SELECT count(*)::INTEGER FROM observation o WHERE o.native_id = m.native_id) AS observations,
        (SELECT count(*)::INTEGER FROM metric_snapshot k WHERE k.native_id = m.native_id) AS counts
      FROM message m LEFT JOIN first_answer f USING (message_id) ORDER BY m.native_id`);
    const followers = await db.store.query(
      'SELECT source, series, starts_at::VARCHAR AS at, value FROM point',
    );
    return { held, followers, cursor: (await listConnections(db.store))[0]?.cursor };
  } finally {
    await db.close();
  }
}

describe('a sync whose process is killed', () => {
  const whole = path.join(folder, 'whole.duckdb');

  it.each([
    ['1', 'kept', '0'],
    ['1', 'commit', '0'],
    ['2', 'kept', '1'],
    ['2', 'commit', '1'],
    ['3', 'kept', '2'],
    ['3', 'commit', '2'],
  ])('in leg %s at %s is taken up after the last whole leg, and doubles nothing', async (leg, at, cursor) => {
    if (!fs.existsSync(whole)) run(whole);
    const expected = await contents(whole);
    expect(expected.cursor).toBe('3');
    expect(expected.held).toHaveLength(180);
    expect(expected.followers).toEqual([
      { source: 'parley-acme', series: 'followers', at: '2026-01-06 00:00:00', value: 42 },
    ]);
    const file = path.join(folder, `${leg}-${at}.duckdb`);
    expect(run(file, leg, at)).toBe('killed');
    const before = await contents(file);
    expect(before.cursor ?? '0').toBe(cursor);
    expect(before.followers).toEqual(cursor === '0' ? [] : expected.followers);
    expect(before.held).toHaveLength(60 * Number(cursor));
    expect(run(file)).toBe('done');
    expect(await contents(file)).toEqual(expected);
  });
});
