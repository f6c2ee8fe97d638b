import type { Message, ReportedMetric } from '../model/message.ts';
import type { Value } from './pending-rows.ts';

/** The columns of `stage`. */
export const messageColumns = [
  ['ordinal', 'integer'],
  ['file_id', 'integer'],
  ['source', 'text'],
  ['native_id', 'text'],
  ['kind', 'text'],
  ['author', 'text'],
  ['handle', 'text'],
  ['name', 'text'],
  ['text', 'text'],
  ['created_ms', 'double'],
  ['precision', 'text'],
  ['parent_native_id', 'text'],
  ['reply_ids', 'text'],
  ['channel', 'text'],
  ['mentions', 'text'],
  ['rating', 'double'],
  ['url', 'text'],
  ['lang', 'text'],
  ['visibility', 'text'],
  ['repaired', 'boolean'],
] as const;

/** Of `stage_rejected`. */
export const rejectedColumns = [
  ['file_id', 'integer'],
  ['line', 'integer'],
  ['reason', 'text'],
  ['excerpt', 'text'],
] as const;

/** Of `stage_metric`. */
export const metricColumns = [
  ['file_id', 'integer'],
  ['source', 'text'],
  ['native_id', 'text'],
  ['metric', 'text'],
  ['value', 'double'],
  ['definition', 'text'],
] as const;

/** Of `stage_alias`. */
export const aliasColumns = [
  ['file_id', 'integer'],
  ['source', 'text'],
  ['native_id', 'text'],
  ['alias', 'text'],
] as const;

/** A message as a row of `stage`. */
export function messageRow(ordinal: number, fileId: number, nativeId: string, message: Message): Value[] {
  return [
    ordinal,
    fileId,
    message.source,
    nativeId,
    message.kind,
    message.author.id,
    message.author.handle ?? null,
    message.author.name ?? null,
    message.text,
    Date.parse(message.createdAt),
    message.precision,
    message.parentId ?? null,
    message.replyIds && message.replyIds.length > 0 ? message.replyIds.join(' ') : null,
    message.channel ?? null,
    message.mentions && message.mentions.length > 0 ? message.mentions.join(' ').toLowerCase() : null,
    message.rating ?? null,
    message.url ?? null,
    message.lang ?? null,
    message.visibility ?? null,
    message.repaired ?? false,
  ];
}

/** A count as a row of `stage_metric`. */
export function metricRow(fileId: number, source: string, nativeId: string, metric: ReportedMetric): Value[] {
  return [fileId, source, nativeId, metric.metric, metric.value, metric.definition];
}
