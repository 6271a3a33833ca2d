import { describe, expect, test } from '@jest/globals';
import { conformityCertificate, signDocument, signEvent, verifyBundle } from '../../src/index.ts';
import type { Certificate, ConformityContent, SignedEvent } from '../../src/index.ts';
import { contracts, now, sealSeason } from '../support/bundle.ts';
import { farm } from '../support/keys.ts';
import { digestOf, isIdentity, leafLot, madeFrom, playSeason } from '../support/season.ts';
import type { Season } from '../support/season.ts';

const blendLot = leafLot.replace('SPRING-1', 'BLEND-1');
const kilograms = (value: number) => ({ value, unit: 'KGM' });
const uuid = (last: number) => `00000000-0000-4000-8000-00000000001${String(last)}`;

interface Content {
  readonly number: number;
  readonly at: string;
  readonly rests: readonly SignedEvent[];
  readonly precededBy: readonly Certificate[];
  readonly subject?: Partial<ConformityContent['subject']>;
}

/** A promise of the farm about its leaf; six fields the order asks for, and what it rests on. */
async function promise({ number, at, rests, precededBy, subject }: Content): Promise<Certificate> {
  const content = conformityCertificate({
    uuid: uuid(number),
    issuer: { id: farm.did, name: '勐海古茶合作社' },
    validFrom: new Date(at),
    evidence: rests.map(({ eventID, type }) => ({ hash: eventID, eventType: type })),
    precededBy: precededBy.map(digestOf),
    subject: {
      id: leafLot,
      productName: '茶鲜叶',
      quantity: kilograms(120),
      origin: '云南省西双版纳州勐海县南糯山',
      promisedBy: '勐海古茶合作社',
      contact: '0691-5120000',
      basis: ['quality-control', 'self-test'],
      ...subject,
    },
  });
  return signDocument(content, farm, new Date(at));
}

async function failureOf(season: Season) {
  const { bytes, chain } = await sealSeason(season);
  const { failure } = await verifyBundle(bytes, chain, { trust: contracts, now });
  return failure && { code: failure.code, subject: failure.subject };
}

describe('a 承诺达标合格证 of a harvest', () => {
  async function withPromise(subject: Content['subject'] = {}, hasBirth = true) {
    const season = await playSeason();
    const certificate = await promise({
      number: 1,
      at: '2026-04-03T01:00:00Z',
      rests: season.events.slice(0, 1),
      precededBy: hasBirth ? season.certificates.slice(0, 1) : [],
      subject,
    });
    return failureOf({ ...season, certificates: [...season.certificates, certificate] });
  }

  test('is part of the record of what was made from it', async () => {
    expect(await withPromise()).toBeUndefined();
    expect(await withPromise({ quantity: kilograms(60) })).toBeUndefined();
  });

  test('for more than was picked is refused', async () => {
    expect(await withPromise({ quantity: kilograms(120.1) })).toMatchObject({ code: 'quantity-exceeded' });
  });

  test('without the birth of its lot, or about another, is refused', async () => {
    expect(await withPromise({}, false)).toEqual({ code: 'certificate-missing', subject: leafLot });
    expect(await withPromise({ id: blendLot })).toEqual({ code: 'certificate-missing', subject: blendLot });
  });

  test('rests on at least one ground', async () => {
    await expect(withPromise({ basis: [] })).rejects.toThrow('basis');
  });
});

describe('a 承诺达标合格证 made anew for a blend', () => {
  interface Blending {
    readonly taken?: number;
    readonly promised?: number;
    readonly went?: number;
    readonly isPromisedBefore?: boolean;
  }

  /** The cake is pressed from a blend; its identity certificate builds on the promise for it, not on a birth. */
  async function blended({ taken = 100, promised = 100, went = 100, isPromisedBefore = true }: Blending = {}) {
    const { certificates, events } = await playSeason();
    const [birth] = certificates;
    const [harvest] = events;
    if (!birth || !harvest) throw new Error('the season has no harvest');
    const blending = await signEvent(
      {
        type: 'TransformationEvent',
        eventTime: '2026-04-05T09:00:00+08:00',
        eventTimeZoneOffset: '+08:00',
        bizStep: 'creating_class_instance',
        inputQuantityList: [{ epcClass: leafLot, quantity: went, uom: 'KGM' }],
        outputQuantityList: [{ epcClass: blendLot, quantity: went, uom: 'KGM' }],
      },
      farm,
      now,
    );
    const first = await promise({ number: 1, at: '2026-04-04T00:00:00Z', rests: [harvest], precededBy: [birth] });
    const second = await promise({
      number: 2,
      at: '2026-04-06T00:00:00Z',
      rests: [blending],
      precededBy: isPromisedBefore ? [first] : [birth],
      subject: {
        id: blendLot,
        quantity: kilograms(promised),
        blendedFrom: [{ id: leafLot, quantity: kilograms(taken) }],
      },
    });
    const fromBlend = madeFrom({ id: blendLot, quantity: kilograms(100) });
    const season = await playSeason({
      event: (event, name) =>
        name === 'pressing' && event.type === 'TransformationEvent'
          ? { ...event, inputQuantityList: [{ epcClass: blendLot, quantity: 100, uom: 'KGM' }] }
          : event,
      certificate: (content) =>
        isIdentity(content) ? { ...fromBlend(content), precededBy: [digestOf(second)] } : content,
    });
    return failureOf({
      ...season,
      certificates: [...season.certificates, first, second],
      events: [...season.events, blending],
    });
  }

  test('stands for the births behind it', async () => {
    expect(await blended()).toBeUndefined();
  });

  test('needs the promise for every lot that went in', async () => {
    expect(await blended({ isPromisedBefore: false })).toEqual({ code: 'certificate-missing', subject: leafLot });
  });

  test('says what the blending says, and no more than went in', async () => {
    expect(await blended({ went: 99 })).toEqual({ code: 'transformation-differs', subject: leafLot });
    expect(await blended({ promised: 101 })).toMatchObject({ code: 'quantity-exceeded' });
    expect(await blended({ taken: 121, went: 121, promised: 121 })).toMatchObject({ code: 'quantity-exceeded' });
  });
});
