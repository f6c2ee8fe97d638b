/** What is wrong with a text as XML: tags that do not match, attributes without quotes, bare signs. Empty if nothing. */
export function xmlFaults(text: string): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  const entity = /&(?!(?:amp|lt|gt|quot|#39);)/;
  let at = 0;
  for (const match of text.matchAll(/<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g)) {
    const between = text.slice(at, match.index);
    if (/[<>]/.test(between)) faults.push(`a bare sign in ${JSON.stringify(between)}`);
    if (entity.test(between) || entity.test(match[3])) faults.push(`a bare & near ${match[0]}`);
    const names = [...match[3].matchAll(/\s([\w:-]+)=/g)].map(([, name]) => name);
    if (new Set(names).size < names.length) faults.push(`an attribute twice in ${match[0]}`);
    at = match.index + match[0].length;
    if (match[4]) continue;
    if (!match[1]) open.push(match[2]);
    else if (open.pop() !== match[2]) faults.push(`</${match[2]}> closes nothing`);
  }
  if (/[<>&]/.test(text.slice(at))) faults.push('text after the end');
  return [...faults, ...open.map((name) => `<${name}> stays open`)];
}
