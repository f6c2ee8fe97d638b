import { codebookVersion } from '../../coders/codebook-version.ts';
import { fewestCodings } from '../../coders/learned.ts';
import { codableCount } from '../../facts/codable.ts';
import { machineQuality } from '../../measures/voices/machine-quality.ts';
import type { Codebook } from '../../model/codebook.ts';
import { defaultFilter } from '../../model/filter.ts';
import { isProblem } from '../../model/problem.ts';
import type { MachineProps, MachineRunShown, QualityRow } from '../../pages/coding/machine-props.ts';
import { type MachineRun, machineRuns } from '../../store/machine-runs.ts';
import { askingFor, type Serving } from '../serving.ts';
import { notesInWords } from './notes.ts';
import { qualityRow } from './quality-row.ts';
import { codedByFacet, modelOf, randomCodes } from './run.ts';

/** What `/code` shows of machines: what a run would read, the newest run of each coder, and how good each is. */
export async function machineSection(serving: Serving): Promise<MachineProps> {
  const { store } = serving.db;
  const { codebook } = (await serving.plan()).plan;
  const coded = codedByFacet(await randomCodes(store));
  const facets = codebook.facets.map(({ word, name }) => ({ word, name, coded: coded.get(word) ?? 0 }));
  const taught = codebook.facets.filter(({ word }) => (coded.get(word) ?? 0) >= fewestCodings);
  const runs = (await machineRuns(store)).filter(({ state }) => state === 'done');
  const running = serving.machine.running();
  return {
    learned: {
      messages: taught.length > 0 ? await codableCount(store, { sides: taught.map(({ of }) => of) }) : 0,
      facets,
    },
    fewest: fewestCodings,
    ...(running && { running }),
    ...problemOf(serving),
    runs: await Promise.all(runs.map((run) => shown(serving, codebook, run))),
  };
}

/** The language model, or why its settings cannot be read; and why the last run came to nothing. */
function problemOf(serving: Serving): Pick<MachineProps, 'model' | 'problem'> {
  const problem = serving.machine.problem();
  try {
    const model = modelOf(serving);
    return {
      ...(problem && { problem }),
      ...(model && { model: { name: model.model, base: shownAddress(model.base) } }),
    };
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { problem: problem ?? { message: error.message, help: error.help } };
  }
}

/** An address without what may be secret in it: name, password and query. */
function shownAddress(base: string): string {
  if (!URL.canParse(base)) return base;
  const { origin, pathname } = new URL(base);
  return `${origin}${pathname}`;
}

async function shown(serving: Serving, codebook: Codebook, run: MachineRun): Promise<MachineRunShown> {
  const { id, coder, at, who, messages, codes, trainedOn, notes } = run;
  const judged = codebook.facets.filter(({ word }) => run.facets.includes(word));
  const still = judged.filter(({ word }) => codes.some((code) => code.startsWith(`${word}/`)));
  const quality = still.length > 0 ? await qualityOf(serving, codebook, run) : [];
  return {
    id,
    coder,
    at,
    who,
    messages,
    codes: codes.length,
    trainedOn,
    outdated: codebookVersion(judged) !== run.codebook,
    notes: notesInWords(notes),
    ...(quality && { quality }),
  };
}

/** How good a run is, from what was found before where nothing changed; undefined where it takes longer than a page waits. */
async function qualityOf(
  serving: Serving,
  codebook: Codebook,
  { id, codes }: MachineRun,
): Promise<QualityRow[] | undefined> {
  const asking = await askingFor(serving, defaultFilter);
  const { dataVersion, codingVersion, plan } = asking;
  const find = async () => (await machineQuality(asking, codebook.facets, codes, id)).map(qualityRow);
  const found = await serving.patience.wait(
    `machine quality ${id} ${dataVersion} ${codingVersion} ${plan.version}`,
    () => ({
      whole: serving.findings.part(
        `machine quality ${id}`,
        asking,
        { reads: 'codes', readsOfPlan: ['codebook'] },
        find,
      ),
      parts: [],
    }),
  );
  return 'whole' in found ? found.whole : undefined;
}
