import type { RejectedRow } from '../model/import.ts';
import { counted } from './format.tsx';
import type { RejectedPageProps } from './import-props.ts';
import { Layout, Row, Scroll } from './layout.tsx';
import { Paging } from './rows.tsx';

/** The rows that were refused, with file, line and reason. */
export function RejectedPage({ frame, importId, rows, total, page, pageSize, csv }: RejectedPageProps) {
  return (
    <Layout frame={frame} title="Refused rows">
      <Row
        margin={
          <p class="note">
            A refused row is set aside as it stood. Mend it in the file and bring the file in again: only what
            is new counts.
          </p>
        }
        marginLabel="What to do with them"
      >
        <p class="dateline">
          <a href={importId === undefined ? '/import' : `/import/${importId}`}>
            {importId === undefined ? 'All imports' : 'The import'}
          </a>
        </p>
        <h1 class="title">
          {total === 0 ? 'No row was refused.' : `${counted(total, 'row was', 'rows were', frame)} refused.`}
        </h1>
        {csv && total > 0 ? (
          <p class="more">
            <a href={csv}>All of them (.csv)</a>
          </p>
        ) : null}
      </Row>
      {rows.length > 0 ? (
        <div class="full">
          <Quarantine rows={rows} />
          <Paging frame={frame} page={page} pageSize={pageSize} total={total} of={['row', 'rows']} />
        </div>
      ) : null}
    </Layout>
  );
}

/** Refused rows as a table. */
export function Quarantine({ rows }: { rows: RejectedRow[] }) {
  return (
    <Scroll label="Refused rows">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Where</th>
            <th scope="col">Why</th>
            <th scope="col">What stands there</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ shown, line, reason, excerpt }) => (
            <tr>
              <th scope="row" class="break">
                line {line}
                <i>{shown}</i>
              </th>
              <td>{reason}</td>
              <td class="break">
                <code>
                  <bdi>{excerpt}</bdi>
                </code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
