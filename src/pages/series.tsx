import { raw } from 'hono/html';
import { drawShape } from '../charts/index.ts';
import type { ReadableSeries, ReadableWave, SeriesHead, SeriesShape } from '../model/series.ts';
import { count, counted, type Local, shortDay } from './format.tsx';
import { Layout, Row, Scroll } from './layout.tsx';
import type { Frame } from './props.ts';
import { inPairs } from './told.tsx';
import { valueInWords } from './value.ts';

/** `GET /series`, with `/series.csv` (every value of every series) and `/series/waves.csv` (every wave) beside it. */
export interface SeriesPageProps {
  frame: Frame;
  series: ListedSeries[];
  waves: ReadableWave[];
}

/** A series with what a goal writes to be read on it, and its shape. */
export type ListedSeries = ReadableSeries & { goal: string; shape: SeriesShape | undefined };

/** Every series and survey wave in the workspace: what it is, from when to when, and where it comes from. */
export function SeriesPage({ frame, series, waves }: SeriesPageProps) {
  const none = series.length === 0 && waves.length === 0;
  return (
    <Layout frame={frame} title="Series and waves">
      <Row
        margin={
          <p class="note">
            A goal is read on any of these by the word under <em>In a goal</em>, a survey by{' '}
            <code>survey/QUESTION</code>. Of a value that two files tell differently the newest import's
            holds; undoing that import brings the other back.
          </p>
        }
        marginLabel="What they are for"
      >
        <p class="dateline">From elsewhere</p>
        <h1 class="title">
          {none
            ? 'No series and no survey wave is here yet.'
            : `${[
                series.length > 0 ? counted(series.length, 'series', 'series', frame) : '',
                waves.length > 0 ? counted(waves.length, 'survey wave', 'survey waves', frame) : '',
              ]
                .filter(Boolean)
                .join(' and ')} from elsewhere.`}
        </h1>
        {none ? (
          <p>
            Bring in sales, leads, visits by UTM, market share, or a survey, as CSV or XLSX:{' '}
            <a href="/import">import</a>.
          </p>
        ) : (
          <p class="more">
            {series.length > 0 ? <a href="/series.csv">All values (.csv)</a> : null}
            {waves.length > 0 ? <a href="/series/waves.csv">All waves (.csv)</a> : null}
          </p>
        )}
      </Row>
      {series.length > 0 ? (
        <div class="full">
          <SeriesTable series={series} local={frame} />
        </div>
      ) : null}
      {waves.length > 0 ? (
        <div class="full">
          <WavesTable waves={waves} local={frame} />
        </div>
      ) : null}
    </Layout>
  );
}

const kinds: Record<ReadableSeries['kind'], string> = {
  outcome: 'outcome',
  visits: 'visits',
  platform: 'reported by the platform',
  input: 'put in',
};

function SeriesTable({ series, local }: { series: ListedSeries[]; local: Local }) {
  const parted = series.some(({ dimensions }) => Object.keys(dimensions).length > 0);
  return (
    <Scroll labelledBy="series">
      <table class="table">
        <caption id="series">Series</caption>
        <thead>
          <tr>
            <th scope="col">Series</th>
            {parted ? <th scope="col">By</th> : null}
            <th scope="col">In a goal</th>
            <th scope="col" class="n">
              Latest
            </th>
            <th scope="col">Lowest to highest</th>
            <th scope="col">From, to</th>
            <th scope="col" class="n">
              Values
            </th>
            <th scope="col">Told by</th>
          </tr>
        </thead>
        <tbody>
          {series.map((one) => (
            <tr>
              <th scope="row">
                {one.word}
                <i>
                  {one.source}, {kinds[one.kind]}
                </i>
              </th>
              {parted ? (
                <td>
                  <bdi>{inPairs(one.dimensions)}</bdi>
                </td>
              ) : null}
              <td>
                <code>{one.goal}</code>
              </td>
              <td class="n">
                {valueInWords({ ...one, value: one.last }, local)}
                {one.unit === 'money' ? null : <i>{one.unit}</i>}
              </td>
              <td>{one.shape ? <Shape shape={one.shape} head={one} local={local} /> : null}</td>
              <td>
                <Span from={one.from} to={one.to} moments={one.grain === 'instant'} local={local} />
                <i>{one.grain === 'instant' ? 'moments' : `by ${one.grain}`}</i>
              </td>
              <td class="n">{count(one.points, local)}</td>
              <td class="break">{one.files.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Shape({ shape, head, local }: { shape: SeriesShape; head: SeriesHead; local: Local }) {
  const { lowest, highest } = shape;
  const words = (value: number) => valueInWords({ ...head, value }, local);
  return (
    <>
      <span class="whole">
        {lowest === highest ? `always ${words(lowest)}` : `${words(lowest)} to ${words(highest)}`}
      </span>
      {raw(drawShape(shape))}
    </>
  );
}

function WavesTable({ waves, local }: { waves: ReadableWave[]; local: Local }) {
  return (
    <Scroll labelledBy="waves">
      <table class="table">
        <caption id="waves">Survey waves</caption>
        <thead>
          <tr>
            <th scope="col">Survey</th>
            <th scope="col">In the field</th>
            <th scope="col">Questions</th>
            <th scope="col" class="n">
              People
            </th>
            <th scope="col">Told by</th>
          </tr>
        </thead>
        <tbody>
          {waves.map((one) => (
            <tr>
              <th scope="row">
                {one.survey}
                <i>wave {one.wave}</i>
              </th>
              <td>
                <Span from={one.from} to={one.to} local={local} />
              </td>
              <td>
                {one.questions.length > few
                  ? `${one.questions.slice(0, few).join(', ')} and ${one.questions.length - few} more`
                  : one.questions.join(', ')}
              </td>
              <td class="n">
                {count(one.n, local)}
                <i>
                  {one.as}
                  {one.selfSelected === undefined ? '' : one.selfSelected ? ', self-selected' : ', sampled'}
                </i>
              </td>
              <td class="break">{one.files.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const few = 5;

/** First and last day, both included, of which neither parts at its hyphens; dates of the calendar are in no zone. */
function Span({ from, to, moments, local }: { from: string; to: string; moments?: boolean; local: Local }) {
  const written = (day: string) => shortDay(`${day}T00:00:00Z`, { ...local, zone: 'UTC' });
  const last = moments
    ? to.slice(0, 10)
    : new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  const first = from.slice(0, 10);
  return (
    <>
      <span class="whole">{written(first)}</span>
      {first === last && !moments ? null : (
        <>
          {' '}
          to <span class="whole">{written(last)}</span>
        </>
      )}
    </>
  );
}
