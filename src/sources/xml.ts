import sax from 'sax';

/** What is told of an XML document while it is read. Names come without their prefix. */
export interface XmlEvents {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Feeds a document to `events`, a piece at a time, and hands over after each piece. No entity beyond XML's five is
 * known, and nothing but text is kept, so that a small document cannot grow.
 * @throws Error where it is no well-formed XML.
 */
export async function* readXml(chunks: AsyncIterable<Uint8Array>, events: XmlEvents): AsyncGenerator<void> {
  const parser = sax.parser(true, { position: false, trim: false });
  parser.onerror = (error) => {
    throw new Error(error.message.split('\n')[0]);
  };
  parser.onopentag = ({ name, attributes }) => {
    events.open?.(bare(name), attributes as Record<string, string>);
  };
  parser.onclosetag = (name) => events.close?.(bare(name));
  parser.ontext = (text) => events.text?.(text);
  parser.oncdata = (text) => events.text?.(text);
  const decoder = new TextDecoder('utf-8');
  // sax bounds what it holds by this number, and counts it itself only where it tells positions
  parser.position = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += piece) {
      const text = decoder.decode(chunk.subarray(at, at + piece), { stream: true });
      parser.position += text.length;
      parser.write(text);
      yield;
    }
  }
  parser.write(decoder.decode());
  parser.close();
  yield;
}

const piece = 65_536;

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
