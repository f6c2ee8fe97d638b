import type { Author, Message, ReportedMetric, Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { accountOf, accountWord } from '../accounts.ts';
import { excerptOf } from '../csv.ts';
import { amountIn, dailyPoints } from '../day-points.ts';
import { knownWord } from '../known-word.ts';
import type { SheetRow } from '../table/sheet-rows.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { isOnDay } from '../time/calendar-day.ts';
import { dayReader } from '../time/day-order.ts';
import { toldRow } from '../told-row.ts';
import { below, type CreatorSheets, openCreator } from './linkedin-creator-sheets.ts';
import { linkedinId, linkedinMilliseconds, linkedinUrl } from './linkedin-id.ts';
import { askAccount } from './linkedin-name.ts';
import { totalOn } from './linkedin-points.ts';

/** What LinkedIn tells one member of their own posts: `AggregateAnalytics_NAME_FROM_TO.xlsx`. */
export const linkedinCreator: Reader = {
  word: 'linkedin-creator',
  title: "LinkedIn creator's analytics (XLSX)",
  version: 1,
  detect,
  read,
};

const whose = 'Whose analytics are these? Give the name of the member.';

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  if (options.mapping || options.rows) return undefined;
  const sheets = await openCreator(file);
  if (sheets === undefined) return undefined;
  const account = accountOf(namedIn(file), options.us);
  const held = [
    ...(sheets.posts ? ['top posts'] : []),
    ...(sheets.engagement || sheets.followers ? ['daily numbers'] : []),
  ];
  return {
    reader: linkedinCreator.word,
    confidence: 0.97,
    summary: `LinkedIn analytics of ${account?.id ?? 'one member'}: ${held.join(', ')}`,
    questions: account === undefined ? [askAccount(whose)] : [],
  };
}

function namedIn(file: InputFile): string | undefined {
  const base = file.name.split('/').at(-1) ?? '';
  const name = /^AggregateAnalytics_(.+?)_\d{4}-\d{2}-\d{2}/i.exec(base)?.[1];
  return name && accountWord(name);
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);

  async function* rows(): AsyncGenerator<Row[]> {
    const sheets = await openCreator(file);
    if (sheets === undefined) throw new Problem(`${file.shown} is no analytics of a LinkedIn member.`);
    const account = accountOf(namedIn(file), options.us);
    if (account === undefined) throw new Problem(`${file.shown}: ${whose}`, askAccount(whose).why);
    count.own(account.id);
    let before = 0;
    for (const kind of ['engagement', 'posts', 'followers'] as const) {
      const of = sheets[kind];
      if (of === undefined) continue;
      const read =
        kind === 'posts'
          ? postRows(of, account, sheets, options.withoutIds === true, count.note)
          : dayRows(of, account, sheets);
      const where = `sheet "${sheets.names.get(kind)}"`;
      yield read.map((row) => {
        const line = before + row.line;
        if ('messages' in row) return { line, messages: row.messages.map(count.add) };
        if ('rejected' in row)
          return { ...row, line, rejected: `${where}, row ${row.line}: ${row.rejected}` };
        return { ...row, line };
      });
      before += of.at(-1)?.line ?? 0;
    }
    if (sheets.unread.length > 0) count.note(`Sheets that are not read: ${sheets.unread.join(', ')}.`);
  }

  return { rows: rows(), summary: () => count.summary('own') };
}

const daily: Record<string, string> = {
  impressions: 'impressions',
  engagements: 'engagements',
  newfollowers: 'new-followers',
};

/** A row a day; above them, on the sheet of followers, how many there were on a day. */
function dayRows(rows: SheetRow[], account: Author, { from1904 }: CreatorSheets): Row[] {
  const table = below(rows, 'date');
  if (!table) return [];
  const { header, line, rest } = table;
  const of = { source: `linkedin-${account.id}`, decimal: '.' } as const;
  const dateAt = header.indexOf('date');
  const day = dayReader(
    rest.map(({ cells }) => cells[dateAt] ?? ''),
    from1904,
  );
  const names = rows.find((row) => row.line === line)?.cells ?? [];
  const columns = header.flatMap((name, at) => {
    const word = knownWord(daily, name);
    return word === undefined ? [] : [{ word, label: names[at] ?? name, at }];
  });
  const understand = dailyPoints(of, columns, day, dateAt);
  const totals = rows
    .filter((row) => row.line < line)
    .flatMap((row): Row[] => {
      const [label = '', written = ''] = row.cells;
      const date = /\d{1,2}\/\d{1,2}\/\d{4}/.exec(label)?.[0];
      const on = date === undefined ? undefined : day(date);
      const value = amountIn(written, '.');
      if (on === undefined || typeof value !== 'number') return [];
      return [{ line: row.line, told: [totalOn(of, on, label.replace(/ on .*$/, ''), value)] }];
    });
  const told = rest.map(({ line, cells }): Row => {
    const filled = Array.from(cells, (cell) => cell ?? '');
    if (filled.every((cell) => cell === '')) return { line, empty: true };
    const points = understand(filled);
    return typeof points === 'string'
      ? { line, rejected: points, excerpt: excerptOf(filled.join(', ')) }
      : toldRow(line, points);
  });
  return [...totals, ...told];
}

