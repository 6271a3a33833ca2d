import { sensor, compared, timed, type Case } from './making.ts';

/** Sensor elements. */
export const SENSOR_CASES: readonly Case[] = [
  { query: { EXISTS_sensorElementList: 'true' }, matches: [sensor({ value: 1, uom: 'CEL' })], others: [{}] },
  ...timed('time', (time) => sensor({ value: 1, uom: 'CEL' }, { time })),
  ...timed('time', (time) => sensor({ value: 1, uom: 'CEL', time })),
  ...timed('startTime', (startTime) => sensor({ value: 1, uom: 'CEL' }, { startTime })),
  ...timed('endTime', (endTime) => sensor({ value: 1, uom: 'CEL' }, { endTime })),
  {
    query: { EQ_type: 'gs1:Temperature|Speed' },
    matches: [sensor({ value: 1, uom: 'CEL' })],
    others: [sensor({ type: 'AbsoluteHumidity', value: 1, uom: 'A93' }), {}],
  },
  ...(['deviceID', 'dataProcessingMethod', 'bizRules'] as const).map((name): Case => ({
    query: { [`EQ_${name}`]: 'urn:epc:id:giai:4000001.111' },
    matches: [sensor({ value: 1, uom: 'CEL' }, { [name]: 'https://id.gs1.org/8004/4000001111' })],
    others: [sensor({ value: 1, uom: 'CEL' }, { [name]: 'https://id.gs1.org/8004/4000001112' })],
  })),
  ...(['microorganism', 'chemicalSubstance', 'uriValue'] as const).map((name): Case => ({
    query: { [`EQ_${name}`]: 'https://example.org/agent/126' },
    matches: [sensor({ [name]: 'https://example.org/agent/126' })],
    others: [sensor({ [name]: 'https://example.org/agent/127' })],
  })),
  {
    query: { EQ_stringValue: 'a|b' },
    matches: [sensor({ stringValue: 'a|b' })],
    others: [sensor({ stringValue: 'a' })],
  },
  {
    query: { EQ_hexBinaryValue: 'f0f0' },
    matches: [sensor({ hexBinaryValue: 'F0F0' })],
    others: [sensor({ hexBinaryValue: 'F0F1' })],
  },
  {
    query: { EQ_booleanValue: 'true' },
    matches: [sensor({ booleanValue: true })],
    others: [sensor({ booleanValue: false })],
  },
  {
    query: { EQ_value_CEL: '10|26' },
    matches: [
      sensor({ value: 10, uom: 'CEL' }),
      sensor({ value: 78.8, uom: 'FAH' }),
      sensor({ value: 299.15, uom: 'KEL' }),
    ],
    others: [sensor({ value: 10, uom: 'FAH' }), sensor({ value: 10 })],
  },
  ...compared(
    (by) => `${by}_value_CEL`,
    (value) => sensor({ value: value * 1.8 + 32, uom: 'FAH' }),
  ),
  ...['minValue', 'maxValue', 'meanValue', 'sDev', 'percValue'].flatMap((name) =>
    compared(
      (by) => `${by}_${name}_KGM`,
      (value) => sensor({ type: 'Mass', [name]: value, uom: 'KGM', ...(name === 'percValue' ? { percRank: 50 } : {}) }),
    ),
  ),
  ...compared(
    (by) => `${by}_percRank`,
    (percRank) => sensor({ percRank, percValue: 1, uom: 'CEL' }),
  ),
];
