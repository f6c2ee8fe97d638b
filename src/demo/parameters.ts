/** The four platforms on which the demo company is. */
export type Platform = 'linkedin' | 'youtube' | 'mastodon' | 'x';

/** What somebody from outside writes. */
export type Asked = 'question' | 'request' | 'complaint';
export type Kind = Asked | 'praise' | 'talk' | 'pitch' | 'detail' | 'thanks' | 'help' | 'thanks-back';

/** How we run a channel from a day on: how much of what we usually answer, after how long, and what we post. */
export interface Regime {
  /** First day, ISO date in the company's zone. */
  from: string;
  /** Multiplies the probability of an answer to each kind. */
  reach: number;
  /** Median wait of a question in minutes while the desk is open. */
  median: number;
  /** Our posts a week, and the people whom one moves to write, where they are others than the channel's. */
  posts?: number;
  moved?: number;
  /** Multiplies how often a post is about a product. */
  pitching?: number;
}

export interface ChannelParameters {
  platform: Platform;
  /** The account's name, the same everywhere. */
  account: string;
  /** `own`: the export holds only what our side wrote. */
  sides: 'both' | 'own';
  /** The export's own end, ISO UTC. */
  observedUntil: string;
  /** People a day who come for the first time because they want something, on an average day. */
  needs: number;
  /** Our posts a week, in the middle of the time. */
  posts: number;
  /** People whom a post of average theme moves to write for the first time. */
  moved: number;
  /** Of what people write, the share that stands below one of our posts and not by itself. */
  below: number;
  /** Weights of the hours of a day, in the company's zone, and of Saturday and Sunday against a weekday. */
  hours: readonly number[];
  weekend: number;
  /** What is wanted at the first visit, and what is written at a later one. */
  first: Partial<Record<Kind, number>>;
  later: Partial<Record<Kind, number>>;
  regimes: readonly Regime[];
  /** Of our answers, the share that somebody gives from the telephone, whatever the hour. */
  offDesk: number;
  languages: Partial<Record<Language, number>>;
}
export type Language = 'en' | 'de' | 'es' | 'fr';

/** Everything that the simulation is made from. The truth follows from these alone, not from the seed. */
export interface Parameters {
  company: string;
  zone: string;
  /** First and last day, ISO dates in the zone. */
  start: string;
  end: string;
  desk: { opens: number; closes: number; holidays: readonly string[] };
  /** What is written and posted on an average day at the start and at the end, against the middle. */
  growth: readonly [number, number];
  channels: readonly ChannelParameters[];
  /** Probability of an answer to each kind where the reach is 1, and its wait against that of a question. */
  answered: Record<Kind, { share: number; wait: number }>;
  /** Standard deviation of the logarithm of our waits. */
  waitSpread: number;
  /** Of our answers to a question, request or complaint, the share that asks something back. */
  asksBack: number;
  /** What people do after our answer: what they write, or `nothing`. */
  afterAsking: Partial<Record<Kind | 'nothing', number>>;
  afterAnswer: Partial<Record<Kind | 'nothing', number>>;
  /**
   * Coming back: the hazard of a person's next visit, u days after the last, is pull / fade * exp(-u / fade) a day,
   * times `answer` (a hazard ratio) from the moment at which their message got an answer.
   */
  back: { fade: number; answer: number; people: readonly { habit: Habit; share: number; pull: number }[] };
  /** Probability that somebody thanks another person who helped, and that a helper goes on. */
  thanksBack: number;
  themes: Record<Theme, { share: number; moves: number }>;
  survey: SurveyParameters;
  sales: SalesParameters;
}

/** Waves of a survey among those who buy and run pumps, and what they truly think. */
export interface SurveyParameters {
  /** The survey's word in the file. */
  survey: string;
  /** First and last day of each wave in the field. */
  waves: readonly { wave: string; from: string; to: string }[];
  /** Who there is, and how many of them answer in a wave: some are asked more often than others on purpose. */
  cells: readonly Cell[];
  questions: readonly Opinion[];
  /**
   * How fast opinions move, in logits per root of a week: half-normal of one of these scales, each as likely as its
   * share. Drawn once for each company and question.
   */
  steps: readonly { share: number; scale: number }[];
}

/** People of one size of company and one age: so many there are, so many answer. */
export interface Cell {
  size: string;
  age: string;
  people: number;
  answers: number;
  /** How much more of them agree than of others, in logits. */
  lean: number;
}

/** A question to which people say yes or no. */
export interface Opinion {
  word: string;
  wording: string;
  /** Where it stands on the first day, in logits. */
  start: number;
}

/** What a week brings, apart from anything that is said in social media. */
export interface SalesParameters {
  /** The source's word in the file. */
  source: string;
  series: readonly SalesSeries[];
}
export interface SalesSeries {
  word: string;
  /** Average of a week on the first day. */
  level: number;
  /** Standard deviation of a week's step of the level's logarithm, and of a week's own noise. */
  step: number;
  noise: number;
  /** Half the way from low to high season, of the logarithm; the week of the year at which it is highest. */
  season: number;
  highest: number;
}
export type Habit = 'once' | 'now-and-then' | 'regular';
export type Theme = 'bench' | 'people' | 'product' | 'fair' | 'jobs' | 'dogs' | 'repair';
