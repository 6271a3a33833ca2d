import {
  birthCertificate,
  buildDigitalLink,
  bytesToHex,
  digest,
  graduationCertificate,
  identityCertificate,
  makeGln,
  makeGtin14,
  makeSscc,
  newStatusList,
  residenceCertificate,
  setStatus,
  signDocument,
  signEvent,
  statusEntry,
  statusListCredential,
} from '../../src/index.ts';
import type {
  Certificate,
  EpcisEvent,
  IdentityCertificate,
  SignedEvent,
  SignedStatusList,
  Signer,
  StatusListContent,
} from '../../src/index.ts';
import { appraiser, assessor, factory, farm, warehouse } from './keys.ts';

const STEM = 'https://id.fieldseal.example';
const leafGtin = makeGtin14('0', '6901234', '00001');
const cakeGtin = makeGtin14('0', '6901234', '00002');
const plot = buildDigitalLink(STEM, { kind: 'place', scheme: 'gs1', place: makeGln('6901234', '00010') });
const workshop = buildDigitalLink(STEM, { kind: 'place', scheme: 'gs1', place: makeGln('6901234', '00011') });
const store = buildDigitalLink(STEM, { kind: 'place', scheme: 'gs1', place: makeGln('6901234', '00012') });

export const leafLot = buildDigitalLink(STEM, { kind: 'product', scheme: 'gs1', product: leafGtin, lot: 'SPRING-1' });
export const cakeLot = buildDigitalLink(STEM, { kind: 'product', scheme: 'gs1', product: cakeGtin, lot: 'P2026-04' });
export const cake = buildDigitalLink(STEM, {
  kind: 'product',
  scheme: 'gs1',
  product: cakeGtin,
  serial: '7K3M9QZ4T0XW1B6CN',
});
const otherCake = buildDigitalLink(STEM, {
  kind: 'product',
  scheme: 'gs1',
  product: cakeGtin,
  serial: 'A1B2C3D4E5F6G7H8J',
});
const wrapper = buildDigitalLink(STEM, {
  kind: 'product',
  scheme: 'own',
  product: 'wrapper',
  serial: 'W000000000000001',
});
const otherWrapper = buildDigitalLink(STEM, {
  kind: 'product',
  scheme: 'own',
  product: 'wrapper',
  serial: 'W000000000000002',
});
const pallet = buildDigitalLink(STEM, { kind: 'unit', scheme: 'gs1', unit: makeSscc('3', '6901234', '000000001') });

export interface Season {
  readonly certificates: readonly Certificate[];
  readonly events: readonly SignedEvent[];
  readonly statusLists: readonly SignedStatusList[];
  readonly declarations?: readonly SignedEvent[];
}

/** What a test changes to make one thing wrong. Each function sees the content before it is signed. */
export interface Tampering {
  readonly event?: (event: EpcisEvent, name: string) => EpcisEvent;
  readonly certificate?: (certificate: Certificate) => Certificate;
  /** Signers of a certificate, in order. */
  readonly signers?: (certificate: Certificate, usual: readonly Signer[]) => readonly Signer[];
  readonly statusList?: (content: StatusListContent) => StatusListContent;
}

/** Where the status of every certificate of the season is kept; the other indices of its lists are other people's. */
export const STATUS_INDEX = 94_567;
const PURPOSES = ['revocation', 'suspension'] as const;

function statusAddress(name: string, purpose: (typeof PURPOSES)[number]): string {
  return `${STEM}/status/${name}-${purpose}`;
}

function statusOf(name: string) {
  return PURPOSES.map((purpose) => statusEntry(statusAddress(name, purpose), purpose, STATUS_INDEX));
}

const zone = { eventTimeZoneOffset: '+08:00' };
const hex = (text: string) => bytesToHex(digest(text));

