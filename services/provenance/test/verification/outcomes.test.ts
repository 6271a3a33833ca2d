import { describe, expect, test } from '@jest/globals';
import { createProof, OUTCOMES, serialiseBundle, signEvent, verifyBundle } from '../../src/index.ts';
import type { Certificate, ChainReader, OutcomeCode, SignedEvent } from '../../src/index.ts';
import { contracts, now, sealedSeason, sealSeason } from '../support/bundle.ts';
import type { Sealed } from '../support/bundle.ts';
import { appraiser, factory, farm, stranger } from '../support/keys.ts';
import { cakeLot, digestOf, isIdentity, leafLot, madeFrom, playSeason } from '../support/season.ts';
import type { Season } from '../support/season.ts';

interface Attempt {
  readonly bytes: Uint8Array;
  readonly chain: ChainReader;
  readonly trust?: typeof contracts;
}

type FailureCode = {
  [Code in OutcomeCode]: (typeof OUTCOMES)[Code]['kind'] extends 'fail' ? Code : never;
}[OutcomeCode];

const isOf = (type: Certificate['type'][1]) => (certificate: Certificate) => certificate.type[1] === type;
const isBirth = isOf('BirthCertificate');
const isGraduation = isOf('GraduationCertificate');

const withSeason = async (change: (season: Season) => Season | Promise<Season>): Promise<Sealed> =>
  sealSeason(await change(await playSeason()));
const withChain = async (change: (sealed: Sealed) => void): Promise<Sealed> => {
  const sealed = await sealedSeason();
  change(sealed);
  return sealed;
};

function firstOf<Item>(items: readonly Item[]): Item {
  const [first] = items;
  if (first === undefined) throw new Error('the season is empty');
  return first;
}

async function rename(document: SignedEvent, eventID: string): Promise<SignedEvent> {
  return { ...document, eventID, proof: await createProof({ ...document, eventID }, farm, now) };
}

/** One way to bring about every failure; the type makes sure that none is forgotten. */
const attempts: Readonly<Record<FailureCode, () => Promise<Attempt>>> = {
  'bundle-too-large': async () => ({ ...(await sealedSeason()), bytes: new Uint8Array(2_000_001) }),
  'bundle-not-canonical': async () => {
    const { bytes, chain } = await sealedSeason();
    return { bytes: Uint8Array.of(...bytes, 0x0a), chain };
  },
  'bundle-shape-wrong': async () => {
    const { bytes, chain } = await sealedSeason();
    const text = new TextDecoder().decode(bytes);
    return { bytes: new TextEncoder().encode(`${text.slice(0, -1)},"zzz":1}`), chain };
  },
  'chain-unreachable': () =>
    withChain(({ chain }) => {
      chain.chainId = () => Promise.reject(new Error('connection refused'));
    }),
  'chain-answer-invalid': () =>
    withChain(({ chain, bundle }) => {
      chain.sealed.set(bundle.head.treeSize, { root: new Uint8Array(5), sealedAt: 1 });
    }),
  'chain-different': () =>
    withChain(({ chain }) => {
      chain.id = 1;
    }),
  'contracts-untrusted': async () => ({
    ...(await sealedSeason()),
    trust: { ...contracts, sealLog: '0x00000000000000000000000000000000000000ff' },
  }),
  'head-unknown': () =>
    withChain(({ chain }) => {
      chain.sealed.clear();
    }),
  'head-differs': () =>
    withChain(({ chain, bundle }) => {
      chain.sealed.set(bundle.head.treeSize, { root: new Uint8Array(32), sealedAt: 1 });
    }),
  'document-not-sealed': async () => {
    const { bundle, chain } = await sealedSeason();
    const [first, ...others] = bundle.certificates;
    const moved = first ? [{ ...first, leafIndex: first.leafIndex + 1 }, ...others] : [];
    return { bytes: serialiseBundle({ ...bundle, certificates: moved }), chain };
  },
  'document-repeated': () =>
    withSeason(({ certificates, events }) => ({ certificates: [...certificates, firstOf(certificates)], events })),
  'signature-wrong': () =>
    withSeason(({ certificates: [birth, ...others], events }) => ({
      certificates: birth ? [{ ...birth, validFrom: '2026-04-04T00:00:00.000Z' }, ...others] : [],
      events,
    })),
  'issuer-did-not-sign': () => sealedSeason({ signers: (c, usual) => (isBirth(c) ? [stranger] : usual) }),
  'countersignature-missing': () => sealedSeason({ signers: (c, usual) => (isIdentity(c) ? [factory] : usual) }),
  'issuer-unknown': () => sealedSeason({ signers: (c, usual) => (isBirth(c) ? [...usual, stranger] : usual) }),
  'issuer-not-yet-accredited': () =>
    withChain(({ chain }) => {
      chain.accredit(farm.did, 0, { from: Date.parse('2026-04-03T00:00:01Z') / 1000 });
    }),
  'issuer-no-longer-accredited': () =>
    withChain(({ chain }) => {
      chain.accredit(farm.did, 0, { until: Date.parse('2026-04-03T00:00:00Z') / 1000 });
    }),
  'issuer-suspended': () =>
    withChain(({ chain }) => {
      chain.accredit(appraiser.did, 1, { suspendedAt: Date.parse('2026-04-11T00:00:00Z') / 1000 });
    }),
  'event-hash-wrong': () =>
    withSeason(async ({ certificates, events: [harvest, ...others] }) => ({
      certificates,
      events: harvest ? [await rename(harvest, `ni:///sha-256;${'0'.repeat(64)}?ver=CBV2.0`), ...others] : [],
    })),
  'event-missing': () => withSeason(({ certificates, events }) => ({ certificates, events: events.slice(1) })),
  'event-not-listed': () =>
    withSeason(async ({ certificates, events }) => {
      const content = { ...firstOf(events), proof: undefined, eventID: undefined };
      const extra = await signEvent({ ...content, eventTime: '2026-04-02T11:00:00+08:00' }, farm, now);
      return { certificates, events: [...events, extra] };
    }),
  'event-type-differs': () =>
    sealedSeason({
      certificate: (c) =>
        isBirth(c)
          ? { ...c, evidence: c.evidence.map(({ id }) => ({ id, type: ['EpcisEvent', 'TransactionEvent'] })) }
          : c,
    }),
  'certificate-missing': () =>
    withSeason(({ certificates, events }) => ({ certificates: certificates.slice(1), events: events.slice(1) })),
  'stages-out-of-order': () =>
    withSeason(async ({ certificates, events }) => {
      const birth = firstOf(certificates);
      const id = 'urn:uuid:00000000-0000-4000-8000-000000000009';
      const last = certificates.map((document) => digestOf(document)).slice(-1);
      const content = { ...birth, id, precededBy: last };
      const late = { ...content, proof: await createProof(content, farm, now) };
      return { certificates: [...certificates, late], events };
    }),
  'item-not-linked': async () => sealSeason(await playSeason(), `${cakeLot}-other`),
  'quantity-exceeded': () =>
    sealedSeason({
      event: (event, name) =>
        name === 'pressing' && event.type === 'TransformationEvent'
          ? { ...event, outputQuantityList: [{ epcClass: cakeLot, quantity: 100.1, uom: 'KGM' }] }
          : event,
    }),
  'transformation-differs': () =>
    sealedSeason({ certificate: madeFrom({ id: leafLot, quantity: { value: 100.1, unit: 'KGM' } }) }),
  'time-after-seal': () =>
    sealedSeason({ certificate: (c) => (isGraduation(c) ? { ...c, validFrom: '2026-06-03T00:06:01.000Z' } : c) }),
  'time-before-predecessor': () =>
    sealedSeason({ certificate: (c) => (isIdentity(c) ? { ...c, validFrom: '2026-04-10T02:00:00.000Z' } : c) }),
  'verifier-fault': async () => {
    const { bytes, chain } = await sealedSeason();
    const hostile = {
      get root(): Uint8Array {
        throw new Error('hostile answer');
      },
      sealedAt: 1,
    };
    chain.sealedRoot = () => Promise.resolve(hostile);
    return { bytes, chain };
  },
};

