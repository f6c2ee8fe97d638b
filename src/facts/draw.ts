import type { FacetSide } from '../model/codebook.ts';
import type { SampleCell, SampleDesign, SampleItem, StrataWord } from '../model/coding.ts';
import { Problem } from '../model/problem.ts';
import type { Param, Store } from '../model/store.ts';
import { codingSql } from './coding.ts';
import { weeksIn } from './week.ts';

/** The messages of which a sample is drawn: with a text, no reposts, of one side. */
export interface Population {
  of: FacetSide;
  /** Channel words; empty for all. */
  channels: string[];
  /** ISO UTC, `to` exclusive. */
  from?: string;
  to?: string;
  /** In which strata by week begin on Monday; UTC where not given. */
  zone?: string;
}

export interface DrawRequest extends Population {
  design: SampleDesign;
  /** For a stratified sample: by what, first things first. */
  strata: StrataWord[];
  /** Where strata hold `label`, and for picked messages: the code, `facet/code`, that a machine gave or not. */
  label?: string;
  /** Messages; of conversations as many as hold about so many. */
  size: number;
  /** How many messages two people shall code. */
  twice: number;
  seed: number;
}

/** What was drawn, and of how much. */
export interface Drawn {
  items: SampleItem[];
  /** Messages that could have been drawn. */
  population: number;
  cells: SampleCell[];
}

const strataSql: Record<StrataWord, string> = {
  channel: `coalesce(c.word, 'no channel')`,
  kind: 'm.kind',
  week: `coalesce(w.week, 'no week')`,
  label: `CASE WHEN l.score IS NULL THEN 'not read by a machine' WHEN l.score >= 0.5 THEN $label ELSE 'not ' || $label END`,
};

/** SQL: the stratum of a message. Weeks are ISO weeks of the zone; a label holds from a score of one half on. */
function stratumSql(strata: StrataWord[]): string {
  return strata.length === 0 ? `''` : strata.map((word) => strataSql[word]).join(` || ' / ' || `);
}

/** Throws a Problem where messages are to be parted by labels that no machine gave. */
async function checkLabels(store: Store, strata: StrataWord[], label: string | undefined): Promise<void> {
  if (!strata.includes('label')) return;
  if (!label)
    throw new Problem(
      'It was not said by which code’s labels to part the messages.',
      'Such as: does/complaint.',
    );
  const [view] = await store.query(
    `SELECT 1 AS one FROM information_schema.tables WHERE table_name = 'machine_label_now'`,
  );
  const found = view
    ? await store.query('SELECT 1 AS one FROM machine_label_now WHERE code = $label LIMIT 1', { label })
    : [];
  if (found.length === 0)
    throw new Problem(
      `No machine has labelled the messages with ${label} yet.`,
      'Draw by channel, kind or week, or let a machine coder label them first.',
    );
}

/** The population as a common table expression; `h` is an order by chance that the seed alone decides. */
function populationSql(strata: StrataWord[]): string {
  const byWeek = strata.includes('week');
  return `${
    byWeek
      ? `week AS (SELECT unnest(from_json($weeks, '[{"week":"VARCHAR","starts":"TIMESTAMP"}]'), recursive := true)), `
      : ''
  }population AS (
    SELECT m.source, m.native_id, t.conversation_id, t.written_at, ${stratumSql(strata)} AS stratum,
      ${strata.includes('label') ? 'l.score' : 'NULL::DOUBLE'} AS score,
      md5($seed || ' ' || m.source || ' ' || m.native_id) AS h,
      md5('twice ' || $seed || ' ' || m.source || ' ' || m.native_id) AS h2
    FROM turn t JOIN message m ON m.message_id = t.message_id LEFT JOIN channel c ON c.channel_id = t.channel_id
    ${
      strata.includes('label')
        ? 'LEFT JOIN (SELECT message_id, arg_max(score, run_id) AS score FROM machine_label_now WHERE code = $label GROUP BY message_id) l ON l.message_id = m.message_id'
        : ''
    }
    ${byWeek ? 'ASOF LEFT JOIN week w ON t.written_at >= w.starts' : ''}
    WHERE t.own = $own AND NOT t.placeholder AND NOT t.repost AND trim(coalesce(m.text, '')) <> ''
      AND ($channels = '[]' OR list_contains(from_json($channels, '["VARCHAR"]'), lower(c.word)))
      AND ($from IS NULL OR t.written_at >= $from::TIMESTAMP) AND ($to IS NULL OR t.written_at < $to::TIMESTAMP))`;
}

