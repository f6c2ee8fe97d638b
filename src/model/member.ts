import type { MeantAccount } from './keeping-command.ts';

/** An account as the plan names it, such as `linkedin:jane`: the word of a source, and the @name or id there. */
export interface Member {
  source: string;
  /** In lower case, without the @. */
  name: string;
}

/** The account that a text names; undefined where it names none. */
export function memberOf(text: string): Member | undefined {
  const [, source, name] = /^\s*([A-Za-z][\w-]*)\s*:(?!\/\/)\s*@?([^@\s].*?)\s*$/.exec(text) ?? [];
  return source && name ? { source: source.toLowerCase(), name: name.toLowerCase() } : undefined;
}

/** Whether a text of the plan names this account, by its id or its @name. */
export function isNamedBy(
  text: string,
  { source, nativeId, handle }: MeantAccount & { handle?: string },
): boolean {
  const member = memberOf(text);
  if (!member || member.source !== source.toLowerCase()) return false;
  return [nativeId, handle].some((name) => name?.replace(/^@/, '').toLowerCase() === member.name);
}