/** A whole season of one tea cake: eight events, four certificates, their status lists, all signed. */
export async function playSeason({
  event = (same) => same,
  certificate = (same) => same,
  signers,
  statusList = (same) => same,
}: Tampering = {}): Promise<Season> {
  const record = (name: string, signer: Signer, content: EpcisEvent) =>
    signEvent(event(content, name), signer, new Date(content.eventTime));

  const harvest = await record('harvest', farm, {
    type: 'ObjectEvent',
    eventTime: '2026-04-02T10:00:00+08:00',
    ...zone,
    action: 'ADD',
    bizStep: 'commissioning',
    quantityList: [{ epcClass: leafLot, quantity: 120, uom: 'KGM' }],
    readPoint: { id: plot },
    sensorElementList: [{ sensorReport: [{ type: 'Temperature', meanValue: 18.4, uom: 'CEL' }] }],
  });
  const pressing = await record('pressing', factory, {
    type: 'TransformationEvent',
    eventTime: '2026-04-10T09:00:00+08:00',
    ...zone,
    bizStep: 'creating_class_instance',
    inputQuantityList: [{ epcClass: leafLot, quantity: 100, uom: 'KGM' }],
    outputQuantityList: [{ epcClass: cakeLot, quantity: 35_700, uom: 'GRM' }],
    readPoint: { id: workshop },
  });
  const commissioning = await record('commissioning', factory, {
    type: 'ObjectEvent',
    eventTime: '2026-04-10T10:00:00+08:00',
    ...zone,
    action: 'ADD',
    bizStep: 'commissioning',
    epcList: [cake, otherCake],
    ilmd: { 'cbvmda:lotNumber': 'P2026-04' },
    readPoint: { id: workshop },
  });
  const binding = await record('binding', factory, {
    type: 'AssociationEvent',
    eventTime: '2026-04-10T11:00:00+08:00',
    ...zone,
    action: 'ADD',
    parentID: wrapper,
    childEPCs: [cake],
    bizStep: 'assembling',
    readPoint: { id: workshop },
  });
  const packing = await record('packing', warehouse, {
    type: 'AggregationEvent',
    eventTime: '2026-04-20T08:00:00+08:00',
    ...zone,
    action: 'ADD',
    parentID: pallet,
    childEPCs: [cake, otherCake],
    bizStep: 'packing',
    readPoint: { id: store },
  });
  const storing = await record('storing', warehouse, {
    type: 'ObjectEvent',
    eventTime: '2026-04-20T09:00:00+08:00',
    ...zone,
    action: 'OBSERVE',
    bizStep: 'storing',
    epcList: [pallet],
    readPoint: { id: store },
    sensorElementList: [{ sensorReport: [{ type: 'RelativeHumidity', meanValue: 62.5, uom: 'P1' }] }],
  });
  const grading = await record('grading', assessor, {
    type: 'ObjectEvent',
    eventTime: '2026-06-01T10:00:00+08:00',
    ...zone,
    action: 'OBSERVE',
    bizStep: 'inspecting',
    epcList: [cake],
    readPoint: { id: store },
  });
  const sale = await record('sale', assessor, {
    type: 'TransactionEvent',
    eventTime: '2026-06-02T15:00:00+08:00',
    ...zone,
    action: 'ADD',
    bizStep: 'retail_selling',
    epcList: [cake],
    bizTransactionList: [{ type: 'inv', bizTransaction: 'urn:epcglobal:cbv:bt:6901234000009:S-1' }],
  });

  const issue = async (content: Certificate, usual: readonly Signer[]) => {
    let document = certificate(content);
    for (const signer of signers?.(document, usual) ?? usual) {
      document = await signDocument(document, signer, new Date(document.validFrom));
    }
    return document;
  };
  const birth = await issue(
    birthCertificate({
      uuid: '00000000-0000-4000-8000-000000000001',
      status: statusOf('farm'),
      issuer: { id: farm.did, name: '勐海古茶合作社' },
      validFrom: new Date('2026-04-03T00:00:00Z'),
      precededBy: [],
      evidence: listed([harvest]),
      subject: {
        id: leafLot,
        product: '普洱鲜叶',
        cultivar: '勐海大叶',
        plot: { id: plot, name: '南糯山 3 号', geometryDigest: hex('plot') },
        harvestedFrom: '2026-04-01T00:00:00+08:00',
        harvestedUntil: '2026-04-02T12:00:00+08:00',
        quantity: { value: 120, unit: 'KGM' },
        inputs: [
          {
            kind: 'fertiliser',
            name: '菜籽饼肥',
            quantity: { value: 40, unit: 'KGM' },
            appliedAt: '2026-01-10T09:00:00+08:00',
          },
        ],
        photos: [{ digest: hex('photo'), latitude: 21.93, longitude: 100.6 }],
      },
    }),
    [farm],
  );
  const identity = await issue(
    identityCertificate({
      uuid: '00000000-0000-4000-8000-000000000002',
      status: statusOf('factory'),
      issuer: { id: factory.did, name: '勐海茶厂' },
      validFrom: new Date('2026-04-11T00:00:00Z'),
      precededBy: [digestOf(birth)],
      evidence: listed([pressing, commissioning, binding]),
      subject: {
        id: cakeLot,
        product: '普洱生饼 357 g',
        grade: '一级',
        madeFrom: [{ id: leafLot, quantity: { value: 100, unit: 'KGM' } }],
        quantity: { value: 35_700, unit: 'GRM' },
        pieces: [
          { id: cake, wrapper, fingerprint: { commitment: hex('fingerprint'), method: 'surface/1' } },
          { id: otherCake, wrapper: otherWrapper },
        ],
      },
    }),
    [factory, appraiser],
  );
  const residence = await issue(
    residenceCertificate({
      uuid: '00000000-0000-4000-8000-000000000003',
      status: statusOf('warehouse'),
      issuer: { id: warehouse.did, name: '勐海仓储协会' },
      validFrom: new Date('2026-05-01T00:00:00Z'),
      validUntil: new Date('2027-05-01T00:00:00Z'),
      precededBy: [digestOf(identity)],
      evidence: listed([packing, storing]),
      subject: {
        id: pallet,
        items: [cake],
        warehouse: { id: store, name: '一号干仓' },
        storedFrom: '2026-04-20T09:00:00+08:00',
        sensors: {
          logDigest: hex('sensor log'),
          samples: 480,
          from: '2026-04-20T09:00:00+08:00',
          until: '2026-05-01T00:00:00+08:00',
          temperatureCelsius: { minimum: 21, maximum: 26, mean: 23.5 },
        },
      },
    }),
    [warehouse],
  );
  const graduation = await issue(
    graduationCertificate({
      uuid: '00000000-0000-4000-8000-000000000004',
      status: statusOf('assessor'),
      issuer: { id: assessor.did, name: '茶叶评审中心' },
      validFrom: new Date('2026-06-03T00:00:00Z'),
      precededBy: [digestOf(identity), digestOf(residence)],
      evidence: listed([grading, sale]),
      subject: {
        id: cake,
        items: [cake],
        grade: '特级',
        method: 'GB/T 23776',
        gradedAt: '2026-06-01T10:00:00+08:00',
        reviews: { count: 1, meanMilli: 5_000 },
      },
    }),
    [assessor],
  );
  const keepers = Object.entries({ farm, factory, warehouse, assessor });
  return {
    certificates: [birth, identity, residence, graduation],
    events: [harvest, pressing, commissioning, binding, packing, storing, grading, sale],
    statusLists: await Promise.all(
      keepers.flatMap(([name, signer]) =>
        PURPOSES.map((purpose) => {
          const list = setStatus(newStatusList(), STATUS_INDEX + 1, true);
          const content = { address: statusAddress(name, purpose), issuer: signer.did, purpose, list };
          return signStatusList(statusList({ ...content, ...STATUS_TIMES }), signer);
        }),
      ),
    ),
  };
}

const STATUS_TIMES = { validFrom: new Date('2026-06-30T12:00:00Z'), validUntil: new Date('2026-07-01T12:00:00Z') };

export async function signStatusList(content: StatusListContent, signer: Signer): Promise<SignedStatusList> {
  return signDocument(statusListCredential(content), signer, content.validFrom);
}

/** Makes the identity certificate say that the cakes were made from this leaf. */
export function madeFrom(...leaf: IdentityCertificate['credentialSubject']['madeFrom']) {
  return (certificate: Certificate): Certificate =>
    isIdentity(certificate)
      ? { ...certificate, credentialSubject: { ...certificate.credentialSubject, madeFrom: leaf } }
      : certificate;
}

export function isIdentity(certificate: Certificate): certificate is IdentityCertificate {
  return certificate.type[1] === 'IdentityCertificate';
}

export function digestOf(document: Certificate | SignedEvent): string {
  return bytesToHex(digest(document));
}

function listed(events: readonly SignedEvent[]) {
  return events.map(({ eventID, type }) => ({ hash: eventID, eventType: type }));
}
