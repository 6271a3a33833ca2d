const DECIMAL = /^([+-]?)(\d{1,15})(?:\.(\d{1,40}))?$/;

/** A decimal that cannot be read, or does not fit the fixed point asked for. */
class DecimalError extends Error {
  override name = 'DecimalError';
}

/**
 * Reads a plain decimal as an integer number of 10^-scale units, from its digits alone: no binary fraction is involved, so
 * "0.1" is exactly 100 thousandths on every machine.
 *
 * @param excess what to do with digits beyond the scale: refuse them, or round half away from zero
 * @throws DecimalError naming the text
 */
export function fixedPoint(text: string, scale: number, excess: 'refuse' | 'round' = 'refuse'): number {
  const match = DECIMAL.exec(text);
  if (match === null) throw new DecimalError(`"${text}" is not a plain decimal number`);
  const [, sign, whole = '', fraction = ''] = match;
  const dropped = fraction.slice(scale);
  if (excess === 'refuse' && /[1-9]/.test(dropped)) {
    throw new DecimalError(`${text} has more than ${String(scale)} decimals`);
  }
  const kept = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'));
  const value = Number(dropped >= '5' ? kept + 1n : kept);
  if (!Number.isSafeInteger(value)) throw new DecimalError(`${text} is too large`);
  return sign === '-' && value !== 0 ? -value : value;
}

/**
 * A JSON number as fixed point. Its shortest decimal form (ECMAScript Number::toString, the form RFC 8785 hashes) is what its
 * author wrote, so that form is what counts.
 *
 * @throws DecimalError when it has more decimals than the scale
 */
export function fixedPointNumber(value: number, scale: number): number {
  return fixedPoint(String(value), scale);
}

/** The shortest plain decimal of an integer number of 10^-scale units: 10900000 at scale 6 is "10.9". */
export function decimalText(value: number, scale: number): string {
  const digits = String(Math.abs(value)).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${value < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** numerator / denominator, rounded half up; both not negative, denominator above zero. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}
