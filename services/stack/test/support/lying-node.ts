import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const Question = z.looseObject({ method: z.string() });
const Answer = z.looseObject({ result: z.string() });

/** A node that answers like the true one, but for the seals: of each it changes one digit. */
export async function lyingNode(trueUrl: string): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const reply = async (): Promise<void> => {
      const body = await text(request);
      const asked = await fetch(trueUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      const answer: unknown = await asked.json();
      const isSeal = Question.parse(JSON.parse(body)).method === 'eth_call';
      response.setHeader('content-type', 'application/json').end(JSON.stringify(isSeal ? changed(answer) : answer));
    };
    reply().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${String(port)}`, close };
}

function changed(answer: unknown): unknown {
  const { result, ...rest } = Answer.parse(answer);
  const digit = result.at(9) === '0' ? '1' : '0';
  return { ...rest, result: result.slice(0, 9) + digit + result.slice(10) };
}
