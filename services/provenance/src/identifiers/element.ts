/** One element: an application identifier and its value, without FNC1, brackets or escapes. */
export interface AiElement {
  readonly ai: string;
  readonly value: string;
}

/** The most elements of one code that are read: bounds the work on hostile input. */
export const MOST_ELEMENTS = 64;

/** The longest code that is read, in UTF-16 units: more than any symbol holds. */
export const LONGEST_CODE = 8192;
