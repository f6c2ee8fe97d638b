// Imports a file into a database and, where told, kills its own process without warning.
// Usage: node kill-child.mjs DATABASE FILE [CHECKPOINT]
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { refreshFacts } from '../dist/facts/index.js';
import { findFiles, readers } from '../dist/sources/index.js';
import { openDatabase } from '../dist/store/database.js';
import { ingest } from '../dist/store/ingest.js';
import { parsePlan } from '../dist/workspace/plan.js';

const [, , database, path, killAt] = process.argv;
const db = await openDatabase(database);
const [file] = await findFiles([path]);
const reader = readers.find(({ word }) => word === 'support-corpus');
process.stdout.write('started\n');
await ingest(
  db,
  [
    {
      file,
      sha256: createHash('sha256').update(fs.readFileSync(path)).digest('hex'),
      reader: reader.word,
      readerVersion: reader.version,
      reading: reader.read(file, {}),
    },
  ],
  {
    now: '2026-01-01T00:00:00Z',
    who: 'test',
    plan: parsePlan(''),
    refresh: refreshFacts,
    progress: () => undefined,
    checkpoint: (name) => {
      if (name === killAt) process.kill(process.pid, 'SIGKILL');
    },
  },
);
await db.close();
process.stdout.write('done\n');
