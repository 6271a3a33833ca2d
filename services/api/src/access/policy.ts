export const ROLES = [
  'farmer',
  'processor',
  'keeper',
  'appraiser',
  'assessor',
  'insurer',
  'regulator',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who may do what: the whole authorisation of the system, one line an action.
 * Rows are scoped to the actor's organisation by the services on top of this.
 */
export const POLICY = {
  'organisations:create': ['administrator'],
  'organisations:read': ROLES,
  'keys:rotate': ['administrator'],
  'people:create': ['administrator'],
  'tokens:manage': ROLES,
  'accreditations:create': ['regulator'],
  'accreditations:read': ROLES,
  'device-keys:register': ['farmer', 'keeper'],
  'device-keys:read': ['farmer', 'keeper', 'regulator', 'administrator'],
  'device-keys:revoke': ['farmer', 'keeper', 'regulator'],
  'signings:sign': ['farmer', 'keeper'],
  'transactions:read': ROLES,
  'products:create': ['farmer', 'processor', 'administrator'],
  'products:read': ROLES,
  'links:manage': ['farmer', 'processor', 'keeper', 'administrator'],
  'labels:print': ['farmer', 'processor', 'keeper'],
  'plots:create': ['farmer'],
  'plots:read': ['farmer'],
  'photos:create': ['farmer', 'processor', 'keeper', 'appraiser', 'assessor'],
  'events:capture': ['farmer', 'processor', 'keeper', 'appraiser', 'assessor', 'administrator'],
  'events:read': ROLES,
  'harvests:create': ['farmer'],
  'harvests:read': ['farmer'],
  'conformity:create': ['farmer'],
  'conformity:read': ['farmer', 'processor', 'regulator'],
  'blends:create': ['farmer', 'processor'],
  'blends:read': ['farmer', 'processor'],
  'pressings:create': ['processor'],
  'pressings:read': ['processor', 'appraiser', 'keeper'],
  'fingerprints:create': ['processor'],
  'identities:create': ['processor'],
  'batches:create': ['farmer', 'processor', 'keeper', 'assessor'],
  'certificates:countersign': ['appraiser'],
  'certificates:withdraw': ['farmer', 'processor', 'keeper', 'assessor'],
  'certificates:replace': ['farmer', 'processor', 'keeper', 'assessor'],
  'certificates:read': ROLES,
  'credentials:present': ['farmer', 'processor', 'keeper', 'appraiser', 'assessor'],
  'sensors:create': ['keeper'],
  'sensors:read': ['keeper'],
  'receipts:create': ['keeper'],
  'receipts:read': ['keeper'],
  'residences:create': ['keeper'],
  'gradings:create': ['assessor'],
  'sales:create': ['processor'],
  'graduations:create': ['assessor'],
  'reporters:create': ['regulator'],
  'queries:manage': ROLES,
  'subscriptions:read': ROLES,
  'subscriptions:write': ROLES,
  'cover:mint': ['administrator'],
  'cover:underwrite': ['insurer'],
  'cover:buy': ['farmer'],
  'cover:read': ROLES,
  'cover:board': ['insurer', 'regulator', 'administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof POLICY;

/** What takes a person: who belongs here, who is trusted, and which machines may act. */
const PEOPLE_ONLY = [
  'organisations:create',
  'keys:rotate',
  'people:create',
  'accreditations:create',
  'device-keys:register',
  'signings:sign',
  'tokens:manage',
] as const;

/** An action that may be handed to a machine. */
export type Scope = Exclude<Action, (typeof PEOPLE_ONLY)[number]>;

const peopleOnly: ReadonlySet<string> = new Set(PEOPLE_ONLY);
export const SCOPES = Object.keys(POLICY).filter((action): action is Scope => !peopleOnly.has(action));

/** Whether a role may do an action. */
export function can(role: Role, action: Action): boolean {
  return (POLICY[action] as readonly Role[]).includes(role);
}
