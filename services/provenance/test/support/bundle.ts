import { assembleBundle, bytesToHex, digest, publicKeyOfDid, rootOf, serialiseBundle } from '../../src/index.ts';
import type { Accreditation, Bundle, ChainReader, Contracts, Stage } from '../../src/index.ts';
import { appraiser, assessor, factory, farm, warehouse } from './keys.ts';
import { MemoryLog } from './memory-log.ts';
import { cake, playSeason } from './season.ts';
import type { Season, Tampering } from './season.ts';

export const contracts: Contracts = {
  chainId: 31337,
  sealLog: '0x00000000000000000000000000000000000000a1',
  issuerRegistry: '0x00000000000000000000000000000000000000b2',
};

export const now = new Date('2026-07-01T00:00:00Z');
const seconds = (time: string) => Date.parse(time) / 1000;

/** A chain in memory, with every accreditation of the sample season; a test may change any part of it. */
class MemoryChain implements ChainReader {
  readonly sealed = new Map<number, { root: Uint8Array; sealedAt: number }>();
  readonly accreditations = new Map<string, Accreditation>();
  id = contracts.chainId;

  constructor() {
    const granted: [string, Stage][] = [
      [farm.did, 0],
      [factory.did, 1],
      [appraiser.did, 1],
      [warehouse.did, 2],
      [assessor.did, 3],
    ];
    for (const [did, stage] of granted) this.accredit(did, stage);
  }

  accredit(did: string, stage: Stage, change: Partial<Accreditation> = {}): void {
    const usual = {
      from: seconds('2026-01-01T00:00:00Z'),
      until: seconds('2028-01-01T00:00:00Z'),
      suspendedAt: undefined,
    };
    const key = publicKeyOfDid(did);
    if (key) this.accreditations.set(`${bytesToHex(key)}/${String(stage)}`, { ...usual, ...change });
  }

  chainId(): Promise<number> {
    return Promise.resolve(this.id);
  }

  sealedRoot(size: number): Promise<{ root: Uint8Array; sealedAt: number } | undefined> {
    return Promise.resolve(this.sealed.get(size));
  }

  accreditation(key: Uint8Array, stage: Stage): Promise<Accreditation | undefined> {
    return Promise.resolve(this.accreditations.get(`${bytesToHex(key)}/${String(stage)}`));
  }
}

export interface Sealed {
  readonly bundle: Bundle;
  readonly bytes: Uint8Array;
  readonly chain: MemoryChain;
}

/** Appends a season to a log among other leaves, seals it, and assembles the bundle of the cake. */
export async function sealSeason(season: Season, item = cake): Promise<Sealed> {
  const log = new MemoryLog();
  const append = <Document>(document: Document) => ({ document, leafIndex: log.append(digest(document)) });
  for (let other = 0; other < 7; other += 1) log.append(digest({ other }));
  const events = season.events.map(append);
  const certificates = season.certificates.map(append);
  for (let other = 7; other < 30; other += 1) log.append(digest({ other }));
  const { size } = log.tree;
  const chain = new MemoryChain();
  chain.sealed.set(size, { root: await rootOf(log, size), sealedAt: seconds('2026-06-03T00:01:00Z') });
  const bundle = await assembleBundle(item, contracts, size, log, certificates, events);
  return { bundle, bytes: serialiseBundle(bundle), chain };
}

export async function sealedSeason(tampering?: Tampering): Promise<Sealed> {
  return sealSeason(await playSeason(tampering));
}
