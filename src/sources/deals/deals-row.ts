import { type Decimal, isMissing, readAmount } from '../amount.ts';
import type { Addend } from '../daily-sums.ts';
import { knownWord } from '../known-word.ts';
import { stretchReader } from '../stretch.ts';
import type { DealColumns, DealWords } from './deals.ts';

/** How the cells of deals are written. */
export interface DealForms {
  created: string | undefined;
  closed: string | undefined;
  zone: string | undefined;
  /** Where no cell says it. */
  currency: string | undefined;
  decimal: Decimal;
}

/** Deals as what they add to days, and what was seen of them. */
export interface Deals {
  understand(fields: string[], line: number): Addend[] | 'leave' | { wrong: string };
  /** The last day on which a deal was created, or won where the file does not say when it was created. */
  lastDay(): string | undefined;
  notes(): string[];
}

/** Labels and internal names of a stage that is won: `Closed Won`, `closedwon`, `Closed Won (Sales Pipeline)`, `Won`. */
export function isWonStage(stage: string): boolean {
  return (
    /\bclosed[\s_-]*won\b|^won\b|gewonnen|gagn[ée]|ganad[oa]/i.test(stage) && !/\bnot\b|nicht/i.test(stage)
  );
}

export function dealAddends(words: DealWords, at: DealColumns, header: string[], forms: DealForms): Deals {
  const day = (format: string | undefined) =>
    stretchReader({
      format: format ?? 'iso',
      stretch: 'day',
      ...(forms.zone !== undefined && { zone: forms.zone }),
    });
  const [createdOf, closedOf] = [day(forms.created), day(forms.closed)];
  const lines = new Map<string, number>();
  const stages = new Set<string>();
  const priceless = new Set<number>();
  const repeated = new Set<number>();
  let wonDeals = 0;
  const newest = { created: '', won: '' };

  return {
    understand,
    lastDay: () => newest.created || newest.won || undefined,
    notes: () => [
      'Names of deals, companies, people and owners are not kept.',
      ...(at.id < 0
        ? ['The file has no ids, so a deal that stands in several rows counts several times.']
        : []),
      ...(repeated.size > 0
        ? [`${repeated.size} rows are of deals that stand in a row above; they are left out.`]
        : []),
      ...(priceless.size > 0
        ? [`${priceless.size} deals were won without an amount; they count, and add nothing to the amount.`]
        : []),
      ...(wonDeals === 0 && at.closed >= 0 && stages.size > 0
        ? [`No stage reads as won (“Closed Won”); the stages are: ${[...stages].slice(0, 12).join(', ')}.`]
        : []),
    ],
  };

  function understand(fields: string[], line: number): Addend[] | 'leave' | { wrong: string } {
    const cell = (place: number) => (place < 0 ? '' : (fields[place] ?? '').trim());
    const stage = cell(at.stage);
    if (stage === '' && cell(at.won) === '')
      return { wrong: `has no stage: column "${header[at.stage]}" is empty` };
    const id = cell(at.id);
    if (at.id >= 0 && id === '') return { wrong: `has no id: column "${header[at.id]}" is empty` };
    const before = lines.get(id);
    if (id !== '' && before !== undefined && before !== line) {
      repeated.add(line);
      return 'leave';
    }
    lines.set(id, line);
    stages.add(stage.slice(0, 60));
    const made: Addend[] = [];
    const parts = partsOf(cell);
    const add = (series: string, label: string, on: string, value: number, money?: string) => {
      for (const dimensions of parts)
        made.push({
          series,
          label,
          kind: 'outcome',
          unit: money === undefined ? 'count' : 'money',
          ...(money !== undefined && { currency: money }),
          day: on,
          value,
          dimensions,
          steady: true,
        });
    };
    if (at.created >= 0) {
      const when = createdOf(cell(at.created));
      if ('wrong' in when) return { wrong: dateless(at.created, cell(at.created), when.wrong) };
      if (when.from > newest.created) newest.created = when.from;
      add('deals-created', 'Deals created', when.from, 1);
    }
    const won =
      at.won >= 0 && cell(at.won) !== '' ? /^(true|yes|1|ja|oui)$/i.test(cell(at.won)) : isWonStage(stage);
    if (!won || at.closed < 0) return made;
    const when = closedOf(cell(at.closed));
    if ('wrong' in when) return { wrong: dateless(at.closed, cell(at.closed), when.wrong) };
    const text = cell(at.amount);
    if (!isMissing(text)) {
      const amount = readAmount(text, forms.decimal);
      if (amount === undefined || amount.percent)
        return { wrong: `"${text.slice(0, 40)}" in column "${header[at.amount]}" is no amount` };
      const currency = cell(at.currency).toUpperCase() || amount.currency || forms.currency;
      if (currency === undefined || !/^([A-Z]{3}|\?{3})$/.test(currency))
        return { wrong: `"${text.slice(0, 40)}" in column "${header[at.amount]}" names no currency` };
      // the currency is in the word, because values of two currencies must not be one series
      add(
        `amount-won-${currency.toLowerCase()}`,
        `Amount won (${currency})`,
        when.from,
        amount.value,
        currency,
      );
    } else if (at.amount >= 0) priceless.add(line);
    wonDeals += 1;
    if (when.from > newest.won) newest.won = when.from;
    add('deals-won', 'Deals won', when.from, 1);
    return made;
  }

  /** All deals, those of the same origin, and those of the same network. */
  function partsOf(cell: (place: number) => string): Addend['dimensions'][] {
    const origin = originOf(cell(at.origin)).slice(0, 200);
    if (origin === '') return [{}];
    const network = /social/i.test(origin) ? cell(at.network).slice(0, 200) : '';
    return [{}, { [words.part]: origin }, ...(network === '' ? [] : [{ [words.part]: origin, network }])];
  }

  function dateless(place: number, text: string, wrong: string): string {
    return text === '' ? `has no date: column "${header[place]}" is empty` : wrong;
  }
}

/** Internal names of HubSpot's original sources, and their labels. */
const origins: Record<string, string> = {
  ORGANIC_SEARCH: 'Organic Search',
  PAID_SEARCH: 'Paid Search',
  EMAIL_MARKETING: 'Email Marketing',
  SOCIAL_MEDIA: 'Organic Social',
  PAID_SOCIAL: 'Paid Social',
  REFERRALS: 'Referrals',
  OTHER_CAMPAIGNS: 'Other Campaigns',
  DIRECT_TRAFFIC: 'Direct Traffic',
  OFFLINE: 'Offline Sources',
  AI_REFERRALS: 'AI Referrals',
};

function originOf(text: string): string {
  return knownWord(origins, text) ?? text;
}
