import type { Hono } from 'hono';
import type { MachineWord } from '../../model/coding-command.ts';
import { isProblem } from '../../model/problem.ts';
import { MachineCostPage, MachineProgressPage } from '../../pages/coding/index.tsx';
import { dropRun, machineRuns } from '../../store/machine-runs.ts';
import { type Ask, type Env, fieldsOf } from '../env.ts';
import { frameFor } from '../frame.ts';
import { html, json, notFound, seeOther } from '../respond.tsx';
import type { Serving } from '../serving.ts';
import { costOfMachine, machineRequest } from './run.ts';

/** `/code/machine/…`: begins a run, shows how far it is and what a language model would cost, and removes a run. */
export function addMachineRoutes(app: Hono<Env>, serving: Serving): void {
  app.post('/code/machine/start', (c) => start(serving, c));
  app.get('/code/machine/running', async (c) => {
    const running = serving.machine.running();
    return html(<MachineProgressPage frame={await frameFor(serving, c, 'code')} running={running} />);
  });
  app.get('/code/machine/running.json', () => {
    const running = serving.machine.running();
    return json(running ? { running } : { location: '/code#machine' });
  });
  app.get('/code/machine/model', async (c) => {
    const cost = await costOfMachine(serving, { coder: 'language-model', facets: [] });
    return html(<MachineCostPage frame={await frameFor(serving, c, 'code')} cost={cost} />);
  });
  app.post('/code/machine/:run{[0-9]+}/remove', async (c) => {
    const id = Number(c.req.param('run'));
    const there = (await machineRuns(serving.db.store)).some((run) => run.id === id);
    if (!there) return notFound(serving, c, 'run');
    await dropRun(serving.db, id);
    return seeOther('/code#machine');
  });
}

/** Begins a run in the background. What is wrong with the request is told at once; what goes wrong later, on `/code`. */
async function start(serving: Serving, c: Ask): Promise<Response> {
  const fields = fieldsOf(c);
  const coder: MachineWord = fields.get('coder') === 'language-model' ? 'language-model' : 'learned';
  const request = { coder, facets: [], agreed: fields.get('agreed') === 'yes', who: serving.world.who };
  const ready = await machineRequest(serving, request);
  if (!serving.machine.running())
    serving.machine.run(ready).catch((error) => {
      if (!isProblem(error)) serving.report(error);
    });
  return seeOther('/code/machine/running');
}
