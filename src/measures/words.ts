/** A duration in words for quotations and notes: "50 minutes", "10 days". */
export function durationWords(seconds: number): string {
  const steps: [number, string][] = [
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
  ];
  for (const [size, name] of steps) {
    if (seconds < size) continue;
    const count = Math.floor(seconds / size);
    return `${count} ${name}${count === 1 ? '' : 's'}`;
  }
  return 'under a minute';
}

/** "A, B and C", or "A, B, C and 4 more". */
export function listWords(names: string[], most: number): string {
  const shown = names.slice(0, most);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
