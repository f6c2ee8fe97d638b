import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { drawFigure, isDrawn, keyOf } from '../charts/index.ts';
import { drawRange, drawRangeAxis, rangeWords } from '../charts/ranges.ts';
import { drawWaited, drawWaitedScale } from '../charts/waited.ts';
import type { Cell, Figure, RangesFigure, TableFigure, WaitingFigure } from '../model/figure.ts';
import { count, counted, isoDuration, type Local, numberWords, waitedFor } from './format.tsx';
import { role, Scroll } from './layout.tsx';
import { nameless, Outside } from './outside.tsx';
import { wholeAmounts } from './whole-amounts.ts';

interface FigureProps {
  figure: Figure;
  local: Local;
  id: string;
  size?: 'full' | 'small';
  /** Stands under a picture instead of the figure's own caption. */
  caption?: Child;
}

/** A figure in its form: an inline picture, a table, rows with pictures, or the first of those who wait. */
export function FigureView({ figure, local, id, size, caption }: FigureProps) {
  if (figure.form === 'table') return <TableView figure={figure} local={local} id={id} />;
  if (figure.form === 'waiting') return <WaitingView figure={figure} local={local} />;
  const under = caption ?? (figure.caption && wholeAmounts(figure.caption));
  if (figure.form === 'ranges') return <RangesView figure={figure} local={local} caption={under} />;
  const marks = (figure.form === 'series' || figure.form === 'trajectory') && figure.marks?.length;
  const bare = figure.form === 'series' && !figure.usual;
  const plot = ['plot', bare && 'bare', marks && 'marked-days'].filter(Boolean).join(' ');
  return isDrawn(figure) ? (
    <figure>
      <div class={plot}>{raw(drawFigure(figure, { variant: 'inline', ...local, id, size }))}</div>
      <MarksKey figure={figure} />
      {under ? <figcaption>{under}</figcaption> : null}
    </figure>
  ) : null;
}

/** With more of them the list folds away, and the changes of tactics alone stand open. */
const openMarks = 4;

/** What happened on the days that a time chart numbers. */
function MarksKey({ figure }: { figure: Figure }) {
  const key = keyOf(figure, { variant: 'inline' });
  if (!key) return null;
  if (key.length <= openMarks) return <Marks listed={key} />;
  const changes = key.filter(({ kind }) => kind === 'change');
  return (
    <>
      {changes.length > 0 ? <Marks listed={changes} /> : null}
      <details class="beside">
        <summary>
          All {key.length} that happened beside it{changes.length > 0 ? ', these among them' : ''}
        </summary>
        <Marks listed={key} />
      </details>
    </>
  );
}

function Marks({ listed }: { listed: NonNullable<ReturnType<typeof keyOf>> }) {
  return (
    <ol class="marks" aria-label="What happened beside it">
      {listed.map(({ number, label, when, kind }) => (
        <li value={number} class={kind === 'change' ? 'change' : undefined}>
          {label} <span>{when}</span>
        </li>
      ))}
    </ol>
  );
}

interface RangesProps {
  figure: RangesFigure;
  local: Local;
  caption: Child;
}

function RangesView({ figure, local, caption }: RangesProps) {
  return (
    <figure>
      <table {...role('table')} class="ranges">
        <caption class="unseen">{figure.title}</caption>
        <thead {...role('rowgroup')} class="unseen">
          <tr {...role('row')}>
            <th {...role('columnheader')} scope="col">
              What
            </th>
            <th {...role('columnheader')} scope="col">
              Picture
            </th>
            <th {...role('columnheader')} scope="col">
              Value and range
            </th>
          </tr>
        </thead>
        <tbody {...role('rowgroup')}>
          {figure.rows.map((row) => {
            const { value, range } = rangeWords(row, figure, local);
            return (
              <tr {...role('row')} class={row.before ? undefined : 'lead'}>
                <th {...role('rowheader')} scope="row">
                  {row.label}
                </th>
                <td {...role('cell')} class="pic">
                  {raw(drawRange(row, figure))}
                </td>
                <td {...role('cell')} class="val">
                  <b>{value}</b> {row.low === row.high ? '' : range}
                </td>
              </tr>
            );
          })}
          <tr {...role('row')} class="axis-row">
            <td {...role('cell')}></td>
            <td {...role('cell')} class="pic">
              {raw(drawRangeAxis(figure, local))}
            </td>
            <td {...role('cell')}></td>
          </tr>
        </tbody>
      </table>
      {caption ? <figcaption>{caption}</figcaption> : null}
    </figure>
  );
}

