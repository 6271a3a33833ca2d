import { join } from 'node:path';
import { gs1LinksetSchema, linksetSchema } from '@fieldseal/provenance';
import { type Case, eachOf, mustBeAccepted, mustBeRefused, type Suite, type Verdict } from './case.ts';
import { filesUnder, readJson, stem } from './folder.ts';

/** GS1's examples of link sets: `valid-` or `invalid-` by name, of its GS1 schema where the name says `gs1`. */
export const linkset: Suite = { name: 'linkset', cases };

function cases(folder: string): Case[] {
  const files = filesUnder(folder).filter((file) => /(^|[-/])(valid|invalid)[-/].*\.json(ld)?$/.test(file));
  return eachOf(files, stem, (file) => judge(join(folder, file), file));
}

function judge(path: string, file: string): Verdict {
  const schema = file.includes('gs1') ? gs1LinksetSchema : linksetSchema;
  const result = schema.safeParse(readJson(path));
  const issue = result.error?.issues[0];
  const reason = issue && `/${issue.path.join('/')} ${issue.message} (${issue.code})`;
  return /(^|[-/])invalid[-/]/.test(file) ? mustBeRefused(reason) : mustBeAccepted(reason);
}
