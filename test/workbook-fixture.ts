import { zipOf } from './zip-fixture.ts';

/** A cell: text, a number, a number under a format of `formats`, or nothing. */
export type FixtureCell =
  | string
  | number
  | null
  | { number: number; format: keyof typeof formats }
  | { inline: string };

/** Number formats by their place among the cell styles. */
const formats = { general: 0, date: 1, percent: 2, written: 3 } as const;

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const rels = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

interface More {
  from1904?: boolean;
  hidden?: string[];
  parts?: Record<string, string>;
}

/** A minimal .xlsx with these sheets; `rows` may begin at any line of the sheet. For tests. */
export function workbookOf(sheets: Record<string, FixtureCell[][]>, more: More = {}): Uint8Array {
  return zipOf(workbookParts(sheets, more));
}

/** The files inside such a workbook. */
export function workbookParts(
  sheets: Record<string, FixtureCell[][]>,
  more: More = {},
): Record<string, string> {
  const strings: string[] = [];
  const cell = (value: FixtureCell, at: string): string => {
    if (value === null) return '';
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
    if (typeof value === 'string') {
      strings.push(`<si><t>${escaped(value)}</t></si>`);
      return `<c r="${at}" t="s"><v>${strings.length - 1}</v></c>`;
    }
    if ('inline' in value) return `<c r="${at}" t="inlineStr"><is><t>${escaped(value.inline)}</t></is></c>`;
    return `<c r="${at}" s="${formats[value.format]}"><v>${value.number}</v></c>`;
  };
  const names = Object.keys(sheets);
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${rels}"><workbookPr date1904="${more.from1904 ? 1 : 0}"/><sheets>${names
      .map(
        (name, index) =>
          `<sheet name="${escaped(name)}" sheetId="${index + 1}"${more.hidden?.includes(name) ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names
      .map((_, index) => `<Relationship Id="rId${index + 1}" Target="worksheets/sheet${index + 1}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="170" formatCode="[$-407]dd/\\ mmm\\ yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="170"/></cellXfs></styleSheet>`,
  };
  for (const [index, name] of names.entries()) {
    const rows = (sheets[name] ?? []).map((cells, row) => {
      const inside = cells.map((value, column) => cell(value, `${letter(column)}${row + 1}`)).join('');
      return inside === '' ? '' : `<row r="${row + 1}">${inside}</row>`;
    });
    parts[`xl/worksheets/sheet${index + 1}.xml`] =
      `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`;
  }
  parts['xl/sharedStrings.xml'] = `<sst xmlns="${main}">${strings.join('')}</sst>`;
  return { ...parts, ...more.parts };
}

function letter(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : letter(Math.floor(column / 26) - 1) + letter(column % 26);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