describe('every failure has its name', () => {
  for (const [code, make] of Object.entries(attempts)) {
    test(code, async () => {
      const { bytes, chain, trust = contracts } = await make();
      const report = await verifyBundle(bytes, chain, { trust, now });
      expect(report.failure?.code).toBe(code);
      expect(report.ok).toBe(false);
      expect(report.steps.at(-1)).toEqual(report.failure);
      expect(report.steps.slice(0, -1).every(({ ok }) => ok)).toBe(true);
    });
  }
});

describe('what else is not linked to the item', () => {
  test('a birth certificate whose lot went into something else', async () => {
    const { bytes, chain } = await sealedSeason({
      event: (event, name) =>
        name === 'pressing' && event.type === 'TransformationEvent'
          ? { ...event, inputQuantityList: [{ epcClass: `${leafLot}-other`, quantity: 100, uom: 'KGM' }] }
          : event,
    });
    const report = await verifyBundle(bytes, chain, { trust: contracts, now });
    expect(report.failure).toMatchObject({
      code: 'item-not-linked',
      subject: 'urn:uuid:00000000-0000-4000-8000-000000000001',
    });
  });

  test('a residence certificate of another pallet', async () => {
    const { bytes, chain } = await sealedSeason({
      certificate: (c) =>
        'validUntil' in c
          ? { ...c, credentialSubject: { ...c.credentialSubject, id: `${leafLot}-a`, items: [`${leafLot}-b`] } }
          : c,
    });
    const report = await verifyBundle(bytes, chain, { trust: contracts, now });
    expect(report.failure).toMatchObject({
      code: 'item-not-linked',
      subject: 'urn:uuid:00000000-0000-4000-8000-000000000003',
    });
  });
});

describe('words', () => {
  test('every outcome speaks to a shopper in both languages', () => {
    for (const { en, zh } of Object.values(OUTCOMES)) {
      expect(en).toMatch(/^[A-Z].*\.$/);
      expect(zh).toMatch(/^[\u4e00-\u9fff].*。$/);
    }
  });

  test('trouble on the way to the chain is not called forged', async () => {
    const { bytes, chain } = await attempts['chain-unreachable']();
    const report = await verifyBundle(bytes, chain, { now });
    expect(report.failure?.words.en).toContain('Try again');
  });
});
