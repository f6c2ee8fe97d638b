import { clip, columnsOf, oneLine, wrap } from './plain-text.ts';

/** A column of a text table. */
export interface Column {
  label: string;
  /** Numbers stand right. */
  right?: true;
  /** Gives way when the table is too wide: its cells are clipped, or broken into lines. */
  gives?: true | 'lines';
}

/** A text table of at most `width` columns; cells are made inert, and columns that give way do so from the widest. */
export function table(columns: Column[], rows: string[][], width = 80, indent = ''): string {
  const cells = [columns.map(({ label }) => label), ...rows].map((row) => row.map(indented));
  const widths = columns.map((_, c) => Math.max(...cells.map((row) => columnsOf(row[c] ?? ''))));
  narrow(columns, widths, width - indent.length - 2 * (columns.length - 1));
  return cells
    .flatMap((row) => linesOf(row, columns, widths))
    .map((line) => `${indent}${line}`.trimEnd())
    .join('\n');
}

/** One line, whose leading spaces say that it belongs to what stands above. */
function indented(cell: string): string {
  return (/^ */.exec(cell)?.[0] ?? '') + oneLine(cell);
}

function linesOf(row: string[], columns: Column[], widths: number[]): string[] {
  const parts = columns.map(({ gives }, c) => {
    const cell = row[c] ?? '';
    const lead = /^ */.exec(cell)?.[0] ?? '';
    return gives === 'lines' && columnsOf(cell) > (widths[c] as number)
      ? wrap(cell, widths[c], lead, `${lead}  `).split('\n')
      : [cell];
  });
  const height = Math.max(...parts.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map(({ right }, c) =>
        pad(clip(parts[c]?.[line] ?? '', widths[c] as number), widths[c] as number, right),
      )
      .join('  '),
  );
}

function narrow(columns: Column[], widths: number[], room: number): void {
  for (const least of [16, 8]) squeeze(columns, widths, room, least, least > 8);
}

/** Words that somebody wrote are clipped before names are broken into lines. */
function squeeze(
  columns: Column[],
  widths: number[],
  room: number,
  least: number,
  onlyClipped: boolean,
): void {
  for (;;) {
    const over = widths.reduce((sum, one) => sum + one, 0) - room;
    if (over <= 0) return;
    const giving = columns.flatMap(({ gives }, c) =>
      gives && !(onlyClipped && gives === 'lines') && (widths[c] as number) > least ? [c] : [],
    );
    const widest = giving.sort((a, b) => (widths[b] as number) - (widths[a] as number))[0];
    if (widest === undefined) return;
    widths[widest] = (widths[widest] as number) - 1;
  }
}

function pad(text: string, width: number, right?: true): string {
  const space = ' '.repeat(Math.max(0, width - columnsOf(text)));
  return right ? space + text : text + space;
}
