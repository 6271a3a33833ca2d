import {
  type BareWordKind,
  canonicalIdentifier,
  facets,
  type Namespaces,
  THING_ROLES,
  type ThingRole,
} from '@fieldseal/provenance';
import { attributeEquals, hasAttribute } from './attributes.ts';
import { type Comparison, COMPARISONS, type Condition, type PlaceColumn, type WordColumn } from './conditions.ts';
import { fieldAndAttribute, fieldOf } from './names.ts';
import { wanted } from './epc-patterns.ts';
import { extensionValues } from './extension-values.ts';
import { LIMITS } from './limits.ts';
import { inAllUnits } from './units.ts';
import { asked, list, number, numbers, refuse, time, type Values } from './values.ts';
import { eventTypes, words } from './words.ts';

/** How a parameter becomes conditions; `undefined`: the name is none of this reader's. */
type Reader = (values: Values, namespaces: Namespaces) => Condition[];
type PatternReader = (match: RegExpExecArray, values: Values, namespaces: Namespaces) => Condition[] | undefined;

const { epc, parent, child, input, output, class: classRole, childClass, inputClass, outputClass } = THING_ROLES;

const among =
  (column: WordColumn, vocabulary: BareWordKind): Reader =>
  (values, namespaces) => [{ kind: 'among', column, values: words(values, vocabulary, namespaces) }];

const identifiers =
  (column: WordColumn | PlaceColumn): Reader =>
  (values) => [{ kind: 'among', column, values: list(values).map(canonicalIdentifier) }];

const within =
  (column: PlaceColumn): Reader =>
  (values) => [{ kind: 'within', column, values: list(values).map(canonicalIdentifier) }];

const things =
  (...roles: readonly ThingRole[]): Reader =>
  (values) => {
    const { exact, patterns } = wanted(list(values));
    if (patterns.length > LIMITS.patterns)
      return refuse(values.name, `its EPC patterns make more than ${LIMITS.patterns} searches.`);
    return [{ kind: 'things', roles, exact, patterns }];
  };

const facetWords =
  (facet: (word: string) => string, vocabulary: BareWordKind): Reader =>
  (values, namespaces) => [{ kind: 'facets', anyOf: words(values, vocabulary, namespaces).map(facet) }];

const facetTexts =
  (facet: (text: string) => string): Reader =>
  (values) => [{ kind: 'facets', anyOf: list(values).map(facet) }];

const exists =
  (facet: string): Reader =>
  (values) =>
    asked(values) ? [{ kind: 'facets', anyOf: [facet] }] : [];

const actions: Reader = (values) => {
  if (!list(values).every((value) => ['ADD', 'OBSERVE', 'DELETE'].includes(value)))
    return refuse(values.name, 'must be ADD, OBSERVE or DELETE.');
  return [{ kind: 'among', column: 'action', values: values.texts }];
};

const eventIds: Reader = (values) => {
  const hash = (id: string): string | undefined => /^ni:\/\/\/sha-256;([0-9a-f]{64})\?ver=CBV2\.0$/.exec(id)?.[1];
  const hashes = list(values).flatMap((id) => hash(id) ?? []);
  // An id in the form of a hash may also be one that its sender gave by other rules.
  return [{ kind: 'identity', hashes, given: values.texts }];
};

const METADATA = '$.sensorElementList[*].sensorMetadata';
const REPORTS = '$.sensorElementList[*].sensorReport[*]';
const QUANTITIES = ['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList'].map(
  (name) => `$.${name}[*]`,
);

const innerTimes = (names: readonly string[], comparisons: readonly Comparison[], paths: readonly string[]) =>
  names.flatMap((name) =>
    comparisons.map((comparison): [string, Reader] => [
      `${comparison}_${name}`,
      (values) => [{ kind: 'innerTime', paths, comparison, value: time(values) }],
    ]),
  );

