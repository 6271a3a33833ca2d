import { once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod';

const Question = z.object({ method: z.string(), params: z.array(z.unknown()) });
export type Question = z.infer<typeof Question>;
export type Result = unknown;

/** A lie: the result that is given instead of the true one, or the true one where it is not about that. */
export type Lie = (question: Question, result: Result) => Result;

/** A JSON-RPC node between a verifier and the true one, which tells the truth but for one lie. */
export async function lyingRpc(truth: string, lie: Lie): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(z.instanceof(Buffer).parse(part));
      const body = Buffer.concat(parts).toString();
      const answer = await fetch(truth, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      const told = z.record(z.string(), z.unknown()).parse(await answer.json());
      const result = lie(Question.parse(JSON.parse(body)), told.result);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ...told, result }));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${String(port)}`, stop };
}
