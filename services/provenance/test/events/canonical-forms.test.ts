import { describe, expect, test } from '@jest/globals';
import { bareWord, canonicalIdentifier, canonicalTime, eventPreHash } from '../../src/index.ts';

describe('canonical forms', () => {
  test.each([
    ['2022-02-16T20:33:31.116000-06:00', '2022-02-17T02:33:31.116Z'],
    ['2022-02-16T20:33:31Z', '2022-02-16T20:33:31.000Z'],
    ['2022-12-31T23:59:59.9996Z', '2023-01-01T00:00:00.000Z'],
    ['yesterday', 'yesterday'],
  ])('time %s', (time, expected) => {
    expect(canonicalTime(time)).toBe(expected);
  });

  test.each([
    ['urn:epc:id:sgtin:0614141.812345.6789%2F%26!()', 'https://id.gs1.org/01/80614141123458/21/6789%2F%26%21%28%29'],
    ['urn:epc:id:giai:4012345.ABC.345', 'https://id.gs1.org/8004/4012345ABC.345'],
    ['urn:epc:id:pgln:999999999999.', 'https://id.gs1.org/417/9999999999994'],
    ['https://example.com/414/4280000000002/254/12', 'https://id.gs1.org/414/4280000000002/254/12'],
    ['HTTPS://Example.com/gtin/4012345123456/lot/10/?17=270101', 'https://id.gs1.org/01/04012345123456/10/10'],
    ['https://example.com/01/04012345123456/21/lot', 'https://id.gs1.org/01/04012345123456/21/lot'],
    ['https://id.gs1.org/01/04012345123456/21/lot', 'https://id.gs1.org/01/04012345123456/21/lot'],
    ['https://example.com/01/04012345123456/22/A', 'https://id.gs1.org/01/04012345123456'],
    ['urn:epc:id:sgtin:4012345.01234.1', 'urn:epc:id:sgtin:4012345.01234.1'],
    ['https://example.com/01/97803', 'https://example.com/01/97803'],
    ['https://id.example.com/own/product/01/lot/12345678', 'https://id.example.com/own/product/01/lot/12345678'],
    ['geo:47.5,11.1', 'geo:47.5,11.1'],
    ['https://example.com/toString/1', 'https://example.com/toString/1'],
  ])('identifier %s', (text, expected) => {
    expect(canonicalIdentifier(text)).toBe(expected);
    expect(canonicalIdentifier(expected)).toBe(expected);
  });

  test('of very long numbers and addresses take no longer than reading them', () => {
    const zeros = '0'.repeat(60_000);
    const preHash = (value: string) => eventPreHash({ type: 'ObjectEvent', 'a:b': value }, new Map());
    expect(preHash(`${zeros}7.${zeros}1${zeros}`)).toBe(`eventType=ObjectEventa:b=7.${zeros}1`);
    const address = `https://tea.example${'/8004/x'.repeat(9_000)}`;
    expect(canonicalIdentifier(address)).toBe('https://id.gs1.org/8004/x');
  });

  test.each([
    ['shipping', 'shipping'],
    ['urn:epcglobal:cbv:bizstep:shipping', 'shipping'],
    ['cbv:BizStep-shipping', 'shipping'],
    ['https://ref.gs1.org/cbv/BizStep-shipping', 'shipping'],
    ['https://ref.gs1.org/cbv/BizStep-cooking', 'https://ref.gs1.org/cbv/BizStep-cooking'],
    ['cbv:Disp-active', 'cbv:Disp-active'],
    ['example:roasting', 'example:roasting'],
  ])('business step %s', (text, expected) => {
    expect(bareWord(text, 'bizStep')).toBe(expected);
  });
});
