import * as fc from 'fast-check';

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((items) => items.join(''));
const component = fc.stringMatching(/^[A-Za-z0-9._-]{1,12}$/);

/** Identifiers in every spelling: EPC URNs, Digital Links on any domain, and identifiers of no GS1 key. */
export const identifier = fc.oneof(
  fc
    .tuple(digits(7), digits(6), component)
    .map(([prefix, item, serial]) => `urn:epc:id:sgtin:${prefix}.${item}.${serial}`),
  fc
    .tuple(digits(7), digits(6), component)
    .map(([prefix, item, lot]) => `urn:epc:class:lgtin:${prefix}.${item}.${lot}`),
  fc.tuple(digits(7), digits(5)).map(([prefix, place]) => `urn:epc:id:sgln:${prefix}.${place}.0`),
  fc.tuple(digits(7), digits(10)).map(([prefix, serial]) => `urn:epc:id:sscc:${prefix}.${serial}`),
  fc
    .tuple(fc.constantFrom('https://id.gs1.org', 'https://tea.example/codes'), digits(14), component)
    .map(([stem, gtin, serial]) => `${stem}/01/${gtin}/21/${serial}`),
  fc.uuid().map((uuid) => `urn:uuid:${uuid}`),
  component.map((name) => `example:${name}`),
);

const time = fc
  .tuple(
    fc.date({ min: new Date('0001-01-03T00:00:00Z'), max: new Date('9999-12-29T00:00:00Z'), noInvalidDate: true }),
    fc.constantFrom('Z', '+08:00', '-06:30', '+14:00'),
    fc.constantFrom('', '.1', '.116000', '.9996'),
  )
  .map(([date, zone, fraction]) => date.toISOString().slice(0, 19) + fraction + zone);

const step = fc.constantFrom(
  'shipping',
  'urn:epcglobal:cbv:bizstep:shipping',
  'cbv:BizStep-receiving',
  'https://ref.gs1.org/cbv/BizStep-packing',
  'example:roasting',
  'https://ns.example.com/roasting',
);
const disposition = fc.constantFrom('active', 'urn:epcglobal:cbv:disp:in_transit', 'cbv:Disp-damaged', 'example:ripe');

const scalar = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !text.includes('\0')),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
  fc.boolean(),
  identifier,
  time,
);

/** Contents of an extension field: scalars, lists and objects with prefixed names. */
const extension = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie('value'), { maxLength: 3 }), tie('object')),
  object: fc.dictionary(fc.stringMatching(/^(example|other|cbvmda):[a-z]{1,3}$/), tie('value'), { maxKeys: 3 }),
}));

const quantity = fc.record(
  { epcClass: identifier, quantity: fc.integer({ min: 0, max: 1_000_000 }), uom: fc.constant('KGM') },
  { requiredKeys: ['epcClass', 'quantity'] },
);
const party = (name: string) =>
  fc.record({ type: fc.constantFrom('location', 'cbv:SDT-owning_party'), [name]: identifier });
const list = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { maxLength: 3 });

const sensorElement = fc.record(
  {
    sensorMetadata: fc.record({ time, deviceID: identifier }, { requiredKeys: [] }),
    sensorReport: fc.array(
      fc.record(
        {
          type: fc.constantFrom('Temperature', 'gs1:Temperature', 'https://gs1.org/voc/Mass', 'example:Aroma'),
          value: fc.integer(),
          booleanValue: fc.boolean(),
          component: fc.constantFrom('x', 'cbv:Comp-x'),
          'example:note': scalar,
        },
        { requiredKeys: ['type'] },
      ),
      { minLength: 1, maxLength: 3 },
    ),
  },
  { requiredKeys: ['sensorReport'] },
);

/** Valid events with the prefixes `example` and `other`, which the context around them must define. */
export const validEvent: fc.Arbitrary<Record<string, unknown>> = fc.record(
  {
    type: fc.constantFrom('ObjectEvent', 'epcis:ObjectEvent', 'https://ref.gs1.org/epcis/ObjectEvent'),
    eventTime: time,
    eventTimeZoneOffset: fc.constantFrom('+08:00', '-06:30'),
    action: fc.constant('ADD'),
    epcList: fc.uniqueArray(identifier, { maxLength: 4 }),
    recordTime: time,
    eventID: fc.uuid().map((uuid) => `urn:uuid:${uuid}`),
    bizStep: step,
    disposition,
    persistentDisposition: fc.record({ set: fc.uniqueArray(disposition, { minLength: 1, maxLength: 2 }) }),
    readPoint: fc.record({ id: identifier, 'example:gate': scalar }, { requiredKeys: ['id'] }),
    bizLocation: fc.record({ id: identifier }),
    bizTransactionList: list(
      fc.record({ type: fc.constantFrom('po', 'urn:epcglobal:cbv:btt:inv'), bizTransaction: identifier }),
    ),
    quantityList: list(quantity),
    sourceList: list(party('source')),
    destinationList: list(party('destination')),
    sensorElementList: list(sensorElement),
    ilmd: fc.dictionary(fc.stringMatching(/^(example|cbvmda):[a-z]{1,3}$/), extension.value, { maxKeys: 3 }),
    'example:a': extension.value,
    'other:b': extension.value,
    'rdfs:comment': fc.string({ maxLength: 5 }).filter((text) => !text.includes('\0')),
  },
  { requiredKeys: ['type', 'eventTime', 'eventTimeZoneOffset', 'action', 'epcList'], noNullPrototype: true },
);
