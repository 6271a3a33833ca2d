import type { Bundle, Report, Step } from '@fieldseal/provenance';

/** The report of the check with the documents it was made on, when they could be read at all. */
export interface Checked {
  report: Report;
  bundle: Bundle | undefined;
  /** Whether the bundle is about the piece that was scanned; a true record of another cake proves nothing here. */
  ofThisPiece: boolean;
  /** The chain gave no usable answer: that says nothing against the piece. */
  undecided: boolean;
  /** What does not speak against the piece but must be known, such as an event that was later declared wrong. */
  notes: readonly Step[];
}

/** Whether everything held, and for the piece this page is about. */
export function holds({ report, ofThisPiece }: Checked): boolean {
  return report.ok && ofThisPiece;
}
