import { read, type Reads } from '../api/calls.ts';
import { ProblemError } from '../api/request.ts';
import { database } from './database.ts';

/** An answer with its age: `copyOf` is set when it came from the phone because the server could not be reached. */
export interface Answer<T> {
  data: T;
  copyOf?: number;
}

/**
 * Reads from the server and keeps a copy; without an answer falls back to the copy. A refusal (401, 403 …) is never
 * papered over with a copy, and one person never sees another's.
 */
export async function readWithCopy<K extends keyof Reads>(owner: string, key: K): Promise<Answer<Reads[K]>> {
  const place = `${owner}/${key}`;
  try {
    const data = await read(key);
    await (await database()).put('copies', { savedAt: Date.now(), data }, place);
    return { data };
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status < 500) throw error;
    const copy = await (await database()).get('copies', place);
    if (!copy) throw error;
    return { data: copy.data as Reads[K], copyOf: copy.savedAt };
  }
}

/** Forgets what was copied for a person; unsent records stay. */
export async function forgetCopies(owner: string): Promise<void> {
  const db = await database();
  await db.delete('copies', IDBKeyRange.bound(`${owner}/`, `${owner}/\uffff`));
}
