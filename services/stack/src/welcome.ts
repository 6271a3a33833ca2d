import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from './engines/files.ts';
import { accountsFile, sampleAccounts } from './season/accounts.ts';
import { CAKE_GTIN } from './season/field.ts';
import { seasonFile } from './season/once.ts';
import type { Stack } from './stack.ts';

const Played = z.object({ items: z.array(z.object({ serial: z.string() })) });

/** What a person reads when everything is up: where to go, and the first time also with which password. */
export function welcome(stack: Stack, isFirst: boolean): string {
  const { stateDir, webUrl } = stack;
  const serial = Played.safeParse(readJson(seasonFile(stateDir))).data?.items[0]?.serial;
  const faces = [
    ['farmer', `${webUrl}/farmer`],
    ['scanner', `${webUrl}/scanner`],
    ['factory', `${webUrl}/factory`],
    ['insurer', `${webUrl}/insurer`],
    ['history', `${webUrl}/history`],
    ...(serial === undefined ? [] : [['shopper', `${webUrl}/01/${CAKE_GTIN}/21/${serial}`]]),
    ['EPCIS 2.0', `${webUrl}/api/epcis`],
  ];
  return [
    '',
    'FieldSeal is up.',
    ...faces.map(([name = '', url = '']) => `  ${name.padEnd(10)} ${url}`),
    ...lanHint(stack),
    ...(isFirst ? accountLines(stateDir) : [`  accounts   ${accountsFile(stateDir)}`]),
    `  state      ${stateDir}`,
    'Ctrl-C stops everything; the data stays.',
  ].join('\n');
}

function accountLines(stateDir: string): string[] {
  const accounts = Object.entries(sampleAccounts(stateDir));
  return [
    `  accounts (shown once, kept in ${accountsFile(stateDir)}):`,
    ...accounts.map(([role, { email, password }]) => `    ${role.padEnd(10)} ${email.padEnd(36)} ${password}`),
    `  administrator  admin@fieldseal.local, password in ${join(stateDir, 'keys', 'administrator-password')}`,
  ];
}

function lanHint({ ports, host }: Stack): string[] {
  if (host !== '0.0.0.0') return [];
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const lan = addresses.find(({ family, internal }) => family === 'IPv4' && !internal);
  if (lan === undefined) return [];
  return [
    `  phones     http://${lan.address}:${String(ports.web)} in the same network (FIELDSEAL_HOST=127.0.0.1 keeps it to this machine)`,
  ];
}
