/** Any decimal of so many characters survives the way into a double and back. */
const ALWAYS_EXACT = 15;
/** Below it doubles have fewer digits (IEEE 754, subnormal numbers). */
const SMALLEST_ORDINARY = 2.2250738585072014e-308;
/** No double needs so many characters, zeros of the largest and smallest included. */
const LONGEST = 400;

/**
 * Whether reading a JSON number into a double and writing it again gives the same value (RFC 7493 section 2.2).
 * False beyond 2^53 where digits are lost, for decimals longer than a double holds, and where it overflows or vanishes.
 * @param token as written, such as `-12.50e3`; what is no number counts as exact, the parser refuses it
 */
export function holdsExactly(token: string): boolean {
  if (token.length <= ALWAYS_EXACT && !/[eE]/.test(token)) return true;
  if (token.length > LONGEST) return false;
  const value = Number(token);
  if (Number.isNaN(value)) return true;
  if (!Number.isFinite(value)) return false;
  const isOrdinary = Math.abs(value) >= SMALLEST_ORDINARY && mantissaLength(token) <= ALWAYS_EXACT;
  return isOrdinary || normal(token) === normal(String(value));
}

function mantissaLength(token: string): number {
  const exponent = token.search(/[eE]/);
  return exponent === -1 ? token.length : exponent;
}

/** One spelling of a decimal: its digits without zeros around them, and the power of ten of the last digit. */
function normal(token: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(token) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${sign}${significant}e${power}`;
}
