import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleCorpus } from '../../test/example.ts';
import { type Served, serve } from '../../test/served.ts';
import type { Brief, BriefItem } from '../model/brief.ts';
import type { CommandRequests } from '../model/command.ts';
import { filterQuery } from '../model/filter.ts';
import type { Finding, NamedEstimate } from '../model/finding.ts';

const all: Served[] = [];

async function servedWith(
  data: Record<string, string>,
  plan = '',
  now = '2026-03-30T12:00:00Z',
): Promise<Served> {
  const files = {
    'plan.yaml': `company: Tarnwell
${plan}`,
  };
  const served = await serve({ files, now: () => new Date(now) });
  all.push(served);
  if (Object.keys(data).length > 0) await served.bringIn(data);
  return served;
}

const briefBy = async (served: Served, request: CommandRequests['brief']) =>
  (await served.command('brief', request)).last;

const briefOf = async (served: Served, query = ''): Promise<Brief> =>
  (await served.get(`/brief.json${query ? `?${query}` : ''}`)).json();
const words = (item: BriefItem | undefined) =>
  (item?.sentence ?? [])
    .map((run) =>
      typeof run === 'string' ? run : 'value' in run ? `${Math.round(run.value * 100)} of 100` : '',
    )
    .join('');

/** The estimate that the page of the question has under the filter. */
async function onPage(
  served: Served,
  item: BriefItem,
  query: string,
  now = item.now,
): Promise<NamedEstimate> {
  const [finding]: Finding[] = await (
    await served.get(`/${item.question}/${item.measure}.json?${query}`)
  ).json();
  const found = finding.kind === 'answer' ? finding.estimates : [];
  return found.find(
    ({ name, channel, period }) => name === now?.name && channel === now?.channel && period === 'now',
  ) as NamedEstimate;
}

let served: Served;
beforeAll(async () => {
  served = await servedWith({ 'tarnwell.csv': exampleCorpus() });
}, 60_000);
afterAll(async () => {
  for (const one of all) await one.close();
});

