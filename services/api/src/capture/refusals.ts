import { Problem, type ProblemFault } from '../platform/problems.ts';
import { type Candidate, summary } from './candidates.ts';
import { groupsOf } from './groups.ts';

/** Faults that one refusal lists. */
const MAX_FAULTS = 100;

/** Which events of a capture cannot be stored, and why; a fault of one is a fault of its whole group. */
export class Refusals {
  private readonly faults = new Map<number, readonly ProblemFault[]>();
  private readonly candidates: readonly Candidate[];
  private readonly groups: readonly number[];

  constructor(candidates: readonly Candidate[]) {
    this.candidates = candidates;
    this.groups = groupsOf(candidates);
    for (const [index, { faults }] of candidates.entries()) if (faults.length > 0) this.faults.set(index, faults);
    this.spread();
  }

  get size(): number {
    return this.faults.size;
  }

  /** Why an event is refused; undefined when it is not. */
  of(index: number): readonly ProblemFault[] | undefined {
    return this.faults.get(index);
  }

  /** Refuses events whose own id names another event of the same organisation. */
  addTaken(indices: readonly number[]): void {
    for (const index of indices) {
      const { pointer = '', eventID = '' } = this.candidates[index] ?? {};
      const detail = `${eventID} already names an event with other content; give this one an id of its own, or none`;
      this.faults.set(index, [{ pointer: `${pointer}/eventID`, code: 'id-taken', detail }]);
    }
    this.spread();
  }

  /** @throws Problem invalid-input listing every fault, when there is one */
  requireNone(): void {
    const all = [...this.faults.entries()].sort(([a], [b]) => a - b).flatMap(([, faults]) => faults);
    if (all.length > 0)
      throw new Problem('invalid-input', `Nothing was stored. ${summary(all) ?? ''}`, all.slice(0, MAX_FAULTS));
  }

  private spread(): void {
    const culprits = new Map<number, number>();
    for (const index of this.faults.keys()) culprits.set(this.groups[index] ?? index, index);
    for (const [index, { pointer }] of this.candidates.entries()) {
      const culprit = culprits.get(this.groups[index] ?? index);
      if (culprit === undefined || this.faults.has(index)) continue;
      const other = this.candidates[culprit]?.pointer ?? '';
      const detail = `an error declaration and its corrective events are stored together, and ${other} is refused`;
      this.faults.set(index, [{ pointer, code: 'group', detail }]);
    }
  }
}
