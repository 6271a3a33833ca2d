import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { BareWordKind } from './bare-words.ts';
import { epcUriToDigitalLink } from './epc-uri.ts';
import { standardType } from './event-type.ts';
import { bareWord } from './vocabulary.ts';

type Rewrite = (value: unknown) => unknown;

const identifier: Rewrite = (value) =>
  typeof value === 'string' && value.startsWith('urn:epc:') ? (epcUriToDigitalLink(value) ?? value) : value;

const word =
  (kind: BareWordKind): Rewrite =>
  (value) =>
    typeof value === 'string' ? bareWord(value, kind) : value;

const each =
  (rewrite: Rewrite): Rewrite =>
  (value) =>
    Array.isArray(value) ? value.map(rewrite) : value;

/** A list that names one thing in two spellings keeps them: EPCIS lets no list hold the same text twice. */
const distinctIdentifiers: Rewrite = (value) => {
  if (!Array.isArray(value)) return value;
  const items: readonly unknown[] = value;
  if (items.length < 2) return items.map(identifier);
  const taken = new Set(items);
  return items.map((item) => {
    const rewritten = identifier(item);
    if (rewritten === item || taken.has(rewritten)) return item;
    taken.add(rewritten);
    return rewritten;
  });
};

const oneOrEach =
  (rewrite: Rewrite): Rewrite =>
  (value) =>
    Array.isArray(value) ? value.map(rewrite) : rewrite(value);

function record(rules: Readonly<Record<string, Rewrite>>): Rewrite {
  const byName = new Map(Object.entries(rules));
  return (value) => {
    if (!isJsonObject(value)) return value;
    const result: Record<string, unknown> = {};
    for (const name of Object.keys(value)) {
      const rewrite = byName.get(name);
      result[name] = rewrite ? rewrite(value[name]) : value[name];
    }
    return result;
  };
}

const quantities = each(record({ epcClass: identifier }));
const parties = (name: string) => each(record({ type: word('sourceDestination'), [name]: identifier }));
const device = {
  deviceID: identifier,
  deviceMetadata: identifier,
  rawData: identifier,
  dataProcessingMethod: identifier,
  bizRules: identifier,
};

const rewriteEvent = record({
  type: (value) => (typeof value === 'string' ? standardType(value) : value),
  certificationInfo: oneOrEach(identifier),
  errorDeclaration: record({ reason: word('errorReason') }),
  bizStep: word('bizStep'),
  disposition: word('disposition'),
  persistentDisposition: record({ set: each(word('disposition')), unset: each(word('disposition')) }),
  readPoint: record({ id: identifier }),
  bizLocation: record({ id: identifier }),
  bizTransactionList: each(record({ type: word('bizTransaction'), bizTransaction: identifier })),
  sourceList: parties('source'),
  destinationList: parties('destination'),
  sensorElementList: each(
    record({
      sensorMetadata: record(device),
      sensorReport: each(
        record({
          ...device,
          type: word('measurement'),
          exception: word('alert'),
          component: word('component'),
          uriValue: identifier,
        }),
      ),
    }),
  ),
  parentID: identifier,
  transformationID: identifier,
  epcList: distinctIdentifiers,
  childEPCs: distinctIdentifiers,
  inputEPCList: distinctIdentifiers,
  outputEPCList: distinctIdentifiers,
  quantityList: quantities,
  childQuantityList: quantities,
  inputQuantityList: quantities,
  outputQuantityList: quantities,
});

/**
 * The form an event is stored in: EPC URNs as canonical Digital Links, words of CBV bare, everything else as sent.
 * Its event hash stays what it was.
 */
export function normaliseEvent(event: JsonObject): JsonObject {
  const rewritten = rewriteEvent(event);
  return isJsonObject(rewritten) ? rewritten : event;
}
