import { cpus, platform, release, totalmem } from 'node:os';

const importSteps = [
  ['look', 'Looking into the file and its hash'],
  ['read', 'Reading: the CSV to staged rows'],
  ['observe', 'What is new (observations)'],
  ['merge', 'Merging into messages and accounts'],
  ['conflicts', 'Conflicting texts'],
  ['own_account', 'Facts: own side'],
  ['turn', 'Facts: turns (threads, channel, address)'],
  ['conversation', 'Facts: conversations'],
  ['expectation', 'Facts: expects an answer'],
  ['first_answer', 'Facts: first answer'],
  ['dismissal', 'Facts: dismissals'],
  ['channel', 'Facts: channels'],
  ['opening', 'Facts: opening hours'],
  ['rest', 'Other bookkeeping'],
  ['commit', 'Commit'],
];
const readingSteps = [
  ['encoding', 'finding the encoding (the whole file)'],
  ['decoding', 'bytes to characters'],
  ['tokenizer', 'the CSV library: rows and fields'],
  ['messages', 'fields to messages: times, entities, mentions'],
];

/** The tables of a run as Markdown, in the order of the page. */
export function report({ small, large }) {
  return [
    importTable(small, large),
    sameTable(large),
    resourcesTable(small, large),
    measuresTable(small, large, ''),
    measuresTable(small, large, 'period=all'),
    pagesTable(large),
    verdicts(small, large),
  ].join('\n\n');
}

/** The machine and the run, in a sentence. */
export function machine({ large }, at = new Date()) {
  const [{ model }] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `Run on ${at.toISOString().slice(0, 10)} with Node ${process.versions.node} on ${cpus().length} cores (${model.trim()}), ${memory} GB of memory, ${platform()} ${release()}; ${count(large.messages)} messages in ${mega(large.corpus.bytes)} of CSV.`;
}

/** What a run comes to against each aim. */
export function aims(small, large) {
  const lines = large.measures.lines.filter(({ known }) => known);
  const worst = lines.reduce((a, b) => (b.database / b.floor > a.database / a.floor ? b : a));
  const pages = large.pages.lines;
  const most = (part) => Math.max(...pages.map((page) => page[part]));
  const growth = importSeconds(large) / importSeconds(small);
  const scale = large.messages / small.messages;
  return [
    ['Import, times the floor', importRatio(large), 4, times],
    ['Import, peak memory', large.program.peak, 2e9, mega],
    [
      `Database part of a measure, times its floor (the worst: ${worst.measure}${worst.query ? `, ${worst.query}` : ''})`,
      worst.database / worst.floor,
      1.5,
      times,
    ],
    ['A page asked before', most('again'), 0.15, seconds],
    ['A page with a new filter, first answer', most('shown'), 2, seconds],
    ['Server before the first question', large.pages.idle.rss, 200e6, mega],
    ['Server after all questions', large.pages.after.peak, 700e6, mega],
    [`Growth of the import over ${times(scale)} the messages`, growth, (11 * scale) / 10, times],
    [
      `Growth of the measures over ${times(scale)} the messages (period=all)`,
      measureSeconds(large) / measureSeconds(small),
      (11 * scale) / 10,
      times,
    ],
  ];
}

function verdicts(small, large) {
  const rows = aims(small, large).map(([name, value, aim, unit]) => [
    name,
    unit(value),
    `at most ${unit(aim)}`,
    value <= aim ? 'met' : 'missed',
  ]);
  return titled('Aims', table(['Aim', 'Found', 'Wanted', ''], rows));
}

function importTable(small, large) {
  const { steps } = large.program;
  const growth = (name) => grown(steps[name], small.program.steps[name]);
  const rows = importSteps.flatMap(([name, label]) => {
    const floor = large.floor.steps[name];
    const line = [
      label,
      seconds(steps[name] ?? 0),
      floor === undefined ? '' : seconds(floor),
      floor === undefined ? '' : times(steps[name] / floor),
      large.naive.steps[name] === undefined ? '' : seconds(large.naive.steps[name]),
      growth(name),
    ];
    const parts = readingSteps.map(([part, what]) => [
      `... by itself: ${what}`,
      seconds(large.reading.steps[part]),
      '',
      '',
      '',
      grown(large.reading.steps[part], small.reading.steps[part]),
    ]);
    return name === 'read' ? [line, ...parts] : [line];
  });
  rows.push([
    '**All**',
    seconds(importSeconds(large)),
    seconds(sum(large.floor.steps)),
    times(importRatio(large)),
    seconds(sum(large.naive.steps)),
    times(importSeconds(large) / importSeconds(small)),
  ]);
  const head = ['Step', 'Rapport', 'Floor', 'Times', 'Naive', 'Growth'];
  return titled(`Import of ${count(large.messages)} messages`, table(head, rows));
}

