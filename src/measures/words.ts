/** A duration in words for quotations and notes: "50 minutes", "10 days". */
export function durationWords(seconds: number): string {
  if (seconds < 60) return 'under a minute';
  const [size, name] =
    seconds < 90 * 60 ? [60, 'minute'] : seconds < 48 * 3600 ? [3600, 'hour'] : [86_400, 'day'];
  const count = Number((seconds / size).toFixed(name !== 'minute' && seconds / size < 9.95 ? 1 : 0));
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** "A, B and C", or "A, B, C and 4 more". */
export function listWords(names: string[], most: number): string {
  const shown = names.slice(0, most);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
