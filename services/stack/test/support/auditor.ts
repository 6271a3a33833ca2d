import { z } from 'zod';
import { program } from './program.ts';

const Said = z.object({
  kind: z.enum(['alarm', 'note']),
  code: z.string(),
  detail: z.string().optional(),
  evidence: z.array(z.string()).optional(),
  words: z.object({ en: z.string(), zh: z.string() }),
});

export interface Verdict {
  readonly exit: number | string;
  readonly said: readonly z.infer<typeof Said>[];
  readonly alarms: readonly string[];
}

/** Runs `npm run watch -- --once --json` as a process of its own. */
export async function auditOnce(args: readonly string[]): Promise<Verdict> {
  const auditor = program('src/watch.ts', [...args, '--once', '--json']);
  const exit = await auditor.ended;
  const lines = auditor.said().split('\n').filter(Boolean);
  const said = lines.map((line) => Said.parse(JSON.parse(line)));
  return { exit, said, alarms: said.filter(({ kind }) => kind === 'alarm').map(({ code }) => code) };
}
