import { join } from 'node:path';
import { chain } from './engines/chain.ts';
import { postgres } from './engines/postgres.ts';
import { ANY_PORTS, choosePorts } from './ports.ts';

/** Only the database and the chain, for working on services: prints their addresses as JSON and stays up. */
const stateDir = process.env.FIELDSEAL_STATE ?? join(import.meta.dirname, '../../../.fieldseal/engines');
const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
const local = '127.0.0.1';
const hosts = { web: local, sensors: local, database: local, chain: local };
const ports = await choosePorts(stateDir, ANY_PORTS, hosts, say);
const database = postgres(stateDir, ports.database, say);
const node = chain(stateDir, ports.chain, say);
await Promise.all([database.process.start(), node.start()]);
process.stdout.write(`${JSON.stringify({ DATABASE_URL: database.url, RPC_URL: node.url, STATE_DIR: stateDir })}\n`);

const stop = async (): Promise<void> => {
  await node.stop();
  await database.process.stop();
};
process.once('SIGINT', () => void stop());
process.once('SIGTERM', () => void stop());
