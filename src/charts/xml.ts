// Characters that XML 1.0 forbids, lone surrogates, and the marks that reorder what follows them.
const unwanted =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text without control characters, lone surrogates and marks that turn the direction of what follows. */
export function clean(text: string): string {
  return text.replace(unwanted, '');
}

/** Text made safe for element content and attribute values. */
export function escapeText(text: string): string {
  return clean(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? '');
}

/** Attribute values; undefined and false leave the attribute out. */
export type Attributes = Record<string, string | number | undefined | false>;

/** An element; its children are markup already. Numbers keep one decimal. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(
      ([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escapeText(String(value))}"`,
    )
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

/** A `text` element with its words. */
export function words(attributes: Attributes, text: string): string {
  return element('text', attributes, escapeText(text));
}

/** One decimal, without a negative zero. */
export function round(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}
