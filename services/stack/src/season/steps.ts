export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly reason?: string;
}

/** Runs the chapters of a season, telling of each how long it took and, when it failed, why. */
export class Steps {
  readonly results: StepResult[] = [];
  readonly #say: (text: string) => void;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  async run<T>(name: string, chapter: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    const seconds = (): number => Math.round(performance.now() - startedAt) / 1000;
    try {
      const result = await chapter();
      this.results.push({ name, ok: true, seconds: seconds() });
      this.#say(`${name}: done in ${seconds().toFixed(1)} s`);
      return result;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.results.push({ name, ok: false, seconds: seconds(), reason });
      this.#say(`${name}: FAILED after ${seconds().toFixed(1)} s: ${reason}`);
      throw error;
    }
  }
}
