import { Problem } from '../platform/problems.ts';

/** Searches of one reader at the same time, and how many more of them may wait. */
const AT_ONCE = 3;
const WAITING = 50;

/** Lets every reader search only so often at the same time, so that nobody's queries fill the database's connections. */
export class Turns {
  private readonly lines = new Map<string, { running: number; readonly waiting: (() => void)[] }>();

  /** @throws Problem too-many-requests when too many are waiting already */
  async take<T>(reader: string, work: () => Promise<T>): Promise<T> {
    const line = this.lines.get(reader) ?? { running: 0, waiting: [] };
    this.lines.set(reader, line);
    if (line.running >= AT_ONCE) {
      if (line.waiting.length >= WAITING)
        throw new Problem(
          'too-many-requests',
          `At most ${AT_ONCE + WAITING} searches may be under way for one reader.`,
        );
      await new Promise<void>((turn) => line.waiting.push(turn));
    } else line.running += 1;
    try {
      return await work();
    } finally {
      const next = line.waiting.shift();
      if (next !== undefined) next();
      else if ((line.running -= 1) === 0) this.lines.delete(reader);
    }
  }
}
