import { Temporal } from 'temporal-polyfill';
import { balance } from '../stats/balance.ts';
import { type Company, seenOn } from './company.ts';
import type { Platform } from './parameters.ts';
import { expectsAnswer, type Said } from './said.ts';

const hour = 3600;
const day = 24 * hour;

/** A share as its two sums, so that many simulated companies can be added up. */
export interface Sums {
  part: number;
  whole: number;
}
/** Quantities by the names that Findings carry. */
export type Quantities = Map<string, Sums>;

/** A stretch of days of the company's zone, the last one included. */
export interface Stretch {
  word: string;
  from: string;
  to: string;
}

/** Times, in seconds, at which the true waiting curve is told: equal steps of log(1 + minutes) up to 14 days. */
export const curveTimes: readonly number[] = Array.from({ length: 121 }, (_, step) =>
  Math.round(60 * Math.expm1((Math.log1p(14 * 24 * 60) * step) / 120)),
);

const marks = { '1h': hour, '4h': 4 * hour, '1d': day, '7d': 7 * day };
const backMarks = { '7d': 7, '28d': 28, '90d': 90, '180d': 180 };
const closedAfter = 14 * day * 1000;
const unknownBefore = 90 * day * 1000;

/**
 * What the measures estimate, added up over one simulated company from what is known of it, not from what an export
 * shows: waiting and coming back without any end of the data, the rest as far as it had come when the data end. This
 * does not go through the program's own facts, so that it can stand against them.
 */
export function estimandsOf(
  company: Company,
  platform: Platform,
  stretches: readonly Stretch[],
): Quantities[] {
  const all = company.said.filter((said) => said.platform === platform);
  const seen = seenOn(company, platform);
  const conversations = conversationsOf(seen);
  const returns = returnsOf(all);
  return stretches.map((stretch) => {
    const within = withinOf(stretch, company.parameters.zone);
    const sums: Quantities = new Map();
    addWaiting(sums, all, within);
    addOurs(sums, seen, within);
    addConversations(sums, company, platform, conversations, within);
    addReturns(sums, returns, within);
    addAmong(sums, seen, conversations, within);
    return sums;
  });
}

type Within = (at: number) => boolean;

function withinOf({ from, to }: Stretch, zone: string): Within {
  const start = Temporal.PlainDate.from(from).toZonedDateTime(zone).epochMilliseconds;
  const end = Temporal.PlainDate.from(to).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
  return (at) => at >= start && at < end;
}

function add(sums: Quantities, name: string, part: number, whole = 1): void {
  const found = sums.get(name);
  if (!found) sums.set(name, { part, whole });
  else {
    found.part += part;
    found.whole += whole;
  }
}

function addWaiting(sums: Quantities, all: Said[], within: Within): void {
  const answeredAt = new Map<Said, number>();
  for (const said of all)
    if (!said.person && said.parent)
      answeredAt.set(said.parent, Math.min(said.at, answeredAt.get(said.parent) ?? said.at));
  for (const said of all) {
    if (!said.person || !expectsAnswer(said) || !within(said.at)) continue;
    const waited = ((answeredAt.get(said) ?? Number.POSITIVE_INFINITY) - said.at) / 1000;
    for (const [word, t] of Object.entries(marks)) {
      add(sums, `still_waiting_after_${word}`, Number(waited > t));
      if (word === '1d')
        add(
          sums,
          `still_waiting_after_1d_${said.kind === 'detail' ? 'request' : said.kind}`,
          Number(waited > t),
        );
    }
    add(sums, 'mean_wait_restricted', Math.min(waited, 7 * day));
    for (const t of curveTimes) add(sums, `waiting ${t}`, Number(waited > t));
  }
}

function addOurs(sums: Quantities, seen: Said[], within: Within): void {
  for (const { person, parent, at } of seen)
    if (!person && within(at)) add(sums, 'answers_share_of_our_messages', Number(parent !== undefined));
}

function conversationsOf(seen: Said[]): Map<Said, Said[]> {
  const found = new Map<Said, Said[]>();
  for (const said of seen) {
    const turns = found.get(said.root);
    if (turns) turns.push(said);
    else found.set(said.root, [said]);
  }
  return found;
}

