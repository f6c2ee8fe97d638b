import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from '../../test/served.ts';
import { pumpQuestions } from '../../test/support-corpus.ts';

let served: Served;
beforeAll(async () => {
  served = await serve({ files: { 'plan.yaml': 'company: Tarnwell Pumps\nzone: Europe/Berlin\n' } });
  await served.bringIn({ 'twcs.csv': pumpQuestions() });
});
afterAll(() => served.close());

describe('the work list', () => {
  it('takes acts, goes back to this site only, and undoes', async () => {
    const act = { kind: 'answered-elsewhere', source: 'x', nativeId: '1002', at: '2026-11-03T10:00' };
    const done = await served.post('/act', { ...act, back: '/waiting?channel=Pumps' });
    expect(done.status).toBe(303);
    expect(done.headers.get('location')).toBe('/waiting?channel=Pumps');
    const shown = await served.page('/waiting');
    const id = /name="act" value="([^"]+)"/.exec(shown)?.[1] ?? '';
    expect(
      (await served.post('/act', { kind: 'undo', act: id, back: 'http://evil.test/' })).headers.get(
        'location',
      ),
    ).toBe('/waiting');
    expect((await served.post('/act', { kind: 'undo', act: id })).status).toBe(400);
  });

  it('refuses what cannot have been', async () => {
    const message = { source: 'x', nativeId: '1004' };
    const early = await served.post('/act', {
      kind: 'answered-elsewhere',
      ...message,
      at: '2026-11-01T10:00',
    });
    expect(early.status).toBe(400);
    expect(
      (await served.post('/act', { kind: 'answered-elsewhere', ...message, at: '2027-01-01T10:00' })).status,
    ).toBe(400);
    expect((await served.post('/act', { kind: 'answered-elsewhere', ...message, at: 'soon' })).status).toBe(
      400,
    );
    expect(
      (await served.post('/act', { kind: 'needs-no-answer', source: 'x', nativeId: '404', reason: 'solved' }))
        .status,
    ).toBe(400);
    expect((await served.post('/act', { kind: 'delete-all' })).status).toBe(400);
  });
});
