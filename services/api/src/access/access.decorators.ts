import { type CustomDecorator, SetMetadata } from '@nestjs/common';
import type { Action } from './policy.ts';

export const ACCESS = 'fieldseal:access';
export type Access = Action | 'public' | 'signed-in';

/** The route needs a session whose role the policy table allows this action, or a token with it among its scopes. */
export const Allow = (action: Action): CustomDecorator => SetMetadata(ACCESS, action);

/** The route needs a session, of any role; a token does not do. */
export const SignedIn = (): CustomDecorator => SetMetadata(ACCESS, 'signed-in');

/** Anybody may call the route: the shopper's page, the resolver, verification data, signed weather observations. */
export const Public = (): CustomDecorator => SetMetadata(ACCESS, 'public');
