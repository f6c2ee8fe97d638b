import { Problem } from '../../model/problem.ts';

/** How to get what a server asks of strangers. */
export const tokenHelp =
  'Sign in on that server and make a token: Preferences, Development, New application, with the scopes read:accounts, read:statuses and read:notifications alone; then connect the account with "Your access token" of that page.';

/** Whether the host answers only those whom it knows. */
export function wantsToken(status: number): boolean {
  return status === 401 || status === 403 || status === 422;
}

/** What a refused request means, for a person. `what` is what was asked for, such as "the posts of @name". */
export function refusal(status: number, origin: string, what: string, token: boolean): Problem {
  const host = new URL(origin).host;
  if (wantsToken(status) && token) {
    return new Problem(
      `${host} refused ${what} although a token was given (${status}).`,
      `The token may have been withdrawn or may lack a scope. ${tokenHelp}`,
    );
  }
  if (wantsToken(status))
    return new Problem(
      `${host} does not show ${what} to strangers (${status}): this server wants a token.`,
      tokenHelp,
    );
  return new Problem(
    `${host} answered ${status} when asked for ${what}.`,
    'Nothing that was read before is lost; try again later.',
  );
}

/** Said where a host answers, but not in the language of this connector. */
export function notMastodon(origin: string): Problem {
  return new Problem(
    `${new URL(origin).host} does not answer as a Mastodon server does.`,
    'Check the host. If the account is known under a domain that is not its server, give the address of its profile as it stands in a browser, such as https://social.example.com/@name.',
  );
}
