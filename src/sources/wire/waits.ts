/** Whatever a host or a clock says, so long at most is waited at a time. */
export const longestWait = 15 * 60_000;

/**
 * Milliseconds that the host asks to wait before the next request (`Retry-After`, RFC 9110, section 10.2.3: seconds or
 * a date); undefined where it asks for nothing. Dates count by the host's own clock where it tells it (`Date`), so that
 * a wrong clock here lengthens nothing; without it no longer than the longest wait.
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const said = headers.get('retry-after')?.trim();
  if (!said) return undefined;
  if (/^\d+$/.test(said)) return 1000 * Number(said);
  return until(Date.parse(said), headers, now);
}

/**
 * Milliseconds until the host answers again, where the answer says that nothing is left: `ratelimit-remaining` and
 * `ratelimit-reset` (seconds since 1970, or seconds from now), or `X-RateLimit-` with an ISO time, as Mastodon writes it.
 */
export function spentFor(headers: Headers, now: number): number | undefined {
  for (const prefix of ['ratelimit-', 'x-ratelimit-']) {
    const left = headers.get(`${prefix}remaining`);
    const reset = headers.get(`${prefix}reset`)?.trim();
    if (left === null || !reset || !(Number.parseInt(left, 10) <= 0)) continue;
    const wait = resetIn(reset, headers, now);
    if (wait !== undefined) return wait;
  }
  return undefined;
}

/** Full jitter: anything up to 1, 2, 4 ... seconds, at most a minute (Brooker, "Exponential backoff and jitter", 2015). */
export function backOff(attempt: number, random: number): number {
  return random * Math.min(60_000, 1000 * 2 ** attempt);
}

function resetIn(reset: string, headers: Headers, now: number): number | undefined {
  if (!/^\d+(\.\d+)?$/.test(reset)) return until(Date.parse(reset), headers, now);
  const number = Number(reset);
  return number < 1e9 ? number * 1000 : until(number * 1000, headers, now);
}

function until(at: number, headers: Headers, now: number): number | undefined {
  if (Number.isNaN(at)) return undefined;
  const theirs = Date.parse(headers.get('date') ?? '');
  const wait = Math.max(0, at - (Number.isNaN(theirs) ? now : theirs));
  return Number.isNaN(theirs) ? Math.min(wait, longestWait) : wait;
}
