import { z } from 'zod';
import { TransactionView } from '../chain/chain.schemas.ts';

/** The settlement token as people see it. */
export const TOKEN = { symbol: 'tCNY', decimals: 6 } as const;

/** Below 2^88, what the contract holds for a sum insured. */
export const Amount = z
  .string()
  .regex(/^[1-9]\d{0,25}$/, 'must be a whole number of smallest units above zero, as decimal text')
  .describe('smallest units of the token');

export const NewMint = z.strictObject({ organisationId: z.uuid(), amount: Amount });
export type NewMint = z.infer<typeof NewMint>;
export const NewDeposit = z.strictObject({ amount: Amount });
export type NewDeposit = z.infer<typeof NewDeposit>;

export const MovementView = z.object({ amount: z.string(), transaction: TransactionView });
export type MovementView = z.infer<typeof MovementView>;

export const TokenView = z.object({ symbol: z.string(), decimals: z.int() });
export const BalanceView = TokenView.extend({ balance: z.string() });
export type BalanceView = z.infer<typeof BalanceView>;
