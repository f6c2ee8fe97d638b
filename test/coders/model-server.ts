import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { chat } from './model.ts';

/** A language model on loopback. */
export interface ModelServer {
  /** Its address, up to `/chat/completions`. */
  base: string;
  /** Paths that were asked for, and the texts. */
  paths: string[];
  texts: string[];
  close(): Promise<void>;
}

/** Serves a model that says of a text what `answer` gives: the content of its answer. */
export async function serveModel(answer: (text: string) => unknown): Promise<ModelServer> {
  const paths: string[] = [];
  const texts: string[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    paths.push(String(request.url));
    const { messages } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const text = JSON.parse(messages[1].content).message as string;
    texts.push(text);
    response.end(chat(await answer(text)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    paths,
    texts,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
