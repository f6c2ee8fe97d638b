import type { FileReport } from '../model/import.ts';
import { PostForm } from './act.tsx';
import { bareNotes, foldFiles } from './fold-files.ts';
import { count, counted, type Local, minute } from './format.tsx';
import type { ReportPageProps } from './import-props.ts';
import { Layout, Row, Scroll } from './layout.tsx';
import { Quarantine } from './rejected.tsx';

/** What an import did, file by file, and what was refused and why. */
export function ReportPage({ frame, report, undone, rejected, conflicts, next }: ReportPageProps) {
  const { added, changed, same, totals, cycles } = report;
  const refused = report.files.reduce((sum, file) => sum + file.rejected, 0);
  const { values } = report;
  const onlyValues = values !== undefined && added + changed + same === 0;
  const parts = [
    onlyValues ? '' : counted(added, 'message is new', 'messages are new', frame),
    changed > 0 ? `${count(changed, frame)}\u00a0changed` : '',
    same > 0 ? `${count(same, frame)} were known` : '',
    values ? counted(values.added, 'value is new', 'values are new', frame) : '',
    values && values.changed > 0 ? `${count(values.changed, frame)}\u00a0corrected` : '',
    values && values.same > 0 ? `${count(values.same, frame)} were the same` : '',
  ].filter(Boolean);
  return (
    <Layout frame={frame} title="What the import did">
      <Row
        margin={
          <p class="note">
            <strong>Now in the workspace:</strong> {counted(totals.messages, 'message', 'messages', frame)} by{' '}
            {counted(totals.people, 'person', 'people', frame)} and{' '}
            {counted(totals.ownAccounts, 'own account', 'own accounts', frame)}, in{' '}
            {counted(totals.conversations, 'conversation', 'conversations', frame)} on{' '}
            {counted(totals.channels, 'channel', 'channels', frame)}.
            {totals.placeholders > 0
              ? ` Answers name ${counted(totals.placeholders, 'more message that is', 'more messages that are', frame)} not in the data.`
              : ''}
            {totals.series ? ` ${counted(totals.series, 'series', 'series', frame)} from elsewhere.` : ''}
            {totals.waves ? ` ${counted(totals.waves, 'survey wave', 'survey waves', frame)}.` : ''}
          </p>
        }
        marginLabel="The workspace now"
      >
        <p class="dateline">
          Import of {minute(report.at, frame)}
          {undone ? ', undone since' : ''}
        </p>
        <h1 class="title">{parts.join(', ')}.</h1>
        <div class="buttons">
          {values && !undone ? (
            <a class="button first" href="/series">
              Series and waves
            </a>
          ) : null}
          {next && !undone && !onlyValues ? (
            <a class="button first" href={next.href}>
              {next.label}
            </a>
          ) : null}
          <a class="button" href="/import">
            Bring in more
          </a>
          {undone ? null : (
            <PostForm frame={frame} action={`/import/${report.importId}/undo`}>
              <button type="submit" class="button">
                Undo this import
              </button>
            </PostForm>
          )}
        </div>
      </Row>
      <div class="full">
        <Files files={foldFiles(report.files)} local={frame} />
      </div>
      {report.gone ? (
        <Row>
          <p>
            {counted(report.gone, 'message is', 'messages are', frame)} no longer at the source, as a file
            says: the texts are removed for good.
          </p>
        </Row>
      ) : null}
      {report.stillGone ? (
        <Row>
          <p>
            {counted(report.stillGone, 'message', 'messages', frame)} gone at the source before came again, by
            whatever id: kept without text.
          </p>
        </Row>
      ) : null}
      {report.recognised ? (
        <Row>
          <p>
            {counted(report.recognised.matched, 'message was', 'messages were', frame)} known under another id
            and matched by author, time and text
            {report.recognised.apart > 0
              ? `; ${counted(report.recognised.apart, 'more looks', 'more look', frame)} like several at once and stayed apart`
              : ''}
            .
          </p>
        </Row>
      ) : null}
      {refused > 0 ? (
        <Row id="refused">
          <h2 class="sentence" id="refused">
            {counted(refused, 'row was', 'rows were', frame)} refused and set aside; nothing else was touched
            by {refused === 1 ? 'it' : 'them'}.
          </h2>
          <Quarantine rows={rejected} />
          <p class="more">
            <a href={`/import/${report.importId}/rejected`}>All refused rows</a>
            <a href={`/import/${report.importId}/rejected.csv`}>Refused rows (.csv)</a>
          </p>
        </Row>
      ) : null}
      {conflicts.length > 0 ? (
        <Row id="conflicts">
          <h2 class="sentence" id="conflicts">
            {counted(conflicts.length, 'message has', 'messages have', frame)} two texts under one id; the
            first was kept.
          </h2>
          <Scroll label="Conflicts">
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">Id</th>
                  <th scope="col">Kept</th>
                  <th scope="col">In the later file</th>
                </tr>
              </thead>
              <tbody>
                {conflicts.map(({ source, nativeId, kept, other, shown }) => (
                  <tr>
                    <th scope="row">
                      {source} {nativeId}
                    </th>
                    <td class="said">
                      <bdi>{kept}</bdi>
                    </td>
                    <td class="said">
                      <bdi>{other}</bdi> <i>{shown}</i>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </Row>
      ) : null}
      {cycles > 0 ? (
        <Row label="Reply cycles">
          <p class="evidence">
            {counted(cycles, 'circle', 'circles', frame)} of messages that answer each other{' '}
            {cycles === 1 ? 'was' : 'were'} found and cut where the earliest message stands.
          </p>
        </Row>
      ) : null}
    </Layout>
  );
}

function Files({ files, local }: { files: FileReport[]; local: Local }) {
  const noted = files.some((file) => notesOf(file, local) !== '');
  const valued = files.some(({ values }) => values);
  const labels = ['Rows', 'Accepted', 'Refused', 'Empty', 'Messages', ...(valued ? ['Values'] : [])];
  return (
    <Scroll labelledBy="files-read">
      <table class="table files">
        <caption id="files-read">
          File by file <small>Accepted, refused and empty rows add up to the rows of the file</small>
        </caption>
        <thead>
          <tr>
            <th scope="col">File</th>
            {labels.map((label) => (
              <th scope="col" class="n">
                {label}
              </th>
            ))}
            {noted ? <th scope="col">Worth knowing</th> : null}
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr>
              <th scope="row" class="break">
                {file.shown}
                <i>{file.reader}</i>
              </th>
              {file.known ? (
                <td colspan={labels.length}>the same file as before, not read again</td>
              ) : (
                [
                  file.rows,
                  file.accepted,
                  file.rejected,
                  file.empty,
                  file.messages,
                  ...(valued ? [file.values ?? 0] : []),
                ].map((n) => <td class="n">{count(n, local)}</td>)
              )}
              {noted ? <td>{notesOf(file, local)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function notesOf(file: FileReport, local: Local): string {
  const notes = [
    ...bareNotes(file),
    file.repaired > 0
      ? `${counted(file.repaired, 'text was', 'texts were', local)} encoded twice and put right.`
      : '',
    file.sides === 'own' && !file.values ? 'Only our own side can be in such a file.' : '',
    file.observedUntil ? `Data end on ${minute(file.observedUntil, local)}.` : '',
  ].filter(Boolean);
  return notes.join(' ');
}
