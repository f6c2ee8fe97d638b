import { z } from 'zod';
import type { Message, Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, OpenQuestion, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { isOurs } from '../accounts.ts';
import { excerptOf } from '../csv.ts';
import { decode } from '../encoding/encoding.ts';
import { personOf } from '../nobody.ts';
import { textOf } from '../separated.ts';
import { unsound } from '../sound.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { timeReader } from '../time/time.ts';
import { reviewMessages } from './review.ts';

/** Customer reviews as the API of App Store Connect answers, with the developer's responses. */
export const appStoreReviews: Reader = {
  word: 'app-store-reviews',
  title: 'Reviews of App Store Connect (JSON of its API)',
  version: 1,
  detect,
  read,
};

/** An answer of the API holds 200 reviews at most. */
const largest = 64 * 2 ** 20;
/** What the file is of stands at its end. */
const looked = 4 * 2 ** 20;

const page = z.object({
  data: z.array(z.unknown()),
  included: z.array(z.unknown()).optional(),
  links: z.object({ self: z.string().optional() }).optional(),
});
const review = z.object({
  type: z.literal('customerReviews'),
  id: z.string().min(1),
  attributes: z.object({
    rating: z.number().int().min(1).max(5),
    title: z.string().nullish(),
    body: z.string().nullish(),
    reviewerNickname: z.string().nullish(),
    createdDate: z.string(),
  }),
  relationships: z
    .object({ response: z.object({ data: z.object({ id: z.string() }).nullish() }).optional() })
    .optional(),
});
const response = z.object({
  type: z.literal('customerReviewResponses'),
  id: z.string(),
  attributes: z.object({
    responseBody: z.string(),
    lastModifiedDate: z.string().nullish(),
    state: z.string().nullish(),
  }),
});

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  if (options.mapping !== undefined || (options.rows !== undefined && options.rows !== 'messages'))
    return undefined;
  if (!/^\s*\{/.test(await textOf(await file.head(64), 'utf-8'))) return undefined;
  const text = await textOf(await file.head(looked), 'utf-8');
  if (!/"type"\s*:\s*"customerReviews"/.test(text)) return undefined;
  const app = appIn(text);
  const question: OpenQuestion = {
    word: 'us',
    ask: 'Which app are these reviews of? Give its name or number.',
    why: 'The file does not say it (“links”, “self”).',
  };
  return {
    reader: appStoreReviews.word,
    confidence: 0.98,
    summary: `App Store, reviews${app ? ` of the app ${app}` : ''} with the developer's responses`,
    questions: app === undefined && options.us === undefined ? [question] : [],
  };
}

function appIn(text: string): string | undefined {
  return /\/v1\/apps\/(\d+)\/customerReviews/.exec(text)?.[1];
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);
  const time = timeReader('iso');

  async function* rows(): AsyncGenerator<Row[]> {
    if (file.bytes > largest)
      throw new Problem(`${file.shown} is larger than 64 MB.`, 'Save the answers of the API page by page.');
    let text = '';
    for await (const part of decode(file.stream(), 'utf-8')) text += part;
    const parsed = page.safeParse(json(text));
    if (!parsed.success)
      throw new Problem(
        `${file.shown} is no whole answer of App Store Connect.`,
        'Save it again, from { to }.',
      );
    const { data, included = [], links } = parsed.data;
    const responses = new Map(
      included.flatMap((each) => {
        const one = response.safeParse(each);
        return one.success ? [[one.data.id, one.data.attributes] as const] : [];
      }),
    );
    const app = appIn(links?.self ?? '') ?? options.us?.[0]?.trim().replace(/^@/, '');
    if (app === undefined || app === '')
      throw new Problem(
        `${file.shown} does not say which app its reviews are of.`,
        'Give its name with --us NAME.',
      );
    // the rows of a JSON answer are its items, counted from 1
    yield data.map((item, index): Row => {
      const line = index + 1;
      const made = understand(item, app, responses);
      const wrong = typeof made === 'string' ? made : unsound(made);
      return typeof made === 'string' || wrong !== undefined
        ? { line, rejected: wrong ?? '', excerpt: excerptOf(JSON.stringify(item)) }
        : { line, messages: made.map((message) => count.add(message)) };
    });
  }

  return { rows: rows(), summary: () => count.summary('both') };

  function understand(
    item: unknown,
    app: string,
    responses: Map<string, z.infer<typeof response>['attributes']>,
  ): Message[] | string {
    const parsed = review.safeParse(item);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return `is no review: "${issue?.path.join('.')}" ${issue?.message}`;
    }
    const { id, attributes, relationships } = parsed.data;
    const at = time(attributes.createdDate);
    if ('wrong' in at) return at.wrong;
    const answerId = relationships?.response?.data?.id;
    const said = answerId === undefined ? undefined : responses.get(answerId);
    const isOut = said !== undefined && said.state !== 'PENDING_PUBLISH';
    const answered = time(said?.lastModifiedDate ?? '');
    const ours = isOurs({ id: app }, options.us);
    if (ours) count.own(app);
    return reviewMessages({
      source: 'app-store',
      id: options.withoutIds ? '' : id,
      author: personOf({ id: attributes.reviewerNickname || 'Anonymous' }, id),
      title: attributes.title ?? '',
      body: attributes.body ?? '',
      at,
      rating: attributes.rating,
      app,
      ours,
      lang: '',
      url: '',
      reply: isOut ? said.responseBody : '',
      repliedAt: 'wrong' in answered ? undefined : answered,
      ...(answerId !== undefined && said === undefined && { replyId: answerId }),
    });
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
