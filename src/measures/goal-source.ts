import type { Dimensions } from '../model/series.ts';

/** What a goal is read on, taken apart. */
export type GoalSource =
  /** `survey/QUESTION`, `survey/SURVEY/QUESTION`, either with `=ANSWER` or `=ANSWER+ANSWER`. */
  | { kind: 'survey'; survey?: string; question: string; answers?: string[] }
  /** `series/WORD`, `series/WORD/DIMENSION=VALUE`, either with ` total` and with `@ SOURCE`. */
  | { kind: 'series'; word: string; total: boolean; source?: string; dimensions?: Dimensions }
  /** `MEASURE/ESTIMATE @ CHANNEL`. */
  | { kind: 'measure'; measure: string; estimate: string; channel: string };

/** Takes apart what a goal writes under `measure`; undefined where it has none of the three forms. */
export function goalSource(measure: string): GoalSource | undefined {
  const survey = /^survey\/(?:([^/=]+)\/)?([^/=]+?)\s*(?:=\s*(.+))?$/.exec(measure);
  if (survey) {
    const [, name, question = '', answers] = survey;
    return {
      kind: 'survey',
      question: question.trim(),
      ...(name && { survey: name.trim() }),
      ...(answers && { answers: answers.split('+').map((one) => one.trim()) }),
    };
  }
  const series = /^series\/([^@\s/]+)((?:\/[^@/=]+=[^@/]*?)*)(\s+total)?(?:\s*@\s*(\S+))?$/.exec(
    measure.trim(),
  );
  if (series) {
    const [, word = '', broken = '', total, source] = series;
    return {
      kind: 'series',
      word,
      total: total !== undefined,
      ...(source && { source }),
      ...(broken && { dimensions: dimensionsOf(broken) }),
    };
  }
  const own = /^([a-z0-9-]+)\/(\S+)\s*@\s*(.+)$/i.exec(measure);
  if (own) {
    const [, name = '', estimate = '', channel = ''] = own;
    return { kind: 'measure', measure: name, estimate, channel: channel.trim() };
  }
  return undefined;
}

function dimensionsOf(broken: string): Dimensions {
  const pairs = broken
    .slice(1)
    .split('/')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return [pair.slice(0, equals), pair.slice(equals + 1)].map((one) => unhidden(one.trim()));
    });
  return Object.fromEntries(pairs);
}

/** A series broken down, as a goal names it; signs that part the name stand as in a web address: `%2F`. */
export function dimensionWords(dimensions: Dimensions): string {
  return Object.entries(dimensions)
    .map(([name, value]) => `/${hidden(name)}=${hidden(value)}`)
    .join('');
}

const hidden = (text: string) => text.replace(/[%/@=,+]/g, (sign) => encodeURIComponent(sign));
const unhidden = (text: string) =>
  text.replace(/%(25|2F|40|3D|2C|2B)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Answers that count without being named, as survey tools write a plain yes. */
const yes = new Set(['yes', 'y', 'ja', 'oui', 'sí', 'si', 'sim', 'sì', 'tak', 'true', '1', 'aware', 'known']);

/** Of the answers that a question got, the one that counts where none is named: a plain yes, or the only one told. */
export function countedAnswer(answers: string[]): string | undefined {
  if (answers.length === 1) return answers[0];
  const plain = answers.filter((answer) => yes.has(answer.trim().toLowerCase()));
  return plain.length === 1 ? plain[0] : undefined;
}
