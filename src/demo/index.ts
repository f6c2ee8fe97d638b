export { type DemoFile, demoFiles, truthName } from './folder.ts';
export { tarnwell } from './tarnwell.ts';
