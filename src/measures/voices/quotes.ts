import { messageTexts } from '../../facts/message-text.ts';
import type { Voice } from '../../model/finding.ts';
import type { Asking } from '../../model/measure.ts';
import { quoted, worthQuoting } from '../quotation.ts';
import { fewestPeople, type ToldChannel, type ToldCode, type ToldStretch } from './told.ts';
import { typicalOf } from './typical.ts';

/** How quotes are chosen, for definitions. */
export const quoteRule = `Quoted are messages that people gave the code to and on which all who coded them agree, of ${worthQuoting} characters and more, one a person: typical are those nearest to the mean of the TF-IDF vectors of all messages with the code, atypical is the one farthest from it. Of fewer than ${fewestPeople} people nobody is quoted.`;

/**
 * People's words for a code on a channel: so many typical ones, and one that is not where `atypical`. Empty where the
 * share is not told.
 */
export async function quotesOf(
  { store }: Asking,
  stretch: ToldStretch,
  { channels }: ToldChannel,
  { facet, code, address, share }: ToldCode,
  { typical = 3, atypical = true } = {},
): Promise<Voice[]> {
  const set = stretch.sets.get(facet.word);
  if (!share || !set) return [];
  const human = stretch.human(address);
  const on = new Set(channels.map(({ channelId }) => channelId));
  const places = [...set.coded.keys()].filter((i) => human[i] === 1 && on.has(set.messages.channel[i]));
  const texts = await messageTexts(
    store,
    places.map((i) => set.messages.message[i]),
  );
  const chosen = typicalOf(
    places.flatMap((i) => {
      const found = texts.get(set.messages.message[i]);
      if (!found) return [];
      const agreed = set.coded.get(i)?.how !== 'first';
      return {
        id: found.message,
        text: found.text,
        account: set.messages.account[i],
        quotable: agreed && found.text.length >= worthQuoting,
      };
    }),
    typical,
  );
  const noted = [
    ...chosen.typical.map((id) => ({ id, note: `Typical of “${code.name}”.` })),
    ...(atypical && chosen.atypical !== undefined
      ? [{ id: chosen.atypical, note: `“${code.name}” too, and not typical of it.` }]
      : []),
  ];
  return quoted(
    store,
    noted.flatMap(({ id, note }) => {
      const found = texts.get(id);
      if (!found) return [];
      const { message: _, ...words } = found;
      return { ...words, note };
    }),
  );
}
