import { counted, duration, type Local, shortMinute } from './format.tsx';
import { hereWith, Layout, Row, role, Scroll } from './layout.tsx';
import { nameless, Outside } from './outside.tsx';
import type { Frame, MessageRow, RowsPageProps } from './props.ts';

/** The page of a thread. */
export function threadHref({ source, nativeId }: { source: string; nativeId: string }): string {
  return `/thread/${encodeURIComponent(source)}/${encodeURIComponent(nativeId)}`;
}

/** The messages behind a number, page by page. */
export function RowsPage({ frame, title, about, rows, total, page, pageSize, csv, back }: RowsPageProps) {
  return (
    <Layout frame={frame} title={title}>
      <Row
        margin={<p class="note">People are shown under pseudonyms here; the thread shows who wrote.</p>}
        marginLabel="About names"
      >
        {back ? (
          <p class="dateline">
            <a href={back.href}>{back.label}</a>
          </p>
        ) : null}
        <h1 class="title">{title}</h1>
        <p class="prose lead">{about}</p>
        <p class="more">
          {csv ? <a href={csv}>All {counted(total, 'message', 'messages', frame)} (.csv)</a> : null}
        </p>
      </Row>
      <div class="full">
        {rows.length === 0 ? (
          <p class="evidence">No message is behind this number.</p>
        ) : (
          <>
            <MessageTable rows={rows} title={title} local={frame} />
            <Paging
              frame={frame}
              page={page}
              pageSize={pageSize}
              total={total}
              of={['message', 'messages']}
            />
          </>
        )}
      </div>
    </Layout>
  );
}

function MessageTable({ rows, title, local }: { rows: MessageRow[]; title: string; local: Local }) {
  return (
    <Scroll label={title}>
      <table {...role('table')} class="table messages">
        <thead {...role('rowgroup')}>
          <tr {...role('row')}>
            <th {...role('columnheader')} scope="col">
              Written
            </th>
            <th {...role('columnheader')} scope="col">
              Who, where
            </th>
            <th {...role('columnheader')} scope="col">
              Words
            </th>
            <th {...role('columnheader')} scope="col">
              State
            </th>
          </tr>
        </thead>
        <tbody {...role('rowgroup')}>
          {rows.map((row) => (
            <tr {...role('row')}>
              <td {...role('cell')}>
                <a
                  href={threadHref(row)}
                  aria-label={`${shortMinute(row.at, local)}: the thread of this message`}
                >
                  <time datetime={row.at}>{shortMinute(row.at, local)}</time>
                </a>
              </td>
              <td {...role('cell')}>
                {row.who}
                <i>{row.channel}</i>
              </td>
              <td {...role('cell')} class="said">
                <Outside text={nameless(row.text, row.channel)} clip={400} />
              </td>
              <td {...role('cell')}>
                {row.state ?? ''}
                <i>
                  {[row.kind, row.waited === undefined ? '' : duration(row.waited, local)]
                    .filter(Boolean)
                    .join(', ')}
                </i>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface PagingProps {
  frame: Frame;
  page: number;
  pageSize: number;
  total: number;
  /** What is counted, one and many. */
  of: [one: string, many: string];
}

/** Where one is in a long list, and the way on. */
export function Paging({ frame, page, pageSize, total, of }: PagingProps) {
  const last = Math.max(1, Math.ceil(total / pageSize));
  const from = (page - 1) * pageSize + 1;
  return (
    <nav class="more paging" aria-label="Pages of the list">
      {page > 1 ? (
        <a href={hereWith(frame, 'page', String(page - 1))} rel="prev">
          Before
        </a>
      ) : null}
      <span>
        {from} to {Math.min(total, page * pageSize)} of {counted(total, ...of, frame)}
      </span>
      {page < last ? (
        <a href={hereWith(frame, 'page', String(page + 1))} rel="next">
          Next
        </a>
      ) : null}
    </nav>
  );
}
