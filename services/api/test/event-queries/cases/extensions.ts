import { PLACE, EARLY, LATE, sensor, declared, place, compared, timed, type Case, type Fields } from './making.ts';

const fields = (prefix: string, at: (content: Fields) => Fields): Case[] => [
  {
    query: { [`EQ_${prefix}ex:f`]: 'a|b' },
    matches: [at({ 'ex:f': 'a' }), at({ 'ex:f': ['x', 'b'] })],
    others: [at({ 'ex:f': 'c' }), at({ 'ex:g': 'a' }), at({ 'ex:n': { 'ex:f': 'a' } })],
  },
  {
    query: { [`EQ_${prefix}ex:f`]: '7' },
    matches: [at({ 'ex:f': 7 }), at({ 'ex:f': '07.0' })],
    others: [at({ 'ex:f': 70 })],
  },
  {
    query: { [`EQ_${prefix}ex:f`]: LATE },
    matches: [at({ 'ex:f': '2026-03-02T08:00:00+08:00' })],
    others: [at({ 'ex:f': EARLY })],
  },
  ...compared(
    (by) => `${by}_${prefix}ex:f`,
    (value) => at({ 'ex:f': value }),
  ),
  ...timed(`${prefix}ex:f`, (time) => at({ 'ex:f': time })),
  { query: { [`EXISTS_${prefix}ex:f`]: '' }, matches: [at({ 'ex:f': 'a' })], others: [at({ 'ex:g': 'a' })] },
  {
    query: { [`EQ_INNER_${prefix}ex:f`]: 'a' },
    matches: [at({ 'ex:n': { 'ex:f': 'a' } }), at({ 'ex:n': [{ 'ex:m': { 'ex:f': 'a' } }] })],
    others: [at({ 'ex:f': 'a' }), at({ 'ex:n': { 'ex:f': 'b' } })],
  },
  ...compared(
    (by) => `${by}_INNER_${prefix}ex:f`,
    (value) => at({ 'ex:n': { 'ex:f': value } }),
  ),
  {
    query: { [`EXISTS_INNER_${prefix}ex:f`]: 'true' },
    matches: [at({ 'ex:n': { 'ex:f': 'a' } })],
    others: [at({ 'ex:f': 'a' })],
  },
];

/** Extension fields wherever an event may have them, and attributes of places. */
export const EXTENSION_CASES: readonly Case[] = [
  ...fields('', (content) => content),
  ...fields('ILMD_', (content) => ({ action: 'ADD', ilmd: content })),
  ...fields('ERROR_DECLARATION_', (content) => declared(content)),
  ...fields('SENSORELEMENT_', (content) => ({
    sensorElementList: [{ ...content, sensorReport: [{ type: 'Temperature', value: 1, uom: 'CEL' }] }],
  })),
  ...fields('SENSORMETADATA_', (content) => sensor({ value: 1, uom: 'CEL' }, content)),
  ...fields('SENSORREPORT_', (content) => sensor({ value: 1, uom: 'CEL', ...content })),
  ...fields('readPoint_', (content) => place(content)),
  ...fields('bizLocation_', (content) => ({ bizLocation: { id: PLACE, ...content } })),
  {
    query: { HASATTR_readPoint: 'ex:altitude|ex:owner' },
    matches: [place({ 'ex:owner': 'Lin' })],
    others: [place({ 'ex:name': 'gate' }), {}],
  },
  {
    query: { 'EQATTR_bizLocation_ex:altitude': '1700' },
    matches: [{ bizLocation: { id: PLACE, 'ex:altitude': '1700' } }],
    others: [{ bizLocation: { id: PLACE, 'ex:altitude': '900' } }, place({ 'ex:altitude': '1700' })],
  },
  {
    query: { 'EQ_ATTR_readPoint_ex:altitude': '1700' },
    matches: [place({ 'ex:altitude': 1700 })],
    others: [place({})],
  },
  {
    query: { 'EQATTR_readPoint_ex:above_sea_level': '1700' },
    matches: [place({ 'ex:above_sea_level': '1700' })],
    others: [place({ 'ex:above': '1700' })],
  },
  { query: { HASATTR_bizStep: 'ex:altitude' }, matches: [], others: [{ bizStep: 'storing' }] },
];