const columnTimes = (['eventTime', 'recordTime'] as const).flatMap((name) =>
  (['GE', 'LT'] as const).map((comparison): [string, Reader] => [
    `${comparison}_${name}`,
    (values) => [
      {
        kind: 'time',
        column: name === 'eventTime' ? 'event_time' : 'record_time',
        comparison,
        value: time(values),
      },
    ],
  ]),
);

const RANGE = ['GE', 'LT'] as const;
const SENSOR_URIS = ['deviceID', 'dataProcessingMethod', 'microorganism', 'chemicalSubstance', 'bizRules', 'uriValue'];
const SENSOR_TEXTS = ['stringValue', 'hexBinaryValue', 'booleanValue'];

/** Parameters with a fixed name (EPCIS 2.0 section 8.2.7.1; GS1's query-schema.json). */
const FIXED: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['eventType', (values, namespaces) => [{ kind: 'among', column: 'type', values: eventTypes(values, namespaces) }]],
  ...columnTimes,
  ['EQ_action', actions],
  ['EQ_bizStep', among('biz_step', 'bizStep')],
  ['EQ_disposition', among('disposition', 'disposition')],
  ['EQ_persistentDisposition_set', facetWords(facets.set, 'disposition')],
  ['EQ_persistentDisposition_unset', facetWords(facets.unset, 'disposition')],
  ['EQ_readPoint', identifiers('read_point')],
  ['WD_readPoint', within('read_point')],
  ['EQ_bizLocation', identifiers('biz_location')],
  ['WD_bizLocation', within('biz_location')],
  ['EQ_transformationID', identifiers('transformation_id')],
  ['MATCH_epc', things(epc, child)],
  ['MATCH_parentID', things(parent)],
  ['MATCH_inputEPC', things(input)],
  ['MATCH_outputEPC', things(output)],
  ['MATCH_anyEPC', things(epc, child, parent, input, output)],
  ['MATCH_epcClass', things(classRole, childClass)],
  ['MATCH_inputEPCClass', things(inputClass)],
  ['MATCH_outputEPCClass', things(outputClass)],
  ['MATCH_anyEPCClass', things(classRole, childClass, inputClass, outputClass)],
  ['EQ_eventID', eventIds],
  ['EXISTS_errorDeclaration', exists(facets.exists('errorDeclaration'))],
  ['EXISTS_sensorElementList', exists(facets.exists('sensorElementList'))],
  ['EQ_errorReason', facetWords(facets.errorReason, 'errorReason')],
  ['EQ_correctiveEventID', facetTexts(facets.correctiveEvent)],
  // The OpenAPI document and the JSON schema of GS1 spell these two differently.
  ...innerTimes(['errorDeclarationTime', 'errorDeclaration_Time'], RANGE, ['$.errorDeclaration.declarationTime']),
  ...innerTimes(['time'], RANGE, [`${METADATA}.time`, `${REPORTS}.time`]),
  ...innerTimes(['startTime'], RANGE, [`${METADATA}.startTime`]),
  ...innerTimes(['endTime'], RANGE, [`${METADATA}.endTime`]),
  ['EQ_type', facetWords((word) => facets.sensor('type', word), 'measurement')],
  ...[...SENSOR_URIS, ...SENSOR_TEXTS].map((name): [string, Reader] => [
    `EQ_${name}`,
    facetTexts((text) => facets.sensor(name, text)),
  ]),
]);

/** For the API's description; the families of names besides are `PATTERNS`. */
export const FIXED_NAMES: readonly string[] = [
  ...FIXED.keys(),
  ...['EQ', ...COMPARISONS].map((comparison) => `${comparison}_quantity`),
  ...COMPARISONS.map((comparison) => `${comparison}_percRank`),
  'orderBy',
  'orderDirection',
  'eventCountLimit',
  'maxEventCount',
];

const measure =
  (paths: readonly string[], property: string, comparison: Comparison | 'EQ', unit: string | undefined): Reader =>
  (values) => {
    const given = comparison === 'EQ' ? numbers(values) : [number(values)];
    const measures = given.flatMap((value) => (unit === undefined ? [{ unit, value }] : inAllUnits(unit, value)));
    return [{ kind: 'measure', paths, property, comparison, measures }];
  };

