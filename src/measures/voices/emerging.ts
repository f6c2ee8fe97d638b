import { codableMessages } from '../../facts/coded-message.ts';
import { messageTexts } from '../../facts/message-text.ts';
import { oursSql, pseudonym, withoutNamesSql } from '../../facts/pseudonym.ts';
import type { TableFigure } from '../../model/figure.ts';
import type { Finding } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import { sample, seeded } from '../../stats/random.ts';
import { emergentThemes, fewestTexts, type Theme } from '../../text/themes.ts';
import type { TypicalWord } from '../../text/typical-words.ts';
import { spanParams } from '../conversation/asking.ts';
import { filterQuery } from '../filter.ts';
import { periodOf } from '../period.ts';
import { quoted } from '../quotation.ts';
import { beginning, openingsOf } from './about.ts';
import { fewestPeople } from './told.ts';

const mostTexts = 1200;
const tries = [3, 4, 6, 8, 10];
const rank = 30;
const mostWords = 5;
const mostQuoted = 4;
const mostShown = 8;
/** Words in so many of the messages and more name nothing, as long as two rarer ones are typical. */
const commonest = 0.03;

const definition = {
  text: `Candidates for codes: messages from outside in the period (at most ${mostTexts}, drawn by the seed) whose words keep company, by spherical k-means on TF-IDF vectors in their first directions; as many groups as come out most alike from two halves of the messages. Named by the words most typical of each (log-odds with an informative Dirichlet prior, Monroe, Colaresi and Quinn 2008) and the messages nearest to its middle. Groups of fewer than ${fewestPeople} people are left out. They are no finding and carry no share: what a group is about, and whether it is one thing, is for a reader to say.`,
  decision: 'Serves the decision: which code the codebook lacks.',
};

/** Words that keep company: candidates for codes, never findings by themselves. */
export const emerging: Measure = {
  word: 'emerging',
  title: 'Candidates for new codes',
  answer,
  async rows(asking) {
    const { span } = await periodOf(asking);
    return {
      sql: `SELECT m.source, m.native_id AS message, c.word AS channel, ${pseudonym('p')} AS who,
          strftime(t.written_at, '%Y-%m-%dT%H:%M:%SZ') AS "at", ${withoutNamesSql('m.text', 'us')} AS text
        FROM turn t JOIN message m ON m.message_id = t.message_id JOIN channel c ON c.channel_id = t.channel_id
        JOIN account p ON p.account_id = t.account_id CROSS JOIN ${oursSql} us
        WHERE NOT t.own AND NOT t.placeholder AND NOT t.repost AND t.length > 0
          AND t.written_at >= $from::TIMESTAMP AND t.written_at < $to::TIMESTAMP
          AND (json_array_length($channels) = 0 OR list_contains(from_json($channels, '["VARCHAR"]'), lower(c.word)))
        ORDER BY t.written_at, m.native_id`,
      params: spanParams(asking.filter, span),
    };
  },
};

async function answer(asking: Asking): Promise<Finding> {
  const { store, filter, seed } = asking;
  const { channels, span, base } = await beginning(asking, emerging, definition);
  const messages = await codableMessages(
    store,
    'others',
    span,
    channels.map(({ channelId }) => channelId),
  );
  const random = seeded(seed);
  const size = messages.message.length;
  const chosen =
    size <= mostTexts ? [...messages.message.keys()] : sample(random, size, mostTexts).sort((a, b) => a - b);
  const texts = await messageTexts(
    store,
    chosen.map((i) => messages.message[i]),
  );
  const read = chosen.map((i) => texts.get(messages.message[i])?.text ?? '');
  const found = await themesOf(read, random);
  const themes = (found?.themes ?? [])
    .filter((theme) => isTold(theme, (i) => messages.account[chosen[i]]))
    .slice(0, mostShown)
    .map((theme) => ({ ...theme, names: namesOf(theme, read.length) }));
  if (!found || themes.length === 0)
    return {
      ...base,
      kind: 'no-answer',
      reason: [
        'Of the ',
        { value: size, as: 'count', strong: true },
        ' messages from outside in this period, too few share words to show which keep company.',
      ],
      help: [`A longer period: it takes about ${fewestTexts} messages that share words.`],
      caveats: [],
    };
  const nearest = themes.map(({ typical }) => texts.get(messages.message[chosen[typical[0]]]));
  const quotes = await quoted(
    store,
    nearest.flatMap((text, at) => {
      if (!text) return [];
      const { message: _, ...words } = text;
      return { ...words, note: `Nearest to the middle of “${themes[at].names.join(', ')}”.` };
    }),
  );
  return {
    ...base,
    kind: 'answer',
    sentence: [
      'Words that keep company, as candidates for codes: ',
      themes
        .slice(0, 3)
        .map(({ names }) => `“${names.slice(0, 3).join(', ')}”`)
        .join('; '),
      '. What they are about is for you to say.',
    ],
    n: read.length,
    estimates: [],
    figures: [
      table(
        themes,
        quotes.map(({ text }) => text),
      ),
    ],
    voices: quotes.slice(0, mostQuoted),
    openings: openingsOf('emerging', filterQuery(filter), 'The messages'),
    caveats: [
      `Two halves of the messages part into groups that are ${found.stability < 0.3 ? 'hardly' : found.stability < 0.6 ? 'partly' : 'largely'} the same (adjusted Rand index ${found.stability.toFixed(2)}; 1 is the same, 0 is chance).`,
      ...(size > mostTexts ? [`Of ${size} messages ${mostTexts} were looked at, drawn by the seed.`] : []),
      'Candidates for codes are made by a machine and are no findings: they carry no share, and no sentence of a report rests on them.',
    ],
  };
}

/** Runs the search for themes, letting others have their turn between its steps. */
async function themesOf(texts: string[], random: ReturnType<typeof seeded>) {
  const search = emergentThemes(texts, { random, tries, rank });
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function isTold({ words, texts, typical }: Theme, accountOf: (place: number) => number): boolean {
  return words.length >= 2 && typical.length > 0 && new Set(texts.map(accountOf)).size >= fewestPeople;
}

/** The most typical words, the rarer first where they are as typical; common ones name nothing, nor do single letters. */
function namesOf({ words }: Theme, messages: number): string[] {
  const telling = words.filter(
    ({ word, here, elsewhere }) =>
      here + elsewhere < commonest * messages && !/^\p{Script=Latin}$/u.test(word),
  );
  const telltale = ({ z, here, elsewhere }: TypicalWord) => z * Math.log(messages / (here + elsewhere));
  return [...(telling.length >= 2 ? telling : words)]
    .sort((a, b) => telltale(b) - telltale(a))
    .slice(0, mostWords)
    .map(({ word }) => word);
}

function table(themes: { names: string[] }[], nearest: string[]): TableFigure {
  return {
    form: 'table',
    quotes: true,
    title: 'Candidates for codes',
    note: 'Open one to make a code of it: its words and a message stand in the form of the codebook',
    columns: [
      { label: 'Words that keep company', numeric: false },
      { label: 'A message from its middle', numeric: false },
    ],
    rows: themes.map(({ names }, at) => ({
      label: names.join(', '),
      href: newCodeHref(names, nearest[at] ?? ''),
      cells: [nearest[at] ?? ''],
    })),
  };
}

/** The form of the codebook with a code that is begun from typical words and a message. */
export function newCodeHref(words: string[], example: string): string {
  const query = new URLSearchParams({ name: words.slice(0, 3).join(', '), example });
  return `/plan/codebook?${query}#new`;
}
