// The script of the pages, with its parts in browser/. Every page is complete without it; it adds keys, progress and small comforts.
import { coding } from './browser/coding.ts';
import { drop } from './browser/drop.ts';
import { filter } from './browser/filter.ts';
import { all, one } from './browser/find.ts';
import { follow } from './browser/follow.ts';
import { lookUp } from './browser/look-up.ts';
import { printing, showTurn, unfold } from './browser/opening.ts';
import { pressable } from './browser/pressable.ts';
import { smallForms } from './browser/small-forms.ts';
import { workList } from './browser/work-list.ts';

const list = one<HTMLElement>('[data-list]');
if (list) workList(list);
const desk = one<HTMLElement>('[data-coding]');
if (desk) coding(desk);
smallForms();
pressable();
printing();
for (const form of all<HTMLFormElement>('form[data-filter]')) filter(form);
for (const form of all<HTMLFormElement>('form.drop')) drop(form);
for (const form of all<HTMLFormElement>('form.connect')) lookUp(form);
for (const pace of all<HTMLElement>('[data-progress]')) void follow(pace);
window.addEventListener('hashchange', unfold);
unfold();
showTurn();
