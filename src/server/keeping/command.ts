import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { refreshFacts } from '../../facts/index.ts';
import type { Progress } from '../../model/import.ts';
import type { FoundAccount } from '../../model/keeping.ts';
import type { KeepingRequest, KeepingResult, MeantAccount } from '../../model/keeping-command.ts';
import type { Plan } from '../../model/plan.ts';
import { Problem } from '../../model/problem.ts';
import { addAudit, listAudit } from '../../store/audit.ts';
import { erase } from '../../store/erase.ts';
import { expire, keptClasses, retentionOf } from '../../store/expire.ts';
import { accountOf, findPerson, isOurs } from '../../store/find-person.ts';
import { heldOn, namedPlainly } from '../../store/held-on.ts';
import { leftInFiles } from '../../workspace/left-in-files.ts';
import type { Serving } from '../serving.ts';
import { writeHeldOn } from './hand-out.ts';

const account = z.object({ source: z.string(), nativeId: z.string().min(1) });

/** What a request about people's data must look like. */
export const keepingShape: z.ZodType<KeepingRequest> = z.discriminatedUnion('do', [
  z.object({ do: z.literal('find'), person: z.string().min(1) }),
  z.object({ do: z.literal('erase'), account, who: z.string() }),
  z.object({
    do: z.literal('hand-out'),
    account,
    target: z.string().refine(isAbsolute, 'is no absolute path'),
    who: z.string(),
  }),
  z.object({ do: z.literal('expire'), who: z.string() }),
  z.object({ do: z.literal('audit') }),
]);

/** Answers what is asked about what the workspace keeps of people. */
export async function keepingCommand(
  request: KeepingRequest,
  serving: Serving,
  { plan, progress }: { plan: () => Promise<Plan>; progress(progress: Progress): void },
): Promise<KeepingResult> {
  const { store } = serving.db;
  const at = serving.world.now().toISOString();
  switch (request.do) {
    case 'find': {
      await serving.factsBy(await plan());
      const found = await findPerson(store, request.person);
      if (found.kind !== 'found') return { did: 'find', found, ours: false, plain: 0 };
      const ours = await isOurs(store, found.account);
      return { did: 'find', found, ours, plain: await namedPlainly(store, found.account) };
    }
    case 'erase': {
      const who = request.who;
      const inForce = await plan();
      const meant = await theAccount(serving, request.account);
      if (await isOurs(store, meant))
        throw new Problem(
          `${meant.handle ?? meant.nativeId} is an account of your own side.`,
          'Take it out of “own” in the plan first, or take its imports back with rapport undo.',
        );
      progress({ step: 'removing, then writing the file anew' });
      await serving.findings.settle();
      const counts = await erase(serving.db, [meant], { now: at, who, plan: inForce, refresh: refreshFacts });
      const uploads = serving.pending.list().length;
      await serving.pending.clear();
      progress({ step: 'looking through the files of the workspace' });
      const names = [meant.nativeId, meant.handle, meant.name].flatMap((name) => name ?? []);
      return { did: 'erase', counts, left: await leftInFiles(serving.paths.dir, names), uploads };
    }
    case 'hand-out': {
      await serving.factsBy(await plan());
      const held = await heldOn(store, await theAccount(serving, request.account));
      const { program } = serving.world;
      const files = await writeHeldOn(held, request.target, { at, program });
      const counts = { messages: held.messages.length, namedIn: held.namedIn.length, acts: held.acts.length };
      const written = { messages: counts.messages, mentions: counts.namedIn, acts: counts.acts };
      await serving.db.transaction((writing) =>
        addAudit(writing, { at, who: request.who, did: 'export', counts: written }),
      );
      return { did: 'hand-out', target: request.target, files, ...counts };
    }
    case 'expire': {
      const inForce = await plan();
      progress({ step: 'looking for texts whose time is up' });
      await serving.factsBy(inForce);
      const { who } = request;
      const done = await expire(serving.db, { now: at, who, plan: inForce, refresh: refreshFacts });
      const keeps = retentionOf(inForce);
      const kept = await keptClasses(serving.db.store, inForce);
      return { did: 'expire', ...done, classes: kept.map((one) => ({ ...one, keeps: keeps[one.class] })) };
    }
    case 'audit':
      return { did: 'audit', lines: await listAudit(store) };
  }
}

async function theAccount(serving: Serving, meant: MeantAccount): Promise<FoundAccount> {
  const found = await accountOf(serving.db.store, meant);
  if (found) return found;
  throw new Problem(
    `There is no account ${meant.nativeId} of ${meant.source} any more.`,
    'Look again who is meant.',
  );
}
