import type { SecretsKept } from '../model/connection.ts';
import { counted, type Local, minute } from './format.tsx';
import type { Account } from './sync-props.ts';

/** What a sync did, in a sentence. */
export function whatCame({ handle, report, problem, endedAt, messages }: Account, local: Local): string {
  const added = report?.added ?? 0;
  const came = counted(added, 'new message', 'new messages', local);
  if (problem) return added > 0 ? `It broke off after ${came}.` : 'The last sync broke off.';
  if (!endedAt)
    return messages > 0 ? `@${handle} is read in part.` : `@${handle} is connected and was not read yet.`;
  if (!report) return `@${handle} was last read on ${minute(endedAt, local)}.`;
  if (added > 0) return `${came} of @${handle} and around it.`;
  return report.changed + report.gone > 0
    ? `No new message of @${handle}, and some changed.`
    : `Nothing new of @${handle}.`;
}

/** How an account is asked, after its server: "with ...". */
export function tokenWords(token: SecretsKept): string {
  switch (token) {
    case 'environment':
      return 'with the token from the environment';
    case 'file':
      return 'with the token in a file that only this user can read';
    case 'encrypted':
      return 'with the token in the encrypted file';
    case 'none':
      return 'without a token, as a stranger would see it';
  }
}
