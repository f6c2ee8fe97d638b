/** A mistake in Rapport that the app met: with the id under which the workspace's log keeps it. */
export class Bug extends Error {
  readonly id: string;
  constructor(id: string, stack: string) {
    super(`A mistake in Rapport, ${id} in rapport.log of the workspace.`);
    this.name = 'Bug';
    this.id = id;
    this.stack = stack;
  }
}
