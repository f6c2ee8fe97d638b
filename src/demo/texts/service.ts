import type { Topic } from './topic.ts';

/** Matters around the machine: delivery, spare parts, films, fairs, training. */
export const serviceTopics: readonly Topic[] = [
  {
    word: 'delivery',
    weight: 14,
    answers: {
      leaves: 'Order {order} leaves us on {weekday}, the haulier rings an hour before.',
      lead: 'At the moment {weeks} weeks for the {model}, two for spare parts.',
      box: 'The missing box is on the road, it is with you on {weekday}. Sorry for the trouble.',
      abroad: 'Yes, to {country} within five working days, customs papers included.',
      holds: 'The date holds. The test run was yesterday, without findings.',
      noted: 'Noted for order {order}; the new confirmation is in your inbox.',
      sorry: 'We are sorry. The head of dispatch has order {order} on his desk and rings you today.',
    },
    question: {
      'When will order {order} leave your works?': 'leaves',
      'Any news on the {model} delivery date?': 'leaves holds',
      'How long is the lead time for a {model} at the moment?': 'lead',
      'Is {weekday} still realistic for order {order}? The fitters are booked.': 'holds',
      'Do you ship the {model} to {country} directly?': 'abroad',
    },
    request: {
      'Please confirm the date for order {order}.': 'leaves holds',
      'I need a packing list for order {order} before {weekday}.': 'noted',
      'Please change the address of order {order} to our {site}.': 'noted',
      'I would like to have the pumps of order {order} in two lots.': 'noted',
    },
    complaint: {
      'Still waiting for order {order}: second date missed, and the line stands since {weekday}.': 'sorry',
      'Order {order} is {weeks} weeks late, and nobody answers the telephone.': 'sorry',
      'Half of order {order} is missing, and the pallet was damaged.': 'box',
      'Still no date for order {order}. We have fitters on site with nothing to fit.': 'leaves sorry',
    },
    asks: {
      'Which address is on your confirmation, the works or the building site?': [
        'The works, gate 3, before noon.',
        'The building site, but the crane is at the works.',
      ],
      'Would two lots help, the first on {weekday}?': [
        'First lot to the {site}, second can wait two weeks.',
        'Yes, half on {weekday} saves our start.',
      ],
      'What is the number on the confirmation?': [
        'It says {serial}-{order}.',
        '{order}, from last {weekday}.',
      ],
    },
    help: [
      'Ours came {weeks} weeks after the order, all complete.',
      'Ring the dispatch direct, they are quick and friendly.',
      'We always order the spare seal set along with the pump, spares the second freight.',
    ],
  },
  {
    word: 'spares',
    weight: 12,
    answers: {
      torque: '25 Nm crosswise, then 40. It is printed inside the cover too.',
      twenty: 'We keep parts for twenty years after the last pump, so yes, the {other} too.',
      drawing: 'The drawing is under downloads, model {model}, sheet 2.',
      bearing: 'Bearings are standard, 6306 with C3. Any dealer has them.',
      fits: 'With a 2 mm spacer it does. Part 3310, two for the price of a coffee.',
      sent: 'It is on its way, with the list for serial {serial}.',
      right: 'The right part leaves today, the other one you may simply hold on to.',
      shop: 'The shop had a bad week, it is mended since yesterday. Until then Mia takes orders by telephone.',
    },
    question: {
      'Are there still spare parts for the old {other}, built in {year}?': 'twenty',
      'Where do I find the exploded drawing of the {model}?': 'drawing',
      'Does the impeller of the {other} fit into the {model}?': 'fits',
      'What torque for the cover bolts of the {model}?': 'torque',
      'Can I order bearings from you for a {model}, or from any dealer?': 'bearing',
    },
    request: {
      'Please send the spare parts list for the {model}, serial {serial}.': 'sent drawing',
      'I need an impeller for the {other}, and quickly.': 'sent',
      'Please put the torque table next to the film, we look it up every time.': 'torque',
      'We need a manual of the {other} in print, ours drowned.': 'sent',
    },
    complaint: {
      'The spare parts shop logs me out at every step. Useless.': 'shop',
      'Ordered an impeller, got a gasket. Third wrong part this year.': 'right',
      'No spare parts for a pump from {year}, that is a shame for a maker like you.': 'twenty',
      'The drawing in the manual is wrong, it shows another {model} than mine.': 'drawing right',
    },
    asks: {
      'Could you tell us the serial number on the plate?': [
        'Serial {serial}, round cover.',
        'It only says {other} and {serial}.',
      ],
      'Is it the version with the square or the round cover?': [
        'The square one, from {year}.',
        'Round, with six bolts.',
      ],
      'What does the label on the bag say?': ['Only a number, {serial}.', 'Model {other}, position {size}.'],
    },
    help: [
      '25, then 40, crosswise. And new bolts, they stretch.',
      'The old {other} impeller fits with a 2 mm spacer, ours runs like that since {year}.',
      'Photograph the plate before it gets painted over, from experience.',
    ],
  },
  {
    word: 'films',
    weight: 9,
    answers: {
      side: 'A film from the other side is on the list for next month.',
      gauge: 'It is a plain feeler gauge, 0.05 to 1 mm. Nothing special.',
      camera: 'An endoscope from the garage next door, 6 mm, and a lot of patience.',
      soon: 'It is on the list. The bench is free for it next month.',
      subtitles: 'Subtitles are in, the gear sign at the lower right switches them on.',
      gloves: 'Fair point. The next one is filmed that way.',
      cover: 'True, the new cover is not in it. It gets a film of its own, we cut it this week.',
      sound: 'The microphone stood too close to the pump. The same film with a new voice is up since today.',
    },
    question: {
      'Could you film the alignment step from the other side?': 'side',
      'What tool is that at minute {size}?': 'gauge',
      'Which camera do you use inside the casing?': 'camera',
      'Will there be a film on the {model} gearbox?': 'soon',
      'Is there a version with subtitles for the apprentices?': 'subtitles',
    },
    request: {
      'Please show the seal change with gloves on, that is how we have to do it.': 'gloves',
      'I would like a film about {product}, start to finish.': 'soon',
      'Please slow the part with the bearing down, my apprentices are lost.': 'gloves soon',
    },
    complaint: {
      'The sound of this film is terrible, I cannot follow the steps.': 'sound',
      'At minute {size} you skip the one step that goes wrong for everybody. Not helpful.': 'soon',
      'The film shows the old cover. With the new one it does not work.': 'cover',
    },
    asks: {
      'Which step would help you most?': [
        'The moment the spring jumps off, always.',
        'The alignment with a dial gauge, step by step.',
      ],
      'Which pump do you have in front of you?': [
        'Round cover, {model} from {year}.',
        'The {other}, the small one.',
      ],
    },
    help: [
      'Put the speed at 0.75, then it is perfect for training.',
      'There is an older film of theirs, about four minutes in.',
      'I paused it at every step and wrote a sheet for our shift.',
    ],
  },
  {
    word: 'fair',
    weight: 7,
    answers: {
      runs: 'Hall 4, stand B21, and yes, the {model} runs on both days with water.',
      slot: '{weekday} at eleven is yours, Ines from applications will be there.',
      ticket: 'It is at the desk under your name.',
      cut: 'The cut-open pump comes along, it weighs more than the stand.',
      letter: 'The letter is on its way, for two people.',
      crowd:
        'We are sorry. It was fuller than we had planned for; Ines rings you today with all the time in the world.',
    },
    question: {
      'Will you show the {model} at the fair, running?': 'runs',
      'Which hall are you in this time?': 'runs',
      'Is there a free slot on {weekday} to talk about {product}?': 'slot',
      'Do you bring the cut-open {model} again?': 'cut',
    },
    request: {
      'Please set a ticket aside for our apprentice.': 'ticket',
      'I would like to meet the service people at the fair on {weekday}.': 'slot',
      'I need an invitation letter for {country}.': 'letter',
    },
    complaint: {
      'Waited an hour at your stand, and nobody had time. Disappointed.': 'crowd',
      'Your stand had no one who knew the {model}. That was a wasted trip.': 'crowd',
    },
    asks: {
      'Which day suits you best, and how many will you be?': [
        'Three of us, {weekday} before noon.',
        'Two, from our {site}, {weekday}.',
      ],
      'Do you bring a sample along, so that we prepare the bench?': [
        'A litre of {product}, cooled.',
        'Only photos, it does not travel.',
      ],
    },
    help: [
      'Hall 4, we were there this morning, the running pump is worth it.',
      'B21, right behind the coffee.',
    ],
  },
  {
    word: 'training',
    weight: 6,
    answers: {
      next: 'The next course is on {weekday} in two weeks, places are free.',
      groups: 'Every first {weekday} we show groups around, ten people at most.',
      list: 'You are on the list. Bring safety shoes, the rest is here.',
      both: 'For both. The first day is about pumps, the second about pipes.',
      weeks: 'Yes, two weeks in the workshop and two days at the bench.',
      papers: 'They are in your inbox.',
      sorry: 'That should not happen, and we are sorry. Mia rings you today and makes it good.',
    },
    question: {
      'Is there a tour for students at your works?': 'groups',
      'When is the next maintenance course for the {model}?': 'next',
      'Do you take apprentices for two weeks?': 'weeks',
      'Is the course for fitters only, or for process engineers too?': 'both',
    },
    request: {
      'Please put two of us on the list for the next {model} course.': 'list',
      'I would like to write my thesis with you, about {product}.': 'weeks',
      'Please send us the course papers in German.': 'papers',
    },
    complaint: {
      'The course was cancelled two days before, our hotel was paid. Annoying.': 'sorry',
      'Applied as an apprentice {weeks} weeks ago and never got a reply.': 'sorry',
    },
    asks: {
      'How many are you, and from which year?': [
        'Twelve, second year, food technology.',
        'Just me, third year.',
      ],
      'Which day of the week would work for you?': [
        '{weekday} is fine with us, mornings rather.',
        'Any but Friday.',
      ],
    },
    help: [
      'Was there in {year}. Two days, hands dirty, well spent.',
      'They show students around every month, nice people.',
    ],
  },
];
