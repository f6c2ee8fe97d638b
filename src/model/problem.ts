/** A failure that the person at the keyboard can mend. Everything else that is thrown is a bug and keeps its stack. */
export class Problem extends Error {
  readonly help: string | undefined;
  /** What was wrong and where (`message`), and what to do about it (`help`). */
  constructor(message: string, help?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Problem';
    this.help = help;
  }
}

export function isProblem(error: unknown): error is Problem {
  return error instanceof Problem;
}
