import { rename, writeFile } from 'node:fs/promises';

/** Tells a health check, by the file's age and content, that the reporter reached the services and served its rounds. */
export async function writeHealth(file: string, state: { at: number; rounds: number }): Promise<void> {
  const draft = `${file}.${String(process.pid)}`;
  await writeFile(draft, JSON.stringify(state));
  await rename(draft, file);
}
