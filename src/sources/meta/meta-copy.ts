import type { Author } from '../../model/message.ts';
import type { InputFile, OpenQuestion } from '../../model/reader.ts';
import { accountWord, bareName } from '../accounts.ts';
import { fromLatin1 } from '../encoding/latin1.ts';
import { tidyText } from '../tidy.ts';
import { isoDay } from '../time/calendar-day.ts';

/** A text of the copy as it is kept; `repaired` says that it was not what it looked like. */
export function copyText(raw: string): { text: string; repaired: boolean } {
  const once = fromLatin1(raw);
  const { text, repaired } = tidyText(once, 'keep');
  return { text, repaired: repaired || once !== raw };
}

/** What the name of a copy says: `instagram-acme.pumps-2025-08-01-AbCd.zip`. */
function saidByCopy(file: InputFile, platform: string): { account?: string; until?: string } {
  const [, account, day] =
    new RegExp(`(?:^|/)${platform}-([^/]+?)-(\\d{4}-\\d{2}-\\d{2})(?:[-./]|$)`, 'i').exec(file.shown) ?? [];
  const until = isoDay(day ?? '');
  return { ...(account && { account }), ...(until && { until: `${until}T00:00:00.000Z` }) };
}

/** Whose copy it is: by its name, else by what a person said. The files with names and e-mail addresses stay closed. */
export function ownerOfCopy(
  file: InputFile,
  platform: 'facebook' | 'instagram',
  us: string[] | undefined,
): Author | undefined {
  const [only, ...others] = us ?? [];
  const said = saidByCopy(file, platform).account ?? (others.length === 0 ? only : undefined);
  if (said === undefined) return undefined;
  const id =
    platform === 'instagram' || /^[\w.]+$/.test(said) ? bareName(said) : accountWord(said) || said.trim();
  return id === '' ? undefined : { id };
}

/** The day on which the copy was made, midnight UTC, where its name says it. */
export function endOfCopy(
  file: InputFile,
  platform: 'facebook' | 'instagram',
  newest: string | undefined,
): string | undefined {
  const { until } = saidByCopy(file, platform);
  return until && newest && newest > until ? newest : until;
}

/** Asked where the name of the copy does not say whose it is. */
export const askOwner: OpenQuestion = {
  word: 'us',
  ask: 'Whose copy is this? Give the @name of the account or the name of the page.',
  why: 'These files do not name who wrote them, and those with personal data are not opened.',
};

export const noIdsNote: string =
  'Meta gives no ids here: a message is known by its author, second and text, and none is joined to what it answers.';