interface Listed {
  link: string;
  date: string;
  metric: string;
  value: string;
}

/** Two lists stand side by side, the most engaged with and the most seen; a post in both is one message. */
function postRows(
  rows: SheetRow[],
  account: Author,
  { from1904 }: CreatorSheets,
  withoutIds: boolean,
  note: (sentence: string) => void,
): Row[] {
  const table = below(rows, 'posturl');
  if (!table) return [];
  const starts = table.header.flatMap((name, at) => (name === 'posturl' ? [at] : []));
  const listed = (cells: string[], start: number): Listed => ({
    link: cells[start] ?? '',
    date: cells[start + 1] ?? '',
    metric: table.header[start + 2] ?? '',
    value: cells[start + 2] ?? '',
  });
  const all = table.rest.flatMap(({ cells }) => starts.map((start) => listed(cells, start)));
  const times = all.map(({ link }) => linkedinMilliseconds(linkedinId(link)?.nativeId ?? ''));
  const day = dayReader(
    all.map(({ date }) => date),
    from1904,
    {
      shown: 'TOP POSTS',
      near: (date, at) => {
        const time = times[at];
        return time === undefined ? undefined : isOnDay(time, date);
      },
    },
  );
  const counts = new Map<string, ReportedMetric[]>();
  for (const { link, metric, value } of all) {
    const id = linkedinId(link)?.nativeId;
    const number = amountIn(value, '.');
    if (id === undefined || typeof number !== 'number') continue;
    const known = counts.get(id) ?? [];
    if (!known.some((one) => one.metric === metric))
      known.push({ metric, value: number, definition: `linkedin-creator:${metric}:1` });
    counts.set(id, known);
  }
  const given = new Set<string>();
  return table.rest.map(({ line, cells }): Row => {
    const messages: Message[] = [];
    let filled = 0;
    let wrong: string | undefined;
    for (const start of starts) {
      const one = listed(cells, start);
      if (one.link === '' && one.value === '') continue;
      filled += 1;
      const id = linkedinId(one.link);
      const message = id && postOf(id, day(one.date), account);
      if (message === undefined) {
        wrong ??= id === undefined ? 'its link names no post of LinkedIn' : `"${one.date}" is no date`;
        filled -= 1;
        continue;
      }
      message.metrics = counts.get(message.nativeId ?? '') ?? [];
      if (!given.has(message.nativeId ?? '')) messages.push(message);
      given.add(message.nativeId ?? '');
      if (withoutIds) {
        delete message.nativeId;
        delete message.aliases;
      }
    }
    if (filled > 0) {
      if (wrong !== undefined)
        note('Posts beside another in a row, of which one cannot be read, were left out.');
      return { line, messages };
    }
    if (wrong === undefined) return { line, empty: true };
    return { line, rejected: wrong, excerpt: excerptOf(Array.from(cells, (cell) => cell ?? '').join(', ')) };
  });
}

/** The file has no texts: other exports of the same post bring them. */
function postOf(
  { nativeId, aliases }: { nativeId: string; aliases: string[] },
  stated: string | undefined,
  account: Author,
): Message | undefined {
  const time = linkedinMilliseconds(nativeId);
  const exact = time !== undefined && (stated === undefined || isOnDay(time, stated));
  if (!exact && stated === undefined) return undefined;
  const message: Message = {
    source: 'linkedin',
    nativeId,
    kind: 'post',
    author: account,
    own: true,
    text: '',
    createdAt: exact ? new Date(time).toISOString() : `${stated}T00:00:00.000Z`,
    precision: exact ? 'instant' : 'day',
    visibility: 'public',
    url: linkedinUrl(nativeId),
  };
  if (aliases.length > 0) message.aliases = aliases;
  return message;
}
