/** What stands for an address, an @name, a number and a picture sign in the words of a text. */
export const folded = { url: '<url>', mention: '<at>', number: '0' } as const;

const ascii = /^[\t\n\r -~]*$/;
const url = /(?:https?:\/\/|www\.)\S+/g;
const mail = /^[^@]+@[^@]+\.[^@.]+$/;
const mention = /(^|[^\p{L}\p{N}_])@[\p{L}\p{N}_][\p{L}\p{N}_.-]*/gu;
const entity = /&(?:amp|lt|gt|quot|#\d+);/g;

/**
 * The text with compatible signs made one (NFKC), in lower case, with `<url>` for addresses, `<at>` for @names and mail
 * addresses, and every run of digits as one 0: what differs between two messages that say the same.
 */
export function foldText(text: string): string {
  const one = ascii.test(text) ? text : text.normalize('NFKC');
  return one
    .toLowerCase()
    .replace(entity, ' ')
    .replace(url, ` ${folded.url} `)
    .replace(/\S+/g, (part) => (part.includes('@') ? withoutNames(part) : part))
    .replace(/’/g, "'")
    .replace(/\p{Nd}+(?:[.,:]\p{Nd}+)*/gu, folded.number);
}

// each part between spaces is looked at once: a text of a million signs without a space is no trap
function withoutNames(part: string): string {
  return mail.test(part) ? folded.mention : part.replace(mention, `$1 ${folded.mention} `);
}

const token =
  /<url>|<at>|[\p{L}\p{M}\p{N}]+(?:['_-][\p{L}\p{M}\p{N}]+)*|\p{Extended_Pictographic}|[?!？！¿]/gu;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu;
// the language is fixed, so that the machine's own changes no word
let segmenter: Intl.Segmenter | undefined;

/**
 * The words of a text in any language, folded as by `foldText`: runs of letters, picture signs, and the marks ? and !.
 * Scripts that write no spaces are parted by the segmenter of ECMA-402.
 */
export function wordsOf(text: string): string[] {
  return wordsOfFolded(foldText(text));
}

/** As `wordsOf`, of a text that is folded already. */
export function wordsOfFolded(plain: string): string[] {
  const words = plain.match(token) ?? [];
  if (ascii.test(plain)) return words;
  return words.flatMap((word) => (word.search(unspaced) === -1 ? word : parted(word)));
}

function parted(word: string): string[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  const parts: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(word)) if (isWordLike) parts.push(segment);
  return parts.length > 0 ? parts : [word];
}
