import type { Command } from './command.ts';

const question = 'ignoring';

/** Every command, in the order in which one meets them. */
export const commands: Command[] = [
  {
    word: 'import',
    about: 'reads files, folders and .zip archives into the workspace',
    takes: 'FILES...',
    options: {
      map: { value: 'FILE', about: 'how to read a table: columns, time format, who is us (YAML)' },
      us: { value: 'NAME', many: true, about: 'an account of your own; may be given more than once' },
      zone: { value: 'ZONE', about: 'time zone of times that carry none, such as Europe/Berlin' },
      'without-ids': { about: 'ignore an id column that a spreadsheet has spoilt; no threads then' },
    },
    example: 'rapport import tweets.zip reviews.csv --us tarnwell --zone Europe/Berlin',
    makes: true,
    load: async () => (await import('./import.ts')).importFiles,
  },
  {
    word: 'ask',
    about: 'answers a question in sentences and numbers',
    takes: 'WORD',
    options: {
      period: { value: 'PERIOD', about: '7d, 28d, 90d, month, last-month, quarter, year, all ...' },
      from: { value: 'DATE', about: 'first day, instead of a period' },
      to: { value: 'DATE', about: 'the last day, YYYY-MM-DD' },
      channel: { value: 'NAME', many: true, about: 'only this channel; may be given more than once' },
      compare: { value: 'WHAT', about: 'previous, year or none' },
      clock: { value: 'CLOCK', about: 'wall (round the clock) or business (desk hours)' },
      json: { about: 'the findings as they are' },
      csv: { about: 'one estimate a row' },
    },
    example: `rapport ask ${question} --period last-month --compare year`,
    load: async () => (await import('./ask.ts')).ask,
  },
  {
    word: 'export',
    about: 'writes the messages for other programs: as a ConvoKit corpus',
    takes: 'convokit [FOLDER]',
    options: {
      channel: {
        value: 'NAME',
        many: true,
        about: 'only conversations of this channel; may be given more than once',
      },
      names: { about: 'people as the source names them, instead of pseudonyms' },
    },
    example: 'rapport export convokit ../tarnwell-corpus',
    load: async () => (await import('./export.ts')).exportMessages,
  },
  {
    word: 'serve',
    about: 'shows the workspace in the browser, on this machine only',
    takes: '',
    options: {
      port: { value: 'N', about: 'port to listen on (4747, or the next one that is free)' },
      host: { value: 'HOST', about: '127.0.0.1, the only one until there is sign-in' },
    },
    example: 'rapport serve --port 8080',
    makes: true,
    load: async () => (await import('./serve.ts')).serve,
  },
  {
    word: 'undo',
    about: 'takes an import back',
    takes: 'IMPORT',
    options: {},
    example: 'rapport undo 3',
    load: async () => (await import('./undo.ts')).undo,
  },
  {
    word: 'rejected',
    about: 'lists the rows that could not be read, with file, line and reason',
    takes: '[IMPORT]',
    options: { json: { about: 'one JSON object a row' } },
    example: 'rapport rejected 3',
    load: async () => (await import('./rejected.ts')).rejected,
  },
  {
    word: 'backup',
    about: 'copies everything into a folder, also while a server runs',
    takes: '[FOLDER]',
    options: {},
    example: 'rapport backup ../rapport-friday',
    load: async () => (await import('./backup.ts')).backup,
  },
  {
    word: 'restore',
    about: 'makes a workspace out of a back-up',
    takes: 'FOLDER',
    options: {},
    example: 'rapport restore ../rapport-friday --workspace ./again',
    makes: true,
    load: async () => (await import('./restore.ts')).restore,
  },
  {
    word: 'doctor',
    about: 'looks over the workspace and says what is not well',
    takes: '',
    options: {},
    example: 'rapport doctor',
    makes: true,
    load: async () => (await import('./doctor.ts')).doctor,
  },
];
