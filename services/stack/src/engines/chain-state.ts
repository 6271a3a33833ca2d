import { copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { readJson } from './files.ts';

/**
 * The chain writes its state in place, so a kill can leave half a file. A copy of the last whole one is kept beside
 * it, and a start goes on from that copy. The blocks lost so are at most some seconds old; services notice and send
 * them again.
 */
export class ChainState {
  readonly file: string;
  readonly #copy: string;
  #copiedAt = 0;

  constructor(file: string) {
    this.file = file;
    this.#copy = `${file}.good`;
  }

  /** Leaves a state file the chain can start from, or none; tells when something was lost. */
  repair(say: (text: string) => void): void {
    if (!existsSync(this.file) && !existsSync(this.#copy)) return;
    if (readJson(this.file) !== undefined) return;
    rmSync(this.file, { force: true });
    if (readJson(this.#copy) === undefined) {
      say('the state of the chain is lost; services will build it again from the database');
      return;
    }
    say('the last state of the chain is not whole; going on from the one before');
    copyFileSync(this.#copy, this.file);
  }

  /** Copies the state when it has changed and is whole. */
  keepCopy(): void {
    if (!existsSync(this.file)) return;
    const changedAt = statSync(this.file).mtimeMs;
    if (changedAt === this.#copiedAt || readJson(this.file) === undefined) return;
    copyFileSync(this.file, `${this.#copy}.next`);
    if (readJson(`${this.#copy}.next`) === undefined) return;
    renameSync(`${this.#copy}.next`, this.#copy);
    this.#copiedAt = changedAt;
  }
}
