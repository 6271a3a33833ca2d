import { run } from '../command.ts';

/** The compose file keeps to the linter's rules, which include the published schema of the format. */
export async function checkCompose(): Promise<string | undefined> {
  const { code, output } = await run('dclint', ['--max-warnings', '0', 'docker-compose.yml']);
  return code === 0 ? undefined : output;
}
