import type { JsonRpcProvider } from 'ethers';
import { boolAt, numberAt, read, bigintAt } from './decode.ts';
import type { Deployment } from './deployment.ts';
import { interfaces } from './interfaces.ts';
import {
  functionRoles,
  grantAdminCall,
  grantRoleCall,
  roleIds,
  selectorsOf,
  type BusinessRole,
  type Role,
} from './roles.ts';
import type { Sender } from './sender.ts';

type Addresses = Omit<Deployment, 'chainId' | 'blockNumber' | 'admin'>;

/** Sets which role each function needs and who holds which role, writing only what is not so yet. */
export const ensureRoles = async (
  provider: JsonRpcProvider,
  sender: Sender,
  addresses: Addresses,
  holders: Partial<Record<BusinessRole, readonly string[]>>,
  delaySeconds: number,
  administrators: readonly string[],
): Promise<void> => {
  const ensureGrant = async (role: Role, account: string, delay: number): Promise<void> => {
    const held = await read(provider, interfaces.accessManager, addresses.accessManager, 'hasRole', [
      roleIds[role],
      account,
    ]);
    if (boolAt(held, 0) && numberAt(held, 1) === delay) return;
    await sender.send(grantRoleCall(addresses.accessManager, role, account, delay));
  };

  for (const { contract, role, functions } of functionRoles) {
    const target = addresses[contract];
    const current = await Promise.all(
      selectorsOf(contract, functions).map(async (selector) => ({
        selector,
        role: bigintAt(
          await read(provider, interfaces.accessManager, addresses.accessManager, 'getTargetFunctionRole', [
            target,
            selector,
          ]),
          0,
        ),
      })),
    );
    const wrong = current.filter((entry) => entry.role !== roleIds[role]).map((entry) => entry.selector);
    if (wrong.length === 0) continue;
    await sender.send({
      to: addresses.accessManager,
      data: interfaces.accessManager.encodeFunctionData('setTargetFunctionRole', [target, wrong, roleIds[role]]),
    });
  }
  await ensureGrant('cover', addresses.coverSeries, 0);
  await ensureGrant('cover', addresses.cropCover, 0);
  for (const [role, accounts] of Object.entries(holders)) {
    if (!isBusinessRole(role)) throw new Error(`there is no role ${role}`);
    for (const account of accounts) await ensureGrant(role, account, delaySeconds);
  }
  for (const account of administrators) {
    const held = await read(provider, interfaces.accessManager, addresses.accessManager, 'hasRole', [0n, account]);
    if (!boolAt(held, 0)) await sender.send(grantAdminCall(addresses.accessManager, account));
  }
};

const isBusinessRole = (role: string): role is BusinessRole => role !== 'cover' && role in roleIds;
