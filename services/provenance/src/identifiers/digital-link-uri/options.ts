import type { UnknownAiOptions } from '../dictionary/unknown-ai.ts';

/**
 * How a Digital Link URI is read and written. Everything is off by default, as the current standard has it. The
 * switches of the GS1 Syntax Engine with the same effect are PermitZeroSuppressedGTINinDLuris, PermitUnknownAIs (see
 * `UnknownAiOptions`) and, the other way round, the validation UNKNOWN_AI_NOT_DL_ATTR.
 */
export interface DigitalLinkOptions extends UnknownAiOptions {
  /**
   * Accept a GTIN-8, -12 or -13 as value of `/01/` in the path, as Digital Link 1.0 did, and fill it up to 14 digits.
   */
  readonly permitZeroSuppressedGtin?: boolean;
  /**
   * Accept the words of Digital Link 1.0 in place of AIs in the path: `gtin` for 01, `lot` for 10, `ser` for 21 and so
   * on.
   */
  readonly permitConvenienceAlphas?: boolean;
  /** Accept unknown AIs as attributes in the query; needs `permitUnknownAis`. */
  readonly permitUnknownAttributes?: boolean;
  /** Read compressed URIs too. */
  readonly permitCompressed?: boolean;
}
