export { CodePage } from './code.tsx';
export { DrawPage } from './draw.tsx';
export { MachineCostPage } from './machine-cost.tsx';
export { MachineProgressPage } from './machine-running.tsx';
export { SamplePage } from './sample.tsx';
export { SamplesPage } from './samples.tsx';
export { TalkPage } from './talk.tsx';
