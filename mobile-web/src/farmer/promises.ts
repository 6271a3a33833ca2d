import { path, send } from '../api/request.ts';

export const BASES = ['quality-control', 'self-test', 'entrusted-test'] as const;
export type Basis = (typeof BASES)[number];

/** What the grower says when promising 承诺达标合格证. */
export interface PromiseWords {
  origin: string;
  contact: string;
  basis: Basis[];
}

/** A promise that was made for a lot. */
export interface HarvestPromise extends PromiseWords {
  certificateId: string;
  status: 'issued' | 'suspended' | 'revoked' | 'awaiting-countersignature';
  /** Digital Link. */
  lot: string;
}

/** Of the whole farm, newest first. */
export async function readPromises(): Promise<HarvestPromise[]> {
  const { promises } = (await (await send('/conformity')).json()) as { promises: HarvestPromise[] };
  return promises;
}

export async function makePromise(harvestId: string, words: PromiseWords, idempotencyKey: string): Promise<void> {
  await send(`/harvests${path(harvestId)}/conformity`, { method: 'POST', json: words, idempotencyKey });
}
