/** What stands on one label. */
export interface Label {
  /** Digital Link, the content of the QR code. */
  readonly link: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** Application identifiers and values for people, in order. */
  readonly identifiers: readonly (readonly [ai: string, value: string])[];
  /** A line of the printer's own on every label. */
  readonly title?: string | undefined;
}
