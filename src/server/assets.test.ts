import { describe, expect, it } from 'vitest';
import { assetResponse } from './assets.ts';

describe('assets', () => {
  it('serves the style sheet, and nothing new to who has it', async () => {
    const first = await assetResponse('/style.css');
    expect(first?.status).toBe(200);
    expect(first?.headers.get('content-type')).toMatch(/^text\/css/);
    const tag = first?.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]+"$/);
    const again = await assetResponse('/style.css', tag);
    expect(again?.status).toBe(304);
    expect(await again?.text()).toBe('');
    expect((await assetResponse('/style.css', '"other"'))?.status).toBe(200);
  });

  it('serves the listed fonts', async () => {
    const font = await assetResponse('/fonts/source-serif-4-latin-400.woff2');
    expect(font?.headers.get('content-type')).toBe('font/woff2');
    const bytes = new Uint8Array((await font?.arrayBuffer()) ?? new ArrayBuffer(0));
    expect(Buffer.from(bytes.subarray(0, 4)).toString()).toBe('wOF2');
  });

  it.each([
    '/fonts/../style.css',
    '/fonts/nothing.woff2',
    '/package.json',
    '/browser/nothing.js',
    '/browser/../layout.js',
    '/browser/find.ts',
    '/style.css.map',
    '/fonts/%2e%2e/x.woff2',
    '/..',
  ])('has nothing at %s', async (path) => expect(await assetResponse(path)).toBeUndefined());
});
