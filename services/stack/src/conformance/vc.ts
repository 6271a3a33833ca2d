import { join } from 'node:path';
import { checkCredentialDataModel, checkPresentationDataModel } from '@fieldseal/provenance';
import { type Case, eachOf, mustBeAccepted, mustBeRefused, type Suite, type Verdict } from './case.ts';
import { filesUnder, readJson, stem } from './folder.ts';

/** W3C VC Data Model 2.0 test suite: documents under `ok` conform, those under `fail` break a rule. */
export const vc: Suite = { name: 'vc', cases };

const ISSUER = 'did:key:z6MkpJySvETLnxhQG9DzEdmKJtysBDjuuTeDfUj1uNNCUqcj';
/** A case about the issuer left out is judged as it stands. */
const NAMES_NO_ISSUER = /(no|missing)-issuer|issuer-missing/;
const PLACEHOLDERS: Readonly<Record<string, string | undefined>> = {
  'PAST DATE': '2020-01-01T00:00:00Z',
  'FUTURE DATE': '2120-01-01T00:00:00Z',
};

function cases(folder: string): Case[] {
  const files = filesUnder(folder).filter((file) => /(^|\/)(ok|fail)\/.*\.json(ld)?$/.test(file));
  return eachOf(files, stem, (file) => judge(join(folder, file), file));
}

function judge(path: string, file: string): Verdict {
  const document = NAMES_NO_ISSUER.test(file) ? readJson(path) : completed(readJson(path));
  const isPresentation = /(^|\/)presentation/.test(file);
  const [fault] = isPresentation ? checkPresentationDataModel(document) : checkCredentialDataModel(document);
  const reason = fault && `${fault.pointer || '/'} ${fault.detail} (${fault.code})`;
  return /(^|\/)ok\//.test(file) ? mustBeAccepted(reason) : mustBeRefused(reason);
}

/**
 * The suite's documents are what it sends to an issuer, which then names itself; and its program puts real times in
 * place of two texts. The same is done here before judging.
 */
function completed(document: unknown): unknown {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return document;
  const filled = Object.fromEntries(Object.entries(document).map(([name, value]) => [name, filledIn(name, value)]));
  const isCredential = 'credentialSubject' in filled && !('issuer' in filled);
  return isCredential ? { ...filled, issuer: ISSUER } : filled;
}

function filledIn(name: string, value: unknown): unknown {
  if (name === 'verifiableCredential') return Array.isArray(value) ? value.map(completed) : completed(value);
  return typeof value === 'string' ? (PLACEHOLDERS[value] ?? value) : value;
}
