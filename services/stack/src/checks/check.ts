import { run } from '../command.ts';

export interface Check {
  readonly name: string;
  /** Undefined when it holds, else what is wrong. */
  readonly run: () => Promise<string | undefined>;
}

/** A check that is one command: it holds when the command ends with 0. */
export function command(name: string, program: string, args: readonly string[], folder = '.'): Check {
  return {
    name,
    run: async () => {
      const { code, output } = await run(program, args, { folder });
      return code === 0 ? undefined : output;
    },
  };
}
