import { getAddress, isAddress } from 'ethers';
import { z } from 'zod';
import { words } from '../platform/schemas.ts';
import { TransactionView } from '../chain/chain.schemas.ts';

/** An EVM address in any case; kept in EIP-55 form. */
export const Address = z
  .string()
  .max(42)
  .refine((text) => isAddress(text), 'must be an address, 0x and 40 hexadecimal digits')
  .transform((text) => getAddress(text));

export const NewReporter = z
  .strictObject({
    address: Address,
    name: words(100),
    sourceId: words(200),
  })
  .meta({
    examples: [
      {
        address: '0x8ba1f109551bD432803012645Ac136ddd64DBA72',
        name: '省气象局',
        sourceId: 'provincial-weather-service',
      },
    ],
  });
export type NewReporter = z.infer<typeof NewReporter>;

export const ReporterView = z.object({
  address: z.string(),
  name: z.string(),
  sourceId: z.string(),
  transaction: TransactionView,
});
export type ReporterView = z.infer<typeof ReporterView>;
