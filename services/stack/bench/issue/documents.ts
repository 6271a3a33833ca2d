import { randomUUID } from 'node:crypto';
import { birthCertificate, type BirthCertificate, statusEntry } from '@fieldseal/provenance';

const HOST = 'https://fieldseal.example';
const GTIN = '06901234567892';

/** Birth certificates as the services make them, without proofs, of which no two are alike; some 2,000 bytes each. */
export function birthCertificates(count: number, issuer: string, now: Date): BirthCertificate[] {
  const lists = [`${HOST}/status/${randomUUID()}`, `${HOST}/status/${randomUUID()}`] as const;
  return Array.from({ length: count }, (_, i) => certificateOf(i, issuer, lists, now));
}

function certificateOf(
  number: number,
  issuer: string,
  [revocation, suspension]: readonly [string, string],
  now: Date,
): BirthCertificate {
  const harvestedAt = new Date(Date.UTC(2026, 3, 1) + number * 60_000).toISOString();
  const quantity = { value: 1 + (number % 5000) / 100, unit: 'KGM' };
  return birthCertificate({
    uuid: randomUUID(),
    issuer: {
      id: issuer,
      name: '南糯山茶园 Nannuo Garden',
      alsoKnownAs: `did:web:fieldseal.example:organisations:${randomUUID()}`,
    },
    validFrom: now,
    evidence: [{ hash: `ni:///sha-256;${randomHex()}?ver=CBV2.0`, eventType: 'ObjectEvent' }],
    precededBy: [],
    status: [statusEntry(revocation, 'revocation', number), statusEntry(suspension, 'suspension', number)],
    subject: {
      id: `${HOST}/01/${GTIN}/10/H260401-${number.toString(36).padStart(8, '0')}`,
      product: '鲜叶 Fresh leaf',
      cultivar: '云抗10号',
      plot: {
        id: `${HOST}/own/place/${String(number % 500)}`,
        name: '东坡',
        geometryDigest: randomHex(),
        areaSquareMetres: 10_400,
      },
      harvestedFrom: harvestedAt,
      harvestedUntil: harvestedAt,
      quantity,
      inputs: [{ kind: 'fertiliser', name: '菜籽饼肥', quantity: { value: 20, unit: 'KGM' }, appliedAt: harvestedAt }],
      conformity: {
        productName: '鲜叶 Fresh leaf',
        quantity,
        origin: '东坡',
        promisedBy: '南糯山茶园',
        contact: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
        issuedAt: now.toISOString(),
      },
      photos: [{ digest: randomHex() }],
    },
  });
}

const randomHex = (): string => `${randomUUID()}${randomUUID()}`.replaceAll('-', '');
