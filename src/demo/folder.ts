import type { SeriesMapping, SurveyMapping } from '../model/mapping.ts';
import { calendarCsv } from './calendar.ts';
import { simulateCompany } from './company.ts';
import { linesOf } from './lines.ts';
import type { Parameters } from './parameters.ts';
import { planText } from './plan.ts';
import { salesCsv, salesMapping } from './sales.ts';
import { mappingText, surveyCsv, surveyMapping } from './survey.ts';
import { tarnwell } from './tarnwell.ts';
import { truthFile } from './truth.ts';
import { worldOf } from './world.ts';

/** A file of the demo, by its path in the folder with `/`. */
export interface DemoFile {
  name: string;
  content: string;
  /** To be imported. */
  data?: true;
  /** By which mapping; the same stands in a file beside it. */
  mapping?: SeriesMapping | SurveyMapping;
}

/** Where the truth stands; a folder that holds it is a demo. */
export const truthName = 'truth.json';

/** Everything that a demo folder holds, the truth first and the plan apart: the same seed gives the same bytes. */
export function demoFiles(
  seed: number,
  parameters: Parameters = tarnwell,
): { files: DemoFile[]; plan: string } {
  const company = simulateCompany({ seed, parameters });
  const data = parameters.channels.map(
    ({ platform }): DemoFile => ({
      name: `files/tarnwell-${platform}.jsonl`,
      content: linesOf(company, platform),
      data: true,
    }),
  );
  const world = worldOf(seed, parameters);
  const told = [
    { name: 'survey', content: surveyCsv(world), mapping: surveyMapping(parameters.survey) },
    { name: 'sales', content: salesCsv(world), mapping: salesMapping(parameters.sales) },
  ].flatMap(({ name, content, mapping }): DemoFile[] => [
    { name: `files/simulated-${name}.csv`, content, data: true, mapping },
    { name: `files/simulated-${name}.rapport.yaml`, content: mappingText(mapping) },
  ]);
  return {
    files: [
      { name: truthName, content: truthFile(seed, parameters) },
      { name: 'README.md', content: readme(seed, parameters) },
      { name: 'calendar.csv', content: calendarCsv(company.calendar) },
      ...data,
      ...told,
    ],
    plan: planText(parameters, company.calendar),
  };
}

function readme(seed: number, { company, start, end, channels }: Parameters): string {
  return `# ${company}, a simulated company

No person, no company and no message in this folder is real. \`rapport demo\` made it with the seed ${seed}: three years,
${start} to ${end}, of a manufacturer of pumps for dairies and breweries.

| file | holds |
|---|---|
${channels
  .map(
    ({ platform, sides }) =>
      `| \`files/tarnwell-${platform}.jsonl\` | ${platform}, ${sides === 'own' ? 'our own side only, as such an export has it' : 'both sides'} |`,
  )
  .join('\n')}
| \`files/simulated-survey.csv\` | six waves of a survey, a row a person; \`simulated-survey.rapport.yaml\` says how it is read |
| \`files/simulated-sales.csv\` | enquiries and orders by week, with \`simulated-sales.rapport.yaml\` |
| \`calendar.csv\` | newsletters, fairs, campaigns, press, changes of tactics, and who was away; the plan has them too |
| \`${truthName}\` | the parameters that made it, and the true numbers behind it |
| \`plan.yaml\`, \`rapport.duckdb\` | the workspace |

Look at it with \`rapport serve --workspace\` and this folder, then compare what the pages tell with \`${truthName}\`.
Delete the folder to be rid of it.
`;
}
