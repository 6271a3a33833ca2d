import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export interface Peer {
  readonly baseUrl: string;
  readonly stop: () => Promise<void>;
}

const Messages = z.tuple([z.object({ port: z.number() })], z.unknown());

/** Starts a bare Fastify route that answers one JSON document, in a process of its own as the services are. */
export async function startPeer(document: string): Promise<Peer> {
  const child = fork(fileURLToPath(new URL('peer-process.ts', import.meta.url)), { stdio: 'inherit' });
  const ended = once(child, 'exit');
  child.send({ document });
  const [message] = Messages.parse(await once(child, 'message'));
  return {
    baseUrl: `http://127.0.0.1:${String(message.port)}`,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
