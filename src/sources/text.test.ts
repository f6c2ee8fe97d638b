import { describe, expect, it } from 'vitest';
import { decodeEntities } from './entities.ts';
import { htmlText } from './html-text.ts';
import { mentionsIn } from './mentions.ts';
import { tidyText } from './tidy.ts';

describe('decodeEntities', () => {
  it('decodes once', () => {
    expect(decodeEntities('a &amp;lt; b &gt; c &#39;d&#x27; &euro;5 AT&T &unknown; &#0; &#xD800;')).toBe(
      "a &lt; b > c 'd' €5 AT&T &unknown; &#0; &#xD800;",
    );
  });
});

describe('htmlText', () => {
  it.each(['<a', '<!--', '<!-- ', '<', '</p', '<br '])(
    'survives a million signs of %j, which never end',
    (piece) => {
      const html = `<b>One</b>${piece.repeat(1_000_000 / piece.length)}`;
      expect(htmlText(html).startsWith('One')).toBe(true);
    },
  );

  it('keeps what only looks like markup', () => {
    expect(htmlText('1 < 2 <3 <!-- no --> <img alt="x"> a <- b <p')).toBe('1 < 2 <3   a <- b <p');
  });

  it('keeps paragraphs and lines, drops tags, decodes entities last', () => {
    const html =
      '<p>One &lt;b&gt;<br/>two</p><p><span class="h-card"><a href="https://x.example/@a" class="u-url mention">@<span>a</span></a></span> it&#39;s</p>';
    expect(htmlText(html)).toBe("One <b>\ntwo\n\n@a it's");
  });

  it('puts the hidden parts of a link together', () => {
    const html =
      '<p><a href="https://e.example/long"><span class="invisible">https://</span><span class="ellipsis">e.example/lo</span><span class="invisible">ng</span></a></p>';
    expect(htmlText(html)).toBe('https://e.example/long');
  });
});

describe('mentionsIn', () => {
  it.each([
    ['@One hi .@two, (@three) RT @four: @one', ['One', 'two', 'three', 'four']],
    ['mail me@example.com or a@b', []],
    ['now at @me@mastodon.example', []],
    ['안녕@brand ＠wide', ['brand', 'wide']],
    ['@900123 and @twentyonecharactersss', ['900123']],
  ])('%s', (text, names) => {
    expect(mentionsIn(text)).toEqual(names);
  });
});

describe('tidyText', () => {
  it('repairs before it decodes entities, and says so', () => {
    expect(tidyText('Itâ€™s A &amp; B\r\nnext', 'decode')).toEqual({
      text: 'It’s A & B\nnext',
      repaired: true,
    });
    expect(tidyText('a &amp; b', 'keep')).toEqual({ text: 'a &amp; b', repaired: false });
  });

  it('leaves no half surrogate and no NUL', () => {
    expect(tidyText('a\ud83d b\0 😀', 'keep').text).toBe('a\ufffd b 😀');
  });
});
