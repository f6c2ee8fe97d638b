/**
 * Takes one file the way that an import does: looks into it, answers what it asks, reads it to its end, twice in chunks
 * of different sizes. Gives what became of it, or in `fault` what must never happen. Modules come in as a parameter, for
 * a worker has them compiled and a test as they are.
 */
export async function examine({ name, bytes, beside = {} }, modules) {
  try {
    return await importOnce((chunk) => fileOf(name, bytes, beside, chunk), modules);
  } catch (error) {
    return modules.isProblem(error) ? { refused: error.message } : { fault: stackOf(error) };
  }
}

async function importOnce(open, modules) {
  let options = {};
  for (let round = 0; ; round++) {
    const looked = await modules.preview(open(4096), options);
    if (looked.refused !== undefined) return { refused: looked.refused };
    if (looked.questions.length === 0) break;
    if (round === 6) return { refused: `still open: ${looked.questions.map(({ word }) => word).join(', ')}` };
    options = await modules.askOpenQuestions([looked], options, terminal());
    if (options.mapping) options.mapping = modules.checkMapping(options.mapping);
  }
  const found = await modules.detect(open(65_536), options);
  if ('refused' in found) return { refused: found.refused };
  const shares = sharing.includes(found.reader.word);
  const whole = await readRows(found.reader.read(open(65_536), options), shares);
  const pieces = await readRows(found.reader.read(open(13), options), shares);
  const fault = whole.fault ?? pieces.fault ?? difference(whole, pieces);
  return fault ? { reader: found.reader.word, fault } : { reader: found.reader.word, ...whole };
}

/** Somebody who takes every guess and otherwise the first choice, and gives up after a while. */
function terminal() {
  let asked = 0;
  return {
    err: () => undefined,
    ask: async (prompt) => {
      asked += 1;
      // a damaged table may have a dozen columns to ask about, each of which takes ten tries to please
      if (asked > 1000) throw new Error('It asked a thousand times, and was content with nothing');
      if (/^\[/.test(prompt)) return '';
      return ['1', 'UTC', 'acme', 'EUR', '2026-01-01', 'yes', 'iso', 'word', 'text', '.'][asked % 10];
    },
  };
}

/** Readers of which a row may add to what another row gives: a sum of a day, or a post that is listed twice. */
const sharing = [
  'plausible',
  'hubspot-deals',
  'salesforce-opportunities',
  'newsletter',
  'linkedin-creator',
  'meta-posts',
];

async function readRows(reading, shares) {
  const rows = [];
  let line = 0;
  const counts = { rows: 0, accepted: 0, rejected: 0, empty: 0 };
  for await (const batch of reading.rows) {
    for (const row of batch) {
      counts.rows += 1;
      if ('messages' in row || 'told' in row || 'gone' in row) counts.accepted += 1;
      else if ('rejected' in row) counts.rejected += 1;
      else if ('empty' in row) counts.empty += 1;
      const fault = rowFault(row, line, shares);
      if (fault) return { ...counts, fault: `${fault}: ${brief(row)}` };
      line = row.line;
      rows.push(row);
    }
  }
  const summary = reading.summary();
  if (summary.observedUntil !== undefined && !isInstant(summary.observedUntil))
    return { ...counts, fault: `an end of ${summary.observedUntil}` };
  if (counts.accepted + counts.rejected + counts.empty !== counts.rows) {
    return { ...counts, fault: `rows do not add up: ${JSON.stringify(counts)}` };
  }
  return { ...counts, seen: { rows, summary } };
}

const kinds = ['post', 'reply', 'comment', 'repost', 'review'];
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;

function rowFault(row, before, shares) {
  if (!Number.isInteger(row.line) || row.line < 1) return 'a row without a line';
  if (row.line < before) return `a row of line ${row.line} after one of line ${before}`;
  const is = ['messages', 'told', 'gone', 'rejected', 'empty'].filter((key) => key in row);
  if (is.length !== 1) return `a row that is ${is.join(' and ') || 'nothing'}`;
  if ('rejected' in row && (typeof row.rejected !== 'string' || row.rejected.trim() === ''))
    return 'a refusal without a reason';
  if ('rejected' in row && row.excerpt.length > 400) return 'a refusal that shows too much';
  if ('messages' in row) {
    if (row.messages.length === 0 && !shares) return 'an accepted row without a message';
    for (const message of row.messages) {
      const fault = messageFault(message);
      if (fault) return fault;
    }
  }
  if ('told' in row) {
    if (row.told.length === 0 && !shares) return 'an accepted row without a value';
    const wrong = numbersIn(row.told).find((value) => !Number.isFinite(value));
    if (wrong !== undefined) return `a value of ${wrong}`;
    for (const { from, to } of row.told) {
      const astray = [from, to].find((day) => !isInstant(/T/.test(day) ? day : `${day}T00:00:00Z`));
      if (astray !== undefined) return `a value of ${astray}`;
    }
  }
  return undefined;
}

/** Whether it is an instant of UTC that exists: `Date.parse` takes February 30 for a day in March. */
function isInstant(text) {
  if (!instant.test(text)) return false;
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 19) === text.slice(0, 19);
}

