import { Temporal } from 'temporal-polyfill';

/** An ISO week as the calendar of a zone has it. */
export interface Week {
  /** `2026-W10`. */
  week: string;
  /** Its first moment, ISO UTC. */
  starts: string;
}

/** The ISO weeks of a zone that hold the moments from first to last (ISO UTC), in their order. */
export function weeksIn(first: string, last: string, zone: string): Week[] {
  const dayOf = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate();
  const begin = dayOf(first);
  const end = dayOf(last);
  const weeks: Week[] = [];
  for (
    let monday = begin.subtract({ days: begin.dayOfWeek - 1 });
    Temporal.PlainDate.compare(monday, end) <= 0;
    monday = monday.add({ weeks: 1 })
  )
    weeks.push({
      week: `${monday.yearOfWeek}-W${String(monday.weekOfYear).padStart(2, '0')}`,
      starts: monday.toZonedDateTime(zone).toInstant().toString(),
    });
  return weeks;
}
