export { understandAnswer } from './answer.ts';
export { detect } from './detect.ts';
export { findFiles } from './find-files.ts';
export { checkMapping, parseMapping, writeMapping } from './mapping.ts';
export { preview } from './preview.ts';
export { type Read, readAll } from './read-all.ts';
export { readers } from './readers.ts';
export type { SheetRow } from './sheet-rows.ts';
export { workbookRows } from './workbook-rows.ts';
