import { Temporal } from 'temporal-polyfill';
import { isInSample, ruleSample } from '../facts/rule-sample.ts';
import { readThread } from '../facts/thread.ts';
import type { Act } from '../model/act.ts';
import { Problem } from '../model/problem.ts';
import type { Store } from '../model/store.ts';
import { accountOf } from '../store/find-person.ts';
import { findLinked, linkAct } from './keeping/link.ts';

interface ActWorld {
  /** IANA zone in which the form's times are meant. */
  zone: string;
  now: Date;
  /** All acts so far, in their order. */
  acts: Act[];
  store: Store;
}

/** What the fields of a form say was done. Throws a Problem where they say nothing that could have been. */
export async function actOf(
  fields: URLSearchParams,
  world: ActWorld,
): Promise<Pick<Act, 'kind' | 'message' | 'detail'>> {
  const kind = fields.get('kind') ?? '';
  switch (kind) {
    case 'answered-elsewhere': {
      const { message, createdAt } = await messageOf(fields, world.store);
      const at = instantOf(fields.get('at') ?? '', world);
      if (at < createdAt)
        throw new Problem(
          'The time of the answer lies before the message.',
          `It was written at ${createdAt}. State when the answer was given.`,
        );
      return { kind, message, detail: { at } };
    }
    case 'needs-no-answer': {
      const { message } = await messageOf(fields, world.store);
      const text = (fields.get('text') ?? '').trim().slice(0, 500);
      const reason = fields.get('reason') || (text ? 'other' : '');
      if (!reason) throw new Problem('No reason was given.', 'Say why the message needs no answer.');
      return { kind, message, detail: text ? { reason, text } : { reason } };
    }
    case 'expects-answer': {
      const { message } = await messageOf(fields, world.store);
      const said = fields.get('expects');
      if (said !== 'true' && said !== 'false')
        throw new Problem('It was not said whether the message expects an answer.', 'Say yes or no.');
      const expects = said === 'true';
      const sample = fields.get('sample');
      if (!sample) return { kind, message, detail: { expects } };
      if (sample !== ruleSample.word || !(await isInSample(world.store, message)))
        throw new Problem(
          'The message does not belong to the random sample.',
          'Judge the messages that the page /check shows; others can be corrected in their thread.',
        );
      return { kind, message, detail: { expects, sample } };
    }
    case 'same-person':
      return samePerson(fields, world.store);
    case 'observed-until':
      return { kind, detail: await observedUntil(fields, world) };
    case 'undo': {
      const act = world.acts.find(({ id }) => id === fields.get('act'));
      if (!act || act.kind === 'undo') throw new Problem('There is nothing to undo.', 'Load the page anew.');
      if (act.kind === 'plan-edit')
        throw new Problem(
          'A change of the plan is not undone here.',
          'Put the version before back on /plan/history.',
        );
      if (world.acts.some(({ kind, detail }) => kind === 'undo' && detail.act === act.id))
        throw new Problem('That is undone already.', 'Load the page anew.');
      return { kind, message: act.message, detail: { act: act.id } };
    }
    default:
      throw new Problem(`“${kind}” is nothing that can be done with a message.`);
  }
}

/** That the writer of a message is also somebody else, whom a person types as they would for `rapport link`. */
async function samePerson(fields: URLSearchParams, store: Store): Promise<Pick<Act, 'kind' | 'detail'>> {
  const one = await accountOf(store, {
    source: fields.get('source') ?? '',
    nativeId: fields.get('author') ?? '',
  });
  if (!one) throw new Problem('The account is no longer in the data.', 'Load the page anew.');
  const typed = (fields.get('other') ?? '').trim();
  if (!typed) throw new Problem('It was not said who else this is.', 'Such as: bluesky:ann.example.org');
  const found = await findLinked(store, typed);
  if (found.kind === 'unclear')
    throw new Problem(
      `“${typed}” could be any of these: ${found.candidates.map(({ source, nativeId }) => `${source}:${nativeId}`).join(', ')}.`,
      'Name one by its address.',
    );
  if (found.kind !== 'found')
    throw new Problem(
      `Nobody called “${typed}” is in the workspace.`,
      'Give the @name, the address of the profile, or the id, as the platform has it.',
    );
  return linkAct(store, one, found.account, fields.get('reason') ?? '');
}

async function observedUntil(fields: URLSearchParams, world: ActWorld): Promise<Act['detail']> {
  const channel = fields.get('channel') ?? '';
  const known = await world.store.query('SELECT 1 AS one FROM channel WHERE lower(word) = lower($channel)', {
    channel,
  });
  if (known.length === 0)
    throw new Problem(`There is no channel “${channel}”.`, 'The filter lists those there are.');
  return { channel, until: instantOf(fields.get('until') ?? '', world) };
}

async function messageOf(
  fields: URLSearchParams,
  store: Store,
): Promise<{ message: NonNullable<Act['message']>; createdAt: string }> {
  const message = { source: fields.get('source') ?? '', nativeId: fields.get('nativeId') ?? '' };
  const turn = (await readThread(store, message)).find(
    ({ source, nativeId, placeholder }) =>
      source === message.source && nativeId === message.nativeId && !placeholder,
  );
  if (!turn) throw new Problem('The message is no longer in the data.', 'Load the page anew.');
  return { message, createdAt: turn.at };
}

/** A form's `2026-11-20T09:30` as ISO UTC; no later than now. */
function instantOf(text: string, { zone, now }: ActWorld): string {
  let at: Temporal.Instant;
  try {
    at = Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant();
  } catch {
    throw new Problem(`“${text}” is no date with a time.`, 'Write it like 2026-11-20T09:30.');
  }
  if (at.epochMilliseconds > now.getTime())
    throw new Problem('The time lies in the future.', 'State a time up to now.');
  return at.toString({ smallestUnit: 'second' });
}
