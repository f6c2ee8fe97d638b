import { seeded } from '../../src/stats/random.ts';

/** A made-up support corpus of one company: `conversations` questions in the four weeks before 2026-03-30, most answered. */
export function madeUpCorpus(conversations: number): string {
  const random = seeded(20260330);
  const end = Date.UTC(2026, 2, 29, 12);
  const rows: string[] = [];
  let id = 1000;
  const row = (author: string, own: boolean, at: number, text: string, parent: number | '') => {
    rows.push(
      `${id},${author},${own ? 'False' : 'True'},${stamp(at)},"${text.replaceAll('"', '""')}",,${parent}`,
    );
    return id++;
  };
  for (let n = 0; n < conversations; n++) {
    const person = String(500 + random.integer(0, conversations >> 1));
    const asked = end - random.integer(3, 50) * 86_400_000 - random.integer(0, 86_399_000);
    const question = row(person, false, asked, `@tarnwell does pump number ${n} fit a two inch pipe?`, '');
    if (random.uniform() < 0.7)
      row(
        'tarnwell',
        true,
        asked + 60_000 * Math.exp(4 + 1.5 * random.normal()),
        `@${person} it does, see the sheet`,
        question,
      );
  }
  row(
    '501',
    false,
    end - 7_200_000,
    '@tarnwell <script>alert(1)</script><img src="http://example.com/a.png"> is this “safe”?',
    '',
  );
  row('tarnwell', true, end, 'Spring fair opens tomorrow', '');
  return `tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n${rows.join('\n')}\n`;
}

function stamp(at: number): string {
  const [weekday, day, month, year, time] = new Date(at).toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${day} ${time} +0000 ${year}`;
}
