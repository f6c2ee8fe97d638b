import { describe, expect, it } from 'vitest';
import { Outside, OutsideLink } from './outside.tsx';

const written = (text: string, clip?: number) => String((<Outside text={text} clip={clip} />).toString());

describe('Outside', () => {
  it('links web addresses and passes nothing on', () => {
    expect(written('See https://example.org/a?b=1&c=2.')).toBe(
      '<bdi>See <a href="https://example.org/a?b=1&amp;c=2" rel="noopener nofollow">https://example.org/a?b=1&amp;c=2</a>.</bdi>',
    );
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,<b>x</b>',
    'https://user:secret@example.org/',
    'http://',
    'ftp://example.org',
  ])('does not link %s', (text) => expect(written(text)).not.toContain('<a'));

  it('escapes, and takes out marks that turn the direction', () => {
    expect(written('<script>"x"</script>\u202egnp.exe')).toBe(
      '<bdi>&lt;script&gt;&quot;x&quot;&lt;/script&gt;gnp.exe</bdi>',
    );
  });

  it('keeps a row of @names in front complete, small, and out of the count', () => {
    expect(written('.@ana @b.c_d @… Hello you there', 5)).toBe(
      '<bdi><small class="to">.@ana @b.c_d @…</small> Hello…</bdi>',
    );
    expect(written('@ana hello')).toBe('<bdi>@ana hello</bdi>');
    expect(written('@ana @ben')).toBe('<bdi>@ana @ben</bdi>');
  });

  it('keeps whole signs when it shortens, and links no half address', () => {
    expect(written('😀😀😀', 2)).toBe('<bdi>😀😀…</bdi>');
    expect(written('See https://example.org/a-long-path', 20)).not.toContain('<a');
  });
});

describe('OutsideLink', () => {
  it('links only what is safe', () => {
    expect(String((<OutsideLink url="javascript:alert(1)">then</OutsideLink>).toString())).toBe('then');
    expect(String((<OutsideLink url="https://example.org/1">then</OutsideLink>).toString())).toContain(
      'rel="noopener nofollow"',
    );
  });
});
