import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { isAddress } from 'ethers';

/** Where everything lies on one chain. Addresses follow from the bytecode and the administrator alone (CREATE2). */
export interface Deployment {
  chainId: number;
  /** Block at which the deployment was last found complete: no event of ours is older. */
  blockNumber: number;
  /** First administrator of the AccessManager; part of every address. */
  admin: string;
  accessManager: string;
  token: string;
  sealLog: string;
  issuerRegistry: string;
  oracle: string;
  riskPool: string;
  coverSeries: string;
  cropCover: string;
}

const addressFields = [
  'admin',
  'accessManager',
  'token',
  'sealLog',
  'issuerRegistry',
  'oracle',
  'riskPool',
  'coverSeries',
  'cropCover',
] as const;

const recordPath = (dir: string, chainId: number): string => join(dir, `${String(chainId)}.json`);

const isDeployment = (value: unknown): value is Deployment => {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return (
    Number.isSafeInteger(fields.get('chainId')) &&
    Number.isSafeInteger(fields.get('blockNumber')) &&
    addressFields.every((name) => isAddress(fields.get(name)))
  );
};

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

/** Reads the record of a chain; undefined if there is none. A record that is not one is an error, not a reason to deploy. */
export const readDeployment = async (dir: string, chainId: number): Promise<Deployment | undefined> => {
  const path = recordPath(dir, chainId);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  const value: unknown = JSON.parse(text);
  if (!isDeployment(value) || value.chainId !== chainId) {
    throw new Error(`${path} is not a deployment record of chain ${String(chainId)}: move it away and start again`);
  }
  return value;
};

/** Writes the record so that a reader sees the old one or the new one, never half of one, also after a power cut. */
export const writeDeployment = async (dir: string, deployment: Deployment): Promise<void> => {
  await mkdir(dir, { recursive: true });
  const path = recordPath(dir, deployment.chainId);
  const temporary = `${path}.${String(process.pid)}.tmp`;
  const file = await open(temporary, 'w');
  try {
    await file.writeFile(`${JSON.stringify(deployment, undefined, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  const folder = await open(dir, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};
