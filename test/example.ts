import { type Random, seeded } from '../src/stats/random.ts';

const asks = [
  'does the {p} fit a two inch pipe?',
  'which seal does the {p} take?',
  'is the {p} rated for hot brine?',
  'how long does the {p} run on one charge of grease?',
  'where can I download the drawing of the {p}?',
  'any news on the {p} spare parts?',
];
const requests = [
  'please send me the data sheet of the {p}',
  'could you call me back about the {p} order',
  'I need a quote for three {p} by Friday',
  'please fix the address on our {p} delivery',
];
const complaints = [
  'our {p} is broken again after six weeks',
  'still waiting for the {p}, nobody answers the telephone',
  'the manual of the {p} is wrong on page 12',
  'the {p} is too loud, very disappointed',
];
const closings = ['thanks, that helps a lot', 'great, thank you', 'perfect, ordered'];
const answers = [
  'it does, page 4 of the data sheet has the table',
  'sorry about that, a colleague calls you today',
  'we have sent it to your address, tell us if anything is missing',
  'good question, the blue one up to 80 degrees',
];
const pumps = ['P2', 'P3', 'P7 brine pump', 'drum pump', 'dosing pump', 'P5'];
const day = 86_400_000;

/** One of the two accounts of the example company: how much is written to it, and how it answers. */
const accounts = [
  { name: 'tarnwell', conversations: 190, answered: 0.93, typical: 45 },
  { name: 'tarnwell_service', conversations: 150, answered: 0.72, typical: 300 },
];

/**
 * The example file of the README: a made-up manufacturer of pumps with two accounts and eight weeks of support
 * conversations, in the layout of the support corpus. The same seed gives the same file.
 */
export function exampleCorpus(): string {
  const random = seeded(20260330);
  const end = Date.UTC(2026, 2, 29, 12);
  const rows: { id: number; at: number; author: string; own: boolean; text: string; parent: number | '' }[] =
    [];
  const say = (author: string, own: boolean, at: number, text: string, parent: number | '') => {
    if (at > end) return undefined;
    rows.push({ id: 1000 + rows.length, at, author, own, text, parent });
    return 999 + rows.length;
  };
  for (const { name, conversations, answered, typical } of accounts)
    for (let n = 0; n < conversations; n++) {
      const person = `${name === 'tarnwell' ? 2 : 3}${String(random.integer(0, conversations * 0.6)).padStart(3, '0')}`;
      const asked = end - Math.floor(random.uniform() * 56 * day);
      const recent = end - asked < 28 * day;
      const kind = pick(random, [asks, asks, requests, complaints, complaints]);
      const text = pick(random, kind).replace('{p}', pick(random, pumps));
      const first = say(person, false, asked, `@${name} ${text}`, '');
      if (first === undefined || random.uniform() > answered - (recent && name !== 'tarnwell' ? 0.15 : 0))
        continue;
      const wait =
        typical * (recent && name !== 'tarnwell' ? 2 : 1) * 60_000 * Math.exp(1.3 * random.normal());
      const reply = say(name, true, asked + wait, `@${person} ${pick(random, answers)}`, first);
      if (reply !== undefined && random.uniform() < 0.4)
        say(person, false, asked + wait + 600_000, `@${name} ${pick(random, closings)}`, reply);
    }
  say('tarnwell', true, end, 'The spring fair opens tomorrow, hall 4. Come and hear the quiet P2.', '');
  say('tarnwell_service', true, end - 3_600_000, 'The service desk is open again.', '');
  const lines = rows.map(
    ({ id, at, author, own, text, parent }) =>
      `${id},${author},${own ? 'False' : 'True'},${stamp(at)},"${text}",,${parent}`,
  );
  return `tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n${lines.join('\n')}\n`;
}

function pick<T>(random: Random, from: T[]): T {
  return from[random.integer(0, from.length - 1)];
}

function stamp(at: number): string {
  const [weekday, date, month, year, time] = new Date(at).toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${date} ${time} +0000 ${year}`;
}
