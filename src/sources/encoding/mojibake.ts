import { sequenceLength } from './utf8.ts';
import { highByte } from './windows-1252.ts';

/** A run of characters that windows-1252 (or, for C1 controls, Latin-1) writes as bytes from 80 to FF. */
const runs =
  /[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{2,}/g;

/** Punctuation that may well stand behind a capital letter in clean text: `CAF\u00c9\u201d`, `Spa\u00df\u2026`. */
const natural =
  /[\u2018\u2019\u201c\u201d\u2026\u203a\u00bb\u2013\u2014\u2122\u00ae\u00b0\u00b2\u00b3\u00ba\u00aa\u00a0]/;

/**
 * Repairs UTF-8 that had been read as windows-1252 and written as UTF-8 again (`It\u00e2\u20ac\u2122s`), only where it
 * is certain: a run of such characters must be well-formed UTF-8 when written back to bytes, and must hold
 * more than one letter with punctuation behind it could be. Where one run of a text is certain and no
 * character speaks against it, the whole text is taken to have been encoded twice. Clean text is returned as
 * it is; a text encoded three times loses one layer.
 */
export function repairMojibake(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text)) return text;
  const found = [...text.matchAll(runs)].map((match) => ({
    at: match.index,
    run: match[0],
    bytes: Uint8Array.from(match[0], (char) => highByte(char) ?? 0),
  }));
  const valid = found.filter((each) => wellFormed(each.bytes));
  const sure = valid.filter((each) => certain(each.run, each.bytes, text, each.at));
  if (sure.length === 0) return text;
  const whole = valid.length === found.length && ![...text.replace(runs, '')].some((c) => c > '\u007f');
  let repaired = '';
  let from = 0;
  for (const each of whole ? valid : sure) {
    repaired += text.slice(from, each.at) + Buffer.from(each.bytes).toString('utf8');
    from = each.at + each.run.length;
  }
  return repaired + text.slice(from);
}

function certain(run: string, bytes: Uint8Array, text: string, at: number): boolean {
  if (bytes.length > 2 || /[\u0081\u008d\u008f\u0090\u009d]/.test(run)) return true;
  const lead = bytes[0] ?? 0;
  const follower = bytes[1] ?? 0;
  if (lead === 0xc2) return follower >= 0xa0;
  if (!natural.test(run.charAt(1))) return true;
  if (lead !== 0xc3) return false;
  return /^\p{Ll}/u.test(text.slice(at + 2, at + 4)) || !/\p{Lu}$/u.test(text.slice(Math.max(0, at - 1), at));
}

function wellFormed(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return false;
    at += length;
  }
  return true;
}
