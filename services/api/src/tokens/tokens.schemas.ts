import { z } from 'zod';
import { SCOPES } from '../access/policy.ts';
import { words } from '../platform/schemas.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 5 * 366;

const Scopes = z
  .array(z.enum(SCOPES))
  .min(1)
  .max(SCOPES.length)
  .describe('what the token may do: actions that the role of its person allows too');

const ExpiresAt = z.iso
  .datetime({ offset: true, message: 'a time with zone, such as 2027-04-05T08:30:00+08:00' })
  .refine((time) => Date.parse(time) > Date.now(), 'the time has passed')
  .refine((time) => Date.parse(time) <= Date.now() + MOST_DAYS * DAY_MS, 'a token lasts five years at most')
  .optional()
  .describe('a year from now unless given');

export const NewToken = z
  .strictObject({ name: words(100), scopes: Scopes, expiresAt: ExpiresAt })
  .meta({ examples: [{ name: 'ERP, warehouse 1', scopes: ['products:read', 'certificates:read'] }] });
export type NewToken = z.infer<typeof NewToken>;

export const TokenView = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type TokenView = z.infer<typeof TokenView>;

export const NewTokenView = TokenView.extend({
  token: z.string().describe('for the header "Authorization: Bearer ..."; shown this once'),
});
export type NewTokenView = z.infer<typeof NewTokenView>;

export const TokenList = z.object({ tokens: z.array(TokenView) });
