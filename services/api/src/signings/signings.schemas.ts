import { z } from 'zod';
import { Stage } from '../certificates/certificates.schemas.ts';
import { DeviceProof } from '../device-keys/proof.schemas.ts';

/** A record whose documents wait for the signature of a phone, or did. */
export const SigningView = z.object({
  id: z.uuid(),
  stage: Stage,
  subjects: z.array(z.string()),
  certificateIds: z.array(z.uuid()),
  /** Of the phone that is to sign. */
  did: z.string(),
  createdAt: z.iso.datetime(),
  completedAt: z.iso.datetime().optional(),
  signedBy: z.enum(['device', 'organisation']).optional(),
});
export type SigningView = z.infer<typeof SigningView>;
export const SigningList = z.object({ signings: z.array(SigningView) });
export type SigningList = z.infer<typeof SigningList>;

/** The documents in the order in which their proofs are wanted: the events, then the certificates. */
export const SigningDocuments = SigningView.extend({
  documents: z.array(z.record(z.string(), z.unknown())),
});
export type SigningDocuments = z.infer<typeof SigningDocuments>;

export const SigningProofs = z.strictObject({ proofs: z.array(DeviceProof).min(1).max(2_000) }).meta({
  examples: [
    {
      proofs: [
        {
          '@context': ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld'],
          type: 'DataIntegrityProof',
          cryptosuite: 'eddsa-jcs-2022',
          created: '2026-11-22T08:00:00Z',
          verificationMethod:
            'did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
          proofPurpose: 'assertionMethod',
          proofValue: 'z3TUHSr2zLD5HTSxSTnHKVbnmvZTA6uWKmhoKJVFxYr4DCxCAcrsGH1tCyzxRYNwUo1ZTJaJ4V8z7tJFRnnnNVqzG',
        },
      ],
    },
  ],
});
export type SigningProofs = z.infer<typeof SigningProofs>;
