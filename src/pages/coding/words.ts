import type { DrawnSample } from '../../model/coding.ts';

/** How a sample was drawn, in a few words. */
export function designWords(sample: DrawnSample): string {
  const { design, of, size, population, strata, cells, again, label } = sample;
  const whose = of === 'own' ? 'messages of ours' : 'messages of others';
  if (again !== undefined) return `${size} ${whose} of ${again}, coded a second time`;
  if (design === 'picked') return `${size} ${whose}, picked by the machine; no random sample`;
  const [cell] = cells;
  if (design === 'conversations')
    return `${size} ${whose}: ${cell?.drawn ?? 0} of ${cell?.population ?? 0} conversations, at random`;
  const parts = strata.map((word) => (word === 'label' ? `machine label ${label}` : word));
  const how = design === 'stratified' ? `at random by ${parts.join(' and ')}` : 'at random';
  return `${size} of ${population} ${whose}, ${how}`;
}

/** Points of per cent: `7`, `6.9`, `0.8`. */
export function points(share: number): string {
  const value = share * 100;
  return value >= 10 ? String(Math.round(value)) : value.toFixed(1).replace(/\.0$/, '');
}

const machineNames = { learned: 'Learned on this machine', 'language-model': 'Language model' };

/** What a machine coder is called in the reader's words. */
export function machineName(word: string): string {
  return machineNames[word as keyof typeof machineNames] ?? word;
}
