import { z } from 'zod';
import { Stage } from '../certificates/certificates.schemas.ts';
import { TransactionView } from '../chain/chain.schemas.ts';

export const NewAccreditation = z
  .strictObject({
    organisationId: z.uuid(),
    stage: Stage,
    from: z.iso.datetime({ offset: true }),
    until: z.iso.datetime({ offset: true }),
  })
  .refine(
    ({ from, until }) => Date.parse(from) >= 0 && Date.parse(until) < Date.UTC(2200, 0),
    'between the years 1970 and 2200',
  )
  .refine(({ from, until }) => Date.parse(from) < Date.parse(until), {
    message: 'until must be after from',
    path: ['until'],
  });
export type NewAccreditation = z.infer<typeof NewAccreditation>;

export const AccreditationView = z.object({
  id: z.uuid(),
  organisationId: z.uuid(),
  stage: Stage,
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  transaction: TransactionView,
});
export type AccreditationView = z.infer<typeof AccreditationView>;
export const AccreditationList = z.object({ accreditations: z.array(AccreditationView) });
