import { interfaces, type ContractName } from './interfaces.ts';
import type { UnsignedCall } from './sender.ts';

/** Role ids, as in `src/libraries/Roles.sol`. */
export const roleIds = {
  sealer: 1n,
  accreditor: 2n,
  oracleManager: 3n,
  arbiter: 4n,
  insurer: 5n,
  guardian: 6n,
  minter: 7n,
  cover: 8n,
} as const;

export type Role = keyof typeof roleIds;

/** Roles that people and machines hold; `cover` belongs to the contracts. */
export type BusinessRole = Exclude<Role, 'cover'>;

/** Which role each restricted function needs. */
export const functionRoles: readonly {
  contract: Exclude<ContractName, 'accessManager'>;
  role: Role;
  functions: string[];
}[] = [
  { contract: 'sealLog', role: 'sealer', functions: ['seal'] },
  { contract: 'issuerRegistry', role: 'accreditor', functions: ['accredit', 'suspend', 'reinstate'] },
  { contract: 'oracle', role: 'oracleManager', functions: ['registerReporter', 'removeReporter', 'openRound'] },
  { contract: 'oracle', role: 'arbiter', functions: ['dispute', 'resolve'] },
  { contract: 'coverSeries', role: 'insurer', functions: ['create', 'open', 'cancel'] },
  { contract: 'coverSeries', role: 'cover', functions: ['advance'] },
  { contract: 'cropCover', role: 'guardian', functions: ['pauseSales', 'resumeSales'] },
  { contract: 'riskPool', role: 'cover', functions: ['lock', 'unlock', 'beginRisk', 'endRisk'] },
  { contract: 'token', role: 'minter', functions: ['mint'] },
];

/** Selectors of some functions of a contract. */
export const selectorsOf = (contract: ContractName, functions: readonly string[]): string[] =>
  functions.map((name) => {
    const found = interfaces[contract].getFunction(name);
    if (found === null) throw new Error(`${contract} has no function ${name}`);
    return found.selector;
  });

/**
 * Grants a role; to be sent by an administrator of the AccessManager.
 * @param delaySeconds Time that the account must let pass between scheduling and executing a restricted call.
 */
export const grantRoleCall = (accessManager: string, role: Role, account: string, delaySeconds = 0): UnsignedCall => ({
  to: accessManager,
  data: interfaces.accessManager.encodeFunctionData('grantRole', [roleIds[role], account, delaySeconds]),
});

/** Takes a role away; to be sent by an administrator of the AccessManager. */
export const revokeRoleCall = (accessManager: string, role: Role, account: string): UnsignedCall => ({
  to: accessManager,
  data: interfaces.accessManager.encodeFunctionData('revokeRole', [roleIds[role], account]),
});

/** Makes an account an administrator; the first half of a hand-over. */
export const grantAdminCall = (accessManager: string, account: string, delaySeconds = 0): UnsignedCall => ({
  to: accessManager,
  data: interfaces.accessManager.encodeFunctionData('grantRole', [0n, account, delaySeconds]),
});

/** An administrator steps down; the second half of a hand-over, sent by that administrator. */
export const renounceAdminCall = (accessManager: string, account: string): UnsignedCall => ({
  to: accessManager,
  data: interfaces.accessManager.encodeFunctionData('renounceRole', [0n, account]),
});
