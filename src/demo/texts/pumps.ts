import type { Topic } from './topic.ts';

/** Matters of the machine itself. */
export const pumpTopics: readonly Topic[] = [
  {
    word: 'seals',
    weight: 18,
    answers: {
      limit:
        'Up to 95 °C {elastomer} holds; beyond that take FFKM. The table is on page 4 of the {model} sheet.',
      caustic: 'With caustic {times} we would go for FFKM and look at it after half a year.',
      double:
        'For {product} we fit the double seal with flush. A spare set on the shelf has saved many a shift.',
      year: 'About a year with flush, half a year without. {weeks} weeks is too little, look at the shaft sleeve.',
      cover:
        'The cover comes off with four bolts, the motor stays where it is. The film shows it at minute 3.',
      kit: 'Since {year} it is kit 2214, the old one was 2198. Both are in the spare parts list.',
      flush: 'Yes, if it may run empty: a litre a minute is enough to save the faces.',
      sent: 'It leaves us today, with the O-rings, and the fitting sheet in the box.',
      torque: '12 Nm, crosswise. It now stands below the film, good point.',
      sorry:
        'That seal is made for longer. A replacement leaves us today, at our cost, and the old one tells us why.',
    },
    question: {
      'We run {temp} °C caustic {times}. Will the {elastomer} seal hold, or do we plan a spare pump?':
        'limit caustic',
      'Which seal kit fits the {model} after the {year} change?': 'kit',
      'Is {elastomer} all right with {acid}, or only for water?': 'limit',
      'How long should a double seal last on {product}? Ours lived {weeks} weeks.': 'year',
      'Single or double seal for {product} at {temp} degrees?': 'double',
      'Does the {model} seal need flushing when the tank runs empty?': 'flush',
      'Can I change the seal without taking the motor off?': 'cover',
    },
    request: {
      'Please send me the part number of the {elastomer} seal for the {model}.': 'kit',
      'I need a seal kit for the {model}, serial ends in {serial}.': 'sent',
      'Please get back to me about seals for {product}, we change before the season.': 'double',
      'Please add the torque of the seal cover to the film description.': 'torque',
    },
    complaint: {
      'Third seal in {weeks} weeks on our {model}. Very disappointed.': 'sorry',
      'The new {elastomer} seal leaks at {temp} degrees. This is not acceptable, it does not even reach the next service.':
        'sorry limit',
      'Seal kit arrived with the wrong O-ring, and nobody noticed before shipping.': 'sent',
      'Great, seal number three this year. Thanks for the subscription.': 'sorry',
      'Your sheet says 8,000 running hours for the seal. Ours was broken after {weeks} weeks.': 'sorry year',
    },
    asks: {
      'Which temperature, and how long is one cycle? Then we can say it for sure.': [
        '{temp} degrees, forty minutes, {times}.',
        'Eighty, half an hour, {times}, and a cold rinse after it.',
      ],
      'Could you tell us the serial number on the plate, so that we look at the right kit?': [
        'Serial {serial}, built in {year}.',
        'Plate says {model}-{serial}, seal from last spring.',
      ],
      'What runs dry first on your line, the suction side or the tank?': [
        'It is the suction side, the tank sits two metres below.',
        'The tank, twice a shift, for a minute or so.',
      ],
    },
    help: [
      'We had that on {product}: a bit more flush pressure and the seal lived a year.',
      'Look at the shaft sleeve first, ours had a groove you could feel with a fingernail.',
      '{elastomer} did fine for us up to {temp}, from there on it got brittle.',
      'From our side: double seal, flush at half a bar above, and peace since {year}.',
    ],
  },
  {
    word: 'cleaning',
    weight: 14,
    answers: {
      flow: 'For {inch} inch take 1.5 m/s, so the {model} runs at full speed during CIP and does it alone.',
      drain: 'Turn the casing so that the outlet stands at 45 degrees, it then drains by itself.',
      protocol: 'The protocol for {product} is on our download page, under hygiene, last revised in {year}.',
      steam: 'Steam at 121 °C is fine with {elastomer} seals. Leave the pump standing meanwhile.',
      paper: 'It is on its way: roughness 0.6 on all wetted parts, with the casing drawing behind it.',
      pocket:
        'Three short stops during the rinse get the pocket clean; the cover for {product} has none at all. A mechanic brings one.',
    },
    question: {
      'What flow does the {model} need for a proper CIP of a {inch} inch line?': 'flow',
      'Can the {model} pump its own CIP, or do I put a second pump in?': 'flow',
      'Is the {model} drainable without opening the casing?': 'drain',
      'Do you have a cleaning protocol for {product}? The auditor asks for one.': 'protocol',
      'How do you get {product} out of the dead leg behind the impeller?': 'pocket drain',
      'Steam at 121 for half an hour, is the {model} fine with that?': 'steam',
    },
    request: {
      'Please send us the surface certificate for the {model}, the auditor is here on {weekday}.': 'paper',
      'We need a CIP flow table for the {model} as a file.': 'flow protocol',
      'I would like to have the hygiene drawing of the {model} casing.': 'paper',
    },
    complaint: {
      'After CIP there is still {product} behind the impeller of our {model}. Not able to get it clean.':
        'pocket',
      'The drain plug of the {model} does not drain. We lose an hour at every change.': 'drain',
      'Swab test failed again at the {model}. The pocket behind the plate is a problem.': 'pocket',
    },
    asks: {
      'Which detergent do you use, and at what concentration?': [
        'Two per cent caustic, then nitric, {temp} degrees.',
        'Peracetic acid cold, after the hot caustic.',
      ],
      'How does the outlet stand, up or to the side? A photo would say a lot.': [
        'Straight up. Photo is in my profile now.',
        'To the side, a bit below the middle.',
      ],
      'What pressure do you see at the outlet during CIP?': [
        'One point four bar, pump at full speed.',
        'Nearly two, with the valve half open.',
      ],
    },
    help: [
      'Turn the outlet to 45 degrees. Made all the difference in our {site}.',
      'We pulse the pump three times during the rinse, that gets the pocket clean.',
      'Ours went from two swab findings a month to none after we raised the flow to 1.6 m/s.',
    ],
  },
  {
    word: 'noise',
    weight: 12,
    answers: {
      cavitation: 'Sounds like cavitation: open the suction valve fully and watch whether the pitch drops.',
      level: 'At one metre 68 dB with covers, 74 without. The table is in the {model} sheet, page 11.',
      pipe: 'A step up to the next pipe size usually ends it. The bench film on cavitation shows why.',
      visit: 'A mechanic comes by on {weekday} and brings bearings along, so it is settled in one visit.',
      coupling: 'Check the coupling first: 0.1 mm off already hums at {hz} Hz.',
      office: 'With the covers on, yes: 68 dB at one metre, and a wall takes another 30 away.',
      measure:
        'Measured in a hall, the walls add up to 10 dB. A mechanic measures with you on {weekday}; what is too much, we mend.',
    },
    question: {
      'Our {model} hums at {hz} Hz since the last service. Is that the bearing or cavitation?':
        'coupling cavitation',
      'How loud may a {model} be at one metre?': 'level',
      'Is the whistling at low level normal for the {model}?': 'cavitation',
      'Would a bigger suction pipe take the rattling away? We have {inch} inch now.': 'pipe',
      'Can the {model} stand beside an office, or is it too loud for that?': 'office',
    },
    request: {
      'Please send the sound level table for the {model}.': 'level',
      'I need someone to listen to a recording of our {model}.': 'coupling cavitation',
      'I would like a visit at our {site}, the {model} hums through the whole hall.': 'visit',
    },
    complaint: {
      'The {model} is far too loud, the operators refuse to stand next to it.': 'visit measure',
      'Bearing noise after only {weeks} weeks. That is a poor show for a new pump.': 'visit',
      'You promised 68 dB, we measure 79. The data sheet is wrong.': 'measure',
      'Since your service visit the {model} rattles. It was quiet before, now it is worse.': 'visit coupling',
    },
    asks: {
      'Does the pitch change when you throttle the outlet?': [
        'It gets higher when I throttle, and the gauge trembles.',
        'No change with the outlet, only with the tank level.',
      ],
      'Could you record ten seconds close to the bearing and ten at the suction?': [
        'Recording is up under the same name, first ten seconds are the bearing.',
        'It is linked in my profile. The second half is the suction.',
      ],
      'What do you read on the suction gauge while it hums?': [
        'Minus 0.4 bar, {temp} degrees hot.',
        'Plus 0.2, quite steady.',
      ],
    },
    help: [
      'Cavitation, ten to one. Ours went quiet with a larger suction pipe.',
      'Put a screwdriver to the bearing and your ear to the handle. Old trick, works.',
      'Alignment. We had exactly {hz} Hz until we shimmed the foot.',
    ],
  },
  {
    word: 'choice',
    weight: 16,
    answers: {
      open: 'For pieces up to {size} mm take the {model} with the open impeller, at half speed.',
      middle: '{flow} cubic metres over twelve metres is right in the middle of its curve.',
      gentle: 'The {other} has the larger casing; for {product} the {model} is the gentler one.',
      back: 'Yes, up to a quarter of its speed, that is enough to empty the line.',
      rental: 'A rental {model} is free from {weekday} on, two weeks at no charge.',
      quote: 'The quote is in your inbox, with {inch} inch clamps and the spare seal.',
      clamp: 'Yes, {inch} inch clamps are standard on the {model}.',
      zone: 'For zone 1 and 2 there is the {model} in its own version, with certificate.',
      curve: 'The {hz} Hz curve is page 6 of the {model} sheet, the file is on its way too.',
      swap: 'Then we advised you badly. Ines rings you today, and the {model} can be swapped.',
      mend: 'You are right, and it is mended: the sheet as of today has the same curve on both pages.',
    },
    question: {
      'Which pump for {product} with pieces up to {size} mm?': 'open',
      'Does the {model} manage {flow} cubic metres an hour over twelve metres?': 'middle',
      'Has anyone here run a {model} on {product}?': 'gentle rental',
      'Is the {model} enough for a {site} with {flow} cubic metres a day, or the bigger one?':
        'gentle middle',
      'What is the difference between {model} and {other} for {product}?': 'gentle',
      'Can the {model} run backwards to empty the line?': 'back',
      'Do you make the {model} with a {inch} inch clamp?': 'clamp',
      'Is there a {model} for explosive areas?': 'zone',
    },
    request: {
      'Please send me the curve of the {model} at {hz} Hz.': 'curve',
      'I need a quote for two {model}, {inch} inch clamp, to our {site}.': 'quote',
      'I would like to try a {model} for a week before we decide.': 'rental',
      'Please call back about a pump for {product}, our {site} starts in autumn.': 'open rental',
    },
    complaint: {
      'Ordered the {model} on your advice, and it does not manage {product}. Money wasted and line stuck.':
        'swap',
      'The selection tool gives an error for anything above {flow} cubic metres.': 'mend',
      'Your {model} sheet contradicts itself, page 3 and page 7 cannot both be right.': 'mend',
    },
    asks: {
      'How thick is it at the lowest temperature? That decides it.': [
        'Like cold honey, {temp} degrees only when it is clean.',
        'Like cream, never below ten degrees.',
      ],
      'What lies between tank and filler: how many bends, how many metres?': [
        'Twelve metres up, two bends, {inch} inch pipe.',
        'About thirty metres, eight bends.',
      ],
      'What supply do you have, and which area is it?': [
        '{hz} Hz, zone 2, indoors.',
        '400 volts, no zone at all.',
      ],
    },
    help: [
      'We run a {model} on {product}, three years, one seal. Would buy it again.',
      'Take the open impeller, the closed one cuts {product} to bits.',
      'In our {site} the {other} was too big, the {model} was right.',
    ],
  },
];
