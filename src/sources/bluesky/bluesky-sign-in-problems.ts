import { Problem } from '../../model/problem.ts';

const howToMakeOne =
  'In Bluesky: Settings, Privacy and security, App passwords, Add. Leave "Allow access to your direct messages" unticked.';

/** `host` or `host:port` of an origin, for sentences. */
export function hostOf(origin: string): string {
  return new URL(origin).host;
}

/** What is said of a secret that is no app password; nothing was sent. */
export function noPassword(who: string): Problem {
  return new Problem(
    `What was given for ${named(who)} is no app password, and was sent nowhere. Rapport takes no main password, with which an account can be taken over.`,
    `${howToMakeOne} It looks like abcd-efgh-ijkl-mnop.`,
  );
}

/** What is said where a server that everybody may ask is to be signed in to. */
export function noSignInHere(who: string, origin: string): Problem {
  return new Problem(
    `${named(who)} is connected at ${hostOf(origin)}, where nobody signs in, and there is an app password for it.`,
    'Connect it again, with the app password (rapport connect @NAME --token), or take the app password away.',
  );
}

/** What is said where the app password of a connection at a server of accounts is not there any more. */
export function passwordMissing(handle: string, origin: string): Problem {
  return new Problem(
    `${hostOf(origin)} wants a sign-in, and there is no app password for @${handle} here.`,
    `Give it again: rapport connect @${handle} --host ${origin} --token. Or set it in the environment, as before.`,
  );
}

/** What is said where a server wants everybody to sign in. */
export function wantsSignIn(who: string, origin: string): Problem {
  return new Problem(
    `${hostOf(origin)} shows ${named(who)} to nobody who has not signed in: it is a server for accounts (PDS).`,
    'Give the app password of the account (rapport connect @NAME --host ... --token), or leave --host out.',
  );
}

/**
 * What is said where `createSession` or `refreshSession` refuses; errors as the lexicon and the reference server name
 * them. `found` is false where the answer was no JSON.
 */
export function notLetIn(
  status: number,
  error: string | undefined,
  { who, origin, found }: { who: string; origin: string; found: boolean },
): Problem {
  const host = hostOf(origin);
  const name = named(who);
  switch (error) {
    case 'AuthFactorTokenRequired':
      return new Problem(
        `${host} asks for the code of a second factor, which it does for main passwords alone.`,
        `Give an app password. ${howToMakeOne}`,
      );
    case 'AccountTakedown':
    case 'takendown':
    case 'suspended':
      return new Problem(
        `${name} is taken down at ${host}.`,
        'Nothing of it can be read until it is back. The server has written why to the address of the account.',
      );
    case 'AccountDeactivated':
    case 'deactivated':
      return new Problem(
        `${name} is deactivated.`,
        'Nothing of it can be read until its owner signs in at Bluesky and reactivates it.',
      );
  }
  if (status === 404 || status === 405 || status === 501 || (!found && status < 500))
    return new Problem(
      `At ${host} no account of Bluesky signs in.`,
      'For an account on a server of its own give the address of that server: --host https://pds.example. Else leave --host out.',
    );
  if (status === 401)
    return new Problem(
      `${host} does not accept this app password for ${name}.`,
      `It may be mistyped or revoked, the account suspended, or its server another one (then give --host https://...). If it is lost, make a new one. ${howToMakeOne}`,
    );
  return new Problem(
    `${host} did not let ${name} sign in (${error ?? `status ${status}`}).`,
    'What was read before is kept. Sync again later.',
  );
}

function named(who: string): string {
  return who.startsWith('did:') ? `the account ${who}` : `@${who.replace(/^@/, '')}`;
}
