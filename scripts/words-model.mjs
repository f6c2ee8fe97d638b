// A small offline coder for the recovery of coded shares: which words speak for a code.

const wordsOf = (text) => {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+|[^\p{L}\p{N}\s]/gu) ?? [];
  return [...new Set([...words, ...words.slice(1).map((word, at) => `${words[at]} ${word}`)])];
};

/**
 * Logistic regression on words and pairs of words weighed by rarity, fitted by seeded steps of AdaGrad with weight
 * decay. Gives a function from text to a score between 0 and 1.
 */
export function fitWords(texts, labels, { random, epochs = 12, decay = 1e-4, rate = 0.3 }) {
  const found = new Map();
  const bags = texts.map(wordsOf);
  for (const bag of bags) for (const word of bag) found.set(word, (found.get(word) ?? 0) + 1);
  const words = [...found].filter(([, count]) => count > 1);
  const place = new Map(words.map(([word], at) => [word, at]));
  const rarity = Float64Array.from(words, ([, count]) => Math.log(texts.length / count) + 1);
  const weight = new Float64Array(words.length);
  const moved = new Float64Array(words.length).fill(1e-6);
  const share = labels.reduce((a, b) => a + b, 0) / labels.length;
  let base = Math.log((share + 1e-3) / (1 - share + 1e-3));
  const featuresOf = (bag) => {
    const places = bag.map((word) => place.get(word)).filter((at) => at !== undefined);
    const length = Math.hypot(...places.map((at) => rarity[at])) || 1;
    return { places, values: places.map((at) => rarity[at] / length) };
  };
  const scoreOf = ({ places, values }) => {
    let sum = base;
    for (let k = 0; k < places.length; k++) sum += weight[places[k]] * values[k];
    return 1 / (1 + Math.exp(-sum));
  };
  const features = bags.map(featuresOf);
  for (let step = 0; step < epochs * texts.length; step++) {
    const i = random.integer(0, texts.length - 1);
    const miss = scoreOf(features[i]) - labels[i];
    base -= 0.01 * miss;
    features[i].places.forEach((at, k) => {
      const slope = miss * features[i].values[k] + decay * weight[at];
      moved[at] += slope * slope;
      weight[at] -= (rate * slope) / Math.sqrt(moved[at]);
    });
  }
  return (text) => scoreOf(featuresOf(wordsOf(text)));
}
