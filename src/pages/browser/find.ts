/** The first element that a selector finds, or null. */
export const one = <T extends Element>(selector: string, within: ParentNode = document) =>
  within.querySelector<T>(selector);

/** All elements that a selector finds. */
export const all = <T extends Element>(selector: string, within: ParentNode = document) => [
  ...within.querySelectorAll<T>(selector),
];
