import type { Theme } from '../parameters.ts';

/** What our side posts, by theme. */
export const postTexts: Record<Theme, readonly string[]> = {
  bench: [
    'Bench film: what {product} does to an open impeller at {hz} Hz. Glass casing, no tricks.',
    'On the test bench today: the {model} at {temp} °C. Watch the seal at minute {size}.',
    'Cavitation, seen from inside. We throttled the suction until it hurt.',
    'We ran the {model} dry for ten minutes, so that you never have to. Here is what is left of the seal.',
    'Bench film: {flow} cubic metres an hour through {inch} inch, with beans in the water.',
    'Slow motion: the first second after the start of a {model}.',
  ],
  people: [
    'Uwe has turned shafts here for thirty years. Today he shows Mia how to hear a bad bearing.',
    'Our three new apprentices took their first {model} apart, and put it together again. One screw was left over.',
    'Ines from applications, in her own words: “Most pumps that fail were never asked what they pump.”',
    'The night shift of the foundry, photographed at four in the morning.',
    'Tom drove 400 km for a gasket, and was back for supper. Service is people.',
  ],
  product: [
    'New: the {model} with {inch} inch clamp and a drain that drains.',
    'The {model} now comes with {elastomer} seals as standard.',
    'One pump, three covers: the {model} family at a glance.',
    'Data sheet of the {model}, revised: curves at {hz} Hz, sound levels, torques on one page.',
    'The {model} for {product}: gentle up to {size} mm.',
    'Up to {flow} cubic metres an hour with one size less motor. The {model} figures are out.',
  ],
  fair: [
    'Two weeks to go: the {model} runs at the fair, hall 4, stand B21.',
    'The fair opens tomorrow. Come and hear the quiet {model}, hall 4.',
    'First day at the fair: 140 conversations, eleven kilos of biscuits, one lost screwdriver.',
    'The cut-open {model} is on its way to hall 4.',
    'Back from the fair. What you asked most: seals in hot cleaning.',
  ],
  jobs: [
    'We look for a service mechanic who likes driving, listening and {product}.',
    'Apprenticeship from September: industrial mechanic, at a bench with windows.',
    'Thesis to give away: noise of the {model} at part load. With a desk and good coffee.',
    'Process engineer wanted. The pumps are patient, so are we.',
  ],
  dogs: [
    'Bruno, head of acoustics, inspects the new {model}. Verdict: quiet enough to sleep next to.',
    'Dogs at the office, {weekday} edition: Frieda has taken over the chair of the head of sales.',
    'Bring your dog to work day. Production is down, mood is up.',
    'Bruno has found the warm spot behind the test bench.',
  ],
  repair: [
    'Repair film: change the seal of the {model} in ten minutes, four bolts, motor stays.',
    'Repair film: aligning the coupling with a dial gauge, step by step.',
    'Three sounds of a pump that wants attention, and what to do about each.',
    'Repair film: the bearing of the {other}, from {year} to today.',
    'Storing a pump over the winter: drain, turn, cover.',
  ],
};
