export { type DataEnd, dataEnds } from './data-ends.ts';
export { type RuleExample, ruleExamples } from './examples.ts';
export { outdated, refreshFacts } from './refresh.ts';
export { readThread } from './thread.ts';
