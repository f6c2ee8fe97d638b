import { type Random, stream } from '../../stats/random.ts';
import { pick, weightedIndex } from '../draws.ts';
import type { Language, Theme } from '../parameters.ts';
import type { Person, Said } from '../said.ts';
import { aside, kind, lightBy, pitches, praise, talk, thanks, thanksBack } from './light.ts';
import { spoken } from './others.ts';
import { postTexts } from './posts.ts';
import { pumpTopics } from './pumps.ts';
import { serviceTopics } from './service.ts';
import { fill, slotsOf } from './slots.ts';
import type { Topic } from './topic.ts';

const topics: readonly Topic[] = [...pumpTopics, ...serviceTopics];
const near: Partial<Record<Theme, Record<string, number>>> = {
  bench: { seals: 2, noise: 3, films: 3 },
  repair: { spares: 4, films: 5, seals: 2 },
  fair: { fair: 12 },
  jobs: { training: 10 },
  people: { training: 3 },
  product: { choice: 3 },
};
const leads: Record<Language, readonly string[]> = {
  en: [
    'Hi Tarnwell, ',
    'Hello, ',
    'From our {site}: ',
    'Hello from {country}. ',
    'Short one: ',
    'Good morning. ',
    'Night shift here. ',
  ],
  de: ['Hallo zusammen, ', 'Guten Morgen, ', 'Moin, ', 'Eine Frage aus der Molkerei: '],
  es: ['Hola, ', 'Buenas, '],
  fr: ['Bonjour, ', 'Bonjour à tous, '],
};
const signatures = ['Ines', 'Tom', 'Mia', 'Uwe'];
/** Platforms on which an answer begins with the name of whom it answers. */
const byName: readonly string[] = ['x', 'mastodon'];

/** What a message says: drawn from its own key, fitting what it answers and the matter it belongs to. */
export function textOf(seed: number, said: Said, account: string): string {
  const random = stream(seed, 'texts', said.key);
  const slots = slotsOf(stream(seed, 'matters', said.matter.key));
  const language =
    said.matter.person?.language ?? said.person?.language ?? said.parent?.person?.language ?? 'en';
  const said_ = fill(words(seed, said, language, random), slots, random);
  return addressed(said, joined(lead(said, language, random, slots), said_), account, random);
}

function words(seed: number, said: Said, language: Language, random: Random): string {
  if (said.kind === 'post') return pick(random, postTexts[said.theme ?? 'product']);
  const light =
    said.parent && !said.person && !['question', 'request', 'complaint', 'detail'].includes(said.parent.kind);
  if (language !== 'en') {
    const own = spoken[language];
    switch (said.kind) {
      case 'pitch':
        return pick(random, pitches);
      case 'answer':
      case 'asks':
        return pick(random, light ? own.kind : own[said.kind]);
      default:
        return pick(random, own[said.kind]);
    }
  }
  switch (said.kind) {
    case 'praise':
    case 'talk':
      return pick(random, lightTexts(said, random));
    case 'pitch':
      return pick(random, pitches);
    case 'thanks':
      return pick(random, thanks);
    case 'thanks-back':
      return pick(random, thanksBack);
    case 'answer':
    case 'asks':
      return light ? pick(random, kind) : pick(random, topicOf(seed, said.matter)[said.kind]);
    default:
      return pick(random, topicOf(seed, said.matter)[said.kind]);
  }
}

function lightTexts(said: Said, random: Random): readonly string[] {
  if (said.parent && !said.parent.person && said.parent.kind !== 'post') return aside;
  const theme = said.parent?.theme;
  const fitting = theme && random.uniform() < 0.6 ? lightBy[theme] : undefined;
  return fitting ?? (said.kind === 'praise' ? praise : talk);
}

/** The topic of a matter; below a post, one near its theme is likelier. */
function topicOf(seed: number, matter: Said): Topic {
  const theme = matter.parent?.theme;
  const weights = topics.map(
    ({ word, weight }) =>
      weight *
      ((theme && near[theme]?.[word]) || 1) *
      (word === 'films' && matter.platform === 'youtube' ? 2.5 : 1),
  );
  return topics[weightedIndex(stream(seed, 'topics', matter.key), weights)];
}

function lead(said: Said, language: Language, random: Random, slots: Record<string, string>): string {
  const opens = ['question', 'request', 'complaint'].includes(said.kind);
  const given = said.parent?.person?.name.split(' ')[0];
  const [whether, which] = [random.uniform(), random.uniform()];
  if (opens && said === said.matter && whether < 0.3)
    return fill(leads[language][Math.floor(which * leads[language].length)], slots, random);
  if (!said.person && said.kind !== 'post' && given && !byName.includes(said.platform) && whether < 0.4)
    return `${given}, `;
  return '';
}

/** A sentence goes on in small letters behind a comma, but for names and the first person. */
function joined(lead: string, text: string): string {
  return lead.endsWith(', ') && /^[A-ZÄÖÜ][a-zäöü' ]/.test(text) && !/^(I|Order|TW|P\d|Ines|Uwe)\b/.test(text)
    ? lead + text[0].toLowerCase() + text.slice(1)
    : lead + text;
}

/** With the @names that a platform needs to tell who is meant, and now and then who of us answers. */
function addressed(said: Said, text: string, account: string, random: Random): string {
  const { person, parent, platform, kind } = said;
  const signed =
    !person && kind !== 'post' && random.uniform() < 0.2 ? `${text} (${pick(random, signatures)})` : text;
  if (kind === 'post') return signed;
  if (!parent) {
    if (platform === 'youtube') return signed;
    return random.uniform() < 0.75 ? `@${account} ${signed}` : `${signed} @${account}`;
  }
  return byName.includes(platform) ? `@${nameOf(parent.person, account)} ${signed}` : signed;
}

function nameOf(person: Person | undefined, account: string): string {
  return person?.handle ?? account;
}
