import type { MessageMapping } from '../../model/mapping.ts';
import type { Author, Message, ReportedMetric } from '../../model/message.ts';
import { accountWord, isOneOf } from '../accounts.ts';
import { columnReader } from '../column.ts';
import type { Field } from '../header-words.ts';
import { mentionsIn } from '../mentions.ts';
import { messageId } from '../message-id.ts';
import { personOf } from '../nobody.ts';
import { platformIn } from '../source-word.ts';
import { isScientific } from '../spoilt-ids.ts';
import type { Tally } from '../tally.ts';
import { tidyText } from '../tidy.ts';
import { type ParsedTime, timeReader } from '../time/time.ts';

const longestText = 100_000;
const longestName = 500;

/** What happened while reading that the summary tells. */
export interface TableCounts {
  skipped: number;
  twice: number;
  undatedReplies: number;
}

/** Turns the cells of a row into its messages, or says in a sentence why it cannot. */
export function rowReader(
  mapping: MessageMapping,
  header: string[],
  count: Tally,
  counts: TableCounts,
): (cells: string[]) => Message[] | string {
  const readers = new Map(
    Object.entries(mapping.columns).map(([field, name]) => [field, columnReader(header, name)] as const),
  );
  const cell = (cells: string[], field: Field) => (readers.get(field)?.(cells) ?? '').trim();
  const metrics = Object.entries(mapping.metrics ?? {}).map(([column, metric]) => ({
    metric,
    read: columnReader(header, column),
  }));
  const time = timeReader(mapping.time.format, mapping.time.zone);
  const dated = (text: string): ParsedTime => {
    const parsed = time(text);
    if ('clock' in parsed && parsed.clock) counts[parsed.clock] += 1;
    return parsed;
  };
  const ours = (author: Author, said: boolean | undefined) =>
    mapping.us === undefined ? said : isOneOf(author, mapping.us);

  return (cells) => {
    const source = platformOf(cell(cells, 'platform'));
    const id = mapping.withoutIds ? '' : wholeId(cell(cells, 'id'));
    const parent = mapping.withoutIds ? '' : wholeId(cell(cells, 'parent'));
    if (!mapping.withoutIds && id === '') return `has no id: column "${mapping.columns.id}" is empty`;
    if (isScientific(id) || isScientific(parent)) {
      return `its id "${isScientific(id) ? id : parent}" was spoilt by a spreadsheet`;
    }
    const name = mapping.author ?? cell(cells, 'author');
    if (name === '') return `names no author: column "${mapping.columns.author}" is empty`;
    if (id.length > longestName || name.length > longestName || source.length > longestName)
      return `its platform, id or author is longer than ${longestName} characters`;
    const at = dated(cell(cells, 'time'));
    if ('wrong' in at) return at.wrong;
    const { text, repaired } = tidyText(readers.get('text')?.(cells) ?? '', 'decode');
    const reply = tidyText(readers.get('reply')?.(cells) ?? '', 'decode');
    if (Math.max(text.length, reply.text.length) > longestText) {
      return `its text is longer than ${longestText.toLocaleString('en')} characters`;
    }
    const author = personOf({ id: tidyText(name, 'keep').text }, id === '' ? at.at : id);
    const shownName = cell(cells, 'authorName');
    if (shownName !== '' && shownName !== author.id) author.name = tidyText(shownName, 'keep').text;
    const message: Message = {
      source,
      kind: mapping.kind ?? (readers.has('rating') ? 'review' : parent === '' ? 'post' : 'reply'),
      author,
      text,
      createdAt: at.at,
      precision: at.precision,
    };
    const own = ours(author, said(cells));
    if (own !== undefined) message.own = own;
    if (id !== '') {
      const { nativeId, aliases } = messageId(source, id);
      message.nativeId = nativeId;
      if (aliases.length > 0) message.aliases = aliases;
    }
    if (parent !== '') message.parentId = messageId(source, parent).nativeId;
    if (repaired) message.repaired = true;
    const replies = mapping.withoutIds
      ? []
      : cell(cells, 'replies')
          .split(/[,\s]+/)
          .filter((each) => each !== '');
    if (replies.length > 0)
      message.replyIds = replies.map((each) => messageId(source, wholeId(each)).nativeId);
    decorate(message, cells);
    const messages = [message];
    if (reply.text.trim() !== '') {
      const answer = replyTo(message, reply, cells);
      if (answer !== undefined) messages.push(answer);
    }
    if (message.channel !== undefined && ours({ id: message.channel }, true)) count.own(message.channel);
    for (const each of messages) count.add(each);
    return messages;
  };

  function platformOf(named: string): string {
    return platformIn(named) ?? (accountWord(named) || mapping.source);
  }

  function said(cells: string[]): boolean | undefined {
    if (readers.has('own')) return isYes(cell(cells, 'own'));
    if (readers.has('inbound')) return !isYes(cell(cells, 'inbound'));
    if (mapping.author !== undefined) return true;
    return readers.has('reply') ? false : undefined;
  }

  function decorate(message: Message, cells: string[]): void {
    const channel = cell(cells, 'channel');
    if (channel !== '') message.channel = tidyText(channel, 'keep').text;
    const rating = cell(cells, 'rating').replace(',', '.');
    if (rating !== '' && Number.isFinite(Number(rating))) message.rating = Number(rating);
    const url = cell(cells, 'url');
    if (/^https?:\/\//.test(url)) message.url = url;
    const lang = cell(cells, 'lang');
    if (lang !== '') message.lang = lang;
    const mentions = mentionsIn(message.text);
    if (mentions.length > 0) message.mentions = mentions;
    const reported: ReportedMetric[] = [];
    for (const { metric, read } of metrics) {
      const value = numberOf(read?.(cells) ?? '');
      if (value !== undefined) reported.push({ metric, value, definition: `${message.source}:${metric}:1` });
    }
    if (reported.length > 0) message.metrics = reported;
  }

  function replyTo(
    message: Message,
    reply: { text: string; repaired: boolean },
    cells: string[],
  ): Message | undefined {
    const replyId = message.nativeId === undefined ? undefined : `${message.nativeId}#reply`;
    const at = dated(cell(cells, 'replyTime'));
    const name =
      cell(cells, 'replyAuthor') || message.channel || mapping.us?.[0]?.trim().replace(/^@/, '') || '';
    if ('wrong' in at || name === '') {
      // Known to exist but not datable: the message must read as "answered or not, unknown", never as waiting.
      counts.undatedReplies += 1;
      if (replyId !== undefined) message.replyIds = [...(message.replyIds ?? []), replyId];
      return undefined;
    }
    const author: Author = { id: tidyText(name, 'keep').text };
    const answer: Message = {
      source: message.source,
      kind: 'reply',
      author,
      own: ours(author, true) ?? true,
      text: reply.text,
      createdAt: at.at,
      precision: at.precision,
    };
    if (replyId !== undefined && message.nativeId !== undefined) {
      answer.nativeId = replyId;
      answer.parentId = message.nativeId;
    }
    if (message.channel !== undefined) answer.channel = message.channel;
    if (reply.repaired) answer.repaired = true;
    return answer;
  }
}

/** `3.0`, as a spreadsheet or pandas writes a column of whole numbers with gaps, is the id 3. */
function wholeId(id: string): string {
  return /^\d+\.0$/.test(id) ? id.slice(0, -2) : id;
}

function isYes(text: string): boolean {
  return /^(true|yes|y|1|ja|oui|si|sí|sim)$/i.test(text);
}

/** A count as written; undefined where there is none, which is not zero. */
function numberOf(text: string): number | undefined {
  const plain = text.trim().replace(/(?<=\d)[,\s\u00a0](?=\d{3}(\D|$))/g, '');
  const value = /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
  return Number.isFinite(value) ? value : undefined;
}
