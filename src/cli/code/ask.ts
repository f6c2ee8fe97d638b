import type { CodingRequest, CodingResult } from '../../model/coding-command.ts';
import { send } from '../app.ts';
import type { Call } from '../command.ts';

type Did<D extends CodingRequest['do']> = Extract<CodingResult, { did: D }>;

/** Asks the app, and gives the answer to what was asked. */
export async function ask<R extends CodingRequest>(
  call: Pick<Call, 'dir' | 'terminal' | 'door'>,
  request: R,
): Promise<Did<R['do']>> {
  return (await send('coding', request, call)) as Did<R['do']>;
}
