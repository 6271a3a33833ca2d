import { join } from 'node:path';
import { readJson, writeAtomically } from './engines/files.ts';
import { anyFreePort, isPortFree } from './engines/probes.ts';

/** Ports by job, with the ones taken when nothing else asks for them. */
export const DEFAULT_PORTS = { web: 8080, sensors: 1883, database: 55432, chain: 8545 };
export type PortName = keyof typeof DEFAULT_PORTS;
export type Ports = Record<PortName, number>;

const NAMES = Object.keys(DEFAULT_PORTS) as PortName[];

/** Zero stands for "any free one": what tests and the demo ask for. */
export const ANY_PORTS: Ports = { web: 0, sensors: 0, database: 0, chain: 0 };

/**
 * Chooses a port for each job: the one of the last start, else the wanted one, else any free one. The choice is kept
 * in the state folder, so that printed labels keep their address.
 */
export async function choosePorts(
  stateDir: string,
  wanted: Ports,
  hosts: Record<PortName, string>,
  say: (text: string) => void,
): Promise<Ports> {
  const file = join(stateDir, 'ports.json');
  const kept = keptPorts(file);
  const chosen: Ports = { ...wanted };
  for (const name of NAMES) {
    const first = kept[name] ?? wanted[name];
    const isFree = first !== 0 && (await isPortFree(first, hosts[name]));
    chosen[name] = isFree ? first : await anyFreePort(hosts[name]);
    if (first !== 0 && !isFree) say(`port ${String(first)} (${name}) is taken, using ${String(chosen[name])}`);
  }
  writeAtomically(file, JSON.stringify(chosen));
  return chosen;
}

function keptPorts(file: string): Partial<Ports> {
  const content = readJson(file);
  if (typeof content !== 'object' || content === null) return {};
  const entries = Object.entries(content).filter(
    (entry): entry is [PortName, number] => NAMES.some((name) => name === entry[0]) && Number.isInteger(entry[1]),
  );
  return Object.fromEntries(entries);
}

/**
 * The base of printed labels: what was given, else that of the first start. A label keeps its address even when its
 * port was taken this time.
 */
export function keptPublicUrl(stateDir: string, given: string | undefined, webUrl: string): string {
  const file = join(stateDir, 'public-url.json');
  const kept = readJson(file);
  const url = given ?? (typeof kept === 'string' ? kept : webUrl);
  if (url !== kept) writeAtomically(file, JSON.stringify(url));
  return url;
}
