import { assembleBundle, bytesToHex, digest, publicKeyOfDid, rootOf, serialiseBundle } from '../../src/index.ts';
import type {
  AccreditationEvent,
  Bundle,
  Certificate,
  ChainReader,
  Contracts,
  Sealed as SealedDocument,
  Stage,
} from '../../src/index.ts';
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
export const seconds = (time: string) => Date.parse(time) / 1000;

/** A chain in memory, with every accreditation of the sample season; a test may change any part of it. */
export class MemoryChain implements ChainReader {
  readonly sealed = new Map<number, { root: Uint8Array; sealedAt: number }>();
  readonly #histories = new Map<string, AccreditationEvent[]>();
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

  /** Accredits as if nothing had been recorded before. */
  accredit(did: string, stage: Stage, change: { from?: number; until?: number } = {}): void {
    const from = seconds('2026-01-01T00:00:00Z');
    const usual = { kind: 'accredited', recordedAt: from, from, until: seconds('2028-01-01T00:00:00Z') } as const;
    this.#histories.set(keyOf(did, stage), [{ ...usual, ...change }]);
  }

  forget(did: string, stage: Stage): void {
    this.#histories.delete(keyOf(did, stage));
  }

  record(did: string, stage: Stage, ...events: readonly AccreditationEvent[]): void {
    const key = keyOf(did, stage);
    this.#histories.set(key, [...(this.#histories.get(key) ?? []), ...events]);
  }

  chainId(): Promise<number> {
    return Promise.resolve(this.id);
  }

  sealedRoot(size: number): Promise<{ root: Uint8Array; sealedAt: number } | undefined> {
    return Promise.resolve(this.sealed.get(size));
  }

  accreditationHistory(key: Uint8Array, stage: Stage): Promise<readonly AccreditationEvent[]> {
    return Promise.resolve(this.#histories.get(`${bytesToHex(key)}/${String(stage)}`) ?? []);
  }
}

function keyOf(did: string, stage: Stage): string {
  const key = publicKeyOfDid(did);
  if (!key) throw new Error(`${did} is no did:key`);
  return `${bytesToHex(key)}/${String(stage)}`;
}

export interface Sealed {
  readonly bundle: Bundle;
  readonly bytes: Uint8Array;
  readonly chain: MemoryChain;
  readonly log: MemoryLog;
}

/** When the head was sealed that first covered a certificate of the season. */
const FIRST_SEALS: Readonly<Record<string, string>> = {
  'urn:uuid:00000000-0000-4000-8000-000000000001': '2026-04-03T00:01:00Z',
  'urn:uuid:00000000-0000-4000-8000-000000000002': '2026-04-11T00:01:00Z',
  'urn:uuid:00000000-0000-4000-8000-000000000003': '2026-05-01T00:01:00Z',
};

/** Appends a season to a log among other leaves, seals it, and assembles the bundle of the cake. */
export async function sealSeason(season: Season, item = cake): Promise<Sealed> {
  const log = new MemoryLog();
  const chain = new MemoryChain();
  const append = <Document>(document: Document) => ({ document, leafIndex: log.append(digest(document)) });
  for (let other = 0; other < 7; other += 1) log.append(digest({ other }));
  const events = season.events.map(append);
  const certificates: SealedDocument<Certificate>[] = [];
  for (const document of season.certificates) {
    const sealedAt = FIRST_SEALS[document.id];
    const placed = append(document);
    if (sealedAt === undefined) {
      certificates.push(placed);
      continue;
    }
    const firstHeadSize = log.tree.size;
    certificates.push({ ...placed, firstHeadSize });
    chain.sealed.set(firstHeadSize, { root: await rootOf(log, firstHeadSize), sealedAt: seconds(sealedAt) });
  }
  const declarations = (season.declarations ?? []).map(append);
  for (let other = 7; other < 30; other += 1) log.append(digest({ other }));
  const { size } = log.tree;
  chain.sealed.set(size, { root: await rootOf(log, size), sealedAt: seconds('2026-06-03T00:01:00Z') });
  const { statusLists } = season;
  const companions = { declarations, statusLists };
  const bundle = await assembleBundle(item, contracts, size, log, certificates, events, companions);
  return { bundle, bytes: serialiseBundle(bundle), chain, log };
}

export async function sealedSeason(tampering?: Tampering): Promise<Sealed> {
  return sealSeason(await playSeason(tampering));
}
