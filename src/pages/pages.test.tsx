import { describe, expect, it } from 'vitest';
import { brief, emptyBrief, ownSideBrief } from '../../test/pages/brief-example.ts';
import {
  also,
  answer,
  frame,
  hostile,
  noAnswer,
  preview,
  realName,
  report,
  row,
  turns,
} from '../../test/pages/example.ts';
import type { FoundAccount } from '../model/connection.ts';
import type { Filter } from '../model/filter.ts';
import {
  AccountPage,
  BriefPage,
  ConnectPage,
  DisconnectedPage,
  DisconnectPage,
  EmptyPage,
  ErrorPage,
  FoundPage,
  ImportPage,
  NotFoundPage,
  PreviewPage,
  ProgressPage,
  QuestionPage,
  RefusedPage,
  RejectedPage,
  ReportPage,
  RowsPage,
  SyncingPage,
  ThreadPage,
  WaitingPage,
} from './index.tsx';
import { nameless } from './outside.tsx';
import type { Account } from './sync-props.ts';

const filter: Filter = { period: '28d', channels: ['c3'], compare: 'previous', clock: 'wall' };
const channels = Array.from({ length: 76 }, (_, i) => ({
  id: `c${i}`,
  name: `${hostile} ${i}`,
  messages: i,
}));
const readers = [{ word: 'table', title: 'any table' }];
const running = {
  startedAt: '2026-11-20T08:31:00Z',
  files: [hostile],
  progress: { step: hostile, done: 1, total: 3 },
};
const rejected = [{ importId: 4, shown: hostile, line: 3, reason: 'No date.', excerpt: hostile }];
const { name: _name, askedAt, ...behind } = row;
const waiting = { ...answer, figures: [answer.figures[4]] };

const account: Account = {
  name: 'bluesky',
  connector: 'bluesky',
  origin: 'https://public.api.bsky.app',
  account: hostile,
  handle: hostile,
  title: 'Bluesky',
  since: '2026-11-20T08:31:00Z',
  endedAt: '2026-11-20T08:41:00Z',
  problem: { message: hostile, at: '2026-11-20T08:41:00Z' },
  missing: [hostile],
  messages: 4,
  token: 'file',
  report: {
    name: 'bluesky',
    shown: hostile,
    added: 4,
    changed: 0,
    gone: 0,
    read: 4,
    importId: 4,
    missing: [],
  },
};
const other = { ...account, name: 'mastodon', problem: undefined, running: running.progress };
const secrets = { next: 'file', file: 'file', problem: { message: hostile } } as const;
const wrong = { message: hostile, help: hostile };
const would = { name: 'bluesky', handle: hostile, imports: 1, removed: 4 };
const found: FoundAccount = {
  connection: account,
  title: 'Bluesky',
  reads: hostile,
  known: false,
  asked: 'none',
};

