import type { Certificate, ConformityCertificate } from '../../src/index.ts';
import { conformityCertificate } from '../../src/index.ts';
import type { Line, Rendering, Sheet } from '../../src/rendering/index.ts';
import { farm } from '../support/keys.ts';
import { digestOf, leafLot } from '../support/season.ts';

/** A certificate with nothing known around it but its signature. */
export function sheetOf(certificate: Certificate, more: Partial<Sheet> = {}): Sheet {
  return {
    certificate,
    digest: digestOf(certificate),
    address: `https://id.fieldseal.example/certificates/${certificate.id.slice('urn:uuid:'.length)}`,
    link: certificate.credentialSubject.id,
    standing: { state: 'valid' },
    signers: [{ did: certificate.issuer.id, role: 'issuer', name: { zh: '发证机构', en: 'Issuing body' } }],
    events: [],
    before: [],
    ...more,
  };
}

/** Everything a line says, for looking for words in it. */
export function told({ label, value, details = [] }: Line): string {
  return [label, value, ...details.map(({ text }) => text)].join(' | ');
}

/** Everything a rendering says. */
export function allOf({ title, otherTitle, head, opening, facts, standing, parts, proven, form }: Rendering): string {
  return [
    title,
    otherTitle,
    opening,
    standing.text,
    ...standing.details,
    ...head.map(told),
    ...(form ? [...form.promises, ...form.basis].map(({ text }) => text) : []),
    ...facts.map(told),
    ...parts.flatMap((part) => [part.title, part.note ?? '', ...part.lines.map(told)]),
    proven,
  ].join('\n');
}

export type Promised = ConformityCertificate['credentialSubject'];

export function promise(change: Partial<Promised> = {}): ConformityCertificate {
  return conformityCertificate({
    uuid: '00000000-0000-4000-8000-000000000005',
    issuer: { id: farm.did, name: '勐海古茶合作社' },
    validFrom: new Date('2026-08-31T04:00:00Z'),
    evidence: [{ hash: `ni:///sha-256;${'1'.repeat(64)}?ver=CBV2.0`, eventType: 'ObjectEvent' }],
    precededBy: [],
    subject: {
      id: leafLot,
      productName: '茶鲜叶',
      quantity: { value: 120, unit: 'KGM' },
      origin: '云南省勐海县格朗和乡',
      promisedBy: '勐海古茶合作社',
      contact: '0691-5120000',
      basis: ['self-test'],
      ...change,
    },
  });
}
