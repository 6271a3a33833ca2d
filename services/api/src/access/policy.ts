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
  'people:create': ['administrator'],
  'accreditations:create': ['regulator'],
  'accreditations:read': ROLES,
  'transactions:read': ROLES,
  'products:create': ['farmer', 'processor', 'administrator'],
  'products:read': ROLES,
  'plots:create': ['farmer'],
  'plots:read': ['farmer'],
  'photos:create': ['farmer', 'processor', 'keeper', 'appraiser', 'assessor'],
  'harvests:create': ['farmer'],
  'harvests:read': ['farmer'],
  'pressings:create': ['processor'],
  'pressings:read': ['processor', 'appraiser', 'keeper'],
  'fingerprints:create': ['processor'],
  'identities:create': ['processor'],
  'certificates:countersign': ['appraiser'],
  'certificates:read': ROLES,
  'sensors:create': ['keeper'],
  'sensors:read': ['keeper'],
  'receipts:create': ['keeper'],
  'receipts:read': ['keeper'],
  'residences:create': ['keeper'],
  'gradings:create': ['assessor'],
  'sales:create': ['processor'],
  'graduations:create': ['assessor'],
  'reporters:create': ['regulator'],
  'cover:mint': ['administrator'],
  'cover:underwrite': ['insurer'],
  'cover:buy': ['farmer'],
  'cover:read': ROLES,
  'cover:board': ['insurer', 'regulator', 'administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof POLICY;

/** Whether a role may do an action. */
export function can(role: Role, action: Action): boolean {
  return (POLICY[action] as readonly Role[]).includes(role);
}
