import type { Hono } from 'hono';
import { dataEnds, refreshFacts } from '../facts/index.ts';
import { questions } from '../measures/index.ts';
import type { ImportReport } from '../model/import.ts';
import type { Plan } from '../model/plan.ts';
import { isProblem, Problem } from '../model/problem.ts';
import { names } from '../pages/import.tsx';
import type { RunningImport } from '../pages/import-props.ts';
import { ImportPage, PreviewPage, ProgressPage, RejectedPage, ReportPage } from '../pages/index.tsx';
import { readers } from '../sources/index.ts';
import { listAudit } from '../store/audit.ts';
import { listConflicts, listImports, rejectedRows, totals } from '../store/imports.ts';
import { undoImport } from '../store/undo-import.ts';
import { alikeLooks, firstLooks, groupPlaces } from './alike.ts';
import { answersAfter, isLeftOut, kindOf, optionsFor, withoutAnswersTo } from './answers.ts';
import { writeCsv } from './csv.ts';
import { type Ask, type Env, fieldsOf } from './env.ts';
import { frameFor } from './frame.ts';
import { isReady, type Look, lookInto, previewAll } from './imports.ts';
import { pageOf } from './messages-routes.tsx';
import { askedAfter, type Upload } from './pending.ts';
import { csv, html, json, notFound, seeOther, wantsJson } from './respond.tsx';
import type { Serving } from './serving.ts';
import { accountsShown } from './sync/connection-routes.tsx';

const firstRejected = 20;
/** So many files that are asked the same still stand by themselves on the page. */
const fewAlike = 20;
const pageSize = 100;

/** `/import` and all below it: upload, preview and questions, progress, report, what was refused, undo. */
export function addImportRoutes(app: Hono<Env>, serving: Serving): void {
  app.get('/import', (c) => importPage(serving, c));
  app.post('/import', (c) => receive(serving, c));
  app.get('/import/running', async (c) =>
    html(<ProgressPage frame={await frameFor(serving, c, 'import')} {...progressOf(serving)} />),
  );
  app.get('/import/running.json', () => json(progressOf(serving)));
  app.get('/import/pending/:id', async (c) => {
    const upload = serving.pending.find(c.req.param('id'));
    return upload ? previewPage(serving, c, upload) : notFound(serving, c, 'upload');
  });
  app.post('/import/pending/:id', async (c) => {
    const upload = serving.pending.find(c.req.param('id'));
    return upload ? answer(serving, c, upload) : notFound(serving, c, 'upload');
  });
  app.get('/import/:id{[0-9]+}', (c) => reportPage(serving, c, Number(c.req.param('id'))));
  app.get('/import/:id{[0-9]+}/rejected', (c) => rejectedPage(serving, c, Number(c.req.param('id'))));
  app.get('/import/:id{[0-9]+}/rejected.csv', async (c) => {
    const rows = await rejectedRows(serving.db.store, Number(c.req.param('id')));
    const cells = rows.map(({ shown, line, reason, excerpt }) => [shown, line, reason, excerpt]);
    return csv(
      writeCsv(['file', 'line', 'reason', 'excerpt'], cells),
      `import-${c.req.param('id')}-rejected.csv`,
    );
  });
  app.post('/import/:id{[0-9]+}/undo', async (c) => {
    const { plan } = await serving.plan();
    const { who } = serving.world;
    const now = serving.world.now().toISOString();
    await undoImport(serving.db, Number(c.req.param('id')), { now, who, plan, refresh: refreshFacts });
    return seeOther('/import');
  });
}

async function importPage(serving: Serving, c: Ask): Promise<Response> {
  const pending = serving.pending.list().map(({ id, at, files, looks, groups }) => ({
    id,
    at,
    files: files.map(({ shown }) => shown),
    questions: firstLooks(looks, groups).reduce(
      (sum, { detection }) => sum + (detection?.questions.length ?? 0),
      0,
    ),
  }));
  return html(
    <ImportPage
      frame={await frameFor(serving, c, 'import')}
      imports={await listImports(serving.db.store)}
      running={runningOf(serving)}
      pending={pending}
      readers={readers.map(({ word, title }) => ({ word, title }))}
      limit={serving.uploadLimit}
      ends={await dataEnds(serving.db.store)}
      connected={await accountsShown(serving)}
      audit={await listAudit(serving.db.store)}
      problem={serving.imports.outcome()?.problem}
    />,
  );
}

/** Writes an upload to disk and looks into it; the preview comes before anything is imported. */
async function receive(serving: Serving, c: Ask): Promise<Response> {
  const parts = c.get('parts');
  if (!parts) throw new Problem('No file was sent.', 'Choose one or more files first.');
  const upload = await serving.pending.receive(parts);
  try {
    const { plan } = await serving.plan();
    upload.first = await lookInto(upload.files, () => ({}), plan);
    upload.groups = alikeLooks(upload.first, fewAlike);
    upload.looks = upload.first;
    upload.asked = askedAfter([], firstLooks(upload.first, upload.groups));
  } catch (error) {
    await serving.pending.drop(upload.id);
    throw error;
  }
  return goTo(c, `/import/pending/${upload.id}`);
}

async function previewPage(serving: Serving, c: Ask, upload: Upload, problem?: Problem): Promise<Response> {
  return html(
    <PreviewPage
      frame={await frameFor(serving, c, 'import')}
      id={upload.id}
      previews={await previewAll(upload.looks, upload.groups)}
      given={upload.given}
      asked={upload.asked}
      problem={problem && { message: problem.message, help: problem.help }}
    />,
    problem ? 400 : 200,
  );
}

