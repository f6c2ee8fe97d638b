/** Months in English, German, French, Spanish, Portuguese, Italian and Dutch, by their beginnings without accents. */
const beginnings: string[][] = [
  ['jan', 'ene', 'gen', 'janv'],
  ['feb', 'fev', 'fevr'],
  ['mar', 'mrz', 'maa', 'mrt', 'mae'],
  ['apr', 'avr', 'abr'],
  ['may', 'mai', 'mag', 'mei'],
  ['jun', 'juin', 'giu'],
  ['jul', 'juil', 'lug'],
  ['aug', 'aou', 'ago'],
  ['sep', 'set'],
  ['oct', 'okt', 'ott', 'out'],
  ['nov'],
  ['dec', 'dez', 'dic'],
];

/** The month (1 to 12) that a name or its abbreviation means, or undefined. */
export function monthNumber(name: string): number | undefined {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\.$/, '');
  if (plain.length < 3) return undefined;
  const found = beginnings.flatMap((names, index) =>
    names.filter((each) => plain.startsWith(each)).map((each) => ({ month: index + 1, length: each.length })),
  );
  return found.sort((a, b) => b.length - a.length)[0]?.month;
}
