import type { RefusedReason, ScannedCode } from './code.ts';

/** The pieces scanned for one case, in the order they came. */
export interface Batch {
  items: readonly BatchItem[];
  sscc: string;
  location: string;
}

export interface BatchItem {
  gtin: string;
  serial: string;
  digitalLink: string;
}

/** What a scan did, for ear, eye and screen reader. */
export type ScanEffect =
  | { kind: 'added'; serial: string }
  | { kind: 'duplicate'; serial: string }
  | { kind: 'case'; sscc: string; replaced: boolean }
  | { kind: 'refused'; reason: RefusedReason | 'full' };

export const EMPTY_BATCH: Batch = { items: [], sscc: '', location: '' };
/** The capture limit of the services is far above; one case of cakes never is. */
export const MAX_ITEMS = 500;

/** Puts one scan into the batch. A piece counts once however often and in whatever form its code is read. */
export function scanInto(batch: Batch, code: ScannedCode): { batch: Batch; effect: ScanEffect } {
  if (code.kind === 'refused') return { batch, effect: { kind: 'refused', reason: code.reason } };
  if (code.kind === 'case') {
    const replaced = batch.sscc !== '' && batch.sscc !== code.sscc;
    return { batch: { ...batch, sscc: code.sscc }, effect: { kind: 'case', sscc: code.sscc, replaced } };
  }
  const { gtin, serial, digitalLink } = code;
  if (batch.items.some((item) => item.gtin === gtin && item.serial === serial)) {
    return { batch, effect: { kind: 'duplicate', serial } };
  }
  if (batch.items.length >= MAX_ITEMS) return { batch, effect: { kind: 'refused', reason: 'full' } };
  return {
    batch: { ...batch, items: [...batch.items, { gtin, serial, digitalLink }] },
    effect: { kind: 'added', serial },
  };
}

export function removeFrom(batch: Batch, gtin: string, serial: string): Batch {
  return { ...batch, items: batch.items.filter((item) => item.gtin !== gtin || item.serial !== serial) };
}

/** The pieces left to scan after a case was received: the place stays, the keeper fills the next case there. */
export function nextCase(batch: Batch): Batch {
  return { ...EMPTY_BATCH, location: batch.location };
}
