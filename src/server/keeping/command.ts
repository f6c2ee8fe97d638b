import { randomUUID } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { refreshFacts } from '../../facts/index.ts';
import { isSameAccount, personLinks } from '../../facts/person.ts';
import type { Progress } from '../../model/import.ts';
import type { FoundAccount } from '../../model/keeping.ts';
import type { KeepingRequest, KeepingResult, MeantAccount } from '../../model/keeping-command.ts';
import { isNamedBy } from '../../model/member.ts';
import type { Plan } from '../../model/plan.ts';
import { Problem } from '../../model/problem.ts';
import { addActs } from '../../store/acts.ts';
import { addAudit, listAudit } from '../../store/audit.ts';
import { erase } from '../../store/erase.ts';
import { expire, keptClasses, retentionOf } from '../../store/expire.ts';
import { accountOf, isOurs } from '../../store/find-person.ts';
import { type HeldOn, heldOn, namedPlainly } from '../../store/held-on.ts';
import { leftInFiles } from '../../workspace/left-in-files.ts';
import { takeMembersOut } from '../../workspace/plan-members.ts';
import { noteEdit } from '../plan/save.ts';
import type { Serving } from '../serving.ts';
import { writeHeldOn } from './hand-out.ts';
import { accountsOf, findLinked, linkAct, unlinkActs } from './link.ts';

const account = z.object({ source: z.string(), nativeId: z.string().min(1) });

/** What a request about people's data must look like. */
export const keepingShape: z.ZodType<KeepingRequest> = z.discriminatedUnion('do', [
  z.object({ do: z.literal('find'), person: z.string().min(1) }),
  z.object({ do: z.literal('link'), one: account, other: account, reason: z.string(), who: z.string() }),
  z.object({ do: z.literal('unlink'), one: account, other: account, who: z.string() }),
  z.object({ do: z.literal('links') }),
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
      const inForce = await plan();
      await serving.factsBy(inForce);
      const found = await findLinked(store, request.person);
      if (found.kind !== 'found')
        return { did: 'find', found, linked: [], ours: false, plain: 0, groups: [] };
      const accounts = await accountsOf(store, found.account);
      const ours = await Promise.all(accounts.map((one) => isOurs(store, one)));
      const plain = await Promise.all(accounts.map((one) => namedPlainly(store, one)));
      return {
        did: 'find',
        found,
        linked: accounts.slice(1),
        ours: ours.includes(true),
        // one name can be that of several accounts: it is not counted twice
        plain: Math.max(...plain),
        groups: groupsNaming(inForce, accounts),
      };
    }
    case 'link': {
      const inForce = await plan();
      await serving.factsBy(inForce);
      const [one, other] = [await theAccount(serving, request.one), await theAccount(serving, request.other)];
      const act = await linkAct(store, one, other, request.reason);
      const made = { id: randomUUID(), at, who: request.who, ...act };
      await addActs(serving.db, [made], { plan: inForce, refresh: refreshFacts });
      return { did: 'link', one, other, linked: (await accountsOf(serving.db.store, one)).slice(1) };
    }
    case 'unlink': {
      const inForce = await plan();
      const [one, other] = [await theAccount(serving, request.one), await theAccount(serving, request.other)];
      const acts = (await unlinkActs(store, one, other)).map((act) => ({
        id: randomUUID(),
        at,
        who: request.who,
        ...act,
      }));
      await addActs(serving.db, acts, { plan: inForce, refresh: refreshFacts });
      return { did: 'unlink', one, other };
    }
    case 'links':
      return { did: 'links', links: await personLinks(store) };
    case 'erase': {
      const who = request.who;
      const inForce = await plan();
      const accounts = await accountsOf(store, await theAccount(serving, request.account));
      for (const one of accounts)
        if (await isOurs(store, one))
          throw new Problem(
            `${one.handle ?? one.nativeId} is an account of your own side.`,
            'Take it out of “own” in the plan first, or take its imports back with rapport undo.',
          );
      // first, so that an erasure that is cut short leaves the person to be found and erased again
      const { dir } = serving.paths;
      const what = 'groups: members erased';
      const isErased = (member: string) => accounts.some((one) => isNamedBy(member, one));
      const taken = await takeMembersOut(dir, isErased, { who, what, now: serving.world.now() });
      progress({ step: 'removing, then writing the file anew' });
      await serving.findings.settle();
      const counts = await erase(serving.db, accounts, {
        now: at,
        who,
        plan: inForce,
        refresh: refreshFacts,
      });
      const uploads = serving.pending.list().length;
      await serving.pending.clear();
      progress({ step: 'looking through the files of the workspace' });
      if (taken.edit) await noteEdit(serving, { ...taken.edit, what, who });
      const names = accounts.flatMap(({ nativeId, handle, name }) =>
        [nativeId, handle, name].flatMap((one) => one ?? []),
      );
      return {
        did: 'erase',
        accounts: accounts.length,
        counts,
        plan: { groups: taken.groups, versions: taken.versions },
        left: await leftInFiles(dir, names),
        uploads,
      };
    }
    case 'hand-out': {
      const inForce = await plan();
      await serving.factsBy(inForce);
      const accounts = await accountsOf(store, await theAccount(serving, request.account));
      const held = await Promise.all(accounts.map((one) => heldOn(store, one)));
      const isTheirs = (one: MeantAccount) => accounts.some((account) => isSameAccount(account, one));
      const links = (await personLinks(store)).filter(({ one }) => isTheirs(one));
      const { program } = serving.world;
      const of = { links, groups: groupsNaming(inForce, accounts) };
      const files = await writeHeldOn(held, of, request.target, { at, program });
      const sum = (many: (one: HeldOn) => number) => held.reduce((all, one) => all + many(one), 0);
      const counts = {
        messages: sum(({ messages }) => messages.length),
        namedIn: sum(({ namedIn }) => namedIn.length),
        acts: sum(({ acts }) => acts.length) + links.length,
      };
      const written = { messages: counts.messages, mentions: counts.namedIn, acts: counts.acts };
      await serving.db.transaction((writing) =>
        addAudit(writing, { at, who: request.who, did: 'export', counts: written }),
      );
      return { did: 'hand-out', accounts: accounts.length, target: request.target, files, ...counts };
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

/** The target groups of the plan that name one of the accounts. */
function groupsNaming({ groups }: Plan, accounts: readonly FoundAccount[]): string[] {
  return groups
    .filter(({ members = [] }) => members.some((member) => accounts.some((one) => isNamedBy(member, one))))
    .map(({ word }) => word);
}

async function theAccount(serving: Serving, meant: MeantAccount): Promise<FoundAccount> {
  const found = await accountOf(serving.db.store, meant);
  if (found) return found;
  throw new Problem(
    `There is no account ${meant.nativeId} of ${meant.source} any more.`,
    'Look again who is meant.',
  );
}
