/** The stages whose certificates phones sign. */
export type SignedStage = 'birth' | 'residence';

/** What the key may sign, as the server last said it; times as RFC 3339. */
export interface Standing {
  stage: string;
  from: string;
  until: string;
}

/** The signing key of one person on this phone. The browser holds its secret half and gives it to nobody, not even us. */
export interface DeviceKey {
  did: string;
  /** Ed25519, 32 bytes. */
  publicKey: Uint8Array;
  /** Not extractable. */
  privateKey: CryptoKey;
  /** Once it is registered. */
  id?: string;
  standings: Standing[];
}

/** Whether the key signs for a stage. @param now epoch milliseconds */
export function maySign({ standings }: Pick<DeviceKey, 'standings'>, stage: SignedStage, now: number): boolean {
  return standings.some(
    (standing) => standing.stage === stage && Date.parse(standing.from) <= now && now < Date.parse(standing.until),
  );
}
