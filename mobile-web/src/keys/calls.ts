import type { Proof } from '@fieldseal/provenance';
import type { RegisteredKey, Waiting, WaitingDocuments } from '../api/model.ts';
import { path, send } from '../api/request.ts';
import type { Phone, Refusal } from './phone.ts';

export interface Challenge {
  challenge: string;
  /** Id of the signed-in person. */
  person: string;
}

async function post<Answer>(place: string, json: unknown): Promise<Answer> {
  return (await send(place, { method: 'POST', json })).json() as Promise<Answer>;
}

export async function askChallenge(): Promise<Challenge> {
  return (await send('/device-keys/challenge')).json() as Promise<Challenge>;
}

export function register(key: { did: string; name: string; challenge: string; proof: Proof }): Promise<RegisteredKey> {
  return post('/device-keys', key);
}

export async function registeredKeys(): Promise<Phone[]> {
  const { deviceKeys } = (await (await send('/device-keys')).json()) as { deviceKeys: Phone[] };
  return deviceKeys;
}

export function revoke(id: string, reason?: string): Promise<RegisteredKey> {
  return post(`/device-keys${path(id)}/revoke`, reason === undefined ? {} : { reason });
}

export async function waiting(): Promise<Waiting[]> {
  const { signings } = (await (await send('/signings')).json()) as { signings: Waiting[] };
  return signings;
}

export function documentsOf(id: string): Promise<WaitingDocuments> {
  return post(`/signings${path(id)}/documents`, {});
}

export function sendProofs(id: string, proofs: readonly Proof[]): Promise<Waiting> {
  return post(`/signings${path(id)}/proofs`, { proofs });
}

/** Lets the organisation sign alone. */
export function release(id: string): Promise<Waiting> {
  return post(`/signings${path(id)}/release`, {});
}

/** Deletes what waits; that it was refused, and why, stays. */
export function refuse(id: string, reason: string): Promise<Refusal> {
  return post(`/signings${path(id)}/refuse`, { reason });
}

/** Of everybody in the organisation, newest first. */
export async function refusals(): Promise<Refusal[]> {
  const { refusals: list } = (await (await send('/signings/refusals')).json()) as { refusals: Refusal[] };
  return list;
}
