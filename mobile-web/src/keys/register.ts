import { createProof, didKey } from '@fieldseal/provenance';
import type { RegisteredKey } from '../api/model.ts';
import { askChallenge, register, registeredKeys } from './calls.ts';
import { forgetKey, generatePair, heldKey, holdKey } from './deviceKey.ts';
import type { DeviceKey, Standing } from './key.ts';
import type { Phone } from './phone.ts';
import { deviceSigner } from './deviceSigner.ts';

/**
 * Makes this phone's key and registers it. The key is kept before it is registered: when the answer gets lost, the server
 * knows the key already, and the next look at it finds that out.
 * @returns undefined where the browser cannot hold a key
 */
export async function makeKey(owner: string, name: string): Promise<DeviceKey | undefined> {
  const key = (await heldKey(owner)) ?? (await freshKey(owner));
  if (key === undefined) return undefined;
  const { did } = key;
  const { person, challenge } = await askChallenge();
  const statement = { type: 'DeviceKeyRegistration', did, name, person, challenge };
  const proof = await createProof(statement, deviceSigner(key), new Date());
  return remember(owner, key, await register({ did, name, challenge, proof }));
}

/** Asks the server how the phone's key stands. A key that it says is revoked is forgotten. */
export async function refreshKey(owner: string): Promise<{ key?: DeviceKey; registered: Phone[] }> {
  const registered = await registeredKeys();
  const key = await heldKey(owner);
  const known = registered.find(({ did }) => did === key?.did);
  if (key === undefined || known === undefined) return { registered };
  if (known.revokedAt === undefined) return { key: await remember(owner, key, known), registered };
  await forgetKey(owner);
  return { registered };
}

async function freshKey(owner: string): Promise<DeviceKey | undefined> {
  const pair = await generatePair();
  if (pair === undefined) return undefined;
  const key: DeviceKey = { ...pair, did: didKey(pair.publicKey), standings: [] };
  await holdKey(owner, key);
  return key;
}

async function remember(owner: string, key: DeviceKey, known: RegisteredKey): Promise<DeviceKey> {
  const next: DeviceKey = { ...key, id: known.id, standings: standingsOf(known) };
  await holdKey(owner, next);
  return next;
}

/** What the chain has confirmed and nobody has withdrawn. */
export function standingsOf({ accreditations }: Pick<RegisteredKey, 'accreditations'>): Standing[] {
  return accreditations
    .filter(({ suspendedAt, transaction }) => suspendedAt === undefined && transaction.status === 'mined')
    .map(({ stage, from, until }) => ({ stage, from, until }));
}