function paramsOf(
  { of, channels, from, to }: Population,
  seed: number,
  label?: string,
): Record<string, Param> {
  return {
    ...(label !== undefined && { label }),
    own: of === 'own',
    channels: JSON.stringify(channels.map((word) => word.toLowerCase())),
    from: from ?? null,
    to: to ?? null,
    seed: String(seed),
  };
}

/** The weeks over which messages are spread, where they are parted by week. */
async function weeksParam(
  store: Store,
  strata: StrataWord[],
  zone = 'UTC',
): Promise<{ weeks: string } | Record<never, never>> {
  if (!strata.includes('week')) return {};
  const [span] = await store.query<{ first: string | null; last: string | null }>(
    `SELECT strftime(min(written_at), '%Y-%m-%dT%H:%M:%SZ') AS first, strftime(max(written_at), '%Y-%m-%dT%H:%M:%SZ') AS last FROM turn`,
  );
  const weeks = span?.first && span.last ? weeksIn(span.first, span.last, zone) : [];
  return {
    weeks: JSON.stringify(weeks.map(({ week, starts }) => ({ week, starts: starts.replace('Z', '') }))),
  };
}

/** How many messages each stratum holds, the largest first, and in how many conversations they stand. */
export async function countPopulation(
  store: Store,
  population: Population,
  strata: StrataWord[] = [],
  label?: string,
): Promise<{ messages: number; conversations: number; strata: { stratum: string; messages: number }[] }> {
  await checkLabels(store, strata, label);
  const params = { ...paramsOf(population, 0), ...(await weeksParam(store, strata, population.zone)) };
  const counted = await store.query<{ stratum: string; messages: number }>(
    `WITH ${populationSql(strata)} SELECT stratum, count(*)::INTEGER AS messages FROM population
    GROUP BY stratum ORDER BY messages DESC, stratum`,
    strata.includes('label') ? { ...params, label: label as string } : params,
  );
  const [all] = await store.query<{ conversations: number }>(
    `WITH ${populationSql([])} SELECT count(DISTINCT conversation_id)::INTEGER AS conversations FROM population`,
    params,
  );
  const messages = counted.reduce((sum, one) => sum + one.messages, 0);
  return { messages, conversations: all?.conversations ?? 0, strata: counted };
}

/** How many messages there are to draw from, and no more than that. */
export async function populationSize(store: Store, population: Population): Promise<number> {
  const [row] = await store.query<{ n: number }>(
    `WITH ${populationSql([])} SELECT count(*)::INTEGER AS n FROM population`,
    paramsOf(population, 0),
  );
  return row?.n ?? 0;
}

interface Row {
  source: string;
  nativeId: string;
  stratum: string;
  probability: number;
  twice: boolean;
}

const columns = `source, native_id AS "nativeId", stratum, probability, rank2 <= $twice AS twice`;

/** How many of each stratum to draw. */
export type Allocate = (strata: { stratum: string; messages: number }[], size: number) => SampleCell[];

/**
 * Draws the sample: the first in an order by md5 of seed, source and id, within each stratum where there are strata; these
 * keep pace with each other, so that whoever stops early has some of each. The same seed draws the same messages from the
 * same data. Throws a Problem where there is nothing to draw.
 */
export async function drawItems(store: Store, request: DrawRequest, allocate: Allocate): Promise<Drawn> {
  if (request.design === 'picked') return drawPicked(store, request);
  const strata = request.design === 'stratified' ? request.strata : [];
  const counted = await countPopulation(store, request, strata, request.label);
  if (counted.messages === 0)
    throw new Problem(
      'There is no message to draw.',
      'Choose other channels, a longer time, or the other side; or bring in a file.',
    );
  const label = strata.includes('label') ? request.label : undefined;
  const weeks = await weeksParam(store, strata, request.zone);
  const params = { ...paramsOf(request, request.seed, label), ...weeks, twice: request.twice };
  if (request.design === 'conversations') return drawConversations(store, request, counted, params);
  const cells = allocate(counted.strata, Math.min(request.size, counted.messages));
  const rows = await store.query<Row>(
    `WITH ${populationSql(strata)},
    cell AS (SELECT unnest(from_json($cells, '[{"stratum":"VARCHAR","population":"INTEGER","drawn":"INTEGER"}]'), recursive := true)),
    placed AS (
      SELECT p.*, c.drawn, c.drawn / c.population AS probability,
        row_number() OVER (PARTITION BY p.stratum ORDER BY h, source, native_id) AS rank
      FROM population p JOIN cell c ON c.stratum = p.stratum),
    ranked AS (
      SELECT *, row_number() OVER (ORDER BY h2, source, native_id) AS rank2 FROM placed WHERE rank <= drawn)
    SELECT ${columns} FROM ranked ORDER BY (rank - 0.5) / drawn, h, source, native_id`,
    { ...params, cells: JSON.stringify(cells) },
  );
  return { items: rows.map(itemOf), population: counted.messages, cells };
}

