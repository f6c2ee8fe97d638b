import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isEntry, root } from './program.mjs';

/**
 * Sums Vitest's reports, and counts each failed step that left no failing test (a check, a crash) as one failure.
 * `reports` holds the parsed report of each step of tests, or undefined where it wrote none.
 */
export function tally(reports, failedSteps) {
  let passed = 0;
  let failed = 0;
  for (const [step, report] of Object.entries(reports)) {
    const broken = (report?.testResults ?? []).filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
    ).length;
    const failures = (report?.numFailedTests ?? 0) + broken;
    passed += report?.numPassedTests ?? 0;
    failed += failures || (!report || failedSteps.includes(step) ? 1 : 0);
  }
  failed += failedSteps.filter((step) => !(step in reports)).length;
  return { passed, failed };
}

async function readReport(step) {
  try {
    return JSON.parse(await readFile(join(root, 'dist', 'results', `${step}.json`), 'utf8'));
  } catch {
    return undefined;
  }
}

if (isEntry(import.meta)) {
  const servers = await readReport('servers');
  const reports = {
    unit: await readReport('unit'),
    e2e: await readReport('e2e'),
    ...(servers && { servers }),
  };
  const { passed, failed } = tally(reports, process.argv.slice(2));
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}
