import type { InputFile } from '../../model/reader.ts';
import { findLayout, type Layout } from '../separated.ts';
import { writtenDays } from '../time/written-day.ts';
import { videoId } from './youtube-account.ts';
import { studioMetric } from './youtube-studio-metrics.ts';

/** What a file of YouTube Studio holds and where. A place of -1 is a column that is not there. */
export interface StudioPlan {
  part: 'videos' | 'days';
  layout: Layout;
  at: { video: number; title: number; time: number };
  /** Columns beside those that say what a video is. */
  values: string[];
  /** Whether the headings were known, or only the places of the columns. */
  english: boolean;
}

/** Columns that say what a video is, or when. */
const about = /^(content|video title|video publish time|duration|date)$/i;

/** Undefined where it is no export of YouTube Studio. */
export async function planStudio(file: InputFile): Promise<StudioPlan | undefined> {
  const layout = await findLayout(file, { delimiter: ',' });
  if (layout === undefined) return undefined;
  const header = layout.header.map((name) => name.toLowerCase());
  const place = (name: string) => header.indexOf(name);
  const at = { video: place('content'), title: place('video title'), time: place('video publish time') };
  const counted = header.filter((name) => studioMetric(name) !== undefined);
  const values = layout.header.filter((name) => !about.test(name));
  const plan = { layout, values, english: true };
  if (header[0] === 'content' && at.title >= 0 && at.time >= 0) return { ...plan, part: 'videos', at };
  const ids = layout.sample.map((row) => (row[at.video] ?? '').trim());
  if (header[0] === 'date' && at.title >= 0 && counted.length > 0 && ids.some((id) => videoId.test(id))) {
    return { ...plan, part: 'days', at: { ...at, time: 0 } };
  }
  if (/(^|\/)Totals\.csv$/.test(file.name) && header[0] === 'date' && counted.length === header.length - 1) {
    return { ...plan, part: 'days', at: { video: -1, title: -1, time: 0 } };
  }
  return byPlaces(layout);
}

/**
 * Headings in another language: the table begins with the video's id, its title and its date in every language, and with
 * a row of totals that has none of the latter two.
 */
function byPlaces(layout: Layout): StudioPlan | undefined {
  const [total, ...videos] = layout.sample;
  if (layout.header.length < 4 || total === undefined || videos.length === 0) return undefined;
  const [first = '', title, time] = total;
  if (videoId.test(first.trim()) || first.trim() === '' || title !== '' || time !== '') return undefined;
  const ids = videos.map((row) => (row[0] ?? '').trim());
  const mixed = ids.some((id) => /[A-Z]/.test(id) && /[a-z]/.test(id));
  const day = writtenDays(videos.map((row) => row[2] ?? ''));
  const dated = videos.filter((row) => day(row[2] ?? '') !== undefined).length;
  if (!mixed || !ids.every((id) => videoId.test(id)) || dated < videos.length * 0.8) return undefined;
  return {
    part: 'videos',
    layout,
    at: { video: 0, title: 1, time: 2 },
    values: layout.header.slice(3),
    english: false,
  };
}