const home = { ...frame, current: 'brief', path: '/', query: '' };
const pages = {
  brief: <BriefPage frame={home} brief={brief} filter={brief.filter} channels={channels} />,
  briefEmpty: <BriefPage frame={home} brief={emptyBrief} filter={brief.filter} channels={[]} />,
  briefOwn: <BriefPage frame={home} brief={ownSideBrief} filter={brief.filter} channels={[]} />,
  question: (
    <QuestionPage
      frame={{ ...frame, notice: hostile }}
      question={frame.questions[0]}
      filter={filter}
      channels={channels}
      findings={[answer, noAnswer]}
      rule={{
        says: 'a question expects an answer',
        error: {
          on: 'others',
          n: 200,
          precision: { value: 0.93, low: 0.9, high: 0.96 },
          recall: { value: 0.74, low: 0.7, high: 0.8 },
        },
        examples: [
          {
            ref: { source: 'x', nativeId: '9/9' },
            text: hostile,
            kind: 'question',
            expects: true,
            reason: 'asks',
          },
          {
            ref: { source: 'x', nativeId: '8' },
            text: 'Thanks!',
            kind: 'none',
            expects: false,
            reason: 'thanks',
          },
        ],
      }}
    />
  ),
  cannot: (
    <QuestionPage
      frame={frame}
      question={frame.questions[0]}
      filter={filter}
      channels={[]}
      findings={[noAnswer]}
    />
  ),
  invitation: (
    <QuestionPage
      frame={frame}
      question={frame.questions[0]}
      filter={filter}
      channels={[]}
      findings={[
        { ...noAnswer, invites: true },
        { ...noAnswer, invites: true, measure: 'second', title: 'The second' },
      ]}
    />
  ),
  waiting: (
    <WaitingPage
      frame={{ ...frame, current: 'waiting', path: '/waiting', query: '' }}
      filter={filter}
      channels={channels}
      finding={waiting}
      done={[
        {
          id: 'a9',
          at: askedAt,
          who: 'ines',
          kind: 'needs-no-answer',
          note: 'Needs none',
          text: hostile,
          href: '/thread/x/3',
        },
      ]}
    />
  ),
  thread: (
    <ThreadPage
      frame={frame}
      message={{ source: 'x', nativeId: '17/4 a' }}
      turns={turns}
      also={also}
      completeness="own-side-only"
      back="/waiting"
    />
  ),
  rows: (
    <RowsPage
      frame={{ ...frame, path: '/messages', query: 'm=1&page=2' }}
      title="Messages"
      about={hostile}
      rows={[{ ...behind, at: askedAt, state: 'waiting' }]}
      total={60}
      page={2}
      pageSize={25}
      csv="/messages.csv?m=1"
    />
  ),
  import: (
    <ImportPage
      frame={frame}
      imports={[
        { ...report, who: 'ines', state: 'done' },
        { ...report, importId: 3, who: 'ines', state: 'undone' },
      ]}
      running={running}
      pending={[{ id: 'p 1', at: askedAt, files: [hostile], questions: 2 }]}
      readers={readers}
      ends={[{ channel: 'tarnwell', observedUntil: '2026-11-20T08:12:00Z', correctedBy: 'act-1' }]}
      limit={2e9}
      connected={{ connections: [account, other], secrets }}
      problem={{ message: hostile, help: hostile }}
    />
  ),
  preview: (
    <PreviewPage
      frame={frame}
      id="p 1"
      previews={[
        preview,
        { ...preview, detection: undefined, sample: [], questions: [], refused: 'Import without ids.' },
      ]}
      given={{ '0.zone': hostile, '0.columns.id': '', '0.us': '' }}
      asked={[
        [
          ...preview.questions,
          { word: 'columns.id', ask: 'Which column is the id?', why: hostile, choices: ['a', 'b'] },
          { word: 'us', ask: 'Who is us?', why: 'Nobody is named.' },
        ],
        [],
      ]}
      problem={{ message: hostile }}
    />
  ),
  progress: <ProgressPage frame={frame} running={running} />,
  connect: <ConnectPage frame={frame} secrets={secrets} typed={hostile} problem={wrong} hadSecret />,
  found: <FoundPage frame={frame} action="/import/connect/a1" found={found} kept="none" secrets={secrets} />,
  syncing: (
    <SyncingPage frame={frame} account={other} running={running} path="/import/connections/mastodon" />
  ),
  account: <AccountPage frame={frame} account={account} secrets={secrets} />,
  disconnect: <DisconnectPage frame={frame} account={account} would={would} />,
  disconnected: <DisconnectedPage frame={frame} done={would} />,
  finished: <ProgressPage frame={frame} location="/import/4" />,
  report: (
    <ReportPage
      frame={frame}
      report={{ ...report, gone: 2, stillGone: 1, recognised: { matched: 3, apart: 1 } }}
      undone={false}
      rejected={rejected}
      conflicts={[{ source: 'x', nativeId: '9', kept: hostile, other: hostile, shown: hostile }]}
      next={{ href: '/ignoring', label: 'Whom do we ignore?' }}
    />
  ),
  rejected: (
    <RejectedPage frame={frame} importId={4} rows={rejected} total={1} page={1} pageSize={50} csv="/a.csv" />
  ),
  empty: (
    <EmptyPage
      frame={{ ...frame, freshness: '' }}
      readers={readers}
      limit={1e9}
      connected={{ connections: [], secrets: { next: 'file', file: 'none' } }}
    />
  ),
  notFound: <NotFoundPage frame={{ ...frame, path: `/${hostile}` }} />,
  error: <ErrorPage frame={frame} id="E-1" />,
  refused: <RefusedPage frame={frame} message={hostile} help={hostile} status={400} />,
};

const rendered: [string, string][] = await Promise.all(
  Object.entries(pages).map(
    async ([name, page]) => [name, String(await (await page).toString())] as [string, string],
  ),
);
const html = Object.fromEntries(rendered) as Record<keyof typeof pages, string>;
const tags = (text: string, name: string) =>
  [...text.matchAll(new RegExp(`<${name}(?=[\\s>])[^>]*>`, 'g'))].map(([tag]) => tag);
