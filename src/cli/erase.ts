import type { ErasureCounts, Leftover } from '../model/keeping.ts';
import { Problem } from '../model/problem.ts';
import { whoAmI } from './app.ts';
import type { Call, Work } from './command.ts';
import { askKeeping, calledBy, counted, meantPerson } from './person.ts';
import { inert, wrap } from './plain-text.ts';

/** `rapport erase PERSON`: removes what somebody said and who they are, for good, after saying what. */
export const erase: Work = async (call) => {
  const { out, err } = call.terminal;
  const [person, more] = call.positionals;
  if (!person) throw new Problem('It was not said whom to erase.', 'Such as: rapport erase @ann');
  if (more) throw new Problem(`erase takes one person; “${more}” is one too many.`, 'rapport erase --help');
  const { account, linked, ours, plain, groups } = await meantPerson(call, person, 'erase');
  if (ours)
    throw new Problem(
      `${calledBy(account)} is an account of your own side.`,
      'Take it out of “own” in the plan first, or take its imports back with rapport undo.',
    );
  const all = [account, ...linked];
  const sum = (of: 'messages' | 'namedIn') => all.reduce((many, one) => many + one[of], 0);
  err(
    `${wrap(`${all.map(calledBy).join(', ')}: ${before(sum('messages'), sum('namedIn'), linked.length)}`)}\n`,
  );
  if (groups.length > 0)
    err(
      `${wrap(`plan.yaml names them among the members of ${inert(groups.join(', '))}: they are taken out there, and in the versions of the plan that were kept.`)}\n`,
    );
  if (plain > 0)
    err(
      `${wrap(`${counted(plain, 'message')} of others hold the name in plain words, without an @. Those words stay: whether they mean this person, nobody but you can tell.`)}\n`,
    );
  if (!(await agrees(call))) {
    out('Nothing was removed.\n');
    return 0;
  }
  const who = whoAmI();
  const { source, nativeId } = account;
  const done = await askKeeping(call, { do: 'erase', account: { source, nativeId }, who });
  out(`${wrap([after(done.counts), planChanged(done.plan)].filter(Boolean).join(' '))}\n`);
  if (done.uploads > 0)
    err(`${wrap(`${counted(done.uploads, 'upload')} that waited for an answer were removed too.`)}\n`);
  for (const line of leftLines(done.left)) err(`${line}\n`);
  err(
    `${wrap('Back-ups and exports that were put elsewhere still hold all of it: remove them, and after restoring an older back-up erase the person again.')}\n`,
  );
  return 0;
};

/** What became of the plan, in a sentence; nothing where nobody was named in it. */
function planChanged({ groups, versions }: { groups: string[]; versions: number }): string {
  const places = [
    groups.length > 0 ? `plan.yaml (${inert(groups.join(', '))})` : '',
    versions > 0 ? `${counted(versions, 'version')} of it that were kept` : '',
  ].filter(Boolean);
  return places.length > 0 ? `Taken out of the members in ${places.join(' and ')}.` : '';
}

function before(messages: number, namedIn: number, linked: number): string {
  return [
    ...(linked > 0 ? ['these accounts were linked as one person’s and go together:'] : []),
    `the text, @name, name and ids of ${counted(messages, 'message')} will be removed for good,`,
    `and the @name covered in ${counted(namedIn, 'message')} of others.`,
    'Their places in conversations and the codes on them stay, so that counts stay as they are.',
    'Words that people noted about these messages go too, and answers that were kept.',
    'No later import brings any of it back. Accounts of theirs on other platforms that are not linked are other accounts: erase each.',
  ].join(' ');
}

async function agrees({ terminal, on }: Call): Promise<boolean> {
  if (on('yes')) return true;
  if (!terminal.ask)
    throw new Problem(
      'Nothing was removed: nobody is there to be asked.',
      'Run it in a terminal, or add --yes.',
    );
  const answer = await terminal.ask('Remove it for good? yes or no: ', '\nNothing was removed.\n');
  return /^y(es)?$/i.test(answer.trim());
}

function after({ texts, covered, acts, excerpts, conflicts, labels }: ErasureCounts): string {
  const also = [
    acts > 0 ? `words in ${counted(acts, 'act')}` : '',
    excerpts > 0 ? `${counted(excerpts, 'excerpt')} of rows that could not be read` : '',
    conflicts > 0 ? `${counted(conflicts, 'contradiction')} between files` : '',
    labels > 0
      ? `what machines said of ${counted(labels, 'message')}, with all kept answers of a language model`
      : '',
  ].filter(Boolean);
  return [
    `Erased: ${counted(texts, 'text')}; the @name is covered in ${counted(covered, 'message')} of others.`,
    also.length > 0 ? `Removed besides: ${also.join('; ')}.` : '',
    'The database was written anew and automatic copies of it were removed.',
  ]
    .filter(Boolean)
    .join(' ');
}

function leftLines(left: Leftover[]): string[] {
  const of = (why: Leftover['why']) =>
    left.filter((one) => one.why === why).map(({ file }) => `  ${inert(file)}`);
  const names = of('names');
  const copies = of('copy');
  return [
    ...(names.length > 0
      ? ['These files still name the person; change or remove them yourself:', ...names]
      : []),
    ...(copies.length > 0
      ? ['These are copies of a database, made by hand, from before; remove them yourself:', ...copies]
      : []),
  ];
}
