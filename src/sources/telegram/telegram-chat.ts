import { z } from 'zod';
import { Problem } from '../../model/problem.ts';

/** What stands above the messages. */
export interface Chat {
  kind: 'channel' | 'group';
  /** Whether anybody can read it. */
  open: boolean;
  /** Telegram's number for it. */
  id: string;
  name?: string;
}

/** What stands before the first message. */
export const messagesOpening: RegExp = /"messages"\s*:\s*\[/;

const help =
  'Open the channel or group in Telegram Desktop, choose Export chat history there, and JSON as format.';

/**
 * The chat of an export by its beginning; undefined where it is none.
 * @throws Problem for private conversations and for the export of a whole account.
 */
export function chatIn(head: string, shown: string): Chat | undefined {
  if (!/^\s*\{/.test(head)) return undefined;
  if (/"chats"\s*:\s*\{[^[]*"list"\s*:\s*\[/.test(head)) {
    throw new Problem(`${shown} is the export of a whole Telegram account, with private messages.`, help);
  }
  const at = messagesOpening.exec(head);
  if (at === null) return undefined;
  const above = head.slice(0, at.index);
  const type = /"type"\s*:\s*"([a-z_]+)"/.exec(above)?.[1] ?? '';
  if (/^(personal_chat|bot_chat|saved_messages|replies|verification_codes)$/.test(type)) {
    throw new Problem(
      `${shown} holds a private conversation on Telegram, which Rapport does not read.`,
      help,
    );
  }
  const [, openness, kind] = /^(public|private)_(channel|group|supergroup)$/.exec(type) ?? [];
  const id = /"id"\s*:\s*"?(\d+)/.exec(above)?.[1];
  if (kind === undefined || id === undefined) return undefined;
  const name = /"name"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(above)?.[1];
  return {
    kind: kind === 'channel' ? 'channel' : 'group',
    open: openness === 'public',
    id,
    ...(name && plain(name) && { name: plain(name) }),
  };
}

function plain(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return '';
  }
}

const piece = z.union([z.string(), z.object({ text: z.string() })]);
const schema = z.object({
  id: z.number().int(),
  type: z.string(),
  action: z.string().optional(),
  date: z.string().optional(),
  date_unixtime: z.union([z.string(), z.number()]).optional(),
  from: z.string().nullish(),
  from_id: z
    .union([z.string(), z.number()])
    .nullish()
    .transform((id) => (typeof id === 'number' ? `user${id}` : (id ?? undefined))),
  // null where who wrote it hides behind a name that is no account
  forwarded_from: z.string().nullable().optional(),
  reply_to_message_id: z.number().int().optional(),
  reply_to_peer_id: z.string().optional(),
  sticker_emoji: z.string().optional(),
  text: z.union([z.string(), z.array(piece)]).default(''),
  reactions: z.array(z.object({ count: z.number().int().min(0).max(1e12) })).default([]),
});

/** A message as far as it is read; who reacted is not. */
export type TelegramMessage = z.infer<typeof schema>;

/** A message out of an element of the list, or why it is none. */
export function readTelegram(value: unknown): TelegramMessage | string {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return `its field ${issue?.path.join('.') || 'message'} is not as in an export of Telegram`;
}

/** The text without its marks; of a sticker its sign. */
export function textIn({ text, sticker_emoji }: TelegramMessage): string {
  const whole =
    typeof text === 'string' ? text : text.map((one) => (typeof one === 'string' ? one : one.text)).join('');
  return whole === '' ? (sticker_emoji ?? '') : whole;
}
