import type { Role } from '../api/model.ts';

/** A table of rows that certificates are issued from, as the server tells of it. */
export interface Batch {
  id: string;
  kind: BatchKind;
  mode: BatchMode;
  state: 'checking' | 'ready' | 'issuing' | 'done' | 'refused' | 'cancelled';
  fileName?: string;
  createdAt: string;
  counts: { total: number; checked: number; good: number; bad: number; known: number; issued: number };
}

export type BatchKind = 'birth' | 'conformity' | 'identity' | 'residence' | 'graduation';
export type BatchMode = 'all-or-none' | 'good-rows';

export interface BatchRow {
  number: number;
  line: number;
  state: 'new' | 'good' | 'bad' | 'known' | 'issued';
  faults: { column?: string; code: string; detail: string }[];
  content?: Record<string, string | number>;
  subjects: string[];
}

/** What each role issues, the usual first. */
export const KINDS_OF: Partial<Record<Role, readonly BatchKind[]>> = {
  farmer: ['birth', 'conformity'],
  processor: ['identity'],
  keeper: ['residence'],
  assessor: ['graduation'],
};

const FINISHED: readonly Batch['state'][] = ['done', 'refused', 'cancelled'];

/** Nothing becomes of it any more. */
export const isFinished = ({ state }: Batch): boolean => FINISHED.includes(state);

/** Something is going on by itself. */
export const isMoving = ({ state }: Batch): boolean => state === 'checking' || state === 'issuing';

/** How much of what it is at is behind it, from 0 to 1. */
export function share({ state, counts: { total, checked, good, known, issued, bad } }: Batch): number {
  if (state === 'checking') return checked / total;
  return good + issued === 0 ? 1 : (issued + known + bad) / total;
}
