import { describe, expect, it } from 'vitest';
import type { Preview } from '../model/import.ts';
import type { Mapping, OpenQuestion } from '../model/reader.ts';
import { askOpenQuestions } from './answers.ts';
import type { Terminal } from './terminal.ts';

function terminalSaying(...answers: string[]): Terminal {
  return {
    out: () => {},
    err: () => {},
    screen: 80,
    ask: async () => answers.shift() ?? '',
    now: () => new Date(0),
    every: () => () => {},
    cwd: '',
    env: {},
  };
}

const mapping: Mapping = { source: 'shop', columns: { text: 'body', time: 'at' }, time: { format: 'iso' } };

function preview(questions: Partial<OpenQuestion>[], guessed: Mapping = mapping): Preview {
  const whole = questions.map((one) => ({ word: 'zone', ask: 'Which?', why: 'It does not say.', ...one }));
  const detection = { reader: 'table', confidence: 1, summary: '', questions: whole, mapping: guessed };
  return { shown: 'a.csv', bytes: 1, sample: [], rejectedSample: [], questions: whole, detection };
}

describe('askOpenQuestions', () => {
  it('puts each answer in its place', async () => {
    const asked = [{ word: 'zone' }, { word: 'us' }, { word: 'columns.author', choices: ['who', 'from'] }];
    const answers = await askOpenQuestions([preview(asked)], {}, terminalSaying('UTC', '@a, b', '2'));
    expect(answers).toEqual({
      zone: 'UTC',
      us: ['a', 'b'],
      mapping: {
        ...mapping,
        columns: { ...mapping.columns, author: 'from' },
        time: { format: 'iso', zone: 'UTC' },
        us: ['a', 'b'],
      },
    });
  });

  it('takes the guess for an empty answer, asks again where there is none, and once for all files', async () => {
    const files = [preview([{ guess: 'Europe/Paris' }]), preview([{ guess: 'Europe/Paris' }])];
    expect(await askOpenQuestions(files, { us: ['a'] }, terminalSaying(''))).toEqual({
      us: ['a'],
      zone: 'Europe/Paris',
    });
    expect(await askOpenQuestions([preview([{}])], {}, terminalSaying('', '', 'UTC'))).toEqual({
      zone: 'UTC',
    });
  });

  it('does not let one answer on columns do for tables that differ', async () => {
    const question = { word: 'columns.author' };
    const other = { ...mapping, columns: { ...mapping.columns, text: 'words' } };
    await expect(
      askOpenQuestions([preview([question]), preview([question], other)], {}, terminalSaying('x')),
    ).rejects.toThrow('These tables differ');
  });

  it('asks again after an answer that it does not understand, with an example', async () => {
    const said: string[] = [];
    const terminal = {
      ...terminalSaying('Taler', '$', 'Euro', '3', 'vielleicht', 'nein'),
      err: (text: string) => said.push(text),
    };
    const questions = [
      { word: 'currency', choices: ['EUR', 'USD'] },
      { word: 'percent', choices: ['yes', 'no'] },
    ];
    const answers = await askOpenQuestions([preview(questions)], {}, terminal);
    expect(answers.mapping).toMatchObject({ currency: 'EUR', percent: 'no' });
    expect(said.join('')).toMatch(/"Taler" is no currency.*such as EUR/s);
    expect(said.join('')).toContain('"vielleicht" is neither yes nor no.');
  });

  it('takes none for a column that need not be there', async () => {
    const question = { word: 'columns.panel', choices: ['Kunde'] };
    const guess = { ...mapping, columns: { ...mapping.columns, panel: 'Kunde' } } as Mapping;
    const { mapping: answered } = await askOpenQuestions(
      [preview([question], guess)],
      {},
      terminalSaying('2'),
    );
    expect(answered?.columns).toEqual(mapping.columns);
  });

  it('imports without ids only on a yes', async () => {
    const question = { word: 'withoutIds', guess: 'no' };
    expect(await askOpenQuestions([preview([question])], {}, terminalSaying('yes'))).toEqual({
      withoutIds: true,
    });
    await expect(askOpenQuestions([preview([question])], {}, terminalSaying(''))).rejects.toThrow(
      'Nothing was imported',
    );
  });
});
