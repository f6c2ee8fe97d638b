import { z } from 'zod';
import { fromLatin1 } from '../encoding/latin1.ts';
import { plainHeader } from '../header-words.ts';

const entry = z.object({ value: z.string().optional(), timestamp: z.number().optional() });
const older = z.object({ string_map_data: z.record(z.string(), entry) });
const newer = z.object({
  label_values: z.array(
    z.object({
      label: z.string().optional(),
      value: z.string().optional(),
      timestamp_value: z.number().optional(),
    }),
  ),
});

/** The keys are in the language of the account. These say which is the comment, and which whose post it is on. */
const commentWords =
  /^(comment|kommentar|commentaire|comentario|commento|opmerking|reactie|komentarz|yorum)$/;
const ownerWords =
  /^(mediaowner|auteur|medieninhaber(in)?|medieneigentumer|proprietairedumedia|propietariodelcontenido|proprietariodamidia|media)$/;

/** Time (seconds) and text of a comment, or why it is none. */
export function commentOf(value: unknown): { at: number; text: string } | string {
  const entries = entriesOf(value);
  if (entries === undefined) return 'is no comment as in an Instagram download';
  const at = entries.find((one) => one.at !== undefined && one.at > 0)?.at;
  if (at === undefined) return 'has no time';
  const texts = entries.filter((one) => one.value !== undefined);
  const named = texts.find(({ key }) => commentWords.test(key));
  // in a language that is not known the comment stands first, as in all that were seen
  const text = (named ?? texts.find(({ key }) => !ownerWords.test(key)))?.value;
  return text === undefined ? 'has no text' : { at, text };
}

function entriesOf(
  value: unknown,
): { key: string; value: string | undefined; at: number | undefined }[] | undefined {
  const map = older.safeParse(value);
  if (map.success) {
    return Object.entries(map.data.string_map_data).map(([key, one]) => ({
      key: plainHeader(fromLatin1(key)),
      value: one.value || undefined,
      at: one.timestamp,
    }));
  }
  const list = newer.safeParse(value);
  if (!list.success) return undefined;
  return list.data.label_values.map((one) => ({
    key: plainHeader(fromLatin1(one.label ?? '')),
    value: one.value || undefined,
    at: one.timestamp_value,
  }));
}