describe('the brief of the example', () => {
  it('is of this week, and says what changed first', async () => {
    const brief = await briefOf(served);
    expect(brief.period).toEqual({
      from: '2026-03-23T00:00:00Z',
      to: '2026-03-30T00:00:00Z',
      unfinished: false,
    });
    expect(brief.items.map(({ because }) => because)).toEqual(['changed', 'changed', 'standing']);
    expect(words(brief.items[0])).toBe(
      'In the last 28 days, with tarnwell_service, 59 of 100 messages still waited for a first answer after a day, up from 30 of 100 in the 28 days before.',
    );
    expect(brief.items[0].voices[0]).toMatchObject({
      channel: 'tarnwell_service',
      who: expect.stringMatching(/^person /),
    });
  });

  it.each([
    'period=week',
    'period=last-week',
    'period=month',
    'period=28d&channel=tarnwell',
    'from=2026-03-02&to=2026-03-15&clock=business',
  ])(
    'under %s has the numbers of the question’s page under the filter of the way in',
    async (query) => {
      const { items } = await briefOf(served, query);
      expect(items.length).toBeGreaterThanOrEqual(3);
      for (const item of items) {
        const found = await onPage(served, item, filterQuery(item.filter));
        expect(found).toEqual(item.now);
        expect(item.openings[0].href.split('#')[0].split('?')[1] ?? '').toBe(filterQuery(item.filter));
        expect((await served.get(item.openings[0].href)).status).toBe(200);
        expect((await served.get(item.openings[1].href)).status).toBe(200);
      }
    },
    60_000,
  );

  it('draws each point as the page of those days tells it', async () => {
    const { items } = await briefOf(served, 'from=2026-03-16&to=2026-03-29&channel=tarnwell');
    const drawn = items.filter(({ figure }) => figure?.form === 'series');
    expect(drawn.length).toBeGreaterThan(0);
    for (const item of drawn) {
      if (item.figure?.form !== 'series') continue;
      for (const { at, value } of item.figure.points) {
        const last = new Date(Date.parse(at) + 13 * 86_400_000).toISOString().slice(0, 10);
        expect(
          (await onPage(served, item, `from=${at}&to=${last}&channel=tarnwell&compare=none`)).value,
        ).toBe(value);
      }
    }
  }, 60_000);

  it('has everybody who waits, by name on the page alone', async () => {
    const page = await served.page('/');
    const file = await served.page('/brief.html');
    const brief = await briefOf(served);
    const text = JSON.stringify(brief);
    const result = await briefBy(served, { query: [], format: 'html' });
    expect(brief.waiting).toMatchObject({ kind: 'answer', n: 41 });
    expect(page).toContain('<bdi>3');
    expect(text).not.toMatch(/"name":"[23]\d\d\d"/);
    for (const html of [
      file,
      result && 'result' in result && 'html' in result.result ? result.result.html : '',
    ]) {
      expect(html).toMatch(/person [0-9a-f]{10}/);
      expect(html).not.toMatch(/<bdi>[23]\d\d\d/);
    }
  });

  it('of last week lists who wrote up to its end', async () => {
    const brief = await briefOf(served, 'period=last-week');
    expect(brief.waiting.filter).toMatchObject({ from: '2026-02-23', to: '2026-03-22' });
    expect((await briefOf(served)).waiting.filter.to).toBeUndefined();
  });

  it('is given to commands, without names', async () => {
    const line = await briefBy(served, { query: [['period', 'month']], format: 'json' });
    expect(line).toMatchObject({
      result: { brief: { filter: { period: 'month' }, period: { unfinished: true } } },
    });
    expect(JSON.stringify(line)).not.toMatch(/"name":"[23]\d\d\d"/);
    expect(await briefBy(served, { query: [['period', 'fortnight']], format: 'json' })).toMatchObject({
      problem: { message: 'period=fortnight is not known.' },
    });
  });

  it('says that nothing was written where nothing was', async () => {
    const empty = await briefOf(served, 'from=2026-05-04&to=2026-05-10');
    expect(empty.items).toEqual([]);
    expect(empty.caveats[0]).toBe('Nothing was written in these days, as far as the data tell.');
    expect(await served.page('/?from=2026-05-04&to=2026-05-10')).toContain(
      'Of these days nothing can be told.',
    );
  });

  it('names what is due: judgements, and newer data once they are old', async () => {
    expect((await briefOf(served)).due.map(({ kind }) => kind)).toEqual(['judge']);
    const later = await servedWith({ 'tarnwell.csv': exampleCorpus() }, '', '2026-04-10T12:00:00Z');
    expect((await briefOf(later)).due).toMatchObject([
      { kind: 'bring-in', at: '2026-03-29T12:00:00Z', href: '/import' },
      { kind: 'judge', href: '/check' },
    ]);
  }, 60_000);
});

describe('the brief of our own side only', () => {
  it('tells whom we answer, and says what cannot be told', async () => {
    const posts = Array.from({ length: 40 }, (_, n) => {
      const at = new Date(Date.UTC(2026, 2, 23, 8) + n * 3_600_000).toISOString();
      const answers =
        n % 4 === 0
          ? `,"in_reply_to_status_id_str":"9${n}","in_reply_to_user_id_str":"77","in_reply_to_screen_name":"ann"`
          : '';
      return `{"tweet":{"id_str":"${1000 + n}","created_at":"${xTime(at)}","full_text":"pump news ${n}"${answers}}}`;
    });
    const own = await servedWith(
      {
        'tweets.js': `window.YTD.tweets.part0 = [${posts.join(',')}]`,
        'account.js':
          'window.YTD.account.part0 = [{"account":{"username":"tarnwell","accountId":"5","accountDisplayName":"Tarnwell"}}]',
      },
      'own:\n  x: [tarnwell]\n',
    );
    const brief = await briefOf(own);
    expect(brief.items.map(({ because, measure }) => `${because} ${measure}`)).toEqual([
      'standing two-way',
      'cannot-tell on-track',
      'cannot-tell waiting-curve',
    ]);
    expect(words(brief.items[0])).toMatch(/^Of our messages with \S+, 25 of 100 answered somebody\.$/);
    expect(words(brief.items[2])).toBe(
      'How long people wait cannot be told. These exports hold only our own side: who wrote to us, and waited, is not in them.',
    );
    expect(brief.waiting.kind).toBe('no-answer');
    expect((await own.get('/')).status).toBe(200);
  }, 60_000);
});

