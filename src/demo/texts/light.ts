import type { Theme } from '../parameters.ts';

/** What people say who want nothing: of any of our posts, and of one theme. */
export const praise: readonly string[] = [
  'Love how plainly you explain this. {emoji}',
  'Best pump film of the year for me.',
  'Showed this to the whole shift, big smiles.',
  'Respect for filming a real repair, with the dirt left in.',
  'This is the kind of post I open the app for.',
  'Well done, {model} team!',
  'Saved for the next training. {emoji}',
  'Our {model} runs since {year}, day and night. Hats off.',
  'Clear, short, useful. More of this.',
  'The service visit on {weekday} was first class, greetings from the {site}.',
  'Quick answer, honest answer. That is rarer than a good pump.',
  'Beautiful work on that casing. {emoji}',
  'Happy with our {model}. It simply runs.',
];

export const talk: readonly string[] = [
  'Greetings from a {site} in {country}. {emoji}',
  'That bench brings back memories of my apprenticeship.',
  'My colleagues would frame this picture.',
  '{emoji}{emoji}',
  'We had {product} on the ceiling once. Long story.',
  'Monday, coffee, pump film. Life is good.',
  'I can smell the workshop from here.',
  'Looks like our hall in {year}.',
  'Pumps are the heart of every {site}, I say it every day.',
  'Old mechanics rule: listen first, then unscrew.',
  'First comment from {country}! {emoji}',
  'Someone tell my boss that we are on the {weekday} plan.',
];

export const lightBy: Partial<Record<Theme, readonly string[]>> = {
  dogs: [
    'Good dog! Employee of the month. {emoji}',
    'Ours sleeps on the warm gearbox cover. {emoji}',
    'The dog does the acoustic test, obviously.',
    'Finally the real boss of the works.',
    'Dog approved, ship it. {emoji}',
  ],
  people: [
    'Congratulations to the apprentices! {emoji}',
    'Thirty years at one bench, chapeau.',
    'That is a team one wants to work with.',
    'Say hello to Uwe from the {site}, he taught me everything.',
  ],
  bench: [
    'Watching that impeller is better than television.',
    'So that is what cavitation looks like from inside. {emoji}',
    'The glass casing is brilliant.',
    'Never tired of the test bench. {emoji}',
  ],
  fair: [
    'See you in hall 4! {emoji}',
    'Your coffee at the stand is the best of the fair.',
    'We were there on {weekday}, the running pump drew quite a crowd.',
  ],
  jobs: ['Good people, good place. I did my training there.', 'Shared with my nephew.'],
  product: ['The {model} looks tidy. {emoji}', 'Nice detail, that drain.'],
  repair: ['Did it along with the film, ran at once. {emoji}', 'Four bolts, ten minutes. Exactly as shown.'],
};

/** Somebody who wants to sell us something, unasked. */
export const pitches: readonly string[] = [
  'We help manufacturers to get 30 new leads a month. Our agency has a free slot this week.',
  'Would 10,000 more followers help your pumps? We have a package for makers like you.',
  'Impressive page! With our followers package you reach 10,000 engineers in 14 days.',
  'Boost your posts with our AI copy suite, first month free for pump makers.',
  'Our directory lists the top 100 hygienic suppliers. Premium entry at half price until {weekday}.',
];

/** Thanks for our answer. */
export const thanks: readonly string[] = [
  'Thanks, that helps a lot.',
  'Great, thank you!',
  'Perfect, ordered. {emoji}',
  'Thanks for the quick answer.',
  'Thank you, it was the inlet, not the seal. You were right.',
  'Got it, thanks Ines.',
  'Thanks! Will try on {weekday}.',
  'Awesome, thank you. {emoji}',
  'Thank you for asking back, nobody else did.',
  'Ok, thanks. That was the missing number.',
  'Cheers, works now.',
  'Thank you. My boss is happy, I am happy.',
];

/** Thanks to another person. */
export const thanksBack: readonly string[] = [
  'Thanks for sharing, will look at ours tomorrow.',
  'Good tip, thank you! {emoji}',
  'Thank you, colleague. Beer is on me at the fair.',
  'Thanks, that makes sense with our {site}.',
  'Worked! Thanks a lot.',
];

/** Our word to praise and small talk, to those who help others, and to thanks. */
export const kind: Readonly<Record<'light' | 'help' | 'thanks', readonly string[]>> = {
  light: [
    'Thank you! We pass it on to the bench. {emoji}',
    'That made our day in the workshop.',
    'Greetings back to the {site}!',
    'Nicely put. We hang it up next to the coffee machine. {emoji}',
    'Good to hear. See you at the fair.',
  ],
  help: [
    'Well explained, thank you for stepping in.',
    'We could not have said it better. {emoji}',
    'Good tip, that goes into the next course.',
  ],
  thanks: ['Glad that it helped.', 'With pleasure. {emoji}', 'Good luck with it!'],
};

/** After our answer, without a question. */
export const aside: readonly string[] = [
  'The night shift will be glad.',
  'Then we leave it as it is.',
  'Good to know for the next line.',
  'I will pass that on to the fitters.',
  'So the old hands were right after all. {emoji}',
];
