/**
 * The instant in an id of X, in milliseconds since 1970: `(id >> 22) + 1288834974657`. Ids given out before
 * November 2010 hold none; so the result counts only where it agrees with what the file says.
 * @returns ISO UTC if the instant lies within the stretch of `seconds` that begins at `stated`, else undefined.
 */
export function snowflakeTime(id: string, stated: string, seconds: number): string | undefined {
  const milliseconds = snowflakeMilliseconds(id);
  if (milliseconds === undefined) return undefined;
  const late = milliseconds - Date.parse(stated);
  return late >= 0 && late < seconds * 1000 ? new Date(milliseconds).toISOString() : undefined;
}

function snowflakeMilliseconds(id: string): number | undefined {
  if (!/^\d{10,19}$/.test(id)) return undefined;
  return Number((BigInt(id) >> 22n) + 1288834974657n);
}
