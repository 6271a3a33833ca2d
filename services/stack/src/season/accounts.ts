import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeAtomically } from '../engines/files.ts';

export const SAMPLE_ROLES = ['farmer', 'processor', 'appraiser', 'keeper', 'assessor', 'insurer', 'regulator'] as const;
export type SampleRole = (typeof SAMPLE_ROLES)[number];

const Account = z.object({ email: z.string(), password: z.string() });
export type Account = z.infer<typeof Account>;
const Accounts = z.record(z.enum(SAMPLE_ROLES), Account);
export type Accounts = Readonly<Record<SampleRole, Account>>;

const ADMINISTRATOR = 'admin@fieldseal.local';

export function accountsFile(stateDir: string): string {
  return join(stateDir, 'accounts.json');
}

/** The people of the sample season with random passwords, kept in a file only its owner reads. */
export function sampleAccounts(stateDir: string): Accounts {
  const kept = Accounts.safeParse(readJson(accountsFile(stateDir)));
  if (kept.success) return kept.data;
  const account = (role: SampleRole): Account => ({
    email: `${role}@sample.fieldseal.local`,
    password: randomBytes(12).toString('base64url'),
  });
  const accounts = Object.fromEntries(SAMPLE_ROLES.map((role) => [role, account(role)]));
  writeAtomically(accountsFile(stateDir), JSON.stringify(accounts, null, 2), 0o600);
  return Accounts.parse(accounts);
}

/** The administrator's account, whose password services wrote at their first start. */
export function administrator(stateDir: string): Account {
  const password = readFileSync(join(stateDir, 'keys', 'administrator-password'), 'utf8').trim();
  return { email: ADMINISTRATOR, password };
}
