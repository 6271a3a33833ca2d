import { z } from 'zod';
import { words } from '../platform/schemas.ts';
import { ROLES } from '../access/policy.ts';

export const NewPerson = z
  .strictObject({
    organisationId: z.uuid(),
    email: z.email().max(200),
    name: words(120),
    role: z.enum(ROLES),
    password: z.string().min(12, 'a password has at least 12 characters').max(200),
  })
  .meta({
    examples: [
      {
        organisationId: '6f1c1b1e-3d0a-4c53-9d5e-0a5c5a4f2b11',
        email: 'li@farm.example',
        name: '李明',
        role: 'farmer',
        password: 'a long enough password',
      },
    ],
  });
export type NewPerson = z.infer<typeof NewPerson>;

export const PersonView = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
});
export type PersonView = z.infer<typeof PersonView>;
