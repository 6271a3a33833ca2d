import { z } from 'zod';
import { isPlainText } from '../platform/schemas.ts';

/** Any JSON object; what is wrong with it is for the report to say. */
const Document = z.record(z.string(), z.unknown());

const StatusOptions = {
  checkStatus: z.boolean().default(true).describe('whether the status entries are judged'),
  statusLists: z
    .array(Document)
    .max(20)
    .default([])
    .describe('signed status lists that the caller has; ours are at hand, others are never fetched'),
};

const token = (what: string) =>
  z.string().min(1).max(500).refine(isPlainText, 'control characters are not allowed').describe(what);

const Request = {
  challenge: token('random text that the verifier gave out for this one presentation'),
  domain: token('whom it is for: the origin of the verifier'),
};

const SAMPLE = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiableCredential'],
  issuer: 'did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
  credentialSubject: { id: 'https://fieldseal.example/01/06901234567908/21/A1' },
};

export const CredentialToVerify = z
  .strictObject({
    verifiableCredential: Document,
    options: z.strictObject(StatusOptions).prefault({}),
  })
  .meta({ examples: [{ verifiableCredential: SAMPLE }] });
export type CredentialToVerify = z.infer<typeof CredentialToVerify>;

export const PresentationToVerify = z
  .strictObject({
    verifiablePresentation: Document,
    options: z.strictObject({ ...Request, ...StatusOptions }),
  })
  .meta({
    examples: [
      {
        verifiablePresentation: {
          '@context': ['https://www.w3.org/ns/credentials/v2'],
          type: ['VerifiablePresentation'],
          verifiableCredential: [SAMPLE],
        },
        options: { challenge: '3f1c9a5e7b', domain: 'https://buyer.example' },
      },
    ],
  });
export type PresentationToVerify = z.infer<typeof PresentationToVerify>;

const Fault = z.object({
  pointer: z.string().describe('RFC 6901, into the credential or presentation'),
  code: z.string(),
  detail: z.string(),
});

export const CredentialReport = z.object({
  verified: z.boolean().describe('whether nothing speaks against it; whether to trust the issuer is for the caller'),
  issuer: z.string().optional(),
  signers: z.array(z.string()).describe('every DID whose signature is good'),
  faults: z.array(Fault),
});

export const PresentationReport = z.object({
  verified: z.boolean().describe('whether nothing speaks against it, nor against any credential in it'),
  holder: z.string().optional(),
  faults: z.array(Fault),
});

export const NewPresentation = z
  .strictObject({
    certificates: z
      .array(z.uuid())
      .min(1)
      .max(100)
      .refine((ids) => new Set(ids).size === ids.length, 'a certificate is named twice'),
    ...Request,
  })
  .meta({
    examples: [
      {
        certificates: ['6f1c1b1e-3d0a-4c53-9d5e-0a5c5a4f2b11'],
        challenge: '3f1c9a5e7b',
        domain: 'https://buyer.example',
      },
    ],
  });
export type NewPresentation = z.infer<typeof NewPresentation>;

export const PresentationView = z.object({ verifiablePresentation: Document });
export type PresentationView = z.infer<typeof PresentationView>;
