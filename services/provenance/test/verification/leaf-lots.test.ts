import { describe, expect, test } from '@jest/globals';
import { signDocument, verifyBundle } from '../../src/index.ts';
import type { Certificate, EpcisEvent } from '../../src/index.ts';
import { contracts, now, sealedSeason, sealSeason } from '../support/bundle.ts';
import type { Sealed } from '../support/bundle.ts';
import { appraiser, factory } from '../support/keys.ts';
import { cakeLot, digestOf, isIdentity, leafLot, madeFrom, playSeason } from '../support/season.ts';
import type { Tampering } from '../support/season.ts';

const kilograms = (value: number) => ({ value, unit: 'KGM' });
const otherLot = leafLot.replace('SPRING-1', 'SPRING-2');
const sameLot = leafLot.replace('https://id.fieldseal.example', 'https://id.gs1.org');

type Pressing = Extract<EpcisEvent, { type: 'TransformationEvent' }>;
const pressing =
  (change: Partial<Pressing>): Tampering['event'] =>
  (event) =>
    event.type === 'TransformationEvent' ? { ...event, ...change } : event;

const inputs = (...inputQuantityList: NonNullable<Pressing['inputQuantityList']>) => pressing({ inputQuantityList });
const outputs = (...outputQuantityList: NonNullable<Pressing['outputQuantityList']>) =>
  pressing({ outputQuantityList });

const isTransformation = ({ type }: Certificate['evidence'][number]) => type[1] === 'TransformationEvent';

async function signTwice(certificate: Certificate): Promise<Certificate> {
  return signDocument(await signDocument(certificate, factory, now), appraiser, now);
}

async function failureOf(tampering: Tampering) {
  return failureIn(await sealedSeason(tampering));
}

async function failureIn({ bytes, chain }: Sealed) {
  const { ok, failure } = await verifyBundle(bytes, chain, { trust: contracts, now });
  expect(ok).toBe(failure === undefined);
  return failure && { code: failure.code, subject: failure.subject };
}

describe('every lot of leaf has its birth certificate', () => {
  test('leaf without one is refused, though the pressing names it', async () => {
    const certificate = madeFrom({ id: leafLot, quantity: kilograms(50) }, { id: otherLot, quantity: kilograms(50) });
    const event = inputs(
      { epcClass: leafLot, quantity: 50, uom: 'KGM' },
      { epcClass: otherLot, quantity: 50, uom: 'KGM' },
    );
    await expect(failureOf({ certificate, event })).resolves.toEqual({
      code: 'certificate-missing',
      subject: otherLot,
    });
  });

  test('an identity certificate of the lot is no birth certificate', async () => {
    const { certificates, ...season } = await playSeason();
    const content = certificates.filter(isIdentity).map((first) => ({
      ...madeFrom({ id: cakeLot, quantity: kilograms(35) })(first),
      proof: undefined,
      id: 'urn:uuid:00000000-0000-4000-8000-000000000009',
      precededBy: certificates.slice(0, 2).map(digestOf),
    }));
    const signed = await Promise.all(content.map((one) => signTwice(one)));
    const sealed = await sealSeason({ ...season, certificates: [...certificates, ...signed] });
    await expect(failureIn(sealed)).resolves.toEqual({ code: 'certificate-missing', subject: cakeLot });
  });

  test('another spelling of the lot is the same lot', async () => {
    const certificate = madeFrom({ id: sameLot, quantity: kilograms(100) });
    await expect(failureOf({ certificate })).resolves.toBeUndefined();
  });
});

describe('an identity certificate says what its pressing says', () => {
  const differs = (subject: string) => ({ code: 'transformation-differs', subject });
  const spring = { epcClass: leafLot, quantity: 100, uom: 'KGM' };

  test('more leaf than went in is refused', async () => {
    const certificate = madeFrom({ id: leafLot, quantity: kilograms(100.1) });
    await expect(failureOf({ certificate })).resolves.toEqual(differs(leafLot));
  });

  test('more leaf in two portions than went in is refused', async () => {
    const certificate = madeFrom({ id: leafLot, quantity: kilograms(60) }, { id: sameLot, quantity: kilograms(50) });
    await expect(failureOf({ certificate })).resolves.toEqual(differs(leafLot));
  });

  test('the same event listed twice does not double the leaf', async () => {
    const more = madeFrom({ id: leafLot, quantity: kilograms(110) });
    const certificate: Tampering['certificate'] = (c) => {
      const changed = more(c);
      return { ...changed, evidence: [...changed.evidence, ...changed.evidence] };
    };
    await expect(failureOf({ certificate })).resolves.toEqual(differs(leafLot));
  });

  test('less leaf than went in, in other units or portions, is not', async () => {
    const certificate = madeFrom({ id: leafLot, quantity: { value: 90_000, unit: 'GRM' } });
    const event = inputs({ ...spring, quantity: 50 }, { ...spring, epcClass: sameLot, quantity: 40 });
    await expect(failureOf({ certificate, event })).resolves.toBeUndefined();
  });

  test.each([
    ['no amount', { epcClass: leafLot }],
    ['an amount that cannot be compared', { epcClass: leafLot, quantity: 100, uom: 'H87' }],
  ])('leaf that went in with %s is refused', async (_name, input) => {
    await expect(failureOf({ event: inputs(input) })).resolves.toEqual(differs(leafLot));
  });

  test('a certificate that leaves the transformation to another to cite is refused', async () => {
    const moved: Certificate['evidence'] = [];
    const certificate: Tampering['certificate'] = (c) => {
      if (!isIdentity(c)) return 'validUntil' in c ? { ...c, evidence: [...c.evidence, ...moved] } : c;
      moved.push(...c.evidence.filter(isTransformation));
      return { ...c, evidence: c.evidence.filter((cited) => !isTransformation(cited)) };
    };
    await expect(failureOf({ certificate })).resolves.toEqual(differs(leafLot));
  });

  test('more made than came out is refused', async () => {
    const event = outputs({ epcClass: cakeLot, quantity: 35.6, uom: 'KGM' });
    await expect(failureOf({ event })).resolves.toEqual(differs(cakeLot));
  });

  test('an output without an amount says nothing against it', async () => {
    await expect(failureOf({ event: outputs({ epcClass: cakeLot }) })).resolves.toBeUndefined();
  });
});
