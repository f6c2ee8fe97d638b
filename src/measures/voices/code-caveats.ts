import { usualAgreement } from '../../model/codebook.ts';
import { listWords } from '../words.ts';
import { outgrownWords } from './no-codes.ts';
import { percent } from './percent.ts';
import type { Reading } from './reading.ts';
import type { ToldCode, ToldStretch } from './told.ts';

/** What is worth knowing of shares that rest on codes. */
export function codeCaveats(reading: Reading, { told, few, sets }: ToldStretch, threshold: number): string[] {
  const codes = told.flatMap((one) => one.codes);
  const shown = codes.filter(({ share }) => share);
  const cannot = Math.max(0, ...[...sets.values()].map((set) => set.cannot));
  const uncovered = Math.max(0, ...shown.map(({ share }) => share?.uncovered ?? 0));
  const own = shown.some(({ agreement }) => agreement.kind === 'with-oneself');
  return [
    ...(few.length > 0 && told.length > 0
      ? [
          told[0].channels.length > 1
            ? `No channel has 30 coded messages alone, so ${listWords(
                few.map(({ channel }) => channel.word),
                8,
              )} stand together here.`
            : `Too few read to tell: ${listWords(
                few.map(({ channel, coded }) => `${channel.word} (${coded} coded)`),
                8,
              )}. From 30 coded messages on a channel is told.`,
        ]
      : []),
    ...told
      .filter(({ codes }) => codes.every(({ share, fewerThan }) => !share && fewerThan === undefined))
      .map(({ name, codes }) => `Nothing can be told of ${name}: ${codes[0]?.cannotTell ?? 'too few read'}.`),
    ...noneWords(codes, told.length),
    ...withheldWords(codes),
    ...(threshold === usualAgreement
      ? []
      : [
          `The plan asks for an agreement of ${threshold} (Krippendorff’s alpha) before a number is told; without it, ${usualAgreement} would be asked for.`,
        ]),
    ...(shown.some(({ agreement }) => agreement.tentative)
      ? [
          `Tentative, since coders agree under .8 or the code is rare: ${namesOf(shown.filter(({ agreement }) => agreement.tentative))}.`,
        ]
      : []),
    ...(own
      ? [
          'Agreement is that of one coder with themselves, a week apart: it says that they are steady, not that another would read alike.',
        ]
      : []),
    ...(cannot > 0
      ? [`Of ${cannot} coded ${cannot === 1 ? 'message' : 'messages'} nobody could tell; they are left out.`]
      : []),
    ...(uncovered > 0
      ? [
          `${uncovered} messages of the period came after the sample was drawn, or lie outside it, and are left out.`,
        ]
      : []),
    ...reading.outgrown.map((one) => `${outgrownWords(one)} Draw another.`),
    ...(shown.some(({ share }) => share?.machine)
      ? [
          'Where a machine labelled the messages, its labels sharpen the share and never stand alone: the people’s codes correct them.',
        ]
      : []),
    'Ranges say what reading another random sample of the same messages would give. They do not say what other people, or another month, would.',
  ];
}

/** Codes that no message read on any channel has. */
function noneWords(codes: ToldCode[], channels: number): string[] {
  const none = codes.filter(
    ({ address, none }) =>
      none && codes.filter((other) => other.address === address && other.none).length === channels,
  );
  if (none.length === 0) return [];
  const most = Math.max(...none.map(({ fewerThan }) => fewerThan ?? 0));
  return [`No message that was read has: ${namesOf(none)} (each fewer than ${percent(most)} of 100).`];
}

function withheldWords(codes: ToldCode[]): string[] {
  const by = new Map<string, ToldCode[]>();
  for (const one of codes)
    if (one.agreement.withheld !== undefined)
      by.set(one.agreement.withheld, [...(by.get(one.agreement.withheld) ?? []), one]);
  return [...by].map(([because, those]) => `Withheld (${namesOf(those)}): ${because}.`);
}

const namesOf = (codes: ToldCode[]) => listWords([...new Set(codes.map(({ code }) => code.name))], 20);
