import { describe, expect, it } from 'vitest';
import { frame } from '../../test/pages/example.ts';
import type { SourceNote } from '../model/finding.ts';
import { byOrigin, Sources } from './sources.tsx';

const source = (n: number, file: string): SourceNote => ({
  channel: `Channel ${n}`,
  files: [file],
  importedAt: '2026-11-20T08:31:00Z',
  observedUntil: `2026-11-${String(n).padStart(2, '0')}T12:00:00Z`,
  sides: 'both',
});
const nine = Array.from({ length: 9 }, (_, i) => source(9 - i, 'all.csv'));
const written = (sources: SourceNote[]) =>
  String(Sources({ sources, local: frame })).replaceAll('\u00a0', ' ');

describe('Sources', () => {
  it('says many channels of one origin in one line, with the span of their ends', () => {
    const page = written([...nine, source(10, 'one.csv')]);
    expect(page).toContain('<b>9 channels:</b> all.csv, brought in 20 Nov 2026, 09:31');
    expect(page).toContain('data end between 1 Nov 2026, 13:00 and 9 Nov 2026, 13:00.');
    const folded = page.slice(page.indexOf('<details'), page.indexOf('</details>'));
    expect(folded).toContain('class="nested no-print"');
    expect(folded.match(/<th scope="row">/g)).toHaveLength(9);
    expect(page.slice(page.indexOf('</details>'))).toContain('<th scope="row">Channel 10</th>');
  });

  it('lists eight each for itself', () => {
    expect(written(nine.slice(1))).not.toContain('<details');
    expect(written([])).toContain('No source is named');
  });

  it('keeps apart what came at another moment, from other files or with other sides', () => {
    const own: SourceNote = { ...source(2, 'a.csv'), sides: 'own' };
    const later = { ...source(3, 'a.csv'), importedAt: '2026-11-21T08:31:00Z' };
    expect(byOrigin([source(1, 'a.csv'), own, later, source(4, 'b.csv'), source(5, 'a.csv')])).toHaveLength(
      4,
    );
  });
});