describe('a brief without any message', () => {
  it('tells the goals that are read on series, and what is missing', async () => {
    const weeks = Array.from({ length: 30 }, (_, week) => {
      const day = new Date(Date.UTC(2025, 8, 1) + week * 604_800_000).toISOString().slice(0, 10);
      return `${day},${20 + week}`;
    });
    const told = await servedWith(
      { 'leads.csv': `week,leads\n${weeks.join('\n')}\n` },
      `goals:
  - word: leads
    title: More people ask for an offer
    purpose: { kind: commercial, eyes: sales }
    measure: series/leads
    baseline: { value: 20, on: 2025-09-01 }
    result: 60
    by: 2026-12-31
    milestones:
      - { by: 2026-06-30, value: 50 }
`,
    );
    const page = (await told.page('/')).replaceAll('\u00a0', ' ');
    expect(page).toContain('This week at Tarnwell');
    expect(page).toContain('More people ask for an offer');
    expect(page).toContain('Bring in your messages');
    expect(page).not.toContain('1970');
    const brief = await briefOf(told);
    expect(brief.items.map(({ because, measure }) => `${because} ${measure}`)).toEqual(['standing on-track']);
    expect(brief.due.map(({ what }) => what)).toContain('Bring in your messages');
    expect(brief.caveats.join(' ')).not.toContain('Nothing was written');
    for (const path of ['/ignoring', '/conversation', '/why', '/waiting', '/plan', '/check'])
      expect((await told.get(path)).status, path).toBe(200);
    for (const path of ['/', '/ignoring', '/conversation', '/waiting'])
      expect(await told.page(path), path).toContain('No messages are here yet');
    const conversation = await told.page('/conversation');
    expect(conversation.match(/No messages are here yet/g)).toHaveLength(1);
    expect(await told.page('/plan')).toContain('href="/series"');
  }, 60_000);

  it('says what to do where the plan promises nothing', async () => {
    const told = await servedWith({
      'leads.csv': 'week,leads\n2026-01-05,20\n2026-01-12,22\n2026-01-19,21\n',
    });
    const brief = await briefOf(told);
    expect(words(brief.items[0])).toContain('The plan has no goals yet');
    expect(brief.items).toHaveLength(1);
  }, 60_000);
});

describe('a name of the plan that joins accounts', () => {
  it('asks for each of them, apart, wherever a channel is named', async () => {
    const joined = await servedWith(
      { 'tarnwell.csv': exampleCorpus() },
      'channels:\n  people: {accounts: [tarnwell, tarnwell_service]}\n  none: {accounts: [newsroom]}\n',
    );
    const asked = async (query: string): Promise<Finding[]> =>
      (await joined.get(`/ignoring/waiting-curve.json?${query}`)).json();
    const [both] = await asked('channel=people');
    const [named] = await asked('channel=tarnwell&channel=tarnwell_service');
    expect(both).toEqual(named);
    expect(both?.filter.channels).toEqual(['tarnwell', 'tarnwell_service']);
    const page = await joined.page('/ignoring?channel=people&period=90d');
    expect(page.match(/name="channel" value="tarnwell\w*" checked/g)).toHaveLength(2);
    expect(page).toContain('href="/ignoring?channel=people&amp;period=90d"');
    for (const path of ['/?channel=people', '/waiting?channel=people', '/messages?channel=people'])
      expect((await joined.get(path)).status, path).toBe(200);
    const refused = await joined.get('/ignoring?channel=none');
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('joins newsroom, and nothing of them is in the data');
  }, 60_000);
});

function xTime(iso: string): string {
  const [weekday, date, month, year, time] = new Date(iso).toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${date} ${time} +0000 ${year}`;
}
