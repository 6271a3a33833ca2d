import { birthCertificate, identifyEvent, residenceCertificate } from '@fieldseal/provenance';
import type { RecordedHarvest } from '../../src/keys/checkHarvest.ts';
import type { RecordedResidence } from '../../src/keys/checkResidence.ts';

const STEM = 'https://id.example.com';
const LOT = `${STEM}/01/06901234567892/10/H261122-ABCDEF12`;
const PLACE = `${STEM}/own/place/11111111111141118111`;
const ISSUER = { id: `did:key:z6Mk${'a'.repeat(44)}`, name: '南糯茶园 Nannuo Garden' };
const AT = '2026-11-22T08:30:00+08:00';
const PHOTO = 'a'.repeat(64);

export const HARVEST: RecordedHarvest = {
  organisation: { zh: '南糯茶园', en: 'Nannuo Garden' },
  photo: PHOTO,
  body: {
    plotId: '11111111-1111-4111-8111-111111111111',
    gtin: '06901234567892',
    quantityKg: 36.5,
    harvestedAt: AT,
    photo: PHOTO,
    inputs: [
      { product: '菜籽饼肥', kind: 'fertiliser', quantity: 20, unit: 'KGM', appliedAt: '2026-09-01T00:00:00.000Z' },
    ],
  },
};

/** The documents of that harvest as an honest server sends them. */
export function harvestDocuments(): { event: Record<string, unknown>; certificate: Record<string, unknown> } {
  const event = identifyEvent({
    type: 'ObjectEvent',
    action: 'ADD',
    eventTime: AT,
    eventTimeZoneOffset: '+08:00',
    quantityList: [{ epcClass: LOT, quantity: 36.5, uom: 'KGM' }],
    bizStep: 'commissioning',
    disposition: 'active',
    readPoint: { id: PLACE },
    bizLocation: { id: PLACE },
  });
  const quantity = { value: 36.5, unit: 'KGM' };
  const certificate = birthCertificate({
    uuid: '6f1c1b1e-3d0a-4c53-9d5e-0a5c5a4f2b11',
    issuer: ISSUER,
    validFrom: new Date(AT),
    evidence: [{ hash: event.eventID, eventType: 'ObjectEvent' }],
    precededBy: [],
    subject: {
      id: LOT,
      product: '鲜叶 Fresh leaf',
      plot: { id: PLACE, name: '南糯山三号', geometryDigest: 'b'.repeat(64) },
      harvestedFrom: AT,
      harvestedUntil: AT,
      quantity,
      inputs: [
        {
          kind: 'fertiliser',
          name: '菜籽饼肥',
          quantity: { value: 20, unit: 'KGM' },
          appliedAt: '2026-09-01T08:00:00+08:00',
        },
      ],
      conformity: {
        productName: '鲜叶 Fresh leaf',
        quantity,
        origin: '南糯山三号',
        promisedBy: '南糯茶园',
        contact: '0x0',
        issuedAt: AT,
      },
      photos: [{ digest: PHOTO }],
    },
  });
  return { event: { ...event }, certificate: { ...certificate } };
}

const ITEMS = ['AAA', 'BBB'].map((serial) => `${STEM}/01/06901234567908/21/${serial}`);

export const RESIDENCE: RecordedResidence = {
  organisation: { zh: '勐海仓', en: 'Menghai Store' },
  items: ITEMS,
  body: {
    sscc: '106901230000000017',
    sensorId: '22222222-2222-4222-8222-222222222222',
    from: AT,
    until: '2027-11-22T15:59:59.000Z',
  },
};

/** One certificate a piece, as an honest server sends them. */
export function residenceDocuments(): Record<string, unknown>[] {
  return ITEMS.map((item, i) => ({
    ...residenceCertificate({
      uuid: `6f1c1b1e-3d0a-4c53-9d5e-0a5c5a4f2b1${String(i)}`,
      issuer: { ...ISSUER, name: '勐海仓 Menghai Store' },
      validFrom: new Date(AT),
      validUntil: new Date('2027-11-22T15:59:59.000Z'),
      evidence: [{ hash: `ni:///sha-256;${'c'.repeat(64)}?ver=CBV2.0`, eventType: 'AggregationEvent' }],
      precededBy: ['d'.repeat(64)],
      subject: { id: item, items: [item], warehouse: { id: PLACE, name: '勐海仓 1号库' }, storedFrom: AT },
    }),
  }));
}

/** A copy with the value at a path replaced, or taken away. */
export function changed(document: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const copy = structuredClone(document) as Record<string | number, unknown>;
  copy[name] = changed(copy[name], rest, value);
  if (copy[name] === undefined) Reflect.deleteProperty(copy, name);
  return copy;
}
