import type { Author, Message, Precision } from '../../model/message.ts';
import { tidyText } from '../tidy.ts';

/** A review of an app as a store gives it. */
export interface Review {
  source: string;
  /** Empty where it is read without ids. */
  id: string;
  author: Author;
  title: string;
  body: string;
  at: { at: string; precision: Precision };
  rating: number;
  /** The app, which is the account that it was left with and that replies. */
  app: string;
  /** Whether the app is ours. */
  ours: boolean;
  lang: string;
  url: string;
  reply: string;
  /** Undefined where the reply has no date: then it is known to exist, but not when. */
  repliedAt: { at: string; precision: Precision } | undefined;
  /** A reply that is known to exist and whose text is not there. */
  replyId?: string;
}

/** The review, and the developer's reply where there is one. */
export function reviewMessages(review: Review): Message[] {
  const { source, id, app, ours, at, reply, repliedAt } = review;
  const { text, repaired } = tidyText([review.title, review.body].filter(Boolean).join('\n'), 'keep');
  const replyId = id === '' ? undefined : `${id}#reply`;
  const message: Message = {
    source,
    ...(id !== '' && { nativeId: id }),
    kind: 'review',
    author: review.author,
    own: false,
    text,
    createdAt: at.at,
    precision: at.precision,
    channel: app,
    rating: review.rating,
    ...(/^https?:\/\//.test(review.url) && { url: review.url }),
    ...(review.lang !== '' && { lang: review.lang }),
    ...(repaired && { repaired }),
  };
  if (reply === '' && review.replyId === undefined) return [message];
  if (reply === '' || repliedAt === undefined) {
    if (replyId !== undefined) message.replyIds = [replyId];
    return [message];
  }
  const answer = tidyText(reply, 'keep');
  return [
    message,
    {
      source,
      ...(replyId !== undefined && { nativeId: replyId, parentId: id }),
      kind: 'reply',
      author: { id: app },
      own: ours,
      text: answer.text,
      createdAt: repliedAt.at,
      precision: repliedAt.precision,
      channel: app,
      ...(answer.repaired && { repaired: true }),
    },
  ];
}
