import { stream } from '../stats/random.ts';
import { pick, weighted } from './draws.ts';
import type { ChannelParameters, Habit, Parameters } from './parameters.ts';
import type { Person } from './said.ts';

const first = {
  en: 'Marek Annika Peter Rosa Owen Jonas Li Aisha Tom Ines Karel Freya Nils Priya Hannah Declan Olga Ruben Sanne Yusuf Ebba Colm Mirela Graham Leona Piotr Tess Arvid Nadia Bram Siobhan Ivo Elif Duncan Maud Otso Keira Janek Wren Silas'.split(
    ' ',
  ),
  de: 'Uwe Katrin Jürgen Silke Thorsten Anke Matthias Heike Dennis Birgit Florian Ulrike Sven Lena Holger Mareike'.split(
    ' ',
  ),
  es: 'Iñaki Marisol Javier Lucía Andrés Pilar Gonzalo Noelia Ramiro Begoña'.split(' '),
  fr: 'Thierry Solène Pascal Maëlle Yannick Odile Benoît Clémence Régis Élodie'.split(' '),
};
const last = {
  en: 'Dvorsko Solebrook Lindqvister Imbertson Tarrantley Weilerby Nachtigal Okoroyo Pellgrove Varnham Hestleworth Brakeby Munsterley Crodale Fennimoor Osterlund-Hay Quillby Radnorby Sundstrand Thackeray-Low Umberfield Vosskamp-Lee Wetherlam Yardleigh Zelenkova-Ross Ashcombe-Pell Bracknor Culverley Dunsmere Eskholm'.split(
    ' ',
  ),
  de: 'Brennstedt Ackerloh Wiesenthaler-Kolb Kesselrath Hopfengart Mühlstadt Sudmann-Thies Kaltenbronner Rohrwasser Ventilheim Dichtl-Raabe Pumpenmeyer Lagerström-Voss Flanscher'.split(
    ' ',
  ),
  es: 'Valdebomba Quesadales Lecherín-Ortuño Aguasnuevas Tornillero Caudalejo'.split(' '),
  fr: 'Laitierval Fontcuve Brassenoix Pomperol Vannereau Clairdeau'.split(' '),
};
const roles: Record<string, number> = {
  'plant engineer': 18,
  'maintenance lead': 20,
  fitter: 16,
  'process engineer': 12,
  buyer: 10,
  brewer: 7,
  'dairy technologist': 7,
  student: 5,
  trainer: 3,
  'machine designer': 6,
  apprentice: 4,
};

/** Who somebody is, from their key alone. */
export function personOf(
  seed: number,
  key: string,
  { platform, languages }: ChannelParameters,
  { back }: Pick<Parameters, 'back'>,
): Person {
  const random = stream(seed, 'people', key);
  const habit = weighted<Habit>(
    random,
    Object.fromEntries(back.people.map((one) => [one.habit, one.share])) as Record<Habit, number>,
  );
  const language = weighted(random, languages);
  const [given, family] = [pick(random, first[language]), pick(random, last[language])];
  const role = weighted(random, roles);
  const number = random.integer(0x10000, 0xfffff).toString(16);
  const handle = `${plain(given).slice(0, 6)}_${plain(family).slice(0, 6)}_${number}`;
  return { key, platform, habit, language, name: `${given} ${family}`, role, handle };
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase();
}
