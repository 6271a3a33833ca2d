import { z } from 'zod';
import { AccreditationView } from '../accreditations/accreditations.schemas.ts';
import { Stage } from '../certificates/certificates.schemas.ts';
import { BilingualName } from '../organisations/organisations.schemas.ts';
import { PastTime, words } from '../platform/schemas.ts';
import { DeviceProof } from './proof.schemas.ts';

export const DeviceKeyChallenge = z.object({
  challenge: z.string().describe('to be signed with the new key'),
  person: z.uuid().describe('to be signed along: whose key it is going to be'),
  until: z.iso.datetime(),
});
export type DeviceKeyChallenge = z.infer<typeof DeviceKeyChallenge>;

export const NewDeviceKey = z
  .strictObject({
    did: z
      .string()
      .max(100)
      .regex(/^did:key:z6Mk[1-9A-HJ-NP-Za-km-z]+$/, 'the did:key of an Ed25519 key'),
    name: words(60),
    challenge: z.string().max(200),
    proof: DeviceProof.describe('over {type: "DeviceKeyRegistration", did, name, person, challenge}'),
  })
  .meta({
    examples: [
      {
        did: 'did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
        name: '茶园的手机',
        challenge: '1764000000000.5pZzQ0',
        proof: {
          type: 'DataIntegrityProof',
          cryptosuite: 'eddsa-jcs-2022',
          created: '2026-11-22T08:00:00Z',
          verificationMethod:
            'did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
          proofPurpose: 'assertionMethod',
          proofValue: 'z3TUHSr2zLD5HTSxSTnHKVbnmvZTA6uWKmhoKJVFxYr4DCxCAcrsGH1tCyzxRYNwUo1ZTJaJ4V8z7tJFRnnnNVqzG',
        },
      },
    ],
  });
export type NewDeviceKey = z.infer<typeof NewDeviceKey>;

/** A lost phone signs nothing more from when it was lost; one that was never accredited is refused by this. */
export const DeviceKeyRevocation = z
  .strictObject({ since: PastTime.optional(), reason: words(300).optional() })
  .meta({ examples: [{}, { since: '2026-11-20T18:00:00+08:00', reason: '手机丢了' }] });
export type DeviceKeyRevocation = z.infer<typeof DeviceKeyRevocation>;

export const DeviceKeyState = z.enum(['waiting', 'accredited', 'revoked']);
export type DeviceKeyState = z.infer<typeof DeviceKeyState>;

export const DeviceKeyQuery = z.object({
  state: DeviceKeyState.optional().describe('accredited: for something, at some time, whether or not it still holds'),
});
export type DeviceKeyQuery = z.infer<typeof DeviceKeyQuery>;

export const DeviceKeyView = z.object({
  id: z.uuid(),
  organisationId: z.uuid(),
  organisation: BilingualName,
  stage: Stage.optional().describe('of the certificates that its owner signs'),
  name: z.string(),
  did: z.string(),
  person: z.object({ id: z.uuid(), name: z.string() }),
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().optional(),
  revocationReason: z.string().optional(),
  accreditations: z.array(AccreditationView),
});
export type DeviceKeyView = z.infer<typeof DeviceKeyView>;
export const DeviceKeyList = z.object({ deviceKeys: z.array(DeviceKeyView) });
export type DeviceKeyList = z.infer<typeof DeviceKeyList>;
