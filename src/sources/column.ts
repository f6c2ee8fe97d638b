/**
 * A way to a row's cell by its column's name. `date + time` joins two columns by a space, where no column has
 * that very name. Undefined where the file lacks the column.
 */
export function columnReader(header: string[], name: string): ((cells: string[]) => string) | undefined {
  const at = header.indexOf(name);
  if (at >= 0) return (cells) => cells[at] ?? '';
  const parts = name.split(' + ').map((part) => header.indexOf(part.trim()));
  if (parts.length < 2 || parts.includes(-1)) return undefined;
  return (cells) =>
    parts
      .map((part) => (cells[part] ?? '').trim())
      .filter((value) => value !== '')
      .join(' ');
}
