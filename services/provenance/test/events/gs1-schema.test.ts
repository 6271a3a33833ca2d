import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import * as fc from 'fast-check';
import { isJsonObject } from '../../src/index.ts';
import { readAll } from '../support/events.ts';
import { describeSuite, readJson, suitePath } from '../support/shared.ts';

/** Why a document that GS1's schema accepts is refused here: code or detail of the fault, and the reason. */
const STRICTER: readonly (readonly [fault: RegExp, reason: string])[] = [
  [/beyond 2\^53/, 'JSON readers round such a number: it could not be kept as it was sent'],
  [/date-time with a zone/, 'times are xsd:dateTimeStamp: capital T and Z, zones of at most 14 hours'],
  [/real time in years/, 'no leap seconds and no year 0: neither JavaScript nor PostgreSQL holds them'],
  [/the version read here/, 'a document of another version of EPCIS has other rules'],
  [
    /^unknown-field .*prefix/,
    'a place is extended with prefixed names only; names start with a letter, as RFC 3986 says',
  ],
  [/unit but no quantity/, 'EPCIS 2.0 section 7.3.3.3: no unit of measure without a quantity'],
  [/needs parentID/, 'EPCIS 2.0 section 7.4.3: only an observed aggregation may lack its parent'],
];

type Rewrite = (value: Record<string, unknown>) => void;

/** What is accepted here beyond GS1's schema, each undone: what is left must satisfy GS1's schema. */
const LAXER: readonly (readonly [reason: string, undo: Rewrite])[] = [
  ['a signed event carries its proofs', (value) => delete value.proof],
  ['an event of JSON-LD may have further types', (value) => delete value.isA],
  [
    'EPCIS 2.0 section 7.4.1.2: every type of event may set persistent dispositions',
    (value) => {
      if (value.type !== 'ObjectEvent' && value.type !== 'TransformationEvent') delete value.persistentDisposition;
    },
  ],
  [
    'measurement types and components grow between versions; a report of an exception needs no type',
    (value) => {
      if (!Array.isArray(value.sensorReport)) return;
      for (const report of value.sensorReport.filter(isRecord)) {
        if (!String(report.type).includes(':')) report.type = 'Temperature';
        if (report.component !== undefined) report.component = 'x';
        if (report.exception !== undefined) report.exception = 'ALARM_CONDITION';
      }
    },
  ],
  [
    'words of CBV may be written as their old URNs',
    (value) => {
      for (const [name, content] of Object.entries(value)) {
        if (String(content).startsWith('urn:epcglobal:cbv:bizstep:')) value[name] = 'shipping';
      }
    },
  ],
];

const VALUES: readonly unknown[] = [
  ...[
    '',
    ' ',
    'x',
    'urn:a:b',
    'ex:y',
    'a b',
    'é:x',
    'a:%zz',
    'ADD',
    'OBSERVE',
    'DELETE',
    'KGM',
    'kgm',
    'f0f',
    'zz',
    '2',
  ],
  ...[
    '2.0',
    '3.0',
    '+08:00',
    '+15:00',
    'shipping',
    'active',
    'Temperature',
    'cbv:Disp-active',
    'ObjectEvent',
    'ex:Mine',
  ],
  ...[
    'TransformationEvent',
    'urn:epcglobal:cbv:bizstep:shipping',
    'urn:epcglobal:cbv:bizstep:x',
    'https://ns.gs1.org/cbv/x',
  ],
  ...[
    '2020-01-01T00:00:00Z',
    '2020-02-30T00:00:00Z',
    '2020-01-01t00:00:00z',
    '2016-12-31T23:59:60Z',
    '2020-01-01T00:00:00',
  ],
  ...[1, 1.5, -1, 0, 1e20, true, null, [], {}, ['urn:a:b'], ['urn:a:b', 'urn:a:b'], ['x'], [{}]],
];

const NAMES = [
  ...[
    'note',
    'ex:note',
    'https://a/b',
    '1:x',
    'a b:c',
    'proof',
    'isA',
    'comment',
    'rdfs:comment',
    '@context',
    'type',
    'id',
  ],
  ...[
    'epcList',
    'quantityList',
    'parentID',
    'childEPCs',
    'inputEPCList',
    'transformationID',
    'ilmd',
    'action',
    'eventID',
  ],
  ...['errorDeclaration', 'persistentDisposition', 'sensorElementList', 'recordTime', 'uom'],
];

describeSuite('epcis', () => {
  const ajv = new Ajv({ strict: false });
  formats.default(ajv);
  const satisfiesGs1 = ajv.compile(readObject('schema', 'EPCIS-JSON-Schema.json'));
  const documents = ['valid', 'bare-events']
    .flatMap((folder) => readdirSync(suitePath('epcis', folder)).map((file) => readObject(folder, file)))
    .filter((document) => satisfiesGs1(document));

  test('a document changed anywhere is judged as GS1’s schema does, but for the reasons listed', () => {
    expect(documents.length).toBeGreaterThan(0);
    fc.assert(
      fc.property(
        fc.constantFrom(...documents),
        fc.nat(),
        fc.constantFrom('remove', 'replace', 'add'),
        fc.constantFrom(...NAMES),
        fc.constantFrom(...VALUES),
        (original, place, change, name, value) => {
          const document = structuredClone(original);
          mutate(document, place, change, name, structuredClone(value));
          const { faults } = readAll(document);
          if (satisfiesGs1(document)) {
            const unexplained = faults.filter(
              ({ code, detail }) => !STRICTER.some(([fault]) => fault.test(`${code} ${detail}`)),
            );
            expect(unexplained).toEqual([]);
          } else if (faults.length === 0) {
            everyObject(document).forEach((object) => {
              for (const [, undo] of LAXER) undo(object);
            });
            expect(satisfiesGs1(document) ? [] : satisfiesGs1.errors).toEqual([]);
          }
        },
      ),
      { numRuns: 1_500 },
    );
  });
});

function readObject(...path: string[]): Record<string, unknown> {
  const value = readJson('epcis', ...path);
  if (!isRecord(value)) throw new TypeError(`${path.join('/')} holds no object`);
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return isJsonObject(value);
}

/** Every object in a value, itself first. */
function everyObject(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(everyObject);
  return isRecord(value) ? [value, ...Object.values(value).flatMap(everyObject)] : [];
}

/** Removes or replaces one field somewhere, or adds one. */
function mutate(
  document: Record<string, unknown>,
  place: number,
  change: 'remove' | 'replace' | 'add',
  name: string,
  value: unknown,
): void {
  const fields = everyObject(document).flatMap((object) => Object.keys(object).map((field) => ({ object, field })));
  const { object, field } = fields[place % fields.length] ?? { object: document, field: 'type' };
  if (change === 'remove') Reflect.deleteProperty(object, field);
  else object[change === 'replace' ? field : name] = value;
}
