import { join } from 'node:path';
import { readCaptureDocument, readEvent } from '@fieldseal/provenance';
import { type Case, eachOf, mustBeAccepted, mustBeRefused, type Suite, type Verdict } from './case.ts';
import { filesUnder, readJson, stem } from './folder.ts';

/** EPCIS 2.0 documents and single events: those under `invalid` must be refused, all others accepted. */
export const epcis: Suite = { name: 'epcis', cases };

function cases(folder: string): Case[] {
  const files = filesUnder(folder).filter((file) => /(^|\/)(valid|bare-events|invalid)\/.*\.json(ld)?$/.test(file));
  return eachOf(files, stem, (file) => judge(join(folder, file), file));
}

function judge(path: string, file: string): Verdict {
  const isBare = /(^|\/)bare-events\//.test(file);
  const input = readJson(path);
  const fault = isBare ? readEvent(input).faults?.[0] : firstFault(input);
  const reason = fault && `${fault.pointer || '/'} ${fault.detail} (${fault.code})`;
  return /(^|\/)invalid\//.test(file) ? mustBeRefused(reason) : mustBeAccepted(reason);
}

/** As a capture reads it: what surrounds the events, then each event. */
function firstFault(input: unknown) {
  const { document, faults } = readCaptureDocument(input);
  if (document === undefined) return faults[0];
  for (const { pointer, value } of document.events) {
    const [fault] = readEvent(value, document.context).faults ?? [];
    if (fault !== undefined) return { ...fault, pointer: pointer + fault.pointer };
  }
  return undefined;
}
