import { Problem } from '../../model/problem.ts';

/** What is said where Bluesky refuses a question without which nothing can be read. */
export function refused(what: string, status: number): Problem {
  return new Problem(
    status < 400
      ? `Bluesky answered something else than ${what}.`
      : `Bluesky did not give ${what} (status ${status}).`,
    status === 401 || status === 403
      ? 'It may want a sign-in for this, or keep this machine out. Try again later, or from another network.'
      : 'What was read before is kept. Sync again later; if it stays so, look whether the account is still there.',
  );
}
