import { type Random, stream } from '../../stats/random.ts';
import { pick, weightedIndex } from '../draws.ts';
import type { Language, Theme } from '../parameters.ts';
import type { Person, Said } from '../said.ts';
import { aside, kind, lightBy, pitches, praise, talk, thanks, thanksBack } from './light.ts';
import { type Spoken, spoken } from './others.ts';
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

const openers: readonly string[] = ['question', 'request', 'complaint'];

function words(seed: number, said: Said, language: Language, random: Random): string {
  const own = language === 'en' ? undefined : spoken[language];
  const topic = () => own ?? topicOf(seed, said.matter);
  switch (said.kind) {
    case 'post':
      return pick(random, postTexts[said.theme ?? 'product']);
    case 'question':
    case 'request':
    case 'complaint':
      return openingOf(seed, said, topic());
    case 'help':
      return pick(random, topic().help);
    case 'praise':
    case 'talk':
      return pick(random, own?.[said.kind] ?? lightTexts(said, random));
    case 'thanks':
      return pick(random, own?.thanks ?? thanks);
    case 'thanks-back':
      return pick(random, own?.['thanks-back'] ?? thanksBack);
    case 'pitch':
      return pick(random, pitches);
    case 'detail':
      return pick(random, detailsFor(seed, said, topic()));
    case 'asks':
      return pick(random, Object.keys(topic().asks));
    case 'answer':
      return pick(random, answersFor(seed, said, topic, own));
  }
}

/** What fits the question, request or complaint that the answer goes back to; a kind word where there is none. */
function answersFor(
  seed: number,
  answer: Said,
  topic: () => Topic,
  own: Spoken | undefined,
): readonly string[] {
  const to = answer.parent?.kind;
  if (to === 'praise' || to === 'talk' || to === 'help' || to === 'thanks')
    return own?.kind ?? kind[to === 'help' || to === 'thanks' ? to : 'light'];
  const opener = openerOf(answer.parent);
  const { answers, ...says } = topic();
  if (!opener) return Object.values(answers);
  const fits = says[opener.kind as 'question'][openingOf(seed, opener, topic())];
  return fits.split(' ').map((word) => answers[word]);
}

/** The question, request or complaint that a message goes back to. */
function openerOf(said: Said | undefined): Said | undefined {
  return !said || openers.includes(said.kind) ? said : openerOf(said.parent);
}

/** What somebody opens with; who asks on does not ask the same again. */
function openingOf(seed: number, said: Said, topic: Topic): string {
  const says = Object.keys(topic[said.kind as 'question']);
  const drawn = pick(stream(seed, 'texts', said.key), says);
  const before = said.parent?.person ? undefined : openerOf(said.parent);
  if (!before || openingOf(seed, before, topic) !== drawn) return drawn;
  return says[(says.indexOf(drawn) + 1) % says.length];
}

/** What fits the question that we asked back. */
function detailsFor(seed: number, { parent }: Said, { asks }: Topic): readonly string[] {
  const asked =
    parent?.kind === 'asks' ? pick(stream(seed, 'texts', parent.key), Object.keys(asks)) : undefined;
  return asked === undefined ? Object.values(asks).flat() : asks[asked];
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
  const opens = openers.includes(said.kind);
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
