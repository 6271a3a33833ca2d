import { z } from 'zod';
import { Stage } from '../certificates/certificates.schemas.ts';
import { TransactionView } from '../chain/chain.schemas.ts';

export const NewAccreditation = z
  .strictObject({
    organisationId: z.uuid(),
    stage: Stage,
    deviceKeyId: z.uuid().describe("the key of this phone instead of the organisation's").optional(),
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
  })
  .meta({
    examples: [
      {
        organisationId: '6f1c1b1e-3d0a-4c53-9d5e-0a5c5a4f2b11',
        stage: 'birth',
        from: '2026-01-01T00:00:00+08:00',
        until: '2027-01-01T00:00:00+08:00',
      },
    ],
  });
export type NewAccreditation = z.infer<typeof NewAccreditation>;

export const AccreditationView = z.object({
  id: z.uuid(),
  organisationId: z.uuid(),
  key: z.string().describe('did:key of the key that may sign'),
  stage: Stage,
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  suspendedAt: z.iso.datetime().optional(),
  transaction: TransactionView,
});
export type AccreditationView = z.infer<typeof AccreditationView>;
export const AccreditationList = z.object({ accreditations: z.array(AccreditationView) });