/**
 * The messages of whose label a machine is least sure (its score nearest to one half), of those that no sample holds yet:
 * uncertainty sampling (Lewis and Gale 1994). They carry no probability, since nothing can be told from them of all.
 */
async function drawPicked(store: Store, request: DrawRequest): Promise<Drawn> {
  const { label, size } = request;
  await checkLabels(store, ['label'], label);
  const rows = await store.query<{ source: string; nativeId: string; population: number }>(
    `WITH ${codingSql}, ${populationSql(['label'])},
    free AS (
      SELECT p.*, (count(*) OVER ())::INTEGER AS population FROM population p
      WHERE p.score IS NOT NULL
        AND NOT EXISTS (FROM sample_item i WHERE i.source = p.source AND i.native_id = p.native_id))
    SELECT source, native_id AS "nativeId", population FROM free
    ORDER BY abs(score - 0.5), h, source, native_id LIMIT $size`,
    { ...paramsOf(request, request.seed, label), size },
  );
  if (rows.length === 0)
    throw new Problem(
      'Every message that a machine labelled is in a sample already.',
      'Bring in more messages, or choose other channels or a longer time.',
    );
  const items = rows.map(({ source, nativeId }, index) => unchanced({ source, nativeId }, index));
  const population = rows[0]?.population ?? 0;
  return { items, population, cells: [{ stratum: '', population, drawn: items.length }] };
}

async function drawConversations(
  store: Store,
  { size }: DrawRequest,
  { messages, conversations }: { messages: number; conversations: number },
  params: Record<string, Param>,
): Promise<Drawn> {
  const drawn = Math.min(conversations, Math.max(1, Math.ceil((size * conversations) / messages - 1e-9)));
  const rows = await store.query<Row>(
    `WITH ${populationSql([])},
    chosen AS (
      SELECT conversation_id, md5('conversation ' || $seed || ' ' || min(source || ' ' || native_id)) AS ch
      FROM population GROUP BY conversation_id ORDER BY ch, conversation_id LIMIT $drawn),
    ranked AS (
      SELECT p.*, c.ch, $drawn / $conversations::DOUBLE AS probability,
        row_number() OVER (ORDER BY h2, source, native_id) AS rank2
      FROM population p JOIN chosen c ON c.conversation_id = p.conversation_id)
    SELECT ${columns} FROM ranked ORDER BY ch, written_at, source, native_id`,
    { ...params, drawn, conversations },
  );
  return {
    items: rows.map(itemOf),
    population: messages,
    cells: [{ stratum: 'conversations', population: conversations, drawn }],
  };
}

const itemOf = ({ source, nativeId, ...row }: Row, index: number): SampleItem => ({
  ref: { source, nativeId },
  place: index + 1,
  ...row,
});

/** A message that was not drawn at random. */
const unchanced = (ref: SampleItem['ref'], index: number): SampleItem => ({
  ref,
  place: index + 1,
  stratum: '',
  twice: false,
});

/**
 * Messages that one coder coded in a sample, drawn anew to be coded blind a second time. They carry no
 * probability: they say how steady a coder is, and nothing of the population.
 */
export async function drawAgain(
  store: Store,
  {
    sample,
    who,
    size,
    seed,
    before,
  }: { sample: string; who: string; size: number; seed: number; before: string },
): Promise<Drawn> {
  const rows = await store.query<{ source: string; nativeId: string; coded: number }>(
    `WITH ${codingSql} SELECT source, native_id AS "nativeId", (count(*) OVER ())::INTEGER AS coded FROM coding
    WHERE sample = $sample AND who = $who AND done_at < $before::TIMESTAMP
    ORDER BY md5('again ' || $seed || ' ' || source || ' ' || native_id), source, native_id LIMIT $size`,
    { sample, who, size, seed: String(seed), before },
  );
  const items = rows.map(({ source, nativeId }, index) => unchanced({ source, nativeId }, index));
  const population = rows[0]?.coded ?? 0;
  return { items, population, cells: [{ stratum: '', population, drawn: items.length }] };
}
