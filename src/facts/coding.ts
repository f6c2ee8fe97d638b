import type { MessageRef } from '../model/act.ts';
import type {
  AgreedCode,
  AgreedHow,
  Coding,
  DrawnSample,
  SampleCell,
  SampleItem,
  Skip,
} from '../model/coding.ts';
import type { Store } from '../model/store.ts';
import { heldAct } from '../store/known.ts';

const texts = (key: string) => `coalesce(from_json(json_extract(detail, '$.${key}'), '["VARCHAR"]'), [])`;
const text = (key: string) => `json_extract_string(detail, '$.${key}')`;

/**
 * **Coding** as common table expressions on acts. What was undone counts no more, and of what somebody says of one
 * message in one sample (`''` without one) the latest counts.
 *
 * - `sample_item`: the messages drawn, each with `place`, `probability` (NULL where not drawn at random), `stratum`, `twice`;
 * - `coding`: by `who`, message and sample: `facets`, `codes` (`facet/code`), `cannot`, `memo`, `versions`, `first_at`;
 * - `facet_coding`: the same by facet: `codes` in their order, `cannot`;
 * - `agreed_code`: by sample, message and facet what counts. That is what was talked through (`talked`); else what all
 *   coders say (`alike`, or `one` where there is one); else what the one says who coded it first (`first`).
 */
export const codingSql = `standing AS (
    SELECT * FROM ${heldAct} a WHERE a.kind IN ('sample', 'drawn', 'code', 'code-skipped', 'code-agreed')
      AND NOT EXISTS (FROM act u WHERE u.kind = 'undo' AND json_extract_string(u.detail, '$.act') = a.act_id)),
  sample_item AS (
    SELECT ${text('sample')} AS sample, source, native_id, ${text('place')}::INTEGER AS place,
      ${text('probability')}::DOUBLE AS probability, coalesce(${text('stratum')}, '') AS stratum,
      coalesce(${text('twice')} = 'true', false) AS twice
    FROM standing WHERE kind = 'drawn'
    QUALIFY row_number() OVER (PARTITION BY ${text('sample')}, source, native_id ORDER BY done_at, act_id) = 1),
  said AS (
    SELECT act_id, done_at, who, kind, source, native_id, coalesce(${text('sample')}, '') AS sample, ${texts('facets')} AS facets,
      ${texts('codes')} AS codes, ${texts('cannot')} AS cannot, ${text('memo')} AS memo, ${texts('versions')} AS versions
    FROM standing WHERE kind IN ('code', 'code-agreed')),
  coding AS (
    SELECT *, min(done_at) OVER (PARTITION BY who, source, native_id, sample) AS first_at FROM said WHERE kind = 'code'
    QUALIFY row_number() OVER (PARTITION BY who, source, native_id, sample ORDER BY done_at DESC, act_id DESC) = 1),
  facet_coding AS (
    SELECT * EXCLUDE (facets, codes, cannot), list_sort(list_distinct(list_filter(codes, lambda code: starts_with(code, facet || '/')))) AS codes,
      list_contains(cannot, facet) AS cannot
    FROM (SELECT *, unnest(list_distinct(facets)) AS facet FROM coding)),
  talked_code AS (
    SELECT sample, source, native_id, facet, list_contains(cannot, facet) AS cannot,
      list_sort(list_distinct(list_filter(codes, lambda code: starts_with(code, facet || '/')))) AS codes
    FROM (SELECT *, unnest(list_distinct(facets)) AS facet FROM said WHERE kind = 'code-agreed')
    QUALIFY row_number() OVER (PARTITION BY sample, source, native_id, facet ORDER BY done_at DESC, act_id DESC) = 1),
  agreed_code AS (
    SELECT f.sample, f.source, f.native_id, f.facet, coalesce(t.codes, f.codes) AS codes, coalesce(t.cannot, f.cannot) AS cannot,
      CASE WHEN t.facet IS NOT NULL THEN 'talked' WHEN f.coders = 1 THEN 'one' WHEN f.answers = 1 THEN 'alike' ELSE 'first' END AS how,
      f.coders
    FROM (
      SELECT sample, source, native_id, facet, count(*)::INTEGER AS coders, count(DISTINCT {'codes': codes, 'cannot': cannot}) AS answers,
        arg_min(codes, {'at': first_at, 'who': who}) AS codes, arg_min(cannot, {'at': first_at, 'who': who}) AS cannot
      FROM facet_coding GROUP BY sample, source, native_id, facet) f
    LEFT JOIN talked_code t ON t.sample = f.sample AND t.source = f.source AND t.native_id = f.native_id AND t.facet = f.facet)`;

const iso = (column: string) => `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%gZ')`;

interface SampleRow {
  act: string;
  at: string;
  who: string;
  detail: string;
}

/** The samples, the latest first. */
export async function readSamples(store: Store): Promise<DrawnSample[]> {
  const rows = await store.query<SampleRow>(
    `WITH ${codingSql} SELECT act_id AS act, ${iso('done_at')} AS "at", who, detail FROM standing WHERE kind = 'sample'
    ORDER BY done_at DESC, act_id DESC`,
  );
  return rows.map(({ detail, ...row }) => ({ ...row, ...drawnOf(JSON.parse(detail)) }));
}

