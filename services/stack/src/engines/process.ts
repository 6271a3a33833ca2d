import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { boundLog, openLog } from './log-file.ts';
import { notePid, stopPid, stopStale } from './stale.ts';

/** One child process: how to start it, how to know that it serves, how to end it. */
export interface ChildSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  /** Gives a Node child a channel whose closing tells it that its supervisor is gone. */
  readonly ipc?: boolean;
  readonly logFile: string;
  readonly pidFile: string;
  readonly stopSignal: NodeJS.Signals;
  readonly stopMs: number;
  readonly readyMs: number;
  /** Runs before each start, also after a crash: repairs what a killed predecessor left. */
  readonly prepare?: () => Promise<void>;
  /** Asked every 50 ms until true. */
  readonly isReady: (pid: number) => Promise<boolean>;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
const STEADY_MS = 30_000;

/** Keeps one child alive: starts it, restarts it with growing pauses when it dies, stops it for good. */
export class Supervised {
  readonly spec: ChildSpec;
  readonly #say: (text: string) => void;
  #child: ChildProcess | undefined;
  #wanted = false;
  #failures = 0;
  #ended: Promise<string> = Promise.resolve('not started');
  #keeper: Promise<void> = Promise.resolve();
  #restarts = 0;

  constructor(spec: ChildSpec, say: (text: string) => void) {
    this.spec = spec;
    this.#say = say;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** How often the child had to be started again. */
  get restarts(): number {
    return this.#restarts;
  }

  /**
   * Starts the child and waits until it serves.
   * @throws Error with the place of its log when it dies or is not ready in time
   */
  async start(): Promise<void> {
    await stopStale(this.spec.pidFile, this.spec.stopSignal, this.spec.stopMs);
    this.#wanted = true;
    await this.#startOnce();
    this.#keeper = this.#keep();
  }

  async stop(): Promise<void> {
    this.#wanted = false;
    const pid = this.#child?.pid;
    if (pid !== undefined && isRunning(this.#child)) await stopPid(pid, this.spec.stopSignal, this.spec.stopMs);
    await this.#keeper;
    rmSync(this.spec.pidFile, { force: true });
  }

  /** Ends the child at once, without its consent; it is not restarted. */
  kill(): void {
    this.#wanted = false;
    this.#child?.kill('SIGKILL');
  }

  async #keep(): Promise<void> {
    let startedAt = Date.now();
    for (;;) {
      const how = await this.#ended;
      if (!this.#isWanted()) return;
      if (Date.now() - startedAt > STEADY_MS) this.#failures = 0;
      this.#say(`${this.spec.name} ended (${how}), starting it again`);
      await this.#startAgain();
      startedAt = Date.now();
    }
  }

  async #startAgain(): Promise<void> {
    while (this.#isWanted()) {
      await pause(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures));
      if (!this.#isWanted()) return;
      this.#failures += 1;
      this.#restarts += 1;
      try {
        await this.#startOnce();
        return;
      } catch (error) {
        this.#say(error instanceof Error ? error.message : String(error));
      }
    }
  }

  #isWanted(): boolean {
    return this.#wanted;
  }

  async #startOnce(): Promise<void> {
    const { spec } = this;
    await spec.prepare?.();
    boundLog(spec.logFile);
    const log = openLog(spec.logFile);
    const child = spawn(spec.command, [...spec.args], {
      cwd: '/',
      env: { ...process.env, ...spec.env },
      // Its own session: Ctrl-C in the terminal reaches only the supervisor, which stops all in order.
      detached: true,
      stdio: spec.ipc === true ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
      ...spec.user,
    });
    closeSync(log);
    this.#child = child;
    this.#ended = new Promise<string>((resolve) => {
      child.once('error', (error) => {
        resolve(error.message);
      });
      child.once('exit', (code, signal) => {
        resolve(signal ?? `exit code ${String(code)}`);
      });
    });
    if (child.pid !== undefined) notePid(spec.pidFile, child.pid);
    await this.#untilReady(child, this.#ended);
  }

  async #untilReady(child: ChildProcess, ended: Promise<string>): Promise<void> {
    const deadline = Date.now() + this.spec.readyMs;
    const { name, logFile } = this.spec;
    while (isRunning(child) && child.pid !== undefined) {
      if (await this.spec.isReady(child.pid)) return;
      if (Date.now() > deadline) {
        await stopPid(child.pid, 'SIGKILL', 1_000);
        throw new Error(`${name} was not ready within ${String(this.spec.readyMs / 1000)} s; see ${logFile}`);
      }
      await Promise.race([pause(50), ended]);
    }
    throw new Error(`${name} ended while starting (${await ended}); see ${logFile}`);
  }
}

function isRunning(child: ChildProcess | undefined): boolean {
  return child?.exitCode === null && child.signalCode === null;
}
