import { send } from '../api/request.ts';
import type { Phone } from '../keys/phone.ts';

export type PhoneState = 'waiting' | 'accredited' | 'revoked';

/** The newest 200 of all organisations. */
export async function phones(state: PhoneState): Promise<Phone[]> {
  const { deviceKeys } = (await (await send(`/device-keys?state=${state}`)).json()) as { deviceKeys: Phone[] };
  return deviceKeys;
}

/** Has the registry on chain name the phone, for what its owner signs, from when it was registered. */
export async function confirmPhone(
  { id, organisationId, stage, createdAt }: Pick<Phone, 'id' | 'organisationId' | 'stage' | 'createdAt'>,
  until: Date,
): Promise<void> {
  const grant = { organisationId, stage, deviceKeyId: id, from: createdAt, until: until.toISOString() };
  await send('/accreditations', { method: 'POST', json: grant, idempotencyKey: crypto.randomUUID() });
}
