// Examines files with the compiled program, in a thread that can be ended when it hangs.
import { parentPort, workerData } from 'node:worker_threads';
import { examine } from './examine.mjs';
import { lastingProcess } from './lasting-process.mjs';

lastingProcess();

const from = (path) => import(new URL(path, workerData.dist));
const { checkMapping, detect, preview } = await from('sources/index.js');
const { isProblem } = await from('model/problem.js');
const { askOpenQuestions } = await from('cli/answers.js');

parentPort.on('message', async (input) => {
  const { seen, ...became } = await examine(input, {
    checkMapping,
    detect,
    preview,
    isProblem,
    askOpenQuestions,
  });
  parentPort.postMessage(became);
});
parentPort.postMessage('ready');
