import type { Brief, BriefItem, Due } from '../model/brief.ts';
import type { Estimate, Finding } from '../model/finding.ts';
import { datelineOf, titleOf } from '../pages/brief-days.ts';
import { count, days, duration, numberWords, plain, shortDay } from '../pages/format.tsx';
import { inert, wrap } from './plain-text.ts';
import { type Local, waitingTable } from './print-finding.ts';

const mostWaiting = 7;

/** A brief as text of 80 columns: the sentences with their numbers and a voice, who waits, what is due, the rule. */
export function printBrief(brief: Brief, plan: Local & { company: string; now: string }): string {
  const local = { ...plan, clock: brief.filter.clock };
  const title = titleOf(brief, plan.company, local, plan.now);
  const blocks = [
    `${wrap(inert(title))}\n${'='.repeat(Math.min(80, [...title].length))}`,
    wrap(inert(datelineOf(brief, local))),
    ...(brief.items.length === 0
      ? ['Of these days nothing can be told: too few messages came, or none.']
      : []),
    ...brief.items.map((item) => itemText(item, local)),
    waitingText(brief.waiting, local),
    dueText(brief.due, local),
    lookedBackText(brief, local),
    `How these sentences were chosen:\n${wrap(inert(plain(brief.rule, local)))}`,
    ...(brief.caveats.length > 0
      ? [`Mind:\n${brief.caveats.map((line) => wrap(inert(line), 80, '- ', '  ')).join('\n')}`]
      : []),
    ...(brief.made.simulated ? ['Simulated company: no person and no message of it is real.'] : []),
    wrap(inert(`Data ${brief.made.dataVersion}, plan ${brief.made.planVersion}, ${brief.made.program}.`)),
  ];
  return blocks.filter(Boolean).join('\n\n');
}

function itemText(item: BriefItem, local: Local): string {
  const { sentence, now, voices, period, question, measure } = item;
  const about = [
    reasonOf(item),
    ...(now
      ? [now.unit === 'count' ? number(now, local) : `${number(now, local)} of ${count(now.n, local)}`]
      : []),
    ...(item.change ? [`difference ${points(item.change, now)}`] : []),
    ...(period.from && !item.promised
      ? [`${days(period, local)}${period.unfinished ? ', unfinished' : ''}`]
      : []),
    `rapport ask ${measure ?? question}`,
  ].join('; ');
  const voice = voices[0];
  return [
    wrap(inert(plain(sentence, local)), 80, '- ', '  '),
    wrap(inert(`(${about})`), 80, '  '),
    ...(voice
      ? [wrap(inert(`"${voice.text}" ${voice.who}, ${voice.channel}. ${voice.note}`), 80, '  | ')]
      : []),
  ].join('\n');
}

function reasonOf({ because, before, promised }: BriefItem): string {
  if (promised) return 'goal';
  if (because === 'changed') return 'changed';
  if (because === 'cannot-tell') return 'cannot tell';
  return before ? 'no clear change' : 'no comparison';
}

const asOf = { share: 'share', seconds: 'duration', count: 'count' } as const;

function number({ value, low, high, unit }: Estimate, local: Local): string {
  const written = (one: number) => numberWords(one, asOf[unit], local);
  if (low === undefined || high === undefined) return written(value);
  const range =
    unit === 'share'
      ? `${Math.round(low * 100)} to ${Math.round(high * 100)}`
      : `${written(low)} to ${written(high)}`;
  return `${written(value)} (${range})`;
}

/** A difference of shares in points, of other numbers as it is. */
function points({ value, low, high }: Pick<Estimate, 'value' | 'low' | 'high'>, now?: Estimate): string {
  const share = now?.unit === 'share';
  const signed = (one: number) => {
    const whole = Math.round(share ? one * 100 : one);
    return `${whole > 0 ? '+' : ''}${whole}`;
  };
  const range = low === undefined || high === undefined ? '' : ` (${signed(low)} to ${signed(high)})`;
  return `${signed(value)}${share ? ' points' : ''}${range}`;
}

/** Those who wait, under pseudonyms. */
function waitingText(finding: Finding, local: Local): string {
  if (finding.kind === 'no-answer') return wrap(inert(plain(finding.reason, local)));
  const figure = finding.figures.find((one) => one.form === 'waiting');
  const longest = Math.max(0, ...(figure?.rows.map(({ waited }) => waited) ?? []));
  const since = longest > 0 ? ` The longest for ${duration(longest, local)}.` : '';
  const list = figure ? waitingTable(figure, local, mostWaiting) : '';
  return [wrap(inert(`${plain(finding.sentence, local)}${since}`)), list].filter(Boolean).join('\n\n');
}

function lookedBackText({ lookedBack }: Brief, local: Local): string {
  if (!lookedBack) return '';
  const told = plain(lookedBack.sentence, local);
  return wrap(inert(`Last look back, ${shortDay(lookedBack.at, local)}: ${told}`));
}

/** What is due, one thing a paragraph; `address` is where it is done, where there is a server for it. */
export function dueText(due: Due[], local: Local, address?: string): string {
  if (due.length === 0) return '';
  const lines = due.map(({ at, kind, what, why, href }) => {
    const when = at ? `${kind === 'bring-in' ? 'since ' : ''}${shortDay(at, local)}: ` : '';
    const told = wrap(inert(`${when}${what}. ${plain(why, local)}`), 80, '- ', '  ');
    return address === undefined ? told : `${told}\n  ${address}${href}`;
  });
  return `What is due:\n${lines.join('\n')}`;
}
