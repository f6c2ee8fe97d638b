import { knownWord } from './known-word.ts';
import { linkedinId } from './linkedin/linkedin-id.ts';

/** The id of a message at its platform, and others that the same text gives for it. */
export interface MessageId {
  nativeId: string;
  aliases: string[];
}

/** By platform: the last part of an address that is the id by which its exports and APIs name a message. */
const inAddress: Record<string, RegExp> = {
  x: /^https?:\/\/(?:\w+\.)?(?:twitter|x)\.com\/(?:i\/web|[^/]+)\/status(?:es)?\/(\d+)/i,
  youtube:
    /^https?:\/\/(?:\w+\.)?(?:youtube\.com\/(?:watch\?(?:.*&)?v=|shorts\/|live\/)|youtu\.be\/)([\w-]{11})/i,
  tiktok: /^https?:\/\/(?:\w+\.)?tiktok\.com\/.*\/video\/(\d+)/i,
};

/**
 * What an id column of a table means: on a platform whose addresses hold the id, an address names the same message as the
 * id alone, so that a list with links meets an export with ids. Anything else is an id as it stands.
 */
export function messageId(source: string, text: string): MessageId {
  const asIs = { nativeId: text, aliases: [] };
  if (source === 'linkedin') return linkedinId(text) ?? asIs;
  const found = knownWord(inAddress, source)?.exec(text)?.[1];
  return found === undefined ? asIs : { nativeId: found, aliases: [] };
}
