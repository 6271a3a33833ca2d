import { z } from 'zod';
import { BilingualName, OrganisationKind } from '../organisations/organisations.schemas.ts';
import { isPlainText } from '../platform/schemas.ts';
import { PersonView } from '../people/people.schemas.ts';

export const Credentials = z
  .strictObject({
    email: z.string().min(3).max(200).refine(isPlainText),
    password: z.string().min(1).max(200),
  })
  .meta({ examples: [{ email: 'li@farm.example', password: 'a long enough password' }] });
export type Credentials = z.infer<typeof Credentials>;

export const SessionView = z.object({
  person: PersonView,
  organisation: z.object({ id: z.uuid(), kind: OrganisationKind, name: BilingualName }),
});
export type SessionView = z.infer<typeof SessionView>;