function sameTable({ program, floor, naive }) {
  const naiveCounts = {
    message: 'messages',
    turn: 'turns',
    conversation: 'conversations',
    channel: 'channels',
  };
  const rows = Object.keys(program.rows).map((name) => [
    name,
    count(program.rows[name].rows),
    count(floor.rows[name].rows),
    program.rows[name].sum === floor.rows[name].sum ? 'equal' : 'DIFFERENT',
    naiveCounts[name] ? count(naive.counts[naiveCounts[name]]) : '',
  ]);
  return titled('The same rows', table(['Table', 'Rapport', 'Floor', 'Sum over the rows', 'Naive'], rows));
}

function resourcesTable(small, large) {
  const rows = [small, large].flatMap(({ messages, program, floor, naive, corpus }) => [
    [`Rapport, ${count(messages)}`, seconds(sum(program.steps)), mega(program.peak), mega(program.disk)],
    [`Floor, ${count(messages)}`, seconds(sum(floor.steps)), mega(floor.peak), mega(floor.disk)],
    [`Naive, ${count(messages)}`, seconds(sum(naive.steps)), mega(naive.peak), ''],
    [`The CSV, ${count(messages)}`, '', '', mega(corpus.bytes)],
  ]);
  return titled('Peak memory and disk', table(['', 'Import', 'Peak memory', 'Disk'], rows));
}

function measuresTable(small, large, query) {
  const rows = large.measures.lines
    .filter((line) => line.query === query)
    .map((line) => {
      const before = small.measures.lines.find((one) => one.query === query && one.measure === line.measure);
      const whole = ({ database, rest }) => database + rest;
      return [
        line.measure,
        milli(line.database),
        line.known ? milli(line.floor) : '',
        line.known ? times(line.database / line.floor) : '',
        milli(line.rest),
        count(line.rows),
        line.differing.length === 0 ? 'equal' : 'DIFFERENT',
        grown(whole(line), whole(before)),
      ];
    });
  const head = ['Measure', 'Database', 'Floor', 'Times', 'Computation', 'Rows compared', '', 'Growth'];
  return titled(
    `Measures, ${query === '' ? 'the last 28 days and the 28 before' : 'everything'}`,
    table(head, rows),
  );
}

function pagesTable({ pages }) {
  const rows = pages.lines.map(({ path, shown, seconds: whole, again, restarted, peak }) => [
    `\`${path}\``,
    milli(shown),
    milli(whole),
    milli(again),
    milli(restarted),
    mega(peak),
  ]);
  const head = ['Page', 'First answer', 'Whole', 'Asked before', 'After a restart', 'Server, most memory'];
  return titled(
    `Pages (the server holds ${mega(pages.idle.rss)} before the first question)`,
    table(head, rows),
  );
}

function importRatio({ program, floor }) {
  return sum(program.steps) / sum(floor.steps);
}
function importSeconds({ program }) {
  return sum(program.steps);
}
function measureSeconds({ measures }) {
  return measures.lines
    .filter(({ query }) => query === 'period=all')
    .reduce((total, { database, rest }) => total + database + rest, 0);
}
function sum(steps) {
  return Object.values(steps).reduce((total, one) => total + one, 0);
}
function titled(title, body) {
  return `### ${title}\n\n${body}`;
}
function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}
function seconds(value) {
  return `${value.toFixed(value < 10 ? 2 : 1)} s`;
}
function milli(value) {
  return `${Math.round(value * 1000)} ms`;
}
function mega(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}
function times(ratio) {
  return `${ratio.toFixed(1)} ×`;
}
/** Times are too short to be divided where the smaller one is under 20 ms. */
function grown(after, before) {
  return before >= 0.02 ? times(after / before) : '';
}
function count(number) {
  return number.toLocaleString('en');
}
