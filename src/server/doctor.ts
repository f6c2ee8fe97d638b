import { access, constants, stat, statfs } from 'node:fs/promises';
import { checkGoal } from '../measures/goal-check.ts';
import { readableMeasures } from '../measures/readable.ts';
import type { CommandResults } from '../model/command.ts';
import type { Plan } from '../model/plan.ts';
import { isProblem } from '../model/problem.ts';
import type { Store } from '../model/store.ts';
import { listConnections } from '../store/connections.ts';
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
    await connectionsCheck(serving),
    await secretsCheck(serving),
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

async function connectionsCheck(serving: Serving): Promise<Check> {
  const all = await listConnections(serving.db.store);
  const broken = all.filter(({ problem }) => problem);
  return {
    name: 'connections',
    ok: broken.length === 0,
    found:
      all.length === 0
        ? 'none'
        : all.map(({ name, endedAt }) => `${name} ${endedAt ?? 'never read'}`).join(', '),
    ...(broken.length > 0 && {
      help: broken
        .map(({ name, problem }) => `${name}: ${problem?.message} ${problem?.help ?? ''}`)
        .join(' '),
    }),
  };
}

/** By which way tokens are kept. */
async function secretsCheck({ secrets, db }: Serving): Promise<Check> {
  try {
    const { next, file, names } = await secrets.way();
    const all = await listConnections(db.store);
    const kept = await Promise.all(all.map(async ({ name }) => ({ name, way: await secrets.kept(name) })));
    const outside = kept.filter(({ way }) => way === 'environment').map(({ name }) => name);
    const said = [
      ...(outside.length > 0 ? [`from the environment: ${outside.join(', ')}`] : []),
      ...(file === 'encrypted' ? [`secrets.json, encrypted: ${names.join(', ')}`] : []),
      ...(file === 'file' ? [`secrets.json, ${fileWay(next)}: ${names.join(', ')}`] : []),
    ];
    return { name: 'secrets', ok: true, found: said.length > 0 ? said.join('; ') : 'no token is kept' };
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { name: 'secrets', ok: false, found: error.message, ...(error.help && { help: error.help }) };
  }
}

function fileWay(next: 'file' | 'encrypted'): string {
  if (next === 'encrypted') return 'not encrypted before a token is given again';
  return process.platform === 'win32'
    ? 'not encrypted, as safe as this account of Windows'
    : 'not encrypted, readable by this user alone';
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
