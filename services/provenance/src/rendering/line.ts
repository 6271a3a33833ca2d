/** One thing that a certificate says. */
export interface Line {
  readonly label: string;
  readonly value: string;
  /** Set in digits of equal width and broken anywhere: digests, keys, codes. */
  readonly isCode?: boolean;
  /** Where it leads. */
  readonly href?: string;
  /** Smaller, below the value. */
  readonly details?: readonly Detail[];
}

export interface Detail {
  readonly text: string;
  readonly isCode?: boolean;
}

/** Lines under a heading; `note` stands alone where there are no lines. */
export interface Part {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly note?: string;
}

/** The line, if there is something to say. */
export function optional(label: string, value: string | undefined, more: Omit<Line, 'label' | 'value'> = {}): Line[] {
  return value === undefined ? [] : [{ label, value, ...more }];
}
