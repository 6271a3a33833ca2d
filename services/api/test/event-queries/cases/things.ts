import { GTIN, LOT, SSCC, PLACE, transformation, aggregation, quantities, compared, type Case } from './making.ts';

/** Things, classes and quantities. */
export const THING_CASES: readonly Case[] = [
  {
    query: { MATCH_epc: 'urn:epc:id:sgtin:952132.1100001.a' },
    matches: [{ epcList: ['https://shop.example/01/19521321000015/21/a'] }],
    others: [{ epcList: ['https://id.gs1.org/01/19521321000015/21/b'] }],
  },
  {
    query: { MATCH_epc: `${GTIN}/21/child|${GTIN}/21/x` },
    matches: [aggregation({}), { epcList: [`${GTIN}/21/x`] }],
    others: [transformation({}), { epcList: [`${GTIN}/21/y`] }],
  },
  {
    query: { MATCH_epc: 'urn:epc:idpat:sgtin:952132.0100001.*' },
    matches: [{ epcList: [`${GTIN}/21/q`] }],
    others: [{ epcList: ['https://id.gs1.org/01/19521321000015/21/q'] }, { epcList: [SSCC] }],
  },
  {
    query: { MATCH_epc: 'urn:epc:idpat:sgtin:952132.*.*' },
    matches: [{ epcList: [`${GTIN}/21/q`] }, { epcList: ['https://id.gs1.org/01/19521321000015/21/q'] }],
    others: [{ epcList: [SSCC] }, { epcList: ['https://id.gs1.org/01/00614141000012/21/q'] }],
  },
  {
    query: { MATCH_epc: 'urn:epc:idpat:sgln:952132.*.*' },
    matches: [{ epcList: [PLACE] }],
    others: [{ epcList: [SSCC] }],
  },
  {
    query: { MATCH_parentID: 'urn:epc:idpat:sscc:952132.*' },
    matches: [aggregation({})],
    others: [{ epcList: [SSCC] }, aggregation({ parentID: `${GTIN}/21/p` })],
  },
  {
    query: { MATCH_inputEPC: `${GTIN}/21/in` },
    matches: [transformation({})],
    others: [transformation({ inputEPCList: [`${GTIN}/21/z`], outputEPCList: [`${GTIN}/21/in`] })],
  },
  {
    query: { MATCH_outputEPC: `${GTIN}/21/out` },
    matches: [transformation({})],
    others: [transformation({ outputEPCList: [`${GTIN}/21/z`] })],
  },
  {
    query: { MATCH_anyEPC: `${GTIN}/21/in|${SSCC}` },
    matches: [transformation({}), aggregation({})],
    others: [{}, quantities(1)],
  },
  {
    query: { MATCH_epcClass: 'urn:epc:class:lgtin:952132.0100001.L1' },
    matches: [quantities(1), aggregation({ childQuantityList: [{ epcClass: LOT, quantity: 2 }] })],
    others: [{}, quantities(1, undefined, `${GTIN}/10/L2`)],
  },
  {
    query: { MATCH_epcClass: 'urn:epc:idpat:sgtin:952132.0100001.*' },
    matches: [quantities(1, undefined, GTIN)],
    others: [quantities(1)],
  },
  {
    query: { MATCH_inputEPCClass: LOT },
    matches: [transformation({ inputQuantityList: [{ epcClass: LOT, quantity: 1 }] })],
    others: [transformation({ outputQuantityList: [{ epcClass: LOT, quantity: 1 }] })],
  },
  {
    query: { MATCH_outputEPCClass: LOT },
    matches: [transformation({ outputQuantityList: [{ epcClass: LOT, quantity: 1 }] })],
    others: [quantities(1)],
  },
  {
    query: { MATCH_anyEPCClass: LOT },
    matches: [quantities(1), transformation({ outputQuantityList: [{ epcClass: LOT, quantity: 1 }] })],
    others: [{}],
  },
  {
    query: { EQ_quantity: '10|12.5' },
    matches: [quantities(10, 'KGM'), quantities(12.5)],
    others: [quantities(11), {}],
  },
  ...compared(
    (by) => `${by}_quantity`,
    (value) => quantities(value, 'KGM'),
  ),
  {
    query: { EQ_quantity_GRM: '2500' },
    matches: [quantities(2.5, 'KGM'), quantities(2500, 'GRM')],
    others: [quantities(2500, 'KGM'), quantities(2500)],
  },
  ...compared(
    (by) => `${by}_quantity_KGM`,
    (value) => quantities(value * 1000, 'GRM'),
  ),
];
