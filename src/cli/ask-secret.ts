import { Problem } from '../model/problem.ts';
import type { Terminal } from './terminal.ts';

/**
 * Asks for something that nobody shall see, so that it stands on no screen and in no history of commands.
 * @param otherwise what to do where there is no keyboard.
 */
export async function askSecret(terminal: Terminal, question: string, otherwise: string): Promise<string> {
  const keys = terminal.keys?.();
  if (!keys) throw new Problem('There is no keyboard to ask for the token.', otherwise);
  terminal.err(question);
  let typed = '';
  try {
    for (;;) {
      const key = await keys.next();
      if (key === '\r' || key === '\n') break;
      if (key === '\u0003' || key === '\u0004') throw new Problem('No token was given; nothing was changed.');
      if (key === '\u007f' || key === '\b') typed = typed.slice(0, -1);
      else if (key >= ' ') typed += key;
    }
  } finally {
    keys.close();
    terminal.err('\n');
  }
  const token = typed.trim();
  if (!token) throw new Problem('No token was given; nothing was changed.');
  return token;
}
