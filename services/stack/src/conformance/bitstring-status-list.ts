import { join } from 'node:path';
import {
  decodeStatusList,
  localSigner,
  MIN_STATUS_ENTRIES,
  newStatusList,
  setStatus,
  signDocument,
  statusEntry,
  statusListCredential,
  verifyCredential,
} from '@fieldseal/provenance';
import { z } from 'zod';
import { type Case, casesIn, mustBeAccepted, mustBeRefused, type Suite, type Verdict } from './case.ts';
import { filesUnder, readJson, stem } from './folder.ts';

/**
 * W3C Bitstring Status List 1.0. The suite sends its credentials to an issuer, which adds itself and a status entry;
 * the same is done here, and each must then be judged by what the list says. Published lists must be readable.
 */
export const bitstringStatusList: Suite = { name: 'bitstring-status-list', cases };

const issuer = localSigner(new Uint8Array(32).fill(7));
const now = new Date('2026-01-02T00:00:00Z');
const ADDRESS = 'https://example.com/status/1';
const INDEX = 94_567;

const Credential = z.looseObject({ credentialSubject: z.unknown() });
const PublishedList = z.looseObject({ credentialSubject: z.looseObject({ encodedList: z.string() }) });

type Json = Readonly<Record<string, unknown>>;

function cases(folder: string): Case[] {
  const files = filesUnder(folder).filter((file) => file.endsWith('.json'));
  return files.flatMap((file) =>
    casesIn(file, () => {
      const document = readJson(join(folder, file));
      const list = PublishedList.safeParse(document);
      if (list.success) return [{ name: stem(file), judge: () => readable(list.data.credentialSubject.encodedList) }];
      const credential = Credential.parse(document);
      return [
        { name: `${stem(file)} issued`, judge: async () => mustBeAccepted(await judged(credential, [])) },
        { name: `${stem(file)} revoked`, judge: async () => mustBeRefused(await judged(credential, [INDEX])) },
        {
          name: `${stem(file)} beside revoked ones`,
          judge: async () =>
            mustBeAccepted(await judged(credential, [INDEX - 1, INDEX + 1, 0, MIN_STATUS_ENTRIES - 1])),
        },
      ];
    }),
  );
}

function readable(encodedList: string): Verdict {
  const entries = (decodeStatusList(encodedList)?.length ?? 0) * 8;
  return entries < MIN_STATUS_ENTRIES ? `the list has ${String(entries)} entries that can be read` : undefined;
}

/** Why the credential is refused once it is issued and these indices of its list are set. */
async function judged(credential: Json, revoked: readonly number[]): Promise<string | undefined> {
  const status = statusEntry(ADDRESS, 'revocation', INDEX);
  const signed = await signDocument({ ...credential, issuer: issuer.did, credentialStatus: status }, issuer, now);
  const list = revoked.reduce((before, index) => setStatus(before, index, true), newStatusList());
  const validUntil = new Date(now.getTime() + 86_400_000);
  const content = {
    address: ADDRESS,
    issuer: issuer.did,
    purpose: 'revocation',
    list,
    validFrom: now,
    validUntil,
  } as const;
  const statusLists = [await signDocument(statusListCredential(content), issuer, now)];
  const [fault] = verifyCredential(signed, { now, statusLists }).faults;
  return fault && `${fault.pointer} ${fault.detail} (${fault.code})`;
}
