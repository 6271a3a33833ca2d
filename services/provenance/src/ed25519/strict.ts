import { bytesToHex } from '../bytes.ts';

/** The field of the curve, 2^255 - 19, and the y of the eight points of small order; hex, most significant digit first. */
const FIELD = `7f${'ff'.repeat(30)}ed`;
const SMALL_ORDER_Y = new Set([
  '00'.repeat(32),
  `${'00'.repeat(31)}01`,
  `7f${'ff'.repeat(30)}ec`,
  '7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7',
  '05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826',
]);

/** The order of the base point, 2^252 + 27742317777372353535851937790883648493. */
const ORDER = '1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed';

/** Of a point on the curve: 32 bytes, encoded as it must be (RFC 8032 section 5.1.3), and not of small order. */
export function isStrictPoint(point: Uint8Array): boolean {
  if (point.length !== 32) return false;
  const digits = mostSignificantFirst(point);
  digits[0] = (digits[0] ?? 0) & 0x7f;
  const y = bytesToHex(digits);
  return y < FIELD && !SMALL_ORDER_Y.has(y);
}

/** Whether the scalar of a signature is 32 bytes and below the order of the base point (RFC 8032 section 5.1.7). */
export function isStrictScalar(scalar: Uint8Array): boolean {
  return scalar.length === 32 && bytesToHex(mostSignificantFirst(scalar)) < ORDER;
}

/** A copy, whatever kind of bytes it is: the slice of a Buffer would turn its owner's bytes around. */
function mostSignificantFirst(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes).reverse();
}
