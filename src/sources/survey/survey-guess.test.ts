import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import type { RowsWord } from '../../model/reader.ts';
import { detect } from '../detect.ts';

async function understood(name: string, text: string, rows?: RowsWord) {
  const found = await detect(memoryFile(name, text), rows ? { rows } : {});
  if ('refused' in found) throw new Error(found.refused);
  return found.detection;
}
const words = (questions: { word: string }[]) => questions.map(({ word }) => word);

describe('a survey', () => {
  it.each([
    ['Welle;Von;Bis;Frage;Antwort;Anzahl;Befragte', '1;02.01.2026;31.01.2026;bekannt;ja;48;400'],
    ['Vague;Du;Au;Question;Reponse;Nombre;Repondants', '1;02/01/2026;31/01/2026;connue;oui;48;400'],
    ['Ola;Desde;Hasta;Pregunta;Respuesta;Numero;Encuestados', '1;02/01/2026;31/01/2026;conocida;si;48;400'],
  ])('as totals is known by its headers: %s', async (header, row) => {
    const found = await understood('Markenstudie.csv', `${header}\n${row}\n${row.replace('48', '352')}\n`);
    const [wave, from, to, question, answer, k, n] = header.split(';');
    expect(found).toMatchObject({
      reader: 'survey',
      mapping: { rows: 'totals', columns: { wave, from, to, question, answer, k, n } },
    });
    expect(words(found.questions)).toEqual(['selfSelected']);
  });

  const customers =
    'Kunde;Datum;Wie zufrieden?;Empfehlung\nK1;05.10.2026;gut;ja\nK2;07.10.2026;schlecht;nein\n';

  it('of customers is known by its question, and its days are offered', async () => {
    const found = await understood('zf.csv', customers);
    expect(found.mapping).toMatchObject({
      rows: 'respondents',
      columns: { id: 'Kunde' },
      questions: [{ column: 'Wie zufrieden?' }, { column: 'Empfehlung' }],
    });
    expect(found.questions).toMatchObject([
      { word: 'questions' },
      { word: 'wave.from', guess: '2026-10-05' },
      { word: 'wave.to', guess: '2026-10-07' },
      { word: 'selfSelected' },
    ]);
  });

  it('is not what a list of orders by customer is', async () => {
    const orders = 'Kunde;Datum;Umsatz EUR\nK1;05.10.2026;120\nK2;07.10.2026;80\nK1;19.10.2026;60\n';
    expect((await understood('verkauf.csv', orders)).reader).toBe('series');
  });

  it('is a refused table until a person says so; then its columns are asked for', async () => {
    const text = 'Merkmal,Soviele,Gefragt\nkennt,48,400\nkennt nicht,352,400\n';
    await expect(understood('marke.csv', text)).rejects.toThrow(
      /docs\/sources\/table.md.*docs\/sources\/series.md.*docs\/sources\/survey.md.*--rows/,
    );
    const found = await understood('marke.csv', text, 'survey');
    expect(found.questions).toMatchObject([
      { word: 'rows', choices: ['totals', 'respondents'] },
      { word: 'columns.n', choices: ['Soviele', 'Gefragt'] },
      { word: 'columns.k', choices: ['Soviele', 'Gefragt'] },
      { word: 'columns.answer', choices: ['Merkmal'] },
      { word: 'wave.from' },
      { word: 'wave.to' },
      { word: 'question' },
      { word: 'selfSelected' },
    ]);
  });
});
