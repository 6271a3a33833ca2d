import * as fc from 'fast-check';
import { type AiElement, checkDigit } from '../../../src/index.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const text = (longest: number) => fc.stringMatching(new RegExp(`^[!"%&'()*+,\\-./0-9:;<=>?A-Z_a-z]{1,${longest}}$`));
const keyed = (length: number) => digits(length - 1).map((body) => body + checkDigit(body));
const date = fc.tuple(fc.nat({ max: 99 }), fc.integer({ min: 1, max: 12 }), fc.nat({ max: 28 }));

const VALUES: Readonly<Record<string, fc.Arbitrary<string>>> = {
  '00': keyed(18),
  '01': keyed(14),
  '253': fc.tuple(keyed(13), fc.option(text(17), { nil: '' })).map((parts) => parts.join('')),
  '255': fc.tuple(keyed(13), fc.option(fc.stringMatching(/^\d{1,12}$/), { nil: '' })).map((parts) => parts.join('')),
  '414': keyed(13),
  '8010': fc.tuple(digits(6), fc.stringMatching(/^[#\-/0-9A-Z]{0,24}$/)).map((parts) => parts.join('')),
  '8018': keyed(18),
  '22': text(20),
  '10': text(20),
  '21': text(20),
  '235': text(28),
  '254': text(20),
  '8011': fc.stringMatching(/^[1-9]\d{0,11}$/),
  '8019': fc.stringMatching(/^\d{1,10}$/),
  '17': date.map((parts) => parts.map((part) => String(part).padStart(2, '0')).join('')),
  '3103': digits(6),
  '3922': fc.stringMatching(/^\d{1,15}$/),
  '421': text(9).map((code) => `156${code}`),
  '423': fc.constantFrom('156', '156840', '156840276250004'),
  '4330': fc.tuple(digits(6), fc.constantFrom('', '-')).map((parts) => parts.join('')),
  '7040': fc.constant('1A2B'),
  '7230': fc.stringMatching(/^[A-Z]{2}[A-Za-z0-9]{1,28}$/),
  '8008': fc.constantFrom('24022923', '2402292359', '240229235959'),
  '91': text(90),
};

const QUALIFIERS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  '00': [[]],
  '01': [['22', '10', '21'], ['235']],
  '253': [[]],
  '255': [[]],
  '414': [['254'], ['7040']],
  '8010': [['8011']],
  '8018': [['8019']],
};

const ATTRIBUTES = ['17', '3103', '3922', '421', '423', '4330', '7230', '8008', '91'];

const element = (ai: string): fc.Arbitrary<AiElement> => (VALUES[ai] ?? fc.string()).map((value) => ({ ai, value }));
const allOf = (ais: readonly string[]) => fc.tuple(...ais.map(element));

/** A primary key of a Digital Link, some of its qualifiers in their order, and some attributes. */
export const keyedElements: fc.Arbitrary<AiElement[]> = fc.constantFrom(...Object.keys(QUALIFIERS)).chain((key) =>
  fc
    .constantFrom(...(QUALIFIERS[key] ?? [[]]))
    .chain((qualifiers) => fc.tuple(fc.subarray([...qualifiers]), fc.shuffledSubarray(ATTRIBUTES)))
    .chain(([qualifiers, attributes]) => allOf([key, ...qualifiers, ...attributes])),
);

/** Elements in any order and number. */
export const elements: fc.Arbitrary<AiElement[]> = fc
  .shuffledSubarray(Object.keys(VALUES), { minLength: 1 })
  .chain(allOf);
