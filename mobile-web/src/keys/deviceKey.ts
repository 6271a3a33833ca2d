import { database } from '../app/database.ts';
import { type DeviceKey, maySign, type SignedStage } from './key.ts';

/** A fresh key pair of the browser, or undefined where it cannot make one (old, or a page without TLS). */
export async function generatePair(): Promise<Pick<DeviceKey, 'publicKey' | 'privateKey'> | undefined> {
  if (!('subtle' in crypto)) return undefined;
  try {
    const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
    const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
    return { publicKey, privateKey: pair.privateKey };
  } catch {
    return undefined;
  }
}

export async function heldKey(owner: string): Promise<DeviceKey | undefined> {
  return (await database()).get('keys', owner);
}

export async function holdKey(owner: string, key: DeviceKey): Promise<void> {
  await (await database()).put('keys', key, owner);
}

export async function forgetKey(owner: string): Promise<void> {
  await (await database()).delete('keys', owner);
}

/**
 * The registered key that signs records of this moment, decided on the phone so that it works without a network.
 * @param now epoch milliseconds
 */
export async function signingKeyId(owner: string, stage: SignedStage, now: number): Promise<string | undefined> {
  const key = await heldKey(owner);
  return key && maySign(key, stage, now) ? key.id : undefined;
}
