import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairMojibake } from './mojibake.ts';
import { decodeWindows1252 } from './windows-1252.ts';

const doubleEncode = (text: string) => decodeWindows1252(new TextEncoder().encode(text));

describe('repairMojibake', () => {
  it.each([
    ['Itâ€™s here', 'It’s here'],
    ['\u00f0\u0178\u008f\u20ac\u00f0\u0178\u203a\u2019', '🏀🛒'],
    ['franÃ§ais et Ã©lÃ©gant', 'français et élégant'],
    ['Ã–sterreich, Ã…sa', 'Österreich, Åsa'],
    ['25Â°C and Â® and Â£5', '25°C and ® and £5'],
  ])('repairs %s', (broken, clean) => {
    expect(repairMojibake(broken)).toBe(clean);
  });

  it.each([
    'plain ASCII',
    'Ã',
    'Ã is a letter, and so is Â',
    'café, naïve, Größe, Ærø, São Paulo, Ñandú',
    '“CAFÉ”',
    'der SPAẞ, Spaß… und groß» – Straß—',
    'AMANHÃ… sim',
    '¿Qué? ¡Olé! «À Noël»',
    '25°C ±2, ½ €, ™ ® ©',
    '안녕하세요 😀 日本語 привет',
    'l’été — “ça” – 50 €…',
    'ÄÖÜ ÄÖÜß',
    'NESTLÉ® and RENÉ’S',
  ])('leaves clean text alone: %s', (text) => {
    expect(repairMojibake(text)).toBe(text);
  });

  it('repairs the broken part of a text that also has clean letters', () => {
    expect(repairMojibake('café: itâ€™s open')).toBe('café: it’s open');
  });

  it('gives back every text that was encoded twice and holds more than Latin letters with punctuation could be', () => {
    const strong = fc.constantFrom('’', '…', '😀', '한국', 'йц', 'é', 'ç', 'üß', '日', '❤️', '“ok”', '€');
    const text = fc.tuple(fc.string({ unit: 'binary' }), strong, fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(text, ([before, mark, after]) => {
        const original = `${before} ${mark} ${after}`;
        expect(repairMojibake(doubleEncode(original))).toBe(original);
      }),
      { numRuns: 500 },
    );
  });

  it('never makes a third thing: a text encoded twice is repaired or left', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const twice = doubleEncode(text);
        expect([text, twice]).toContain(repairMojibake(twice));
      }),
      { numRuns: 500 },
    );
  });
});
