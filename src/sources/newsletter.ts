import type { SeriesMapping } from '../model/mapping.ts';
import type { Row } from '../model/message.ts';
import { Problem } from '../model/problem.ts';
import type { Detection, InputFile, OpenQuestion, Reader, Reading, ReadOptions } from '../model/reader.ts';
import type { SeriesKind } from '../model/series.ts';
import { isMissing, readAmount } from './amount.ts';
import { type Addend, dailySums } from './daily-sums.ts';
import { plainHeader } from './header-words.ts';
import { findLayout, type Layout } from './separated.ts';
import { stretchReader } from './stretch.ts';
import { summedRows } from './summed-rows.ts';
import { tally } from './tally.ts';
import { guessTimeFormats } from './time/time-guess.ts';
import { unanswered } from './told-rows.ts';

/** The list of campaigns of a newsletter tool with their results, one campaign a row. */
export const newsletter: Reader = {
  word: 'newsletter',
  title: 'Campaigns of a newsletter tool, such as Mailchimp, Brevo or HubSpot (CSV)',
  version: 1,
  detect,
  read,
};

const sentWords =
  'senddate sentdate datesent sentat sentatutc senttime sendtime senddatetime sentdatetime sendouttime senddateyourtimezone deliverydate versanddatum gesendetam datedenvoi fechadeenvio'.split(
    ' ',
  );
const campaignWords =
  'title campaignname campaigntitle campaign emailname newslettername name kampagne kampagnenname nomdelacampagne subject subjectline betreff'.split(
    ' ',
  );
/** Unique counts come first: one person who opened three times opened. */
const counts: [word: string, label: string, kind: SeriesKind, headers: string[]][] = [
  [
    'newsletter-sends',
    'Newsletter sends',
    'input',
    'totalrecipients recipients sent sends totalsent emailssent empfanger versendet'.split(' '),
  ],
  [
    'newsletter-deliveries',
    'Newsletter deliveries',
    'platform',
    'successfuldeliveries delivered deliveries delivery zugestellt'.split(' '),
  ],
  [
    'newsletter-opens',
    'Newsletter opens',
    'platform',
    'uniqueopens uniqueopened opened openers opens totalopens geoffnet offnungen'.split(' '),
  ],
  [
    'newsletter-clicks',
    'Newsletter clicks',
    'platform',
    'uniqueclicks uniqueclicked clicked clickers clicks totalclicks klicks geklickt'.split(' '),
  ],
  [
    'newsletter-unsubscribes',
    'Newsletter unsubscribes',
    'platform',
    'unsubscribes unsubscribed unsubscriptions optouts abmeldungen abgemeldet'.split(' '),
  ],
];
/** Lists of recipients are never read. */
const personal =
  /^(email|emailaddress|firstname|lastname|recipient|recipientemail|contactid|vorname|nachname)$/;

const tools: [RegExp, string][] = [
  [/timesforwarded|abusecomplaints|folderid/, 'mailchimp'],
  [/emailid|emailname/, 'hubspot'],
];

interface Plan {
  layout: Layout;
  mapping: SeriesMapping;
  time: number;
  campaign: number;
  values: { at: number; word: string; label: string; kind: SeriesKind }[];
  questions: OpenQuestion[];
}

async function planNewsletter(file: InputFile, options: ReadOptions): Promise<Plan | undefined> {
  const given = options.mapping?.rows === 'points' ? options.mapping : undefined;
  const isOurs = given?.series?.some(({ word }) => word === 'newsletter-sends');
  if (options.mapping ? !isOurs : options.rows !== undefined && options.rows !== 'points') return undefined;
  const layout = await findLayout(file);
  if (layout === undefined) return undefined;
  const { header, sample } = layout;
  const plain = header.map(plainHeader);
  const place = (words: string[]) => words.map((word) => plain.indexOf(word)).find((at) => at >= 0) ?? -1;
  const [time, campaign] = [place(sentWords), place(campaignWords)];
  const values = counts.flatMap(([word, label, kind, headers]) => {
    const at = place(headers);
    return at < 0 ? [] : [{ at, word, label, kind }];
  });
  const has = (word: string) => values.some((one) => one.word === word);
  if (time < 0 || campaign < 0 || plain.some((name) => personal.test(name))) return undefined;
  if (!has('newsletter-sends') || !has('newsletter-clicks')) return undefined;
  if (!has('newsletter-opens') && !has('newsletter-unsubscribes')) return undefined;
  const dates = sample.map((row) => row[time] ?? '').filter((text) => text.trim() !== '');
  const formats = guessTimeFormats(dates);
  const [format] = formats;
  if (format === undefined)
    throw new Problem(
      `${file.shown} is a list of campaigns, but no format fits the dates in "${header[time]}".`,
    );
  const question: OpenQuestion = {
    word: 'time.format',
    ask: `Which format have the dates in column "${header[time]}"?`,
    why: `"${dates[0]}" can be read in more than one way, and so can the other first rows.`,
    choices: formats,
    guess: format,
  };
  const mapping: SeriesMapping = given ?? {
    rows: 'points',
    source: toolOf(file.name, plain),
    columns: { time: header[time] ?? '' },
    series: values.map(({ at, word, kind }) => ({ column: header[at] ?? '', word, kind, unit: 'count' })),
    time: { format, stretch: 'day' },
    ...(layout.delimiter !== ',' && { delimiter: layout.delimiter }),
  };
  if (options.zone !== undefined) mapping.time.zone ??= options.zone;
  return {
    layout,
    mapping,
    time,
    campaign,
    values,
    questions: !given && formats.length > 1 ? [question] : [],
  };
}

