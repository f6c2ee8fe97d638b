import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { built } from '../built.mjs';
import { laps } from '../clock.mjs';
import { factRows } from '../rows.mjs';

const { openDatabase } = await built('store/database.js');
const { ingest } = await built('store/ingest.js');
const { refreshFacts } = await built('facts/index.js');
const { readPlan } = await built('workspace/plan.js');
const { makeWorkspace } = await built('workspace/make.js');
const { detect, findFiles } = await built('sources/index.js');

/** Each fact by its table; what is done before the table is written is done for it. */
const factTables =
  /^\s*(?:INSERT INTO|UPDATE) (own_account|turn|conversation|expectation|first_answer|dismissal|channel|opening)\b/;

/** Imports the file as the command does, step by step, into a new workspace. */
export async function run({ csv, dir }) {
  await makeWorkspace(dir);
  const plan = await readPlan(dir);
  const database = join(dir, 'rapport.duckdb');
  const db = await openDatabase(database);
  const watch = laps();
  const [file] = await findFiles([csv]);
  const found = await detect(file, {});
  const hash = createHash('sha256');
  for await (const chunk of file.stream()) hash.update(chunk);
  const incoming = {
    file,
    sha256: hash.digest('hex'),
    reader: found.reader.word,
    readerVersion: found.reader.version,
    reading: found.reader.read(file, {}),
  };
  watch.lap('look');
  const report = await ingest(db, [incoming], {
    now: new Date().toISOString(),
    who: 'bench',
    plan,
    progress: () => undefined,
    checkpoint: (name) => watch.lap(stepOf[name] ?? 'rest'),
    async refresh(store, touched, inForce) {
      watch.lap('conflicts');
      const result = await refreshFacts(byTable(store, watch), touched, inForce);
      watch.lap('rest');
      return result;
    },
  });
  watch.lap('commit');
  const rows = await factRows(db.store);
  await db.close();
  const { size } = await stat(database);
  return { steps: watch.seconds, cpu: watch.cpu, report, rows, disk: size };
}

/** The program names the end of each step; what lies between two names is one line of the table. */
const stepOf = {
  parse: 'look',
  staged: 'read',
  append: 'rest',
  observe: 'observe',
  merge: 'merge',
  threads: 'rest',
  commit: 'rest',
};

function byTable(store, watch) {
  return {
    ...store,
    async run(sql, params) {
      await store.run(sql, params);
      const table = factTables.exec(sql)?.[1];
      if (table) watch.lap(table);
    },
  };
}