/** A sample by its word; of several with one word, the first. */
export async function readSample(store: Store, word: string): Promise<DrawnSample | undefined> {
  return (await readSamples(store)).findLast((sample) => sample.word === word);
}

type Detail = Omit<DrawnSample, 'act' | 'at' | 'who' | 'cells'> & { cells?: string[] };

function drawnOf({
  cells,
  strata,
  channels,
  population,
  ...rest
}: Detail): Omit<DrawnSample, 'act' | 'at' | 'who'> {
  return {
    ...rest,
    strata: strata ?? [],
    channels: channels ?? [],
    population: population ?? 0,
    cells: (cells ?? []).map(cellOf),
  };
}

/** `40 of 1200 in NAME`, as the act keeps a stratum. */
export function cellText({ stratum, population, drawn }: SampleCell): string {
  return `${drawn} of ${population} in ${stratum}`;
}

function cellOf(text: string): SampleCell {
  const [, drawn, population, stratum = ''] = /^(\d+) of (\d+) in (.*)$/s.exec(text) ?? [];
  return { stratum, population: Number(population ?? 0), drawn: Number(drawn ?? 0) };
}

interface Reference {
  source: string;
  nativeId: string;
}

const withRef = <T extends Reference>({
  source,
  nativeId,
  ...rest
}: T): Omit<T, keyof Reference> & { ref: MessageRef } => ({
  ref: { source, nativeId },
  ...rest,
});

/** What was drawn and said in a sample: the messages in their order, what people said in the order in which they said it. */
export interface SampleContent {
  items: SampleItem[];
  codings: Coding[];
  skips: Skip[];
}

interface ContentRow extends Reference {
  kind: 'drawn' | 'code' | 'code-skipped';
  act: string;
  at: string;
  who: string;
  detail: string;
}

/** Reads all that counts in a sample, in one query: the coding page asks for it before each message. */
export async function readContent(store: Store, sample: string): Promise<SampleContent> {
  const rows = await store.query<ContentRow>(
    `WITH mine AS (
      SELECT * FROM ${heldAct} a WHERE a.kind IN ('drawn', 'code', 'code-skipped') AND ${text('sample')} = $sample
        AND NOT EXISTS (FROM act u WHERE u.kind = 'undo' AND json_extract_string(u.detail, '$.act') = a.act_id))
    SELECT kind, act_id AS act, ${iso('done_at')} AS "at", who, source, native_id AS "nativeId", detail FROM mine
    QUALIFY row_number() OVER (PARTITION BY kind, CASE WHEN kind = 'drawn' THEN '' ELSE who END, source, native_id
      ORDER BY done_at DESC, act_id DESC) = 1
    ORDER BY done_at, act_id`,
    { sample },
  );
  const details = rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) }));
  const of = (kind: ContentRow['kind']) => details.filter((row) => row.kind === kind);
  return {
    items: of('drawn')
      .map(itemOf)
      .sort((a, b) => a.place - b.place || (a.ref.nativeId < b.ref.nativeId ? -1 : 1)),
    codings: of('code').map(codingOf),
    skips: of('code-skipped').map(skipOf),
  };
}

type Read = Omit<ContentRow, 'detail'> & { detail: Record<string, unknown> };

const itemOf = ({ source, nativeId, detail }: Read): SampleItem => ({
  ref: { source, nativeId },
  place: Number(detail.place),
  ...(typeof detail.probability === 'number' && { probability: detail.probability }),
  stratum: String(detail.stratum ?? ''),
  twice: detail.twice === true,
});

const codingOf = ({ act, at, who, source, nativeId, detail }: Read): Coding => ({
  act,
  at,
  who,
  ref: { source, nativeId },
  facets: textsIn(detail.facets),
  codes: textsIn(detail.codes),
  cannot: textsIn(detail.cannot),
  ...(typeof detail.memo === 'string' && { memo: detail.memo }),
  versions: textsIn(detail.versions),
});

const skipOf = ({ act, at, who, source, nativeId, detail }: Read): Skip => ({
  act,
  at,
  who,
  ref: { source, nativeId },
  reason: String(detail.reason ?? ''),
});

const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** True where the message was drawn into the sample. */
export async function isDrawn(
  store: Store,
  sample: string,
  { source, nativeId }: MessageRef,
): Promise<boolean> {
  const found = await store.query(
    `SELECT 1 AS one FROM ${heldAct} WHERE kind = 'drawn' AND source = $source AND native_id = $nativeId AND ${text('sample')} = $sample`,
    { sample, source, nativeId },
  );
  return found.length > 0;
}

/** What counts as the code of each message of a sample, by facet. */
export async function agreedCodes(store: Store, sample: string): Promise<AgreedCode[]> {
  const rows = await store.query<Reference & Omit<AgreedCode, 'ref' | 'how'> & { how: AgreedHow }>(
    `WITH ${codingSql} SELECT source, native_id AS "nativeId", facet, codes, cannot, how, coders
    FROM agreed_code WHERE sample = $sample ORDER BY source, native_id, facet`,
    { sample },
  );
  return rows.map(withRef);
}
