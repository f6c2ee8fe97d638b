import { createInterface } from 'node:readline/promises';

/** Where a command's words go and answers come from, with the clock: the world of the command line. */
export interface Terminal {
  /** Results. */
  out(text: string): void;
  /** Progress, questions and failures. */
  err(text: string): void;
  /** Columns of a screen on which a line can be written over; undefined for a file or a pipe. */
  screen: number | undefined;
  /** Asks the person, and says `left` to one who leaves by Ctrl-C; undefined where nobody can answer. */
  ask: ((question: string, left?: string) => Promise<string>) | undefined;
  /** Opens the keyboard for single keys, unseen and at once; undefined where nobody presses any. */
  keys?: (() => Keys) | undefined;
  now(): Date;
  /** Calls `work` again and again until the returned function is called. */
  every(milliseconds: number, work: () => void): () => void;
  cwd: string;
  env: Record<string, string | undefined>;
}

/** An open keyboard. */
export interface Keys {
  /** The next key as its sign: `a`, `\r` for Enter, `\u007f` for backspace, `\u001b` for Escape, `\u0003` for Ctrl-C. */
  next(): Promise<string>;
  /** Gives the keyboard back. */
  close(): void;
}

/** The terminal that this process was started from. */
export function processTerminal(): Terminal {
  // Whoever reads our pipe may have read enough; that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    screen: process.stderr.isTTY ? process.stderr.columns || 80 : undefined,
    ask: process.stdin.isTTY && process.stderr.isTTY ? askOnTerminal : undefined,
    keys: process.stdin.isTTY && process.stderr.isTTY ? openKeys : undefined,
    now: () => new Date(),
    every(milliseconds, work) {
      const timer = setInterval(work, milliseconds);
      timer.unref();
      return () => clearInterval(timer);
    },
    cwd: process.cwd(),
    env: process.env,
  };
}

async function askOnTerminal(question: string, left = ''): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  let closed = (): void => {};
  try {
    const ended = new Promise<never>((_, reject) => {
      closed = () => reject(new Error('The terminal was closed while a question was open.'));
      lines.once('SIGINT', () => {
        process.stderr.write(left, () => process.exit(130));
      });
      lines.once('close', closed);
    });
    const answer = lines.question(question);
    return (await Promise.race([answer, ended])).trim();
  } finally {
    // Only our own listener: the interface needs its others to let go of the keyboard.
    lines.off('close', closed);
    lines.close();
  }
}

function openKeys(): Keys {
  const { stdin } = process;
  const typed: string[] = [];
  let wanting: ((key: string) => void) | undefined;
  const give = (key: string) => {
    const want = wanting;
    wanting = undefined;
    if (want) want(key);
    else typed.push(key);
  };
  const heard = (data: Buffer) => {
    const text = data.toString('utf8');
    // Arrows and the like come as one sequence, which means nothing here.
    if (text.startsWith('\u001b') && text.length > 1) return;
    for (const key of text) give(key);
  };
  const gone = () => give('\u0003');
  stdin.setRawMode(true);
  stdin.on('data', heard);
  stdin.once('end', gone);
  stdin.resume();
  return {
    next() {
      const key = typed.shift();
      return key === undefined ? new Promise((resolve) => (wanting = resolve)) : Promise.resolve(key);
    },
    close() {
      stdin.off('data', heard);
      stdin.off('end', gone);
      stdin.setRawMode(false);
      stdin.pause();
    },
  };
}
