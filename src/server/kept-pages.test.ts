import { describe, expect, it } from 'vitest';
import { keepPages } from './kept-pages.ts';

describe('kept pages', () => {
  it('are written again only where something in them is another', async () => {
    const pages = keepPages();
    let written = 0;
    const write = () => `page ${++written}`;
    expect(await pages.page(['a', { locale: 'en' }], write)).toBe('page 1');
    expect(await pages.page(['a', { locale: 'en' }], write)).toBe('page 1');
    expect(await pages.page(['a', { locale: 'de' }], write)).toBe('page 2');
  });

  it('are no more than twenty, those not asked for longest forgotten first', async () => {
    const pages = keepPages();
    let written = 0;
    const write = () => `page ${++written}`;
    await pages.page('first', write);
    await pages.page('second', write);
    for (let other = 0; other < 18; other++) await pages.page(other, write);
    expect(await pages.page('first', write)).toBe('page 1');
    await pages.page('one more', write);
    expect(await pages.page('first', write)).toBe('page 1');
    expect(await pages.page('second', write)).toBe('page 22');
  });
});
