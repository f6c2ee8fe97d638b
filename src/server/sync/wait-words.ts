/** Why a host is left alone for a while, and for how long. */
export function waitWords(milliseconds: number, why: string): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  const pause = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} minutes`;
  return `${why.replace(/[.\s]+$/, '')}; waiting ${pause}`;
}