function toolOf(name: string, plain: string[]): string {
  const named =
    /mailchimp|brevo|sendinblue|hubspot|cleverreach|mailerlite|activecampaign|klaviyo|rapidmail/i.exec(
      name,
    )?.[0];
  if (named !== undefined) return named.toLowerCase().replace('sendinblue', 'brevo');
  return tools.find(([pattern]) => plain.some((word) => pattern.test(word)))?.[1] ?? 'newsletter';
}

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  const plan = await planNewsletter(file, options);
  if (plan === undefined) return undefined;
  const { mapping, values, questions } = plan;
  const what = values.map(({ word }) => word.replace('newsletter-', '')).join(', ');
  return {
    reader: newsletter.word,
    confidence: options.mapping ? 1 : 0.9,
    summary: `Newsletters of ${mapping.source}: ${what} by the day of sending, in all and by campaign`,
    questions,
    mapping,
  };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  async function* rows(): AsyncGenerator<Row[]> {
    const plan = await planNewsletter(file, options);
    if (plan === undefined) throw new Problem(`${file.shown} is no list of campaigns that can be read.`);
    if (plan.questions.length > 0) throw unanswered(file, plan.questions);
    const sums = dailySums(plan.mapping.source);
    let last = '';
    const understand = addends(plan, (day) => {
      if (day > last) last = day;
    });
    yield* summedRows(file, plan.layout, count, {
      sums,
      understand,
      excerpts: 'shown',
      summed: () => sums.fill({ lastDay: last }),
    });
    if (plan.values.some(({ word }) => word === 'newsletter-opens'))
      count.note('Opens are no measure of reading: mail programs open by themselves, and others hide it.');
  }
  return { rows: rows(), summary: () => count.summary('own') };
}

function addends(
  plan: Plan,
  seen: (day: string) => void,
): (fields: string[]) => Addend[] | 'leave' | { wrong: string } {
  const { layout, mapping, time, campaign, values } = plan;
  const stretch = stretchReader({ ...mapping.time, stretch: 'day' });
  return (fields) => {
    const cell = (at: number) => (fields[at] ?? '').trim();
    // a draft
    if (isMissing(cell(time)) && values.every(({ at }) => isMissing(cell(at)) || cell(at) === '0'))
      return 'leave';
    const when = stretch(cell(time));
    if ('wrong' in when) return when;
    const name = cell(campaign);
    if (name === '') return { wrong: `names no campaign: column "${layout.header[campaign]}" is empty` };
    if (name.length > 500) return { wrong: `its "${layout.header[campaign]}" is longer than 500 characters` };
    const made: Addend[] = [];
    for (const { at, word, label, kind } of values) {
      const text = cell(at);
      if (isMissing(text)) continue;
      const value = wholeOf(text);
      if (value === undefined)
        return { wrong: `"${text.slice(0, 40)}" in column "${layout.header[at]}" is no count` };
      const one = { series: word, label, kind, unit: 'count' as const, day: when.from, value };
      made.push(
        { ...one, dimensions: {}, steady: true },
        { ...one, dimensions: { campaign: name }, steady: false },
      );
    }
    seen(when.from);
    return made;
  };
}

/** A count with signs for thousands of either kind. */
function wholeOf(text: string): number | undefined {
  const amounts = [readAmount(text, '.'), readAmount(text, ',')];
  return amounts.find(
    (amount) => amount && !amount.percent && Number.isInteger(amount.value) && amount.value >= 0,
  )?.value;
}
