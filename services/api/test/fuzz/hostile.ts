import * as fc from 'fast-check';

const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', '$ref', '@context', ''];

/** Text that breaks out of where it is put: SQL, paths, markup, controls, broken and very long Unicode. */
export const hostileText = fc.oneof(
  fc.constantFrom(
    "'; DROP TABLE person; --",
    "' OR '1'='1",
    '../../../../etc/passwd',
    '..\\..\\windows\\win.ini',
    '%2e%2e%2f',
    '\u0000',
    'a\u0000b',
    '\ud800',
    'x\udfff\ud800y',
    '\u202egnp.exe',
    '\ufeff',
    '<script>alert(1)</script>',
    '${7*7}{{7*7}}',
    '%s%n%d',
    'null',
    'NaN',
    '1e999',
    '-0',
    '\r\nSet-Cookie: a=b',
    '9999-12-31T23:59:60Z',
    '0000-00-00T00:00:00Z',
    '2026-06-30T23:59:60+14:00',
    '+275760-09-13T00:00:00Z',
    'javascript:alert(1)',
    'http://[::1]:99999/',
    'urn:epc:id:sgtin:0614141.107346.2017',
    '鲜'.repeat(300),
    'a'.repeat(10_000),
  ),
  fc.constantFrom(...NAMES),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

/** Values of any type at the edges of what JSON can say. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: hostileText },
  fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 1, 0.1, 1e-320, 1e308, 2 ** 53, -(2 ** 53) - 2, 2 ** 63),
  fc.constantFrom<unknown>([], {}, [[]], [null], { length: -1 }, { type: 'Buffer', data: [1, 2] }, { $ref: '#' }),
  fc.constantFrom(...NAMES).map((name) => Object.fromEntries([[name, { a: 1 }]])),
  fc.integer({ min: 50, max: 200 }).map(nested),
  fc.jsonValue({ maxDepth: 2 }),
);

export const hostileName = fc.oneof(fc.constantFrom(...NAMES), hostileText);

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
