import type { CommandResults } from '../model/command.ts';
import { isProblem } from '../model/problem.ts';
import { lockHolder } from '../workspace/lock.ts';
import { isWorkspace } from '../workspace/paths.ts';
import { readPlan } from '../workspace/plan.ts';
import { readServerFile } from '../workspace/server-file.ts';
import { send } from './app.ts';
import type { Call, Work } from './command.ts';
import { inert, oneLine, wrap } from './plain-text.ts';
import { versions } from './version.ts';

type Check = CommandResults['doctor']['checks'][number];

/** `rapport doctor`: what is well and what is not; exit code 1 when something is not. */
export const doctor: Work = async (call) => {
  const checks: Check[] = [];
  for (const check of [...(await outside(call)), ...(await inside(call))]) {
    const known = checks.findIndex(({ name }) => name === check.name);
    if (known < 0) checks.push(check);
    else if (!check.ok || checks[known]?.ok) checks[known] = check;
  }
  const width = Math.max(...checks.map(({ name }) => name.length));
  for (const { name, ok, found, help } of checks) {
    call.terminal.out(`${ok ? 'ok ' : 'NO '} ${name.padEnd(width)}  ${oneLine(found)}\n`);
    if (!ok && help) call.terminal.out(`${wrap(inert(help), 80, ' '.repeat(width + 6))}\n`);
  }
  return checks.every(({ ok }) => ok) ? 0 : 1;
};

/** What can be seen without opening the database. */
async function outside({ dir, door }: Call): Promise<Check[]> {
  const [program, schema, engine] = (await versions()).trim().split('\n');
  const there = isWorkspace(dir);
  const server = await readServerFile(dir, door.processes);
  const holder = await lockHolder(dir, door.processes);
  return [
    { name: 'program', ok: true, found: `${program}, Node ${process.versions.node}` },
    { name: 'schema', ok: true, found: schema ?? '' },
    { name: 'engine', ok: true, found: engine ?? '' },
    {
      name: 'workspace',
      ok: there,
      found: there ? dir : `none at ${dir}`,
      help: 'Make one with rapport import FILES, or name yours with --workspace DIR.',
    },
    {
      name: 'server',
      ok: true,
      found: server ? `http://127.0.0.1:${server.port}, process ${server.pid}` : 'none runs',
    },
    {
      name: 'lock',
      ok: true,
      found: holder ? `${holder.command}, process ${holder.pid}, since ${holder.since}` : 'free',
    },
    await planCheck(dir),
  ];
}

async function planCheck(dir: string): Promise<Check> {
  try {
    const { version } = await readPlan(dir);
    return { name: 'plan', ok: true, found: version };
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { name: 'plan', ok: false, found: error.message, help: error.help };
  }
}

/** What the app sees; where it cannot open the workspace, that is the finding. */
async function inside(call: Call): Promise<Check[]> {
  if (!isWorkspace(call.dir)) return [];
  try {
    return (await send('doctor', {}, call)).checks;
  } catch (error) {
    if (!isProblem(error)) throw error;
    return [{ name: 'database', ok: false, found: error.message, help: error.help }];
  }
}