function messageFault(message) {
  const {
    source,
    nativeId,
    kind,
    author,
    text,
    createdAt,
    parentId,
    replyIds = [],
    mentions = [],
    metrics = [],
  } = message;
  if (typeof source !== 'string' || source === '') return 'a message without a source';
  if (!kinds.includes(kind)) return `a message that is a ${kind}`;
  if (typeof author?.id !== 'string' || author.id === '') return 'a message without an author';
  if (typeof text !== 'string') return 'a message without a text';
  if (!isInstant(createdAt)) return `a message of ${createdAt}`;
  for (const id of [nativeId, parentId, ...replyIds]) {
    if (id !== undefined && (typeof id !== 'string' || id === '')) return `an id of ${JSON.stringify(id)}`;
  }
  const texts = [
    text,
    author.id,
    author.name,
    author.handle,
    nativeId,
    parentId,
    message.url,
    message.lang,
    message.channel,
  ];
  for (const value of [...texts, ...mentions, ...replyIds]) {
    if (value !== undefined && typeof value !== 'string') return `a text of ${JSON.stringify(value)}`;
  }
  for (const value of [text, author.id, nativeId, parentId]) {
    if (value !== undefined && (value.includes('\u0000') || /\p{Surrogate}/u.test(value)))
      return 'a sign that is none in a text or id';
  }
  for (const { metric, value } of metrics) {
    if (!Number.isFinite(value)) return `a metric ${metric} of ${value}`;
  }
  if (message.rating !== undefined && !Number.isFinite(message.rating))
    return `a rating of ${message.rating}`;
  return undefined;
}

function numbersIn(value) {
  if (typeof value === 'number') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : [];
}

function difference(one, other) {
  if (JSON.stringify(one.seen) === JSON.stringify(other.seen)) return undefined;
  const at = one.seen.rows.findIndex(
    (row, index) => JSON.stringify(row) !== JSON.stringify(other.seen.rows[index]),
  );
  const where =
    at < 0
      ? `${one.rows} rows or ${other.rows}`
      : `${brief(one.seen.rows[at])} or ${brief(other.seen.rows[at])}`;
  return `the rows hang on the size of the chunks: ${where}`;
}

function brief(row) {
  return (JSON.stringify(row) ?? 'nothing').slice(0, 300);
}

function stackOf(error) {
  return String(error?.stack ?? error)
    .split('\n')
    .slice(0, 6)
    .join('\n');
}

function fileOf(name, bytes, beside, chunk) {
  return {
    name,
    shown: name,
    bytes: bytes.length,
    head: async (length) => bytes.subarray(0, length),
    stream: async function* () {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    },
    beside: async (other) => (other in beside ? Buffer.from(beside[other]) : undefined),
  };
}
