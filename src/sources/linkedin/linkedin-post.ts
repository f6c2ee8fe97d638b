import type { Author, Message, ReportedMetric } from '../../model/message.ts';
import type { Decimal } from '../amount.ts';
import { amountIn } from '../day-points.ts';
import { tidyText } from '../tidy.ts';
import { isOnDay } from '../time/calendar-day.ts';
import type { DayReader } from '../time/day-order.ts';
import { linkedinId, linkedinMilliseconds, linkedinUrl } from './linkedin-id.ts';

/** Counts of a post in the sheet of all posts, by their canonical names. */
const counts = [
  'impressions',
  'video_views',
  'offsite_views',
  'clicks',
  'clicks_per_impression',
  'likes',
  'comments',
  'reposts',
  'follows',
  'engagements_per_impression',
];

/** What is counted while posts are read, for a sentence. */
export interface PostCounts {
  astray: number;
  unreadable: number;
  sponsored: number;
}

/**
 * Turns rows of *All posts* into messages of the page; a string says why one is none. A post that was sponsored has a row
 * for each campaign besides its own: their counts are added up under names of their own, without the rates.
 */
export function postReader(
  at: Map<string, number>,
  author: Author,
  day: DayReader,
  decimal: Decimal,
  counted: PostCounts,
  withoutIds: boolean,
): (cells: string[]) => Message | string {
  const campaigns = new Map<string, { counts: Map<string, number>; rows: number }>();
  return (cells) => {
    const cell = (word: string) => (cells[at.get(word) ?? -1] ?? '').trim();
    const id = linkedinId(cell('link'));
    if (id === undefined && !withoutIds) return 'its link names no post of LinkedIn';
    const written = cell('created');
    const stated = day(written);
    const milliseconds = id && linkedinMilliseconds(id.nativeId);
    const exact =
      milliseconds !== undefined && (stated === undefined ? written === '' : isOnDay(milliseconds, stated));
    if (stated === undefined && !exact) return `"${written.slice(0, 40)}" is no date`;
    if (!exact && milliseconds !== undefined) counted.astray += 1;
    const { text, repaired } = tidyText(cell('title'), 'keep');
    const sponsored = /sponsored|patrocinad/i.test(cell('type'));
    const message: Message = {
      source: 'linkedin',
      kind: 'post',
      author,
      own: true,
      text,
      createdAt: exact ? new Date(milliseconds).toISOString() : `${stated}T00:00:00.000Z`,
      precision: exact ? 'instant' : 'day',
      visibility: 'public',
      metrics: metricsIn(cell),
    };
    if (repaired) message.repaired = true;
    if (id === undefined || withoutIds) return message;
    message.nativeId = id.nativeId;
    message.url = linkedinUrl(id.nativeId);
    if (id.aliases.length > 0) message.aliases = id.aliases;
    if (sponsored) message.metrics = ofCampaigns(id.nativeId, message.metrics ?? []);
    return message;
  };

  function metricsIn(cell: (word: string) => string): ReportedMetric[] {
    return counts.flatMap((metric) => {
      const value = amountIn(cell(metric), decimal);
      if (typeof value === 'string') counted.unreadable += 1;
      return typeof value === 'number' ? [{ metric, value, definition: `linkedin-page:${metric}:1` }] : [];
    });
  }

  function ofCampaigns(id: string, metrics: ReportedMetric[]): ReportedMetric[] {
    counted.sponsored += 1;
    const known = campaigns.get(id) ?? { counts: new Map<string, number>(), rows: 0 };
    known.rows += 1;
    campaigns.set(id, known);
    return metrics.flatMap(({ metric, value }) => {
      if (metric.includes('_per_') && known.rows > 1) return [];
      const sum = metric.includes('_per_') ? value : (known.counts.get(metric) ?? 0) + value;
      known.counts.set(metric, sum);
      return [
        { metric: `sponsored_${metric}`, value: sum, definition: `linkedin-page:sponsored_${metric}:1` },
      ];
    });
  }
}