function TableView({ figure, local, id }: { figure: TableFigure; local: Local; id: string }) {
  const [first, ...rest] = figure.columns;
  return (
    <Scroll labelledBy={`${id}-caption`}>
      <table class={figure.quotes ? 'table tight-head quotes' : 'table tight-head'}>
        <caption id={`${id}-caption`}>
          <span>
            {figure.title} {figure.note ? <small>{wholeAmounts(figure.note)}</small> : null}
          </span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{first?.label}</th>
            {rest.map(({ label, numeric }) => (
              <th scope="col" class={numeric ? 'n' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figure.rows.map((row) => (
            <tr class={row.before ? 'before' : undefined}>
              <th scope="row">{row.href ? <a href={row.href}>{row.label}</a> : row.label}</th>
              {row.cells.map((cell, i) => (
                <td class={rest[i]?.numeric ? 'n' : undefined}>
                  <CellView cell={cell} local={local} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function CellView({ cell, local }: { cell: Cell; local: Local }) {
  if (typeof cell === 'string') return <>{cell}</>;
  const value = numberWords(cell.value, cell.as, local);
  return (
    <>
      {cell.strong ? <b>{value}</b> : value}{' '}
      {cell.low !== undefined && cell.high !== undefined ? (
        <i>{rangeText(cell.low, cell.high, cell.as, local)}</i>
      ) : null}
    </>
  );
}

/** "35 to 49 %" with the sign once, durations with their units. */
export function rangeText(
  low: number,
  high: number,
  as: 'share' | 'count' | 'duration',
  local: Local,
): string {
  const [from, to] = [numberWords(low, as, local), numberWords(high, as, local)];
  const bare = as === 'share' && /^\d+\u00a0%$/.test(from) && /^\d+\u00a0%$/.test(to);
  return bare
    ? `${from.replace(/\u00a0%$/, '')}\u00a0to\u00a0${to.replace(/\u00a0%$/, '')}`
    : `${from} to ${to}`;
}

/** Those who wait, under pseudonyms: the page of a question names nobody. */
function WaitingView({ figure, local }: { figure: WaitingFigure; local: Local }) {
  const shown = figure.rows.slice(0, 5);
  return (
    <figure class="brief">
      <WaitingScale />
      <ol class="waiting">
        {shown.map((row) => (
          <li class="wait">
            <Waited seconds={row.waited} overdue={row.overdue} local={local} />
            <div class="msg">
              <p>
                <Outside text={nameless(row.text, row.channel)} clip={180} />
              </p>
              <p class="who">
                {row.who}, {row.channel}{' '}
                <span class={row.kind === 'complaint' ? 'tag r' : 'tag'}>{row.kind}</span>
              </p>
            </div>
            <p class="acts">
              <a href={row.href} aria-label={`Open the thread of ${row.who}`}>
                Open
              </a>
            </p>
          </li>
        ))}
      </ol>
      {figure.total > shown.length ? (
        <figcaption>
          The first {shown.length} of {count(figure.total, local)}, most urgent first, as of the end of the
          data.
        </figcaption>
      ) : null}
      <p class="more">
        <a href="/waiting">
          {figure.total > shown.length
            ? `All ${counted(figure.total, 'message', 'messages', local)} that wait`
            : 'The work list'}
        </a>
      </p>
    </figure>
  );
}

/** The scale over a list of waiting rows. */
export function WaitingScale() {
  return (
    <div class="wait scale" aria-hidden="true">
      <span></span>
      <span>{raw(drawWaitedScale())}</span>
    </div>
  );
}

/** How long somebody has waited, in words and on the scale. */
export function Waited({ seconds, overdue, local }: { seconds: number; overdue: boolean; local: Local }) {
  return (
    <>
      <time datetime={isoDuration(seconds)}>{waitedFor(seconds, local)}</time>
      <span class="how-long">{raw(drawWaited(seconds, overdue))}</span>
    </>
  );
}
