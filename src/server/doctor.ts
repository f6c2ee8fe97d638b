import { access, constants, stat, statfs } from 'node:fs/promises';
import { checkGoal } from '../measures/goal-check.ts';
import { readableMeasures } from '../measures/readable.ts';
import type { CommandResults } from '../model/command.ts';
import type { Plan } from '../model/plan.ts';
import type { Store } from '../model/store.ts';
import { engineVersion } from '../store/database.ts';
import { dataVersion, holdsSimulated, totals } from '../store/imports.ts';
import { schemaVersion } from '../store/migrate.ts';
import type { Serving } from './serving.ts';

type Check = CommandResults['doctor']['checks'][number];

const enoughRoom = 2 ** 30;

/** What is well and what is not, in the order in which one would look. */
export async function examine(serving: Serving): Promise<Check[]> {
  const { db, paths, world } = serving;
  const { plan, problem } = await serving.plan();
  return [
    { name: 'program', ok: true, found: `${world.program}, Node ${process.versions.node}` },
    { name: 'engine', ok: true, found: await engineVersion() },
    { name: 'workspace', ok: true, found: paths.dir },
    await checked('database', 'Restore a back-up: rapport restore FROM.', async () => {
      const { messages, people, channels } = await totals(db.store);
      const simulated = (await holdsSimulated(db.store)) ? '; simulated company' : '';
      return `opens; ${messages} messages, ${people} people, ${channels} channels${simulated}`;
    }),
    await checked('schema', 'Use the Rapport that wrote it.', async () => {
      const [row] = await db.store.query<{ value: string }>(
        "SELECT value FROM meta WHERE key = 'schema_version'",
      );
      if (Number(row?.value) !== schemaVersion)
        throw new Error(`${row?.value}, and the program's is ${schemaVersion}`);
      return String(schemaVersion);
    }),
    await checked('data version', 'Restore a back-up: rapport restore FROM.', async () =>
      String(await dataVersion(db.store)),
    ),
    problem
      ? { name: 'plan', ok: false, found: problem.message, help: problem.help }
      : await planCheck(plan, db.store),
    await checked('log', `Let this user write to ${paths.log}.`, async () => {
      const found = await stat(paths.log).catch(() => undefined);
      await access(found ? paths.log : paths.dir, constants.W_OK);
      return found ? `${paths.log}, ${found.size} bytes` : 'empty';
    }),
    await checked('disk', 'Make room: an import needs about three times the size of its files.', async () => {
      const { bavail, bsize } = await statfs(paths.dir);
      const free = bavail * bsize;
      const words = `${(free / 2 ** 30).toFixed(1)} GB free`;
      if (free < enoughRoom) throw new Error(words);
      return words;
    }),
    await runningCheck(serving),
  ];
}

/** Not well are keys that were probably meant to be others, and goals that cannot be read. */
async function planCheck(plan: Plan, store: Store): Promise<Check> {
  const { version, unknown, meant = {} } = plan;
  const keys = unknown.map((key) => [key, meant[key]].filter(Boolean).join('. '));
  const readable = plan.goals.length > 0 ? await readableMeasures(store) : [];
  const unread = plan.goals.flatMap((goal) => {
    const fault = checkGoal(goal, { plan, readable }).find(({ kind }) => kind === 'refused');
    return fault ? [`${goal.title}: ${fault.message} ${fault.help}`] : [];
  });
  const found = [
    version,
    ...(keys.length > 0 ? [`keys that Rapport does not know: ${keys.join(', ')}`] : []),
    ...(unread.length > 0 ? [`${unread.length} of ${plan.goals.length} goals cannot be read`] : []),
  ].join('; ');
  const ok = unread.length === 0 && Object.keys(meant).length === 0;
  const mend = Object.keys(meant).length > 0 ? ['Mend these keys in plan.yaml, or take them out.'] : [];
  return { name: 'plan', ok, found, ...(!ok && { help: [...mend, ...unread].join(' ') }) };
}

async function runningCheck({ imports }: Serving): Promise<Check> {
  const running = imports.running();
  return {
    name: 'imports',
    ok: true,
    found: running ? `one is running: ${running.progress.step}` : 'none running',
  };
}

async function checked(name: string, help: string, look: () => Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, found: await look() };
  } catch (error) {
    return {
      name,
      ok: false,
      found: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
      help,
    };
  }
}
