import type { Topic } from './topic.ts';

/** Matters around the machine: delivery, spare parts, papers, films, fairs, training. */
export const serviceTopics: readonly Topic[] = [
  {
    word: 'delivery',
    weight: 14,
    question: [
      'When will order {order} leave your works?',
      'Any news on the {model} delivery date?',
      'How long is the lead time for a {model} at the moment?',
      'Is {weekday} still realistic for order {order}? The fitters are booked.',
      'Do you ship the {model} to {country} directly?',
    ],
    request: [
      'Please confirm the date for order {order}.',
      'I need a packing list for order {order} before {weekday}.',
      'Please change the address of order {order} to our {site}.',
      'I would like to have the pumps of order {order} in two lots.',
    ],
    complaint: [
      'Still waiting for order {order}: second date missed, and the line stands since {weekday}.',
      'Order {order} is {weeks} weeks late, and nobody answers the telephone.',
      'Half of order {order} is missing, and the pallet was damaged.',
      'Still no date for order {order}. We have fitters on site with nothing to fit.',
    ],
    answer: [
      'Order {order} leaves us on {weekday}, the haulier rings an hour before.',
      'At the moment {weeks} weeks for the {model}, two for spare parts.',
      'The missing box is on the road, it should be with you on {weekday}. Sorry for the trouble.',
      'Yes, to {country} within five working days, customs papers included.',
      'The date holds. The test run was yesterday, without findings.',
    ],
    asks: [
      'Which address is on your confirmation, the works or the building site?',
      'Would two lots help, the first on {weekday}?',
      'What is the number on the pallet label?',
    ],
    detail: [
      'Label says {serial}-{order}.',
      'The works, gate 3, before noon.',
      'First lot to the {site}, second can wait two weeks.',
      'Confirmation is from {weekday}, order {order}.',
    ],
    help: [
      'Ours came {weeks} weeks after the order, all complete.',
      'Ring the dispatch direct, they are quick and friendly.',
      'We always order the spare seal set along with the pump, spares the second freight.',
    ],
  },
  {
    word: 'spares',
    weight: 12,
    question: [
      'Are there still spare parts for the old {other}, built in {year}?',
      'Where do I find the exploded drawing of the {model}?',
      'Does the impeller of the {other} fit into the {model}?',
      'What torque for the cover bolts of the {model}?',
      'Can I order bearings from you for a {model}, or from any dealer?',
    ],
    request: [
      'Please send the spare parts list for the {model}, serial {serial}.',
      'I need an impeller for the {other}, and quickly.',
      'Please put the torque table next to the film, we look it up every time.',
      'We need a manual of the {other} in print, ours drowned.',
    ],
    complaint: [
      'The spare parts shop logs me out at every step. Useless.',
      'Ordered an impeller, got a gasket. Third wrong part this year.',
      'No spare parts for a pump from {year}, that is a shame for a maker like you.',
      'The drawing in the manual is wrong, it shows another {model} than mine.',
    ],
    answer: [
      '25 Nm crosswise, then 40. It is printed inside the cover too.',
      'We keep parts for twenty years after the last pump, so yes, the {other} too.',
      'The drawing is under downloads, model {model}, sheet 2.',
      'Bearings are standard, 6306 with C3. Any dealer has them.',
      'The right impeller leaves today, the other one you may simply hold on to.',
    ],
    asks: [
      'Could you tell us the serial number on the plate?',
      'Is it the version with the square or the round cover?',
      'What diameter do you measure on the old impeller?',
    ],
    detail: [
      'Serial {serial}, round cover.',
      '{size}8 mm, six blades.',
      'The square one, from {year}.',
      'It only says {other} and {serial}.',
    ],
    help: [
      '25, then 40, crosswise. And new bolts, they stretch.',
      'The old {other} impeller fits with a 2 mm spacer, ours runs like that since {year}.',
      'Photograph the plate before it gets painted over, from experience.',
    ],
  },
  {
    word: 'films',
    weight: 9,
    question: [
      'Could you film the alignment step from the other side?',
      'What tool is that at minute {size}?',
      'Which camera do you use inside the casing?',
      'Will there be a film on the {model} gearbox?',
      'Is there a version with subtitles for the apprentices?',
    ],
    request: [
      'Please show the seal change with gloves on, that is how we have to do it.',
      'I would like a film about {product}, start to finish.',
      'Please slow the part with the bearing down, my apprentices are lost.',
    ],
    complaint: [
      'The sound of this film is terrible, I cannot follow the steps.',
      'At minute {size} you skip the one step that goes wrong for everybody. Not helpful.',
      'The film shows the old cover. With the new one it does not work.',
    ],
    answer: [
      'A film from the other side is on the list for next month.',
      'It is a plain feeler gauge, 0.05 to 1 mm. Nothing special.',
      'Subtitles are in, the gear sign at the lower right switches them on.',
      'Fair point about the gloves. The next one is filmed with them.',
      'The new cover gets a film of its own, we cut it this week.',
    ],
    asks: [
      'Which step would help you most?',
      'Do you have the square or the round cover? There is a film for each.',
      'What would your apprentices want to see next?',
    ],
    detail: [
      'The moment the spring jumps off, always.',
      'Round cover, {model} from {year}.',
      'The alignment with a dial gauge, step by step.',
    ],
    help: [
      'It is a feeler gauge, any tool shop has one.',
      'Put the speed at 0.75, then it is perfect for training.',
      'There is an older film of theirs with the round cover, about four minutes in.',
    ],
  },
  {
    word: 'fair',
    weight: 7,
    question: [
      'Will you show the {model} at the fair, running?',
      'Which hall are you in this time?',
      'Is there a free slot on {weekday} to talk about {product}?',
      'Do you bring the cut-open {model} again?',
    ],
    request: [
      'Please set a ticket aside for our apprentice.',
      'I would like to meet the service people at the fair on {weekday}.',
      'I need an invitation letter for {country}.',
    ],
    complaint: [
      'Waited an hour at your stand, and nobody had time. Disappointed.',
      'Your stand had no one who knew the {model}. That was a wasted trip.',
    ],
    answer: [
      'Hall 4, stand B21, and yes, the {model} runs on both days with water.',
      '{weekday} at eleven is yours, Ines from applications will be there.',
      'Tickets are at the desk under your name.',
      'The cut-open pump comes along, it weighs more than the stand.',
    ],
    asks: [
      'Which day suits you best?',
      'Do you bring a sample along, so that we prepare the bench?',
      'How many of you will come?',
    ],
    detail: ['Three of us, {weekday} before noon.', 'A litre of {product}, cooled.', 'Two, from our {site}.'],
    help: [
      'Hall 4, we were there this morning, the running pump is worth it.',
      'B21, right behind the coffee.',
    ],
  },
  {
    word: 'training',
    weight: 6,
    question: [
      'Is there a tour for students at your works?',
      'When is the next maintenance course for the {model}?',
      'Do you take apprentices for two weeks?',
      'Is the course for fitters only, or for process engineers too?',
    ],
    request: [
      'Please put two of us on the list for the next {model} course.',
      'I would like to write my thesis with you, about {product}.',
      'Please send us the course papers in German.',
    ],
    complaint: [
      'The course was cancelled two days before, our hotel was paid. Annoying.',
      'Applied as an apprentice {weeks} weeks ago and never got a reply.',
    ],
    answer: [
      'The next course is on {weekday} in two weeks, places are free.',
      'Every first {weekday} we show groups around, ten people at most.',
      'Both of you are on the list. Bring safety shoes, the rest is here.',
      'For both. The first day is about pumps, the second about pipes.',
    ],
    asks: [
      'How many students, and from which year?',
      'Which model do you look after?',
      'Would a {weekday} work for you?',
    ],
    detail: [
      'Twelve, second year, food technology.',
      'Mostly {model} and two old {other}.',
      '{weekday} is fine with us, mornings rather.',
    ],
    help: [
      'Was there in {year}. Two days, hands dirty, well spent.',
      'They show students around every month, nice people.',
    ],
  },
];
