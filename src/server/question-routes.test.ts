import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from '../../test/served.ts';
import { pumpQuestions } from '../../test/support-corpus.ts';
import type { Finding } from '../model/finding.ts';

let served: Served;
beforeAll(async () => {
  served = await serve({ files: { 'plan.yaml': 'company: Tarnwell Pumps\nzone: Europe/Berlin\n' } });
  await served.bringIn({ 'twcs.csv': pumpQuestions() });
});
afterAll(() => served.close());

describe('answers', () => {
  it('open as a page, as numbers, as a table and as a picture', async () => {
    const shown = await served.page('/ignoring?period=all');
    expect(shown).toMatch(/<strong>Rule:<\/strong>.*of other people’s data, judged by two readers/s);
    expect(shown).toMatch(/id="rule".*<dt><b>Expects an answer:<\/b> asks<\/dt>/s);
    expect(shown).toContain('<svg');
    const findings: Finding[] = await (await served.get('/ignoring.json?period=all')).json();
    expect(findings[0]).toMatchObject({ kind: 'answer', made: { program: 'rapport 0.0.0' } });
    const table = await served.page('/ignoring.csv?period=all');
    expect(table.split('\r\n')[0]).toContain('definition');
    expect(table).toContain('still_waiting_after_1h');
    const svg = await served.get('/ignoring.svg?period=all');
    expect(svg.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
    const text = await svg.text();
    expect(text).toMatch(/^(<\?xml[^>]*>\s*)?<svg/);
    expect(text).not.toMatch(/<style|style="/);
  });

  it('open to the messages behind them', async () => {
    const shown = await served.page('/messages?measure=waiting-curve&period=all');
    // The page of who waited links here without naming a measure.
    expect(await served.page('/messages?period=all')).toContain('/thread/x/1001');
    expect(shown).toContain('/thread/x/1001');
    const table = await served.page('/ignoring/waiting-curve.csv?period=all&rows');
    expect(table.trim().split('\r\n')).toHaveLength(61);
    expect(table).toContain("'@Pumps <script>alert(1)</script> why does it leak?");
    expect(await served.page('/ignoring/messages.csv?period=all')).toBe(table);
  });

  it('escape what people wrote', async () => {
    for (const path of [
      '/thread/x/1000',
      '/messages?measure=waiting-curve&period=all',
      '/waiting',
      '/ignoring?period=all',
    ])
      expect(await served.page(path), path).not.toContain('<script>alert');
    expect(await served.page('/thread/x/1000')).toContain('&lt;script&gt;alert(1)');
  });

  it('are kept, and made anew when the data change', async () => {
    const first: Finding[] = await (await served.get('/ignoring.json?period=all&compare=none')).json();
    const again: Finding[] = await (await served.get('/ignoring.json?compare=none&period=all')).json();
    expect(again).toEqual(first);
    const before = first[0]?.made.dataVersion ?? 0;
    await served.post('/act', {
      kind: 'needs-no-answer',
      source: 'x',
      nativeId: '1001',
      reason: 'thanks',
      text: '',
    });
    const after: Finding[] = await (await served.get('/ignoring.json?period=all&compare=none')).json();
    expect(after[0]?.made.dataVersion).toBeGreaterThan(before);
  });

  it('hold no names in files', async () => {
    const finding = JSON.stringify(await (await served.get('/ignoring/waiting-now.json')).json());
    expect(finding).toContain('"form":"waiting"');
    expect(finding).not.toContain('"name":"50');
  });

  it('refuse a filter that makes no sense, in words', async () => {
    const response = await served.get('/ignoring?period=fortnight');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('period=fortnight');
  });
});
