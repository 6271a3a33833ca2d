import { type Finding, FINDINGS, isAlarm } from './findings.ts';
import type { WatchState } from './state.ts';

/** A lasting alarm is repeated this often. */
const REPEAT_MS = 60_000;

/** Says what is new: each finding once, lasting alarms again every minute, and when all is well again. */
export class Reporter {
  readonly #json: boolean;
  readonly #write: (line: string) => void;
  /** Alarms that hold, with when each was said last. */
  #said = new Map<string, number>();
  #well = '';

  constructor(json: boolean, write: (line: string) => void) {
    this.#json = json;
    this.#write = write;
  }

  report(findings: readonly Finding[], state: WatchState | undefined, now: number): void {
    const held = this.#said;
    this.#said = new Map();
    for (const finding of findings) {
      const name = `${finding.code} ${finding.detail ?? ''}`;
      const before = isAlarm(finding) ? held.get(name) : undefined;
      const isDue = before === undefined || now - before >= REPEAT_MS;
      if (isDue) this.#say(finding, now);
      if (isAlarm(finding)) this.#said.set(name, isDue ? now : before);
    }
    if (this.#said.size > 0) {
      this.#well = '';
      return;
    }
    if (held.size > 0) this.#say({ code: 'alarm-ended' }, now);
    const well = state === undefined ? '' : summary(state);
    if (well !== this.#well) this.#say({ code: 'all-well', detail: well }, now);
    this.#well = well;
  }

  #say(finding: Finding, now: number): void {
    const { kind, en, zh } = FINDINGS[finding.code];
    const time = new Date(now).toISOString();
    if (this.#json) {
      this.#write(JSON.stringify({ time, kind, ...finding, words: { en, zh } }));
      return;
    }
    const detail = finding.detail === undefined ? '' : ` (${finding.detail})`;
    const notes = (finding.evidence ?? []).flatMap((note) => note.trimEnd().split('\n'));
    const evidence = notes.map((line) => `\n    | ${line}`).join('');
    this.#write(`${time} ${kind === 'alarm' ? '!!! ALARM' : 'note'} ${finding.code}: ${en} ${zh}${detail}${evidence}`);
  }
}

function summary({ log, head, waiting }: WatchState): string {
  const sealed = head === undefined ? 'none sealed yet' : `${String(head.size)} of them sealed`;
  const open = waiting.length === 0 ? '' : ', the others wait';
  return `${String(log.size)} leaves, ${sealed}${open}`;
}
