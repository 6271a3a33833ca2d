export { checkDigit, hasValidCheckDigit } from './check-digit.ts';
export { isGln, isGtin, isSscc, makeGln, makeGtin14, makeSscc, toGtin14 } from './gs1-keys.ts';
export { buildDigitalLink, IdentifierError, parseDigitalLink } from './digital-link.ts';
export type { Identifier, Scheme } from './identifier.ts';
export { randomSerial } from './serial.ts';
