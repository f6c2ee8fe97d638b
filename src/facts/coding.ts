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
    SELECT * FROM act a WHERE a.kind IN ('sample', 'drawn', 'code', 'code-skipped', 'code-agreed')
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

/** The messages of a sample in their order. */
export async function sampleItems(store: Store, sample: string): Promise<SampleItem[]> {
  const rows = await store.query<
    Reference & Omit<SampleItem, 'ref' | 'probability'> & { probability: number | null }
  >(
    `WITH ${codingSql} SELECT source, native_id AS "nativeId", place, probability, stratum, twice
    FROM sample_item WHERE sample = $sample ORDER BY place, source, native_id`,
    { sample },
  );
  return rows.map(({ probability, ...row }) => ({
    ...withRef(row),
    ...(probability !== null && { probability }),
  }));
}

/** All that counts of what people said of the messages of a sample, in the order in which it was said. */
export async function codingsOf(store: Store, sample: string): Promise<Coding[]> {
  const rows = await store.query<Reference & Omit<Coding, 'ref' | 'memo'> & { memo: string | null }>(
    `WITH ${codingSql} SELECT act_id AS act, ${iso('done_at')} AS "at", who, source, native_id AS "nativeId",
      facets, codes, cannot, memo, versions
    FROM coding WHERE sample = $sample ORDER BY done_at, act_id`,
    { sample },
  );
  return rows.map(({ memo, ...row }) => ({ ...withRef(row), ...(memo !== null && { memo }) }));
}

/** Messages of a sample that were passed over, the latest word of each person on each. */
export async function skipsOf(store: Store, sample: string): Promise<Skip[]> {
  const rows = await store.query<Reference & Omit<Skip, 'ref'>>(
    `WITH ${codingSql} SELECT act_id AS act, ${iso('done_at')} AS "at", who, source, native_id AS "nativeId",
      coalesce(${text('reason')}, '') AS reason
    FROM standing WHERE kind = 'code-skipped' AND ${text('sample')} = $sample
    QUALIFY row_number() OVER (PARTITION BY who, source, native_id ORDER BY done_at DESC, act_id DESC) = 1
    ORDER BY done_at, act_id`,
    { sample },
  );
  return rows.map(withRef);
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
