/** Beginnings of made-up names of companies. */
export const shortBrands = [
  'Arbo',
  'Brenta',
  'Cordal',
  'Dunmor',
  'Elvex',
  'Fenwick',
  'Gallo',
  'Harrow',
  'Istra',
  'Jolan',
  'Kestrel',
  'Lumo',
];

/** What people and companies say, in pieces: questions, requests, complaints, thanks, and much that is none of them. */
export const said =
  `my phone|is not working|since the last update|please help|my order|the delivery|flight to Boston|delayed|refund|
the account|locked|cannot log in|the app crashes|every time|internet is down|again|why|customer service|waiting for hours|
thanks for your reply|still no response|charged twice|the package|never arrived|battery|drains|the screen|went black|box|
cable|broken|my seat|upgrade|card declined|password|reset|email link|expired|signal|poor|the driver|cancelled|great|
love it|what|when|how|can you|could|send us a DM|with your number|we are sorry|to hear that|we will look into it|
hello|good morning|today|yesterday|on the train|at the store|in London|this week|the new version|on my laptop|I have|
you are|they said|it was|and then|because|but|so|we see|let us know|which device|happy to help|have a nice day|team|
thank you|cheers|ok|got it|no worries|I think|maybe|the weather|coffee|a friend|my mother|watching|the game|music|playlist`
    .split('|')
    .map((piece) => piece.trim());

export const emoji = ['😡', '🙏', '😭', '👍', '✈️', 'ü', 'é', 'ñ'];
