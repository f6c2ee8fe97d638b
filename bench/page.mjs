import { machine, report } from './report.mjs';

/** The page docs/benchmark.md: what the lines mean, how to run it, and a run. */
export function page(result) {
  return `# The benchmark

\`npm run bench\` makes up a file in the shape of the customer-support corpus (108 brands, people drawn log-uniformly,
conversations of up to twelve messages, texts of about 116 characters with quotes, line ends, entities and emoji),
imports it, asks every measure and every page, and prints these tables. \`--messages N\` makes it short, \`--write\` writes
this page, \`--keep\` keeps the files. The same seed gives the same file.

${machine(result)}

${report(result)}

## What the lines say

- **Rapport** is the built program, in a process of its own. Steps are told apart where the import names them, facts by
  the table that is written; what a fact prepares counts for it.
- **Floor** is the shortest SQL in the same engine with the same settings that yields the same rows from this very file.
  It finds no damage, keeps nothing for taking an import back, and knows that there is one source and everything is new.
  That the rows are the same is checked: their number, and a sum over what they hold that knows nothing of their order.
- **Naive** is the same with an object for each message and Maps in one process. It keeps nothing on disk.
- **... by itself** are the parts of reading run alone, with nothing stored.
- **Growth** is against a tenth of the messages.
- **Database** is the time during which a measure waits for at least one query; **computation** is the rest: intervals,
  curves, permutations, sentences. Floor and program ask through the same port, turn by
  turn, and the quickest of each counts, which other work on the machine disturbs least.
- **First answer** is a page with a filter that nobody has asked for, whether it is whole or says what is being computed;
  **whole** is the time until it is. **After a restart** it is the first request for a page that was kept.
- **Memory** is what the system counts for the process (resident set), the engine's own cache within it.

## What stands in the way

- **Import**: reading costs most. Each row goes through TypeScript (times, entities, mentions, damage), and is appended
  to the engine value by value; the engine's own reader does neither. What each file said of a message is kept
  (observations), so that an import can be taken back and files can overlap; the floor has nothing of the kind. From
  300,000 to 3,000,000 the engine reaches its memory limit and begins to write to disk, in threads and first answers most.
- **Measures** over their floor are those of some ten milliseconds, where a query more or less decides.
- **A page with a new filter** is given up waiting for after a second and a half and says how far it is; a computation
  that holds the one thread meanwhile lets it come later. Computations in a worker would mend that.
- **The server's memory**: where everything is asked for, one number a message or conversation is fetched and kept while
  it is computed with, beside the engine's own 800 MB. Curves and shares reduced to counts in the database would mend that.
`;
}
