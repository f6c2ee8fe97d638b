import type { Agreement, NamedEstimate } from '../../model/finding.ts';
import type { CodeAgreement } from './agreement.ts';
import type { ToldChannel, ToldCode } from './told.ts';

const said = (words: string) => words.replace(/[^\p{L}\p{N}]+/gu, '_');

/** `does_question_share_of_messages_from_outside`, `we_do_pitches_share_of_our_messages`. */
export function estimateName({ facet, code }: Pick<ToldCode, 'facet' | 'code'>): string {
  const of = facet.of === 'own' ? 'our_messages' : 'messages_from_outside';
  return `${said(facet.word)}_${said(code.word)}_share_of_${of}`;
}

/** The estimates of a channel's codes; where a machine helped, with those of people alone beside them. */
export function codeEstimates(channel: ToldChannel, period: NamedEstimate['period']): NamedEstimate[] {
  return channel.codes.flatMap((told) => {
    const { facet, code, share, cannotTell, agreement } = told;
    const base = {
      name: estimateName(told),
      label: `${code.name}: share of ${facet.of === 'own' ? 'our messages' : 'messages from outside'}`,
      ...(channel.channels.length === 1 ? { channel: channel.channels[0].word } : {}),
      period,
      unit: 'share' as const,
      agreement: agreementOf(agreement),
    };
    if (!share)
      return [{ ...base, value: Number.NaN, n: channel.coded, cannotTell: cannotTell ?? 'cannot tell' }];
    const { value, low, high, coded, human, machine } = share;
    const people: NamedEstimate = {
      ...base,
      name: `${base.name}_by_people_alone`,
      label: `${base.label}, from codes by people alone`,
      value: human.value,
      low: human.low,
      high: human.high,
      n: coded,
    };
    return [{ ...base, value, low, high, n: coded }, ...(machine ? [people] : [])];
  });
}

/** The agreement of coders as files have it. */
export function agreementOf({ alpha, units, kind, tentative }: CodeAgreement): Agreement {
  return {
    ...(alpha && { alpha: alpha.value, low: alpha.low, high: alpha.high }),
    twice: units,
    kind,
    tentative,
  };
}
