import { describe, expect, it } from 'vitest';
import {
  content,
  day,
  english,
  idAt,
  morning,
  name,
  post,
  postLink,
  readFile,
  values,
} from '../../../test/linkedin-page.ts';
import { memoryFile } from '../../../test/memory-file.ts';
import { oldWorkbookOf } from '../../../test/old-workbook-fixture.ts';
import { type FixtureCell, workbookOf } from '../../../test/workbook-fixture.ts';
import { detect } from '../detect.ts';
import { preview } from '../preview.ts';
import { readAll } from '../read-all.ts';
import { linkedinId } from './linkedin-id.ts';
import { linkedinMember } from './linkedin-member.ts';

describe('the content of a LinkedIn page', () => {
  const days = [day('02/26/2026'), day('02/27/2026'), day('02/28/2026')];
  const posts = [post('Our new pump', postLink('share', morning), '02/27/2026')];

  it('gives posts with the time in their ids and their counts, and series by day', async () => {
    const read = await readFile(oldWorkbookOf(content(days, posts)));
    expect(read.detection).toMatchObject({
      summary: 'LinkedIn page of acme-pumps: posts, daily numbers',
      questions: [],
    });
    expect(read.messages).toEqual([
      {
        source: 'linkedin',
        nativeId: `urn:li:share:${idAt(morning)}`,
        kind: 'post',
        author: { id: 'acme-pumps' },
        own: true,
        text: 'Our new pump',
        createdAt: morning,
        precision: 'instant',
        visibility: 'public',
        url: `https://www.linkedin.com/feed/update/urn:li:share:${idAt(morning)}/`,
        metrics: [
          ['impressions', 250],
          ['clicks', 12],
          ['clicks_per_impression', 0.048],
          ['likes', 9],
          ['comments', 3],
          ['reposts', 2],
          ['follows', 1],
          ['engagements_per_impression', 0.104],
        ].map(([metric, value]) => ({ metric, value, definition: `linkedin-page:${metric}:1` })),
      },
    ]);
    expect(JSON.stringify(read.messages)).not.toContain('Ann Lee');
    expect(read.points).toHaveLength(57);
    expect(read.points.slice(0, 2)).toEqual([
      {
        is: 'point',
        source: 'linkedin-acme-pumps',
        series: 'organic-impressions',
        label: 'Impressions (organic)',
        kind: 'platform',
        unit: 'count',
        grain: 'day',
        from: '2026-02-26',
        to: '2026-02-27',
        value: 100,
        dimensions: {},
      },
      expect.objectContaining({ series: 'sponsored-impressions', value: 5 }),
    ]);
    expect(read.points.find(({ series }) => series === 'engagements-per-impression')).toMatchObject({
      unit: 'share',
      value: 0.143,
    });
    expect(read.summary).toMatchObject({
      sides: 'own',
      ownAccounts: ['acme-pumps'],
      observedUntil: '2026-03-03T01:06:40.000Z',
    });
  });

  it('comes to the same from .xls, .xlsx and CSV, from days as text, as dates and as day counts', async () => {
    const whole = await readFile(oldWorkbookOf(content(days, posts)));
    const dated = (format: string, from1904 = false) => {
      const first = from1904 ? 44617 : 46079;
      return [0, 1, 2].map((more) => day(format === '' ? first + more : { number: first + more, format }));
    };
    const forms = [
      oldWorkbookOf(content(dated('dd/mm/yyyy'), posts)),
      oldWorkbookOf(content(dated(''), posts)),
      oldWorkbookOf(content(dated('', true), posts), { from1904: true }),
      oldWorkbookOf(content(dated('m/d/yy', true), posts), { from1904: true }),
      workbookOf(content(days, posts) as Record<string, FixtureCell[][]>),
      oldWorkbookOf(content([day('26/02/2026'), day('27/02/2026'), day('28/02/2026')], posts)),
    ];
    for (const form of forms) {
      const read = await readFile(form);
      expect([read.messages, read.points]).toEqual([whole.messages, whole.points]);
    }
    const csv = [english.metrics, ...days].map((row) => row.join(',')).join('\r\n');
    expect((await readFile(csv, 'acme-pumps_content_1772500000000.csv')).points).toEqual(whole.points);
  });

  it('reads days in the order in which they follow each other, not in the one that looks usual', async () => {
    const swapped = await readFile(
      oldWorkbookOf(content([day('01/02/2026'), day('02/02/2026'), day('03/02/2026')], [])),
    );
    expect(new Set(swapped.points.map(({ from }) => from))).toEqual(
      new Set(['2026-02-01', '2026-02-02', '2026-02-03']),
    );
    const usual = await readFile(oldWorkbookOf(content([day('02/01/2026'), day('02/02/2026')], [])));
    expect(new Set(usual.points.map(({ from }) => from))).toEqual(new Set(['2026-02-01', '2026-02-02']));
  });

  it('knows Spanish and Portuguese headers, and fills what it does not know by its place', async () => {
    const spanish = {
      metrics: (
        'Fecha|Impresiones (orgánicas)|Impresiones (patrocinadas)|Impresiones totales|Impresiones únicas (orgánicas)|' +
        'Clics (orgánicos)|Clics (patrocinados)|Clics (Totales)|Reacciones (generales)|Reacciones (patrocinadas)|' +
        'Reacciones (total)|Comentarios (orgánicos)|Comentarios (patrocinados)|Comentarios (totales)|' +
        'Veces compartido (orgánico)|Veces compartido (patrocinado)|Veces compartido (total)|' +
        'Tasa de interacción (orgánica)|Tasa de interacción (patrocinada)|Tasa de interacción (total)'
      ).split('|'),
      posts: (
        'Título de la publicación|Enlace de la publicación|Tipo de publicación|Nombre|Anunciado por|Fecha de creación|' +
        'Inicio|Fin|Público|Impresiones|Visualizaciones|Fuera|Clics|Porcentaje de clics|Recomendaciones|Comentarios|' +
        'Veces compartido|Seguidores|Tasa de interacción|Tipo de contenido'
      ).split('|'),
    };
    const portuguese = {
      metrics: (
        'Data|Impressões (orgânicas)|Impressões (patrocinadas)|Impressões (total)|Impressões únicas (orgânicas)|' +
        'Cliques (orgânicos)|Cliques (patrocinados)|Cliques(total)|Reações (orgânicas)|Reações (patrocinadas)|' +
        'Reações (total)|Comentários (orgânicos)|Comentários (patrocinados)|Comentários (total)|' +
        'Compartilhamentos (orgânicos)|Compartilhamentos (patrocinados)|Compartilhamentos (total)|' +
        'Taxa de engajamento (orgânica)|Taxa de engajamento (patrocinada)|Taxa de engajamento (total)'
      ).split('|'),
      posts: (
        'Título da publicação|Link da publicação|Tipo da publicação|Campanha|Publicada por|Criação|Início|Fim|Público|' +
        'Impressões|Visualizações|Fora|Cliques|Taxa de cliques (CTR)|Gostaram|Comentários|Compartilhamentos|' +
        'Seguidores|Taxa de engajamento|Tipo de conteúdo'
      ).split('|'),
    };
    const whole = await readFile(oldWorkbookOf(content(days, posts)));
    for (const headers of [spanish, portuguese]) {
      const read = await readFile(oldWorkbookOf(content(days, posts, headers)));
      expect(read.detection.questions).toEqual([]);
      expect(read.messages).toEqual(whole.messages);
      expect(values(read.points)).toEqual(values(whole.points));
    }
  });

  it('asks for a look where the language is not known, and takes columns by their places', async () => {
    const unknown = {
      metrics: english.metrics.map((_, at) => `Spalte ${at}`),
      posts: english.posts.map((_, at) => `Feld ${at}`),
    };
    const bytes = oldWorkbookOf(content(days, posts, unknown));
    const shown = await preview(memoryFile(name, bytes), {});
    expect(shown.questions).toMatchObject([{ word: 'us', guess: 'acme-pumps' }]);
    expect(shown.questions[0]?.why).toMatch(/places: "Feld 0" is title, "Feld 1" is link/);
    const read = await readFile(bytes, name, { us: ['acme-pumps'] });
    const whole = await readFile(oldWorkbookOf(content(days, posts)));
    expect(read.messages).toEqual(whole.messages);
    expect(values(read.points)).toEqual(values(whole.points));
    const wrong = days.map((row) => row.map((cell, at) => (at === 3 ? 999 : cell)));
    const sums = await detect(memoryFile(name, oldWorkbookOf({ a: [unknown.metrics, ...wrong] })), {});
    expect(sums).not.toMatchObject({ detection: { reader: 'linkedin-page' } });
  });

  it('keeps the counts of campaigns apart and adds them up', async () => {
    const link = postLink('ugcPost', morning);
    const rows = [
      post('Our new pump', link, '02/27/2026'),
      post('Our new pump', link, '02/27/2026', 'Sponsored', 1000),
      post('Our new pump', link, '02/27/2026', 'Sponsored', 500),
    ];
    const read = await readFile(oldWorkbookOf(content([], rows)));
    const told = read.messages.map(({ metrics = [] }) => metrics.map(({ metric, value }) => [metric, value]));
    expect(told[0]).toContainEqual(['impressions', 250]);
    expect(told[1]).toContainEqual(['sponsored_impressions', 1000]);
    expect(told[2]).toContainEqual(['sponsored_impressions', 1500]);
    expect(JSON.stringify(told[2])).not.toContain('_per_');
  });

  it('is the same message as in the archive of a member and as an address given by hand', async () => {
    const link = postLink('share', morning);
    const [fromPage] = (await readFile(oldWorkbookOf(content([], posts)))).messages;
    const row = `2026-02-27 08:15:30,${encodeURIComponent(link).replaceAll('%2F', '/')},Our new pump,,,PUBLIC`;
    const archive = memoryFile(
      'Shares.csv',
      `Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n${row}\n`,
    );
    const us = { us: ['Acme Pumps'] };
    const [fromArchive] = (await readAll(linkedinMember.read(archive, us))).messages;
    const ids = [fromPage, fromArchive].map((one) => [
      one?.source,
      one?.nativeId,
      one?.author.id,
      one?.createdAt,
    ]);
    expect(ids[0]).toEqual(ids[1]);
    expect(linkedinId(`${link}/?utm_source=share`)?.nativeId).toBe(fromPage?.nativeId);
  });

  it('says which row is damaged, by sheet and row, and reads the rest', async () => {
    const lost = [...day('02/28/2026')];
    lost[4] = 'many';
    const noLink = post('No link', 'https://example.org', '02/27/2026');
    const formula = day('02/27/2026');
    formula[3] = { number: 105, formula: 'B4+C4' };
    const read = await readFile(oldWorkbookOf(content([day('soon'), formula, lost], [noLink, ...posts])));
    expect(read.rejected.map(({ rejected }) => rejected)).toEqual([
      'sheet "All posts", row 3: its link names no post of LinkedIn',
      'sheet "Metrics", row 3: "soon" is no date',
      'sheet "Metrics", row 5: "many" is no number in column "Unique impressions (organic)"',
    ]);
    expect(new Set(read.rejected.map(({ line }) => line)).size).toBe(3);
    expect(read.points).toHaveLength(19);
    expect(read.messages).toHaveLength(1);
  });

  it('keeps the day of the file where an id says otherwise, and stops where most do', async () => {
    const late = post('Later', postLink('share', '2026-01-02T00:00:00Z'), '02/27/2026');
    const read = await readFile(oldWorkbookOf(content([], [...posts, late, ...posts])));
    expect(read.messages[1]).toMatchObject({ createdAt: '2026-02-27T00:00:00.000Z', precision: 'day' });
    expect(read.summary.notes.join()).toContain('1 posts are dated otherwise');
    const shown = memoryFile(name, oldWorkbookOf(content([], [late, late, ...posts])));
    expect((await preview(shown, {})).refused).toMatch(/most dates are far from the times/);
  });

  it('asks whose page it is where the name of the file does not say it', async () => {
    const bytes = oldWorkbookOf(content(days, posts));
    const shown = await preview(memoryFile('export.xls', bytes), {});
    expect(shown.questions).toMatchObject([{ word: 'us', ask: expect.stringMatching(/Whose page/) }]);
    expect(shown.refused).toBeUndefined();
    expect(shown.sample[0]).toMatchObject({ text: 'Our new pump', author: { id: '?' } });
    const read = await readFile(bytes, 'export.xls', { us: ['Acme Pumps'] });
    expect(read.messages[0]?.author.id).toBe('acme-pumps');
    expect(read.points[0]?.source).toBe('linkedin-acme-pumps');
  });

  it('reads what is there of half an export, and a table without its last columns', async () => {
    const { 'All posts': only } = content(days, posts);
    expect(await readFile(oldWorkbookOf({ 'All posts': only }))).toMatchObject({ rows: 1, accepted: 1 });
    const short = [english.metrics, ...days].map((row) => row.slice(0, 5));
    const above = [['Acme Pumps'], ['Made on 03/03/2026'], ['Days as LinkedIn counts them']];
    const read = await readFile(oldWorkbookOf({ Metrics: [...above, ...short] }));
    expect(values(read.points.slice(0, 4))).toEqual([
      ['organic-impressions', '2026-02-26', 100],
      ['sponsored-impressions', '2026-02-26', 5],
      ['impressions', '2026-02-26', 105],
      ['organic-unique-impressions', '2026-02-26', 60],
    ]);
  });
});
