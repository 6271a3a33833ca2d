import type { OutcomeCode } from '../verification/outcomes.ts';

export type ArchiveFaultCode = Extract<OutcomeCode, `archive-${string}`>;

/** Why an archive is refused, before anything in it is believed. */
export class ArchiveFault extends Error {
  override readonly name = 'ArchiveFault';
  readonly code: ArchiveFaultCode;

  constructor(code: ArchiveFaultCode, detail: string) {
    super(detail);
    this.code = code;
  }
}
