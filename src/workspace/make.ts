import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../model/problem.ts';
import { type WorkspacePaths, workspacePaths } from './paths.ts';
import { planJsonSchemaText } from './plan-json-schema.ts';
import { planTemplate } from './template.ts';

const ignored = `# The database holds people's words, server.json and secrets.json keys: none belongs into git. plan.yaml does.
rapport.duckdb*
rapport.lock*
rapport.log*
server.json
secrets.json
incoming/
`;

/**
 * Makes the folder a workspace: a plan, by default with everything commented out, a .gitignore, and the plan's JSON
 * Schema as this program has it. What else is there already stays as it is, so this may be called before every piece
 * of work. Throws a Problem where no folder can be made.
 */
export async function makeWorkspace(
  dir: string,
  plan: string = planTemplate,
): Promise<WorkspacePaths & { made: boolean }> {
  const paths = workspacePaths(dir);
  try {
    await mkdir(paths.dir, { recursive: true });
    const made = await writeNew(paths.plan, plan);
    if (made) await writeNew(join(paths.dir, '.gitignore'), ignored);
    await writeChanged(paths.planSchema, planJsonSchemaText());
    return { ...paths, made };
  } catch (error) {
    throw refusal(paths.dir, error as NodeJS.ErrnoException);
  }
}

async function writeNew(file: string, content: string): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function writeChanged(file: string, content: string): Promise<void> {
  const there = await readFile(file, 'utf8').catch(() => undefined);
  if (there !== content) await writeFile(file, content);
}

function refusal(dir: string, error: NodeJS.ErrnoException): unknown {
  switch (error.code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return new Problem(
        `No workspace can be made at ${dir}: there is a file of that name, or one on the way to it.`,
        'Name a folder with --workspace DIR.',
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Problem(
        `No workspace can be made at ${dir}: this user may not write there.`,
        'Name another folder with --workspace DIR, or change the rights of this one.',
      );
    case 'ENOSPC':
      return new Problem(`No workspace can be made at ${dir}: the disk is full.`, 'Make room and try again.');
    default:
      return error;
  }
}
