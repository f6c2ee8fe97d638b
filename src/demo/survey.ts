import { stringify } from 'yaml';
import type { SurveyMapping } from '../model/mapping.ts';
import { stream } from '../stats/random.ts';
import { opinionOf, weekOf, yesOf } from './opinions.ts';
import type { SurveyParameters } from './parameters.ts';
import type { World } from './world.ts';

/** The waves as a survey tool exports them, CSV: a row a person, with the weight that undoes who was asked more often. */
export function surveyCsv(world: World): string {
  const { waves, cells, questions } = world.parameters.survey;
  const levels = questions.map((question) => opinionOf(world, question));
  const lines = waves.flatMap(({ wave, from, to }) => {
    let count = 0;
    return cells.flatMap((cell) => {
      const { size, age, people, answers } = cell;
      const random = stream(world.seed, 'survey', wave, size, age);
      return Array.from({ length: answers }, () => {
        const said = levels.map((level) =>
          random.uniform() < yesOf(cell, level[weekOf(world, from)]) ? 'yes' : 'no',
        );
        const id = `${wave}-${String(++count).padStart(3, '0')}`;
        const weight = (people / answers).toFixed(4);
        return [id, wave, from, to, size, age, `${size}/${age}`, people, weight, ...said].join(',');
      });
    });
  });
  const header = ['id', 'wave', 'from', 'to', 'size', 'age', 'cell', 'people', 'weight'];
  return `${[[...header, ...questions.map(({ word }) => word)].join(','), ...lines].join('\n')}\n`;
}

/** How that file is to be read. */
export function surveyMapping({ survey, questions }: SurveyParameters): SurveyMapping {
  return {
    rows: 'respondents',
    source: survey,
    columns: {
      id: 'id',
      wave: 'wave',
      from: 'from',
      to: 'to',
      weight: 'weight',
      stratum: 'cell',
      population: 'people',
    },
    questions: questions.map(({ word, wording }) => ({ column: word, word, wording })),
    margins: ['size', 'age'],
    selfSelected: false,
    time: { format: 'iso' },
  };
}

/** A mapping as the file that `import --map` takes. */
export function mappingText(mapping: object): string {
  return `# How the file of the same name is read. Nothing in it is real.\n${stringify(mapping)}`;
}
