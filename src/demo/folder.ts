import { calendarCsv } from './calendar.ts';
import { simulateCompany } from './company.ts';
import { linesOf } from './lines.ts';
import type { Parameters } from './parameters.ts';
import { tarnwell } from './tarnwell.ts';
import { truthFile } from './truth.ts';

/** A file of the demo, by its path in the folder with `/`. */
export interface DemoFile {
  name: string;
  content: string;
  /** To be imported. */
  data?: true;
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
  return {
    files: [
      { name: truthName, content: truthFile(seed, parameters) },
      { name: 'README.md', content: readme(seed, parameters) },
      { name: 'calendar.csv', content: calendarCsv(company.calendar) },
      ...data,
    ],
    plan: planText(parameters),
  };
}

/** The plan.yaml of the demo. */
export function planText({ company, zone, desk, channels }: Parameters): string {
  const hours = [desk.opens, desk.closes]
    .map(
      (minutes) =>
        `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
    )
    .join('-');
  return `# The plan of a simulated company: nothing in this folder is real. Edit it as you like.
company: ${company}
zone: ${zone}
locale: en-GB

own:
${channels.map(({ platform, account }) => `  ${platform}: [${account}]`).join('\n')}

business:
  zone: ${zone}
  days: [mon, tue, wed, thu, fri]
  hours: '${hours}'
  holidays:
${desk.holidays.map((date) => `    - ${date}`).join('\n')}
`;
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
| \`calendar.csv\` | newsletters, fairs, campaigns, press, and who was away |
| \`${truthName}\` | the parameters that made it, and the true numbers behind it |
| \`plan.yaml\`, \`rapport.duckdb\` | the workspace |

Look at it with \`rapport serve --workspace\` and this folder, then compare what the pages tell with \`${truthName}\`.
Delete the folder to be rid of it.
`;
}