function addConversations(
  sums: Quantities,
  { parameters }: Company,
  platform: Platform,
  conversations: Map<Said, Said[]>,
  within: Within,
): void {
  const until = Date.parse(parameters.channels.find((one) => one.platform === platform)?.observedUntil ?? '');
  for (const [root, turns] of conversations) {
    if (!within(root.at)) continue;
    const ours = turns.filter(({ person }) => !person).length;
    const both = ours > 0 && ours < turns.length;
    add(sums, 'two_way_share_of_conversations', Number(both));
    add(sums, 'ours_alone_share_of_conversations', Number(ours === turns.length));
    add(sums, 'theirs_alone_share_of_conversations', Number(ours === 0));
    add(sums, 'opened_by_others_share_of_conversations', Number(root.person !== undefined));
    if (!both) continue;
    add(sums, 'back_and_forth_share_of_two_way', Number(backAndForth(turns)));
    add(sums, 'own_share_of_turns_in_two_way', ours, turns.length);
    add(sums, 'mean_turn_balance_in_two_way', evennessOf(turns));
    add(sums, 'opened_by_others_share_of_two_way', Number(root.person !== undefined));
    const last = turns[turns.length - 1];
    if (last.at + closedAfter <= until)
      add(sums, 'own_last_word_share_of_closed_two_way', Number(!last.person));
  }
}

/** Whether we and one and the same person each answered the other. */
function backAndForth(turns: Said[]): boolean {
  const [byUs, byThem] = [new Set<unknown>(), new Set<unknown>()];
  for (const { person, parent } of turns) {
    if (!person && parent?.person) byUs.add(parent.person);
    if (person && parent && !parent.person) byThem.add(person);
  }
  return [...byUs].some((person) => byThem.has(person));
}

function evennessOf(turns: Said[]): number {
  const counts = new Map<unknown, number>();
  for (const { person } of turns) counts.set(person, (counts.get(person) ?? 0) + 1);
  return balance(Float64Array.from(counts.values()))?.evenness ?? Number.NaN;
}

/** Each person's first conversation with us, and after how long they were in another one. */
function returnsOf(all: Said[]): { at: number; back: number }[] {
  const start = all[0]?.at ?? 0;
  const withUs = new Set(all.filter(({ person }) => !person).map(({ root }) => root));
  const visits = new Map<string, Map<Said, { at: number; withUs: boolean }>>();
  for (const said of all) {
    if (!said.person) continue;
    const addressed = said.parent === undefined || !said.parent.person;
    const mine = visits.get(said.person.key) ?? new Map();
    visits.set(said.person.key, mine);
    const visit = mine.get(said.root);
    if (visit) visit.withUs ||= addressed;
    else mine.set(said.root, { at: said.at, withUs: addressed || withUs.has(said.root) });
  }
  return [...visits.values()].flatMap((mine) => {
    const all = [...mine.values()];
    if (Math.min(...all.map(({ at }) => at)) < start + unknownBefore) return [];
    const [first, next] = all.filter((visit) => visit.withUs).sort((a, b) => a.at - b.at);
    return first
      ? [{ at: first.at, back: next ? (next.at - first.at) / 1000 : Number.POSITIVE_INFINITY }]
      : [];
  });
}

function addReturns(sums: Quantities, returns: { at: number; back: number }[], within: Within): void {
  for (const { at, back } of returns)
    if (within(at))
      for (const [word, days] of Object.entries(backMarks))
        add(sums, `came_back_within_${word}`, Number(back <= days * day));
}

function addAmong(sums: Quantities, seen: Said[], conversations: Map<Said, Said[]>, within: Within): void {
  const pairs = new Set<string>();
  for (const said of seen) {
    const { person, parent, root, at } = said;
    if (!person || !within(at)) continue;
    if (!conversations.get(root)?.some((turn) => !turn.person)) continue;
    const other = parent?.person && parent.person !== person ? parent.person : undefined;
    add(sums, 'between_people_share_of_outside_messages', Number(other !== undefined));
    if (other) pairs.add(`${person.key} ${other.key}`);
  }
  for (const pair of pairs)
    add(sums, 'reciprocity_share_of_pairs', Number(pairs.has(pair.split(' ').reverse().join(' '))));
}