const comparisonOf = (text: string | undefined): Comparison | 'EQ' =>
  COMPARISONS.find((comparison) => comparison === text) ?? 'EQ';

/** Parameters whose name holds a type, a unit of measure or a field. The first pattern that fits decides. */
const PATTERNS: readonly (readonly [RegExp, PatternReader])[] = [
  [
    /^(EQ|GT|GE|LT|LE)_quantity(?:_([A-Z0-9]{2,4}))?$/,
    ([, by, unit], values, namespaces) => measure(QUANTITIES, 'quantity', comparisonOf(by), unit)(values, namespaces),
  ],
  [
    /^(EQ|GT|GE|LT|LE)_value_([A-Z0-9]{2,4})$/,
    ([, by, unit], values, namespaces) => measure([REPORTS], 'value', comparisonOf(by), unit)(values, namespaces),
  ],
  [
    /^(GT|GE|LT|LE)_(minValue|maxValue|meanValue|sDev|percValue)_([A-Z0-9]{2,4})$/,
    ([, by, property = '', unit], values, namespaces) =>
      measure([REPORTS], property, comparisonOf(by), unit)(values, namespaces),
  ],
  [
    /^(GT|GE|LT|LE)_percRank$/,
    ([, by], values, namespaces) => measure([REPORTS], 'percRank', comparisonOf(by), undefined)(values, namespaces),
  ],
  [
    /^EQ_bizTransaction_(.+)$/,
    ([, type = ''], values, namespaces) => typed(facets.bizTransaction, 'bizTransaction', type, values, namespaces),
  ],
  [
    /^EQ_source_(.+)$/,
    ([, type = ''], values, namespaces) => typed(facets.source, 'sourceDestination', type, values, namespaces),
  ],
  [
    /^EQ_destination_(.+)$/,
    ([, type = ''], values, namespaces) => typed(facets.destination, 'sourceDestination', type, values, namespaces),
  ],
  [
    /^EXISTS_(.+)$/,
    ([, text = ''], values, namespaces) => {
      const field = fieldOf(values.name, text, namespaces);
      return field && exists(facets.field(field))(values, namespaces);
    },
  ],
  [/^HASATTR_(.+)$/, ([, field = ''], values, namespaces) => hasAttribute(field, values, namespaces)],
  [
    /^(?:EQATTR|EQ_ATTR)_(.+_.+)$/,
    ([, both = ''], values, namespaces) => {
      const [field, attribute] = fieldAndAttribute(both, namespaces);
      return attributeEquals(field, attribute, values, namespaces);
    },
  ],
  [
    /^(EQ|GT|GE|LT|LE)_(.+)$/,
    ([, by, text = ''], values, namespaces) => {
      const field = fieldOf(values.name, text, namespaces);
      return field && extensionValues(field, comparisonOf(by), values);
    },
  ],
];

function typed(
  facet: (type: string, id: string) => string,
  vocabulary: BareWordKind,
  type: string,
  values: Values,
  namespaces: Namespaces,
): Condition[] {
  const [word = type] = words({ name: values.name, texts: [type] }, vocabulary, namespaces);
  return [{ kind: 'facets', anyOf: list(values).map((id) => facet(word, id)) }];
}

/** The conditions of one parameter. @throws Problem when there is no such parameter or a value has another form */
export function conditionsOf(values: Values, namespaces: Namespaces): Condition[] {
  const fixed = FIXED.get(values.name);
  if (fixed !== undefined) return fixed(values, namespaces);
  for (const [pattern, read] of PATTERNS) {
    const match = pattern.exec(values.name);
    const conditions = match && read(match, values, namespaces);
    if (conditions) return conditions;
  }
  return refuse(values.name, 'there is no such parameter of SimpleEventQuery.');
}
