import { beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { anyCertificateSchema, birthCertificate, certificateJsonSchema, digest, STAGES } from '../../src/index.ts';
import type { Certificate } from '../../src/index.ts';
import { playSeason } from '../support/season.ts';

describe('the four certificates', () => {
  let certificates: readonly Certificate[];

  beforeAll(async () => {
    ({ certificates } = await playSeason());
  });

  test('stand in the order of life', () => {
    expect(certificates.map(({ type }) => STAGES[type[1]])).toEqual([0, 1, 2, 3]);
  });

  test('are accepted as they are, and refused with one field more, at any place', () => {
    for (const certificate of certificates) {
      expect(anyCertificateSchema.parse(certificate)).toEqual(certificate);
      expect(anyCertificateSchema.safeParse({ ...certificate, extra: 1 }).success).toBe(false);
      const subject = { ...certificate.credentialSubject, extra: 1 };
      expect(anyCertificateSchema.safeParse({ ...certificate, credentialSubject: subject }).success).toBe(false);
    }
  });

  test('are refused with one field less', () => {
    for (const certificate of certificates) {
      const optional = ['proof', 'credentialStatus', 'credentialSchema'];
      for (const name of Object.keys(certificate).filter((key) => !optional.includes(key))) {
        const less = Object.fromEntries(Object.entries(certificate).filter(([key]) => key !== name));
        expect(anyCertificateSchema.safeParse(less).success).toBe(false);
      }
    }
  });

  test('have a digest of 32 bytes that covers the proofs', () => {
    for (const certificate of certificates) {
      expect(digest(certificate)).toHaveLength(32);
      expect(digest(certificate)).not.toEqual(digest({ ...certificate, proof: undefined }));
    }
  });

  test('cannot be built from a wrong field', () => {
    const [birth] = certificates;
    if (!birth || !('harvestedFrom' in birth.credentialSubject)) throw new Error('the season has no birth certificate');
    const subject = { ...birth.credentialSubject, quantity: { value: -1, unit: 'KGM' } };
    expect(() =>
      birthCertificate({
        uuid: 'X',
        issuer: birth.issuer,
        validFrom: new Date(),
        subject,
        evidence: [],
        precededBy: [],
      }),
    ).toThrow('urn:uuid');
  });
});

describe('the JSON Schemas that certificates name', () => {
  const ajv = new Ajv2020({ strict: false });

  test('accept the certificates that name them, and nothing less', async () => {
    for (const certificate of (await playSeason()).certificates) {
      const schema = certificateJsonSchema(certificate.type[1]);
      expect(certificate.credentialSchema?.id).toBe(schema.$id);
      const validate = ajv.compile(schema);
      expect(validate(JSON.parse(JSON.stringify(certificate)))).toBe(true);
      expect(validate({ ...certificate, credentialSubject: {} })).toBe(false);
    }
  });
});
