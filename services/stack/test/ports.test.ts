import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { anyFreePort, isPortFree } from '../src/engines/probes.ts';
import { ANY_PORTS, choosePorts } from '../src/ports.ts';
import { temporaryState } from './support/state.ts';

const LOCAL = '127.0.0.1';
const HOSTS = { web: LOCAL, sensors: LOCAL, database: LOCAL, chain: LOCAL };
const open: Server[] = [];

function occupy(port: number): Promise<void> {
  const server = createServer();
  open.push(server);
  return new Promise((resolve) => server.listen({ port, host: LOCAL }, resolve));
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

describe('choosing ports', () => {
  test('takes the wanted ports when they are free, and keeps them', async () => {
    const state = temporaryState('ports');
    const web = await anyFreePort(LOCAL);
    const said: string[] = [];
    const first = await choosePorts(state.folder, { ...ANY_PORTS, web }, HOSTS, (text) => said.push(text));
    const second = await choosePorts(state.folder, ANY_PORTS, HOSTS, (text) => said.push(text));
    state.remove();
    expect(first.web).toBe(web);
    expect(second).toEqual(first);
    expect(said).toEqual([]);
  });

  test('takes another port when the wanted one is taken, and says so', async () => {
    const state = temporaryState('ports');
    const web = await anyFreePort(LOCAL);
    await occupy(web);
    const said: string[] = [];
    const ports = await choosePorts(state.folder, { ...ANY_PORTS, web }, HOSTS, (text) => said.push(text));
    state.remove();
    expect(ports.web).not.toBe(web);
    expect(await isPortFree(ports.web, LOCAL)).toBe(true);
    expect(said).toEqual([`port ${String(web)} (web) is taken, using ${String(ports.web)}`]);
  });
});
