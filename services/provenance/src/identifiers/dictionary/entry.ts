/** Digits; GS1 AI encodable character sets 82 and 39; file-safe base 64 (General Specifications 7.11). */
export type CharacterSet = 'N' | 'X' | 'Y' | 'Z';

/** One stretch of an AI's value. */
export interface AiComponent {
  readonly set: CharacterSet;
  /** Characters, when the component is present. */
  readonly min: number;
  readonly max: number;
  readonly optional: boolean;
  /** Names of the content checks, in the order in which they apply; see `linters/`. */
  readonly linters: readonly string[];
}

/** What the GS1 Barcode Syntax Dictionary says of one application identifier. */
export interface AiEntry {
  readonly ai: string;
  readonly title: string;
  /** Of predefined length: the next AI follows without FNC1. */
  readonly predefinedLength: boolean;
  /** May stand in the query of a Digital Link. */
  readonly attribute: boolean;
  readonly components: readonly AiComponent[];
  /**
   * Every item must hold; it holds when all patterns of one of its groups are present. `31nn` stands for any digits.
   */
  readonly requires: readonly (readonly (readonly string[])[])[];
  /** Patterns that may not accompany this AI. */
  readonly excludes: readonly string[];
  /** For a primary key of a Digital Link: the qualifiers that may follow, as alternative ordered lists. */
  readonly qualifiers: readonly (readonly string[])[] | undefined;
}
