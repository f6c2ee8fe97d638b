import type { Author } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { InputFile, OpenQuestion, ReadOptions } from '../../model/reader.ts';
import { accountOf } from '../accounts.ts';
import { columnsOf, type KnownColumns } from './linkedin-columns.ts';
import { breakdownOf, breakdowns } from './linkedin-headers.ts';
import { askAccount, saidByName } from './linkedin-name.ts';
import { type ExportSheet, openExport } from './linkedin-sheets.ts';

/** A sheet that is read, and as what. */
export type PageSheet = { sheet: ExportSheet } & (
  | { columns: KnownColumns }
  | { breakdown: string; label: string }
);

/** How an export of page analytics is read. */
export interface PagePlan {
  sheets: PageSheet[];
  /** Sheets that are not read. */
  unread: string[];
  from1904: boolean;
  account?: Author;
  /** When it was exported, ISO UTC, where the file's name says so. */
  at?: string;
  questions: OpenQuestion[];
}

const whose = 'Whose page is this? Give the name under which LinkedIn has it.';

/** Looks into the file; undefined where no sheet is of LinkedIn's page analytics. */
export async function planPage(file: InputFile, options: ReadOptions): Promise<PagePlan | undefined> {
  const { sheets: all, from1904 } = await openExport(file);
  const said = saidByName(file);
  const sheets: PageSheet[] = [];
  const unread: string[] = [];
  let narrow = 0;
  for (const sheet of all) {
    const { header, sample } = sheet.table;
    const columns = columnsOf(header, sample, said.about);
    const ofFollowers = sheets.some((one) => 'columns' in one && one.columns.kind === 'followers');
    const named =
      header.filter((name) => name !== '').length === 2 ? breakdownOf(header[0] ?? '') : undefined;
    const isCount = /followers|seguidores/i.test(header[1] ?? '');
    if (columns) sheets.push({ sheet, columns });
    else if (ofFollowers && header.length === 2) {
      const breakdown = named ?? Object.keys(breakdowns)[narrow] ?? `breakdown-${narrow + 1}`;
      sheets.push({ sheet, breakdown, label: header[1] ?? '' });
      narrow += 1;
    } else if (named && isCount) sheets.push({ sheet, breakdown: named, label: header[1] ?? '' });
    else if (sheet.name !== undefined) unread.push(sheet.name);
  }
  if (sheets.length === 0) {
    if (all.some(isOfVisitors)) throw new Problem(...visitorsByKind(file));
    return undefined;
  }
  // a preview shows the first rows: posts say more of the file than its days
  const isPosts = (one: PageSheet) => 'columns' in one && one.columns.kind === 'posts';
  sheets.sort((one, other) => Number(isPosts(other)) - Number(isPosts(one)));
  const account = accountOf(said.account, options.us);
  const plan: PagePlan = { sheets, unread, from1904, questions: [] };
  if (account !== undefined) plan.account = account;
  if (said.at !== undefined) plan.at = said.at;
  const byPlace = sheets.find((one) => 'columns' in one && one.columns.byPlace);
  if (byPlace && options.us === undefined) plan.questions.push(confirm(byPlace, account?.id));
  else if (account === undefined) plan.questions.push(askAccount(whose));
  return plan;
}

/** Views by place, function, seniority ... */
function isOfVisitors({ table: { header } }: ExportSheet): boolean {
  return (
    header.length === 2 &&
    breakdownOf(header[0] ?? '') !== undefined &&
    /views|visitas|visualiza/i.test(header[1] ?? '')
  );
}

function visitorsByKind({ shown }: InputFile): [string, string] {
  return [
    `${shown} says where visitors of a LinkedIn page are, or what they do, over a period that it does not name. That is no value of a day or a month, and it is not read.`,
    'Import the visitors as LinkedIn exports them (.xls): their days are read. Followers by place and function are, too.',
  ];
}

function confirm({ sheet, ...what }: PageSheet, account: string | undefined): OpenQuestion {
  const { header } = sheet.table;
  const taken =
    'columns' in what
      ? [...what.columns.at].slice(0, 6).map(([word, at]) => `"${header[at]}" is ${word}`)
      : [];
  const question: OpenQuestion = {
    word: 'us',
    ask: `Are the first rows right as they are shown? If so, give the name of the page; if not, leave the file out.`,
    why: `The headings are in a language that Rapport does not know, so columns are taken by their places: ${taken.join(', ')} ...`,
  };
  if (account !== undefined) question.guess = account;
  return question;
}