async function answer(serving: Serving, c: Ask, upload: Upload): Promise<Response> {
  const fields = fieldsOf(c);
  const go = fields.get('go') ?? 'import';
  if (go === 'drop') {
    await serving.pending.drop(upload.id);
    return goTo(c, '/import');
  }
  const before = upload.given;
  upload.given = answersAfter(before, fields);
  const { plan } = await serving.plan();
  await lookAnew(upload, before, plan);
  const places = groupPlaces(upload.groups);
  const placeOf = (index: number): number => places[index] ?? index;
  try {
    upload.looks = await lookInto(
      upload.files,
      (_, index) =>
        optionsFor(upload.given, placeOf(index), upload.first[index], upload.asked[placeOf(index)]),
      plan,
    );
    upload.asked = askedAfter(upload.asked, firstLooks(upload.looks, upload.groups));
    const chosen = upload.looks.filter((_, index) => !isLeftOut(upload.given, placeOf(index)));
    if (go !== 'import') return goTo(c, `/import/pending/${upload.id}`);
    const open = chosen.filter((look) => look.reader && !isReady(look));
    if (open.length > 0)
      throw new Problem(
        `${names(open.map(({ file }) => file.shown))}: there is still a question.`,
        'Answer it, or leave the file out.',
      );
    if (!chosen.some(({ reader }) => reader))
      throw new Problem('None of the files can be read.', 'What is wrong stands beside each of them.');
    start(serving, upload, chosen, plan);
    return goTo(c, '/import/running');
  } catch (error) {
    if (!isProblem(error)) throw error;
    return previewPage(serving, c, upload, error);
  }
}

/** Where another sheet was named, or another kind of rows, what was understood and asked before says nothing any more. */
async function lookAnew(upload: Upload, before: Record<string, string>, plan: Plan): Promise<void> {
  for (const [place, { first, others }] of upload.groups.entries()) {
    const kind = kindOf(upload.given, place);
    if (JSON.stringify(kind) === JSON.stringify(kindOf(before, place))) continue;
    for (const index of [first, ...others]) {
      const [look] = await lookInto(upload.files.slice(index, index + 1), () => kind, plan);
      if (look) upload.first[index] = look;
    }
    const asked = (upload.asked[place] ?? []).filter(({ word }) => word === 'rows' || word === 'sheet');
    upload.asked[place] = asked;
    upload.given = withoutAnswersTo(upload.given, place);
  }
}

/** Imports in the background; the upload stays until it has gone through. */
function start(serving: Serving, upload: Upload, looks: Look[], plan: Plan): void {
  const us = [...new Set(looks.flatMap(({ options }) => options.us ?? []))];
  const everyFile = looks.every(({ options, reader }) => !reader || options.us);
  serving.imports
    .run({ looks, us: everyFile ? us : undefined, who: serving.world.who, plan })
    .then(() => serving.pending.drop(upload.id))
    .catch((error) => {
      if (!isProblem(error)) serving.report(error);
    });
}

function runningOf({ imports }: Serving): RunningImport | undefined {
  const running = imports.running();
  return running && { startedAt: running.startedAt, files: running.files, progress: running.progress };
}

function progressOf(serving: Serving): { running?: RunningImport; location?: string } {
  const running = runningOf(serving);
  if (running) return { running };
  const report = serving.imports.outcome()?.report;
  return { location: report ? `/import/${report.importId}` : '/import' };
}

async function reportPage(serving: Serving, c: Ask, importId: number): Promise<Response> {
  const { store } = serving.db;
  const record = (await listImports(store)).find((one) => one.importId === importId);
  const report = serving.imports.reports.get(importId) ?? (record && (await recorded(serving, record)));
  if (!report) return notFound(serving, c, 'import');
  const files = new Set(report.files.map(({ shown }) => shown));
  const rejected = importId > 0 ? await rejectedRows(store, importId) : [];
  const conflicts = (await listConflicts(store)).filter(({ shown }) => files.has(shown));
  const [question] = questions;
  return html(
    <ReportPage
      frame={await frameFor(serving, c, 'import')}
      report={report}
      undone={record?.state === 'undone'}
      rejected={rejected.slice(0, firstRejected)}
      conflicts={conflicts}
      next={question && { href: `/${question.word}`, label: question.title }}
    />,
  );
}

/** An import of an earlier run, from what was written down of it. */
async function recorded(
  { db }: Serving,
  record: Omit<ImportReport, 'totals' | 'cycles' | 'seconds'>,
): Promise<ImportReport> {
  const [row] = await db.store.query<{ cycles: number }>(
    'SELECT cycles FROM import WHERE import_id = $importId::INTEGER',
    { importId: record.importId },
  );
  return { ...record, cycles: row?.cycles ?? 0, totals: await totals(db.store), seconds: 0 };
}

async function rejectedPage(serving: Serving, c: Ask, importId: number): Promise<Response> {
  const page = pageOf(c.req.query('page'));
  const rows = await rejectedRows(serving.db.store, importId);
  return html(
    <RejectedPage
      frame={await frameFor(serving, c, 'import')}
      importId={importId}
      rows={rows.slice((page - 1) * pageSize, page * pageSize)}
      total={rows.length}
      page={page}
      pageSize={pageSize}
      csv={`/import/${importId}/rejected.csv`}
    />,
  );
}

/** Onwards: for the browser script as JSON, else as a redirect. */
function goTo(c: Ask, location: string): Response {
  return wantsJson(c) ? json({ location }) : seeOther(location);
}
