import { stat } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { laps } from '../clock.mjs';
import { floorSteps } from '../floor-import.mjs';
import { factRows } from '../rows.mjs';

/** The floor of an import: plain SQL, with the engine's settings that the program uses. */
export async function run({ csv, database }) {
  const instance = await DuckDBInstance.create(database, {
    memory_limit: '800MB',
    preserve_insertion_order: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  const watch = laps();
  for (const [step, statements] of Object.entries(floorSteps)) {
    for (const sql of statements(csv)) await connection.run(sql);
    watch.lap(step);
  }
  const query = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS();
  const rows = await factRows({ query });
  connection.closeSync();
  instance.closeSync();
  const { size } = await stat(database);
  return { steps: watch.seconds, cpu: watch.cpu, rows, disk: size };
}
