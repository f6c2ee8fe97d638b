import type { DrawnSample } from '../../model/coding.ts';

/** How a sample was drawn, in a few words. */
export function designWords({ design, of, size, population, strata, cells, again }: DrawnSample): string {
  const whose = of === 'own' ? 'of our own messages' : 'of messages of others';
  if (again !== undefined) return `${size} ${whose} of ${again}, coded a second time`;
  if (design === 'picked') return `${size} ${whose}, picked by the machine; no random sample`;
  if (design === 'conversations')
    return `${size} ${whose} in ${cells[0]?.drawn ?? 0} of ${cells[0]?.population ?? 0} conversations`;
  const how = design === 'stratified' ? `by ${strata.join(' and ')}` : 'at random';
  return `${size} ${whose} of ${population}, ${how}`;
}

/** Points of per cent: `7`, `6.9`, `0.8`. */
export function points(share: number): string {
  const value = share * 100;
  return value >= 10 ? String(Math.round(value)) : value.toFixed(1).replace(/\.0$/, '');
}
