export { type DataEnd, dataEnds } from './data-ends.ts';
export { type RuleExample, ruleExamples } from './examples.ts';
export { outdated, refreshFacts } from './refresh.ts';
export { gatedSql, type RouteGate, readGate } from './route-gate.ts';
export { readableSeries, type SeriesFilter, seriesIn } from './series.ts';
export { type SharedAnswers, sharedAnswers } from './shared-answers.ts';
export { readThread } from './thread.ts';
export { type ToldQuestion, toldAnswers } from './told-answers.ts';
export { readableWaves, wavesOf } from './wave.ts';
