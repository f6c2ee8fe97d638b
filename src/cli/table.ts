import { clip, columnsOf, oneLine } from './plain-text.ts';

/** A column of a text table. */
export interface Column {
  label: string;
  /** Numbers stand right. */
  right?: true;
  /** Gives way first when the table is too wide. */
  gives?: true;
}

/** A text table of at most `width` columns; cells are made inert, and columns that give way are clipped. */
export function table(columns: Column[], rows: string[][], width = 80, indent = ''): string {
  const cells = [columns.map(({ label }) => label), ...rows].map((row) => row.map(oneLine));
  const widths = columns.map((_, c) => Math.max(...cells.map((row) => columnsOf(row[c] ?? ''))));
  narrow(columns, widths, width - indent.length - 2 * (columns.length - 1));
  return cells
    .map((row) =>
      columns
        .map(({ right }, c) => pad(clip(row[c] ?? '', widths[c] as number), widths[c] as number, right))
        .join('  '),
    )
    .map((line) => `${indent}${line}`.trimEnd())
    .join('\n');
}

function narrow(columns: Column[], widths: number[], room: number): void {
  const least = 8;
  for (;;) {
    const over = widths.reduce((sum, one) => sum + one, 0) - room;
    if (over <= 0) return;
    const giving = columns.flatMap(({ gives }, c) => (gives && (widths[c] as number) > least ? [c] : []));
    const widest = giving.sort((a, b) => (widths[b] as number) - (widths[a] as number))[0];
    if (widest === undefined) return;
    widths[widest] = (widths[widest] as number) - 1;
  }
}

function pad(text: string, width: number, right?: true): string {
  const space = ' '.repeat(Math.max(0, width - columnsOf(text)));
  return right ? space + text : text + space;
}
