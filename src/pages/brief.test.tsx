import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brief, emptyBrief, items, ownSideBrief } from '../../test/pages/brief-example.ts';
import { hostile, frame as outer, realName } from '../../test/pages/example.ts';
import { root } from '../../test/repository.ts';
import type { Brief } from '../model/brief.ts';
import type { WaitingFigure } from '../model/figure.ts';
import { BriefPage } from './brief.tsx';
import { briefFile } from './brief-file.tsx';
import type { BriefPageProps } from './props.ts';

const frame = {
  ...outer,
  company: 'Tarnwell & Sons',
  questions: [
    { word: 'ignoring', title: 'Whom do we ignore?' },
    { word: 'conversation', title: 'Are we in conversation?' },
  ],
  current: 'brief',
  path: '/',
  query: 'period=week&channel=tarnwell',
};
const channels = [
  { id: 'tarnwell', name: 'tarnwell' },
  { id: 'film', name: 'Film channel' },
];

async function page(of: Brief, more: Partial<BriefPageProps> = {}): Promise<string> {
  const props = { frame, brief: of, filter: of.filter, channels, ...more };
  const html = await (<BriefPage {...props} />).toString();
  return String(html).replaceAll('\u00a0', ' ');
}

const styles = readFileSync(join(root, 'src', 'pages', 'style.css'), 'utf8');
const listed: { from: string; to: string }[] = JSON.parse(
  readFileSync(join(root, 'src', 'pages', 'fonts.json'), 'utf8'),
);
function font(name: string): Uint8Array | undefined {
  const found = listed.find(({ to }) => to === name);
  return found && readFileSync(createRequire(import.meta.url).resolve(found.from));
}
const file = (of: Brief) => briefFile({ frame, brief: of, styles, font });
const inWords = (html: string) =>
  html
    .replace(/<(style|title|desc)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('\u00a0', ' ');

const figure = (brief.waiting.kind === 'answer' ? brief.waiting.figures[0] : undefined) as WaitingFigure;
const whole = await page(brief);
const article = (i: number) => whole.split('<article')[i + 1].split('</article>')[0];

describe('the page of the brief', () => {
  it('says which days it is of, how many are to come, and who waits since when', () => {
    expect(whole).toContain(
      '<p class="dateline">Week 47, Monday 16 November to Friday 20 November 2026. Unfinished: two days to come.</p>',
    );
    expect(whole).toContain('<h1 class="title">This week at Tarnwell &amp; Sons</h1>');
    const opening = whole.slice(whole.indexOf('class="row opening"'), whole.indexOf('<article'));
    expect(inWords(opening)).toContain('23 messages wait for an answer, the longest for 6 days.');
    expect(opening).toContain('<a href="#waiting" data-key="w">');
    expect(whole).toContain('id="waiting"');
  });

  it('gives each sentence its picture, numbers, reason, ways in and voices', () => {
    expect(whole.match(/<article/g)).toHaveLength(items.length);
    expect(inWords(article(0))).toContain(
      'changed Two-way share: 31 % of 88, after 51 % of 93 in the week before. Difference −20 points. Week 47, unfinished.',
    );
    expect(inWords(article(1))).toContain(
      'no clear change Two-way share: 42 % (35 to 49) of 212, after 45 % (37 to 53) of 198 in the 28 days before. Difference −3 points (−14 to +8). 24 October to 20 November 2026, unfinished.',
    );
    expect(article(1)).toMatch(/<svg class="chart" width="100%" height="140"/);
    expect(article(1)).toContain('<blockquote class="voice">');
    expect(inWords(article(3))).toContain('no comparison Two-way share: 22 % (16 to 29) of 140.');
    expect(inWords(article(4))).toContain('cannot tell Week 47');
    expect(article(4)).toContain('<div class="cannot">');
  });

  it('opens each number under the very filter it was asked with, once', () => {
    const hrefs = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    expect(hrefs(article(0))).toEqual([
      '/conversation?period=week#two-way',
      '/conversation/two-way.csv?rows&amp;period=week',
      '/decisions/new?measure=two-way&amp;period=week',
    ]);
    expect(hrefs(article(1))).toContain('/ignoring?from=2026-10-24&amp;to=2026-11-20#waiting-curve');
  });

  it('lists at most seven who wait, by name, and leads to all', () => {
    const list = whole.slice(whole.indexOf('id="waiting"'), whole.indexOf('id="due"'));
    expect(list.match(/<li class="wait"/g)).toHaveLength(7);
    expect(list).toContain(realName);
    expect(list).toContain('href="/thread/x/0?back=%2F"');
    expect(list).toContain('<a href="/waiting?period=all">All 23 messages that wait</a>');
  });

  it('says what is due, by which rule the sentences were chosen, and whence the numbers come', () => {
    const due = inWords(whole.slice(whole.indexOf('id="due"')));
    expect(due).toContain('Since 30 Oct 2026Bring in a newer export of Company page.');
    expect(due).toContain('Any dayJudge 18 more messages.');
    expect(due).toContain('How these sentences were chosenOf 9 numbers compared');
    expect(whole.match(/<li>A caveat\.<\/li>/g)).toHaveLength(1);
    expect(whole).toContain('<code>/?from=2026-11-16&amp;to=2026-11-22</code>');
  });

  it('offers other days, channels, and the file of just these', () => {
    expect(whole).toContain('<a href="/?period=week" aria-current="page">This week</a>');
    expect(whole).toContain('<a href="/?period=last-month">Last month</a>');
    expect(whole).toMatch(/<form class="filter" method="get" action="\/"/);
    expect(whole).toContain('<input type="hidden" name="period" value="week"/>');
    expect(whole).toContain(
      '<a href="/brief.html?period=week&amp;channel=tarnwell" download="brief-2026-11-16.html">',
    );
  });

  it('keeps channels and clock when the days change', async () => {
    const filter = { ...brief.filter, channels: ['a b'], clock: 'business' as const };
    const text = await page({ ...brief, filter }, { filter });
    expect(text).toContain('href="/?period=last-week&amp;channel=a+b&amp;clock=business"');
    expect(text).toContain('<input type="hidden" name="clock" value="business"/>');
    expect(text).toContain('Only a b.</p>');
  });
});

describe('its title', () => {
  const titled = async (of: Brief, now?: string, company = 'Tarnwell') =>
    /<h1 class="title">(.*?)<\/h1>/.exec(await page(of, { now, frame: { ...frame, company } }))?.[1];
  const asked = (filter: Partial<Brief['filter']>, span?: Brief['period']) => ({
    ...brief,
    filter: { ...brief.filter, ...filter },
    period: span ?? brief.period,
  });

  it('calls only the week of now "this week"', async () => {
    expect(await titled(brief, '2026-11-22T22:59:00Z')).toBe('This week at Tarnwell');
    expect(await titled(brief, '2026-11-22T23:00:00Z')).toBe('Week 47 at Tarnwell');
    expect(await titled(asked({ period: 'last-week' }), '2026-11-23T08:00:00Z')).toBe(
      'Last week at Tarnwell',
    );
    expect(await titled(asked({ period: 'last-week' }), '2026-11-30T08:00:00Z')).toBe('Week 47 at Tarnwell');
    expect(await titled(brief, undefined, '')).toBe('This week');
  });

  it('names months, with their year when it is another', async () => {
    const november = asked(
      { period: 'month' },
      { from: '2026-10-31T23:00:00Z', to: '2026-11-30T23:00:00Z', unfinished: true },
    );
    expect(await titled(november, '2026-12-02T08:00:00Z')).toBe('November at Tarnwell');
    expect(await titled(november, '2027-01-02T08:00:00Z')).toBe('November 2026 at Tarnwell');
    expect(await page(november)).toContain(
      '<p class="dateline">1 November to 20 November 2026. Unfinished: ten days to come.</p>',
    );
  });

  it('has other words for other days', async () => {
    const days = asked({ from: '2026-11-02', to: '2026-11-20' });
    expect(await titled(days)).toBe('What mattered at Tarnwell');
  });
});

describe('its states', () => {
  it('says so when nothing changed clearly', async () => {
    const text = await page({ ...brief, items: items.slice(1, 3) });
    expect(text).toContain('Nothing changed clearly.');
    expect(whole).not.toContain('Nothing changed clearly.');
    expect(await page({ ...brief, items: [items[3]] })).not.toContain('Nothing changed clearly.');
  });

  it('says so when the week is empty and nobody waits', async () => {
    const text = await page(emptyBrief);
    expect(text).toContain('Of these days nothing can be told.');
    expect(text).toContain('<strong>Nobody waits for an answer</strong>');
    expect(text).not.toContain('id="waiting"');
    expect(text).not.toContain('id="due"');
  });

  it('says why it cannot tell who waits', async () => {
    const text = await page(ownSideBrief);
    expect(text).toContain('<strong>Who waits cannot be told.</strong> Nobody can be seen waiting');
    expect(text).not.toContain('id="waiting"');
  });

  it('says when the last day is not over', async () => {
    const sources = [{ ...brief.sources[0], observedUntil: '2026-11-22T20:00:00Z' }];
    expect(await page({ ...brief, sources })).toContain(
      'to Sunday 22 November 2026. Unfinished: the last day is not over.',
    );
  });

  it('does not call days to come that are over', async () => {
    expect(await page(brief, { now: '2027-02-01T08:00:00Z' })).toContain(
      'to Friday 20 November 2026. Unfinished: the data end two days before it does.',
    );
  });
});

/** Everything that others wrote, or that hangs on it, as hostile as can be. */
const attacked: Brief = {
  ...brief,
  filter: { ...brief.filter, channels: [hostile] },
  items: items.map((item) => ({
    ...item,
    sentence: [hostile, { strong: hostile }],
    now: item.now && { ...item.now, label: hostile },
    figure: item.figure && { ...item.figure, title: hostile, caption: hostile },
    voices: [
      { text: hostile, who: hostile, channel: hostile, at: hostile, note: hostile, href: '/thread/x/1' },
    ],
    openings: [{ label: hostile, href: '/messages' }],
  })) as Brief['items'],
  waiting: {
    ...brief.waiting,
    figures: [{ ...figure, rows: figure.rows.map((row) => ({ ...row, text: hostile, channel: hostile })) }],
  } as Brief['waiting'],
  due: [{ kind: 'judge', what: hostile, why: [hostile], href: '/check' }],
  rule: [hostile],
  caveats: [hostile],
  sources: [{ ...brief.sources[0], channel: hostile, files: [hostile] }],
};

describe('what others wrote', () => {
  it.each(['page', 'file'])('is escaped in the %s', async (kind) => {
    const html = kind === 'page' ? await page(attacked) : file(attacked);
    for (const sign of kind === 'page' ? ['<script>alert', '<img'] : ['<script', '<img', '\u202e'])
      expect(html.includes(sign), sign).toBe(false);
    expect(html.includes('&lt;script&gt;alert(1)&lt;/script&gt;')).toBe(true);
  });
});

describe('the file', () => {
  const html = file(brief);
  const unstyled = html.replace(/<style>[\s\S]*?<\/style>/, '');

  it('needs nothing but itself', () => {
    expect(unstyled).not.toMatch(/<(?:a|script|link|form|input|button|img|iframe|object|base)[\s>]/);
    expect(unstyled).not.toMatch(/\s(?:href|src|action|style|on[a-z]+)=/);
    for (const [, from] of html.matchAll(/url\(([^)]{0,24})/g)) expect(from).toBe('"data:font/woff2;base64,');
    expect(html.includes('@import')).toBe(false);
  });

  it('forbids everything but its own style and faces', () => {
    expect(unstyled).toContain(
      '<meta http-equiv="content-security-policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; font-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;"/>',
    );
    expect(html.indexOf('content-security-policy')).toBeLessThan(html.indexOf('<style>'));
    expect(html.startsWith('<!doctype html>\n<html lang="en">')).toBe(true);
  });

  it('names nobody, and covers @names in what they wrote', () => {
    const rows = figure.rows.map((row) => ({ ...row, text: '@marek.r please look', channel: 'Film' }));
    const named = file({
      ...brief,
      waiting: { ...brief.waiting, figures: [{ ...figure, rows }] } as Brief['waiting'],
    });
    for (const text of [html, named]) {
      for (const { name } of figure.rows) expect(text.includes(name), name).toBe(false);
      expect(text.includes('person 5c17aa01b2')).toBe(true);
    }
    expect(named.includes('marek.r')).toBe(false);
  });

  it('says the same as the page', () => {
    const words = inWords(html);
    for (const i of items.keys()) {
      const title = /<h2[^>]*>(.*?)<\/h2>/.exec(article(i))?.[1] ?? '';
      expect(words).toContain(inWords(title));
      const evidence = /<(?:figcaption|p class="evidence")>(.*?)<\/(?:figcaption|p)>/.exec(article(i))?.[1];
      expect(words).toContain(inWords(evidence ?? 'none'));
    }
    expect(words).toContain('16 more wait; the list is in Rapport.');
    expect(words).toContain(
      'Every number opens to its messages in Rapport, at /?from=2026-11-16&amp;to=2026-11-22.',
    );
  });

  it('brings the faces that it uses and no others', () => {
    const faces = (text: string) => text.match(/@font-face/g)?.length;
    expect(faces(html)).toBe(5);
    // Without a quotation no italic.
    expect(faces(file(emptyBrief))).toBe(4);
    // A Polish name needs the signs beyond Latin 1, in both families and weights, and in the quotation's italic.
    const polish = file({ ...brief, caveats: ['Łódź'] });
    expect(faces(polish)).toBe(10);
    expect(html.length).toBeLessThan(250_000);
  });

  it('keeps one id for one thing', () => {
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    for (const [, list] of html.matchAll(/\saria-labelledby="([^"]*)"/g))
      for (const id of list.split(' ')) expect(ids).toContain(id);
  });
});
