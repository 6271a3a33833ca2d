import { PLACE, OTHER_PLACE, transformation, aggregation, declared, place, timed, type Case } from './making.ts';

/** Types, times, steps, places, orders, parties, ids and error declarations. */
export const FIELD_CASES: readonly Case[] = [
  {
    query: { eventType: 'AggregationEvent|TransformationEvent' },
    matches: [aggregation({}), transformation({})],
    others: [{}],
  },
  {
    query: { eventType: 'https://ns.example.org/tea/Tasting' },
    matches: [{ type: 'https://ns.example.org/tea/Tasting', action: undefined, epcList: undefined }],
    others: [{}],
  },
  ...timed('eventTime', (eventTime) => ({ eventTime })),
  { query: { GE_recordTime: '2020-01-01T00:00:00Z' }, matches: [{}], others: [] },
  { query: { LT_recordTime: '2020-01-01T00:00:00Z' }, matches: [], others: [{}] },
  { query: { EQ_action: 'ADD|DELETE' }, matches: [{ action: 'ADD' }, { action: 'DELETE' }], others: [{}] },
  {
    query: { EQ_bizStep: 'shipping|https://ref.gs1.org/cbv/BizStep-packing' },
    matches: [{ bizStep: 'shipping' }, { bizStep: 'packing' }, { bizStep: 'urn:epcglobal:cbv:bizstep:packing' }],
    others: [{ bizStep: 'storing' }, {}],
  },
  {
    query: { EQ_bizStep: 'https://ns.example.org/tea/withering' },
    matches: [{ bizStep: 'https://ns.example.org/tea/withering' }, { bizStep: 'ex:withering' }],
    others: [{ bizStep: 'storing' }],
  },
  {
    query: { EQ_disposition: 'cbv:Disp-in_transit' },
    matches: [{ disposition: 'in_transit' }],
    others: [{ disposition: 'damaged' }, {}],
  },
  {
    query: { EQ_persistentDisposition_set: 'recalled' },
    matches: [{ persistentDisposition: { set: ['recalled', 'damaged'] } }],
    others: [{ persistentDisposition: { unset: ['recalled'] } }],
  },
  {
    query: { EQ_persistentDisposition_unset: 'urn:epcglobal:cbv:disp:recalled' },
    matches: [{ persistentDisposition: { unset: ['recalled'] } }],
    others: [{ persistentDisposition: { set: ['recalled'] } }],
  },
  {
    query: { EQ_readPoint: 'urn:epc:id:sgln:952132.100001.0' },
    matches: [place({})],
    others: [{ readPoint: { id: `${PLACE}/254/1` } }, {}],
  },
  {
    query: { WD_readPoint: PLACE },
    matches: [place({}), { readPoint: { id: `${PLACE}/254/1` } }],
    others: [{ readPoint: { id: OTHER_PLACE } }, {}],
  },
  {
    query: { EQ_bizLocation: `https://shop.example/414/9521321000018` },
    matches: [{ bizLocation: { id: PLACE } }],
    others: [{ bizLocation: { id: OTHER_PLACE } }],
  },
  {
    query: { WD_bizLocation: PLACE },
    matches: [{ bizLocation: { id: `${PLACE}/254/1` } }],
    others: [{ bizLocation: { id: `${OTHER_PLACE}/254/1` } }],
  },
  {
    query: { EQ_transformationID: 'urn:epc:id:gdti:0614141.12345.400' },
    matches: [transformation({ transformationID: 'urn:epc:id:gdti:0614141.12345.400' })],
    others: [transformation({}), transformation({ transformationID: 'urn:epc:id:gdti:0614141.12345.401' })],
  },
  {
    query: { EQ_bizTransaction_po: 'urn:epc:id:gdti:0614141.06012.1234' },
    matches: [{ bizTransactionList: [{ type: 'po', bizTransaction: 'urn:epc:id:gdti:0614141.06012.1234' }] }],
    others: [{ bizTransactionList: [{ type: 'inv', bizTransaction: 'urn:epc:id:gdti:0614141.06012.1234' }] }, {}],
  },
  {
    query: { EQ_source_owning_party: 'urn:epc:id:pgln:952132.100001' },
    matches: [{ sourceList: [{ type: 'owning_party', source: 'https://id.gs1.org/417/9521321000018' }] }],
    others: [{ sourceList: [{ type: 'possessing_party', source: 'https://id.gs1.org/417/9521321000018' }] }],
  },
  {
    query: { EQ_destination_location: PLACE },
    matches: [{ destinationList: [{ type: 'location', destination: PLACE }] }],
    others: [
      { destinationList: [{ type: 'location', destination: OTHER_PLACE }] },
      { sourceList: [{ type: 'location', source: PLACE }] },
    ],
  },
  {
    query: { EQ_eventID: 'urn:uuid:2f0e3a1e-8f6a-4a4b-9b63-000000000001' },
    matches: [{ eventID: 'urn:uuid:2f0e3a1e-8f6a-4a4b-9b63-000000000001' }],
    others: [{}],
  },
  {
    query: { EQ_eventID: `ni:///sha-256;${'0'.repeat(64)}?ver=CBV2.0` },
    matches: [{ eventID: `ni:///sha-256;${'0'.repeat(64)}?ver=CBV2.0` }],
    others: [{}],
  },
  { query: { EXISTS_errorDeclaration: '' }, matches: [declared({})], others: [{}] },
  { query: { EXISTS_errorDeclaration: 'false' }, matches: [declared({}), {}], others: [] },
  ...timed('errorDeclarationTime', (declarationTime) => declared({ declarationTime })),
  ...timed('errorDeclaration_Time', (declarationTime) => declared({ declarationTime })),
  {
    query: { EQ_errorReason: 'urn:epcglobal:cbv:er:did_not_occur' },
    matches: [declared({ reason: 'did_not_occur' })],
    others: [declared({ reason: 'incorrect_data' }), declared({})],
  },
  {
    query: { EQ_correctiveEventID: 'urn:uuid:2f0e3a1e-8f6a-4a4b-9b63-000000000002' },
    matches: [declared({ correctiveEventIDs: ['urn:uuid:2f0e3a1e-8f6a-4a4b-9b63-000000000002'] })],
    others: [declared({ correctiveEventIDs: ['urn:uuid:2f0e3a1e-8f6a-4a4b-9b63-000000000003'] })],
  },
];
