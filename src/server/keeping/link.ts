import { isSameAccount, linkedTo, personLinks } from '../../facts/person.ts';
import type { Act } from '../../model/act.ts';
import type { FoundAccount, PersonFound } from '../../model/keeping.ts';
import type { MeantAccount } from '../../model/keeping-command.ts';
import { Problem } from '../../model/problem.ts';
import type { Store } from '../../model/store.ts';
import { accountOf, findPerson, isOurs } from '../../store/find-person.ts';

const longestReason = 500;

/** All accounts of the person to whom one belongs, that one first; those that are in the data still. */
export async function accountsOf(store: Store, account: FoundAccount): Promise<FoundAccount[]> {
  const others: FoundAccount[] = [];
  for (const one of await linkedTo(store, account)) {
    const found = await accountOf(store, one);
    if (found) others.push(found);
  }
  return [account, ...others];
}

/** Whom a person means; where all who could be meant by the whole name are one person by a link, that person. */
export async function findLinked(store: Store, typed: string): Promise<PersonFound> {
  const found = await findPerson(store, typed);
  if (found.kind !== 'unclear' || !found.exact) return found;
  const [first, ...others] = found.candidates as [FoundAccount, ...FoundAccount[]];
  const linked = await linkedTo(store, first);
  const one = others.every((other) => linked.some((link) => isSameAccount(link, other)));
  return one ? { kind: 'found', account: first } : found;
}

/** The act by which two accounts become one person's. Throws a Problem where they cannot. */
export async function linkAct(
  store: Store,
  one: FoundAccount,
  other: FoundAccount,
  reason: string,
): Promise<Pick<Act, 'kind' | 'detail'>> {
  if (isSameAccount(one, other))
    throw new Problem(
      'That is one and the same account.',
      'Name two accounts, such as x:ann and bluesky:ann.',
    );
  for (const account of [one, other]) {
    if (await isOurs(store, account))
      throw new Problem(
        `${account.handle ?? account.nativeId} is an account of your own side.`,
        'Only other people’s accounts are linked.',
      );
    if (account.messages === 0)
      throw new Problem(
        `${account.handle ?? account.nativeId} wrote nothing that was imported, so that its id at ${account.source} is not known.`,
        'Link it when something that it wrote is in the data.',
      );
  }
  const linked = await linkedTo(store, one);
  if (linked.some((link) => isSameAccount(link, other)))
    throw new Problem('These two are linked already.', 'rapport link lists the links.');
  const why = reason.trim().slice(0, longestReason);
  return {
    kind: 'same-person',
    detail: {
      source: one.source,
      account: one.nativeId,
      otherSource: other.source,
      otherAccount: other.nativeId,
      ...(why && { reason: why }),
    },
  };
}

/** The acts that take back every link between exactly these two accounts. Throws a Problem where there is none. */
export async function unlinkActs(
  store: Store,
  one: MeantAccount,
  other: MeantAccount,
): Promise<Pick<Act, 'kind' | 'detail'>[]> {
  const between = (await personLinks(store)).filter(
    (link) =>
      (isSameAccount(link.one, one) && isSameAccount(link.other, other)) ||
      (isSameAccount(link.one, other) && isSameAccount(link.other, one)),
  );
  if (between.length === 0)
    throw new Problem(
      `${addressOf(one)} and ${addressOf(other)} are not linked with each other.`,
      'rapport link lists the links; accounts that are one person over a third are parted there.',
    );
  return between.map(({ act }) => ({ kind: 'undo', detail: { act } }));
}

/** `source:id`, by which exactly one account is meant. */
function addressOf({ source, nativeId }: MeantAccount): string {
  return `${source}:${nativeId}`;
}
