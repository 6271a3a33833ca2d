import { z } from 'zod';
import { TransactionView } from '../chain/chain.schemas.ts';

/** The settlement token as people see it. */
export const TOKEN = { symbol: 'tCNY', decimals: 6 } as const;

/** Below 2^88, what the contract holds for a sum insured. */
export const Amount = z
  .string()
  .regex(/^[1-9]\d{0,25}$/, 'must be a whole number of smallest units above zero, as decimal text')
  .describe('smallest units of the token');

export const NewMint = z
  .strictObject({ organisationId: z.uuid(), amount: Amount })
  .meta({ examples: [{ organisationId: '6f1c1b1e-3d0a-4c53-9d5e-0a5c5a4f2b11', amount: '1000000000' }] });
export type NewMint = z.infer<typeof NewMint>;
export const NewDeposit = z.strictObject({ amount: Amount }).meta({ examples: [{ amount: '1000000000' }] });
export type NewDeposit = z.infer<typeof NewDeposit>;

export const MovementView = z.object({ amount: z.string(), transaction: TransactionView });
export type MovementView = z.infer<typeof MovementView>;

export const TokenView = z.object({ symbol: z.string(), decimals: z.int() });
export const BalanceView = TokenView.extend({ balance: z.string() });
export type BalanceView = z.infer<typeof BalanceView>;