const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];

it('says on the page of an import what was known under another id, and what is gone', () => {
  expect(html.report).toMatch(/3\smessages were/);
  expect(html.report).toMatch(/1\smore looks/);
  expect(html.report).toMatch(/2\smessages are/);
});

describe.each(rendered)('the page %s', (_, page) => {
  it('is a whole document in one language with one title', () => {
    expect(page.startsWith('<!doctype html><html lang="en">')).toBe(true);
    expect(page.match(/<title>/g)).toHaveLength(1);
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(page.match(/<main/g)).toHaveLength(1);
    expect(page).toContain('href="#main"');
  });

  it('holds no script, style or handler of its own, and loads nothing from elsewhere', () => {
    expect(tags(page, 'script')).toEqual(['<script type="module" src="/browser.js">']);
    expect(page).not.toMatch(/<style|<iframe|<object|<img/);
    for (const [tag] of page.matchAll(/<[a-z][^>]*>/gi)) {
      expect(tag).not.toMatch(/\s(?:style|on[a-z]+)\s*=(?=(?:[^"]*"[^"]*")*[^"]*$)/i);
      expect(attribute(tag, 'src') ?? '/').toMatch(/^\/(?!\/)/);
      const href = attribute(tag, 'href');
      if (attribute(tag, 'rel') === 'icon') expect(href).toMatch(/^data:image\/svg\+xml,%3Csvg[\w%.'()-]+$/);
      else if (href?.startsWith('http')) expect(attribute(tag, 'rel')).toBe('noopener nofollow');
      else expect(href ?? '/').toMatch(/^(?:\/(?!\/)|#)/);
    }
  });

  it('escapes what others wrote and does not turn its direction', () => {
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('javascript:alert(1)"');
    expect(page.replace(/ (?:value|aria-label)="[^"]*"/g, '')).not.toMatch(/<img/);
  });

  it('labels every control and repeats no id', () => {
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    const labelled = new Set(tags(page, 'label').map((tag) => attribute(tag, 'for')));
    const wrapped = [...page.matchAll(/<label(?![^>]*\sfor=)[^>]*>([\s\S]*?)<\/label>/g)]
      .map(([, inside]) => inside)
      .join('');
    for (const name of ['input', 'select', 'textarea'])
      for (const tag of tags(page, name)) {
        if (attribute(tag, 'type') === 'hidden') continue;
        const id = attribute(tag, 'id');
        expect(id !== undefined ? labelled.has(id) : wrapped.includes(tag), tag).toBe(true);
      }
    for (const tag of tags(page, 'label')) {
      const target = attribute(tag, 'for');
      if (target !== undefined) expect(ids).toContain(target);
    }
    const named = [...page.matchAll(/\saria-(?:labelledby|describedby)="([^"]*)"/g)].flatMap(([, list]) =>
      list.split(' '),
    );
    for (const id of named) expect(ids).toContain(id);
  });

  it('steps its headings down one at a time', () => {
    const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    for (const [i, level] of levels.entries())
      if (i > 0) expect(level - levels[i - 1]).toBeLessThanOrEqual(1);
    expect(levels[0]).toBe(1);
  });

  it('sends the token with every form that changes something', () => {
    for (const [form] of page.matchAll(/<form method="post"[\s\S]*?<\/form>/g))
      expect(form).toContain('<input type="hidden" name="token" value="the-token"/>');
  });
});

describe('names', () => {
  it('stand on the work lists and in a thread, and on no other page', () => {
    const holders = rendered.filter(([, page]) => page.includes(realName)).map(([name]) => name);
    expect(holders).toEqual(['brief', 'waiting', 'thread']);
    expect(html.question).toContain('Person 7F');
  });
});

describe('the question', () => {
  it('gives sentence, period, n, figures, ways to the messages, definition, source and caveats', () => {
    const text = html.question.replaceAll('\u00a0', ' ');
    expect(text).toContain('On Film, <strong>42 of 100</strong> waited until');
    expect(text).toContain('24 October to 20 November 2026 (unfinished');
    expect(text).toContain('399 messages');
    expect(text).toContain('href="/ignoring/messages.csv"');
    expect(text).toContain('href="/ignoring/waiting-curve.json?period=28d"');
    expect(text).toContain('href="/ignoring/waiting-curve.svg?period=28d"');
    expect(text).toContain('cannot tell: too few');
    expect(text).toContain('Only our own side is in it');
    expect(text.match(/<li>A caveat\.<\/li>/g)).toHaveLength(1);
    expect(text).toContain('Mean wait: we cannot tell.');
    expect(text).toContain('What would help');
  });

  it('invites to begin where nobody has, and folds away what else it then tells', () => {
    const page = html.invitation;
    expect(page).not.toContain('cannot tell');
    expect(page).toContain('What this page then tells: 1 more');
    expect(page).toContain('The second.');
  });

  it('says how often the rule errs beside the answer, and how it reads', () => {
    const text = html.question.replaceAll('\u00a0', ' ');
    const margin = text.slice(text.indexOf('<aside'), text.indexOf('</aside>'));
    expect(margin).toContain(
      'On 200 messages of other people’s data, judged by two readers, 93 % of those it picked did, and it found 74 % of those that do.',
    );
    expect(margin).toContain('href="#rule"');
    expect(text).toMatch(/<details class="fold no-print" id="rule">/);
    expect(text).toContain('href="/thread/x/9%2F9"');
    expect(text).toMatch(/<b>Expects none:<\/b> thanks/);
    expect(html.cannot).not.toContain('#rule');
  });

  it('names nobody among those who wait, but for the account they wrote to', () => {
    expect(nameless('.@Film-channel please, @marek.r and @film-channel', 'Film-channel')).toBe(
      '.@Film-channel please, @… and @film-channel',
    );
    expect(nameless('mail me at a@example.org', 'x')).not.toContain('example.org');
  });

  it('prints the address of the numbers in their place, and no reference to what is not served', () => {
    expect(html.question).toMatch(/<p class="paper-only">[^<]*<code>\/ignoring\.csv\?period=28d<\/code>/);
    expect(html.question).not.toContain(answer.definition.docs);
  });

  it('offers every channel as a tick in a plain GET form', () => {
    expect(tags(html.question, 'input').filter((tag) => attribute(tag, 'name') === 'channel')).toHaveLength(
      76,
    );
    expect(html.question).toMatch(/<input type="checkbox" name="channel" value="c3" checked=""/);
    expect(html.question).toMatch(/<form class="filter grid" method="get" action="\/ignoring"/);
  });
});

describe('the work list', () => {
  it('says of a message what can be said of it, and comes back to it', () => {
    expect(html.waiting).toContain('name="nativeId" value="17/4 a"');
    expect(html.waiting).toContain('name="kind" value="answered-elsewhere"');
    expect(html.waiting).toContain('name="kind" value="needs-no-answer"');
    expect(html.waiting).toContain('name="act" value="a9"');
    expect(html.waiting).toContain('name="back" value="/waiting#wait-1"');
  });
});

describe('the preview', () => {
  it('keeps what was answered, so that it can be changed', () => {
    const answered = html.preview.slice(html.preview.indexOf('Answered, and may be changed'));
    expect(answered).toMatch(/<select id="ask-0-columns-id" name="0\.columns\.id"/);
    expect(answered).toMatch(/<option value="" selected="">Not in the file/);
    expect(html.preview).not.toContain('name="0.us"');
    expect(html.preview.match(/name="0\.zone"/g)).toHaveLength(1);
    expect(html.preview).toContain('value="again"');
  });
});

describe('the thread', () => {
  it('tells ours from theirs by form and word, and marks what is missing', () => {
    expect(html.thread).toMatch(/<li class="turn ours d0"/);
    expect(html.thread).toContain('<span class="tag">us</span>');
    expect(html.thread).toMatch(/<li class="turn theirs d6" id="turn-2" aria-current="true"/);
    expect(html.thread).toMatch(/<li class="turn missing/);
    expect(html.thread).toContain('1 message not in the data'.replaceAll('1 ', '1\u00a0'));
  });
});

describe('progress', () => {
  it('looks again without the script too, and goes on when it is done', () => {
    expect(html.progress).toContain('<noscript><meta http-equiv="refresh" content="2"/></noscript>');
    expect(html.progress).toContain('<progress id="progress" max="3" value="1">');
    expect(html.finished).toContain('content="0; url=/import/4"');
  });
});

describe('a list in pages', () => {
  it('keeps the rest of the address', () => {
    expect(html.rows).toContain('href="/messages?m=1&amp;page=1"');
    expect(html.rows).toContain('href="/messages?m=1&amp;page=3"');
    expect(html.rows).toContain('href="/thread/x/17%2F4%20a"');
  });
});
