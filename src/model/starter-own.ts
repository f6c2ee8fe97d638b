import type { Code, Facet } from './codebook.ts';

/** What our own side writes. */
export const startersOfOwn: Facet[] = [
  {
    word: 'we-do',
    name: 'What our message does',
    of: 'own',
    level: 'nominal',
    choose: 'many',
    codes: [
      {
        word: 'answers',
        name: 'Answers',
        definition: 'Gives somebody what was asked for, or says when and where it comes.',
        use: 'An answer, a solution, a next step, an honest “we do not know”.',
        avoid: 'A set phrase that leads nowhere.',
        examples: ['The kit fits housings from 2011 on.', 'We call you at two today.'],
        version: 1,
      },
      {
        word: 'asks',
        name: 'Asks',
        definition: 'Wants to learn something from people.',
        use: 'Questions to one person or to all, also to understand a difficulty.',
        avoid: 'Questions that only open a pitch (“Tired of leaks?”).',
        examples: ['Which model do you have?', 'How do you train new fitters?'],
        version: 1,
      },
      {
        word: 'thanks',
        name: 'Thanks',
        definition: 'Thanks or credits somebody for something particular.',
        use: 'Customers, colleagues, partners; for an idea, a photograph, patience.',
        avoid: 'Thanks for following, and “thank you for your message” at the head of an answer.',
        examples: ['Ines found this fault and told us, thank you.', 'Photograph by our customer in Leer.'],
        version: 1,
      },
      {
        word: 'pitches',
        name: 'Pitches',
        definition: 'Wants somebody to buy, book, apply or think well of us.',
        use: 'Offers, advertising, praise of ourselves, calls to act.',
        avoid: 'A link to a thing that somebody asked for.',
        examples: ['Ten per cent off until Friday.', 'Proud to be the leading maker of seals!'],
        version: 1,
      },
    ],
  },
  {
    word: 'voice',
    name: 'How our message speaks',
    of: 'own',
    level: 'nominal',
    choose: 'many',
    codes: [
      {
        word: 'human',
        name: 'Human voice',
        definition: 'Sounds like one person who talks to another.',
        use: 'Own words, a name, humour, an admitted mistake, a feeling.',
        avoid: 'Set phrases with a first name put below.',
        examples: ['That one is on us, I mixed up the labels. Jo', 'We had to laugh at this one too.'],
        version: 1,
      },
      {
        word: 'direct',
        name: 'Direct address',
        definition: 'Speaks to the reader, or to one person.',
        use: '“You”, a name, a mention that is meant for that person.',
        avoid: 'Mentions for reach, and sentences on “our customers”.',
        examples: ['You asked for a bigger print, here it is.', '@marek, does it still leak?'],
        version: 1,
      },
    ],
  },
  {
    word: 'subject',
    name: 'What our message is about',
    of: 'own',
    level: 'nominal',
    choose: 'one',
    codes: [
      {
        word: 'product',
        name: 'Product',
        definition: 'Is about something that we sell, or its use.',
        use: 'Features, support, prices, customers’ installations.',
        avoid: 'A product that is only seen at the edge.',
        examples: ['How to change the seal in five minutes.'],
        version: 1,
      },
      {
        word: 'not-product',
        name: 'Not product',
        definition: 'Is about anything else.',
        use: 'People, the trade, the region, days in the year, the dog. Neither better nor worse than product.',
        avoid: 'A story that ends in an offer.',
        examples: ['The dog of the test bench is ten today.'],
        version: 1,
      },
    ],
  },
  scale(
    'interesting',
    'Would our readers find it interesting?',
    'Interesting',
    'They would learn something or want to know more.',
  ),
  scale(
    'enjoyable',
    'Would our readers enjoy it?',
    'Enjoyable',
    'They would smile, be moved or like to look at it.',
  ),
];

/** *Interesting* and *enjoyable* are two things: a message can be either without the other. */
function scale(word: string, name: string, adjective: string, definition: string): Facet {
  const step = (stepWord: string, stepName: string, stepDefinition: string): Code => ({
    word: stepWord,
    name: stepName,
    definition: stepDefinition,
    examples: [],
    version: 1,
  });
  return {
    word,
    name,
    of: 'own',
    level: 'ordinal',
    choose: 'one',
    codes: [
      step('no', `Not ${adjective.toLowerCase()}`, 'Hardly anybody of those whom we want to reach.'),
      step('somewhat', `Somewhat ${adjective.toLowerCase()}`, 'Some of them, or a little.'),
      { ...step('yes', adjective, definition), use: 'Think of one real reader, not of yourself.' },
    ],
  };
}
