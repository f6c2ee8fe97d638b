import type { Random } from '../../stats/random.ts';
import { pick } from '../draws.ts';

const values: Record<string, readonly string[]> = {
  model: ['TW-40', 'TW-40', 'TW-25', 'TW-25', 'TW-12', 'P7', 'KV-12', 'KV-30'],
  other: ['TW-10', 'P3', 'P5', 'KV-8'],
  elastomer: ['EPDM', 'FKM', 'FFKM', 'silicone', 'NBR'],
  acid: ['nitric acid', 'peracetic acid', 'citric acid', 'phosphoric acid'],
  product: [
    'yoghurt with fruit',
    'cream',
    'whey concentrate',
    'wort',
    'hot brine',
    'tomato sauce',
    'mash',
    'curd',
    'honey',
    'spent yeast',
    'chocolate milk',
    'apple mash',
    'oat base',
    'rennet milk',
  ],
  site: ['dairy', 'brewery', 'cheese dairy', 'juice plant', 'sauce kitchen', 'yoghurt line', 'cider house'],
  country: [
    'Denmark',
    'Ireland',
    'Slovenia',
    'Chile',
    'Kenya',
    'Norway',
    'Portugal',
    'New Zealand',
    'Estonia',
  ],
  weekday: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
  times: ['once a day', 'twice a day', 'every shift', 'twice a week'],
  hz: ['25', '50', '60', '87', '100'],
  inch: ['1', '1.5', '2', '2.5', '3'],
  temp: ['70', '75', '80', '85', '90', '95', '110'],
};
const ranges: Record<string, [number, number]> = {
  weeks: [3, 14],
  year: [2011, 2024],
  serial: [1104, 9862],
  order: [20_114, 48_967],
  size: [4, 25],
  flow: [4, 60],
};
const emoji = ['👍', '👏', '😄', '🔧', '💪', '🙌', '❤️', '😅', '🎉', '🐶', '🥛', '🍺'];

/** What is talked about: the same model, product and order throughout one matter. */
export function slotsOf(random: Random): Record<string, string> {
  const slots: Record<string, string> = {};
  for (const [name, list] of Object.entries(values)) slots[name] = pick(random, list);
  for (const [name, [from, to]] of Object.entries(ranges)) slots[name] = String(random.integer(from, to));
  return slots;
}

/** The text with its words in braces filled in; emoji are drawn anew each time. */
export function fill(text: string, slots: Record<string, string>, random: Random): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'emoji' ? pick(random, emoji) : (slots[name] ?? name),
  );
}
