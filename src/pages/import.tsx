import type { ImportRecord } from '../model/import.ts';
import { PostForm } from './act.tsx';
import { Audit } from './audit.tsx';
import { Connections } from './connections.tsx';
import { DropForm } from './drop.tsx';
import { DataEnds } from './ends.tsx';
import { sharedName } from './fold-files.ts';
import { count, counted, type Local, minute, shortMinute } from './format.tsx';
import type { ImportPageProps, RunningImport } from './import-props.ts';
import { Kinds, whatCanBeRead } from './kinds.tsx';
import { Layout, Row, Scroll } from './layout.tsx';
import type { Frame } from './props.ts';

/** Bring files in; what was brought in before, each with its undo. */
export function ImportPage({
  frame,
  imports,
  running,
  pending,
  readers,
  limit,
  ends,
  connected,
  audit = [],
  problem,
}: ImportPageProps) {
  return (
    <Layout frame={frame} title="Import">
      <Row
        margin={
          <>
            <p class="note">
              <strong>What can be read:</strong> {whatCanBeRead}.
            </p>
            <Kinds readers={readers} />
            <p class="note">
              The same file again, or a newer one that overlaps, changes nothing that is the same.
            </p>
            <p class="note">
              What is no message (sales, visits, followers, surveys) is listed under{' '}
              <a href="/series">series and waves</a>.
            </p>
          </>
        }
        marginLabel="What can be read"
      >
        <h1 class="title">Bring in what you have.</h1>
        {problem ? <Wrong problem={problem} /> : null}
        {running ? <Running running={running} local={frame} /> : null}
        <DropForm frame={frame} limit={limit} />
      </Row>
      {pending.length > 0 ? <Pending frame={frame} pending={pending} /> : null}
      {connected ? <Connections frame={frame} {...connected} /> : null}
      {imports.length > 0 ? <Imports frame={frame} imports={imports} /> : null}
      {ends.length > 0 ? <DataEnds frame={frame} ends={ends} /> : null}
      {audit.length > 0 ? <Audit frame={frame} lines={audit} /> : null}
    </Layout>
  );
}

/** What was wrong with what was just asked, above the form that asked it. */
export function Wrong({ problem: { message, help } }: { problem: { message: string; help?: string } }) {
  return (
    <div class="cannot wrong" role="alert">
      <p>{message}</p>
      {help ? <p class="note">{help}</p> : null}
    </div>
  );
}

function Running({ running, local }: { running: RunningImport; local: Local }) {
  return (
    <p class="notice">
      An import runs since {minute(running.startedAt, local)}: {running.progress.step}.{' '}
      <a href="/import/running">See how far it is</a>
    </p>
  );
}

function Pending({ frame, pending }: { frame: Frame; pending: ImportPageProps['pending'] }) {
  return (
    <Row id="pending">
      <h2 class="heading" id="pending">
        Waiting for your word
      </h2>
      <ul class="due">
        {pending.map(({ id, at, files, questions }) => (
          <li>
            <time datetime={at}>{shortMinute(at, frame)}</time>
            <p>
              <a href={`/import/pending/${encodeURIComponent(id)}`}>{names(files)}</a>
              <small>
                {questions > 0
                  ? counted(questions, 'question is open', 'questions are open', frame)
                  : 'ready to bring in'}
              </small>
            </p>
          </li>
        ))}
      </ul>
    </Row>
  );
}

/** File names in a line: the first two and how many more, or what a great many share. */
export function names(files: string[]): string {
  if (files.length > 20) return sharedName(files);
  return files.length > 3 ? `${files.slice(0, 2).join(', ')} and ${files.length - 2} more` : files.join(', ');
}

/** So many imports stand on the page at once: a sync every quarter of an hour can leave a hundred a day. */
const newest = 50;

function Imports({ frame, imports }: { frame: Frame; imports: ImportRecord[] }) {
  const older = imports.slice(newest);
  return (
    <div class="full">
      <ImportTable
        frame={frame}
        imports={imports.slice(0, newest)}
        id="imports"
        title="What was brought in"
      />
      {older.length > 0 ? (
        <details class="fold">
          <summary>{counted(older.length, 'older import', 'older imports', frame)}</summary>
          <ImportTable frame={frame} imports={older} id="older" title="Brought in before" />
        </details>
      ) : null}
    </div>
  );
}

interface ImportTableProps {
  frame: Frame;
  imports: ImportRecord[];
  id: string;
  title: string;
}

function ImportTable({ frame, imports, id, title }: ImportTableProps) {
  return (
    <Scroll labelledBy={id}>
      <table class="table">
        <caption id={id}>{title}</caption>
        <thead>
          <tr>
            <th scope="col">When, who</th>
            <th scope="col">Files</th>
            <th scope="col" class="n">
              New
            </th>
            <th scope="col" class="n">
              Changed
            </th>
            <th scope="col" class="n">
              Known
            </th>
            <th scope="col" class="n">
              Refused
            </th>
            <th scope="col">Undo</th>
          </tr>
        </thead>
        <tbody>
          {imports.map((one) => (
            <ImportLine frame={frame} one={one} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function ImportLine({ frame, one }: { frame: Frame; one: ImportRecord }) {
  const rejected = one.files.reduce((sum, file) => sum + file.rejected, 0);
  const when = shortMinute(one.at, frame);
  return (
    <tr class={one.state === 'undone' ? 'undone' : undefined}>
      <th scope="row">
        <a href={`/import/${one.importId}`}>{when}</a>
        <i>{one.who}</i>
      </th>
      <td class="break">{names(one.files.map(({ shown }) => shown))}</td>
      <td class="n">{count(one.added + (one.values?.added ?? 0), frame)}</td>
      <td class="n">{count(one.changed + (one.values?.changed ?? 0), frame)}</td>
      <td class="n">{count(one.same + (one.values?.same ?? 0), frame)}</td>
      <td class="n">
        {rejected > 0 ? <a href={`/import/${one.importId}/rejected`}>{count(rejected, frame)}</a> : '0'}
      </td>
      <td>
        {one.state === 'undone' ? 'undone' : <UndoImport frame={frame} importId={one.importId} of={when} />}
      </td>
    </tr>
  );
}

function UndoImport({ frame, importId, of }: { frame: Frame; importId: number; of: string }) {
  return (
    <PostForm frame={frame} action={`/import/${importId}/undo`} class="undo">
      <button type="submit" class="link" aria-label={`Undo the import of ${of}`}>
        Undo
      </button>
    </PostForm>
  );
}
