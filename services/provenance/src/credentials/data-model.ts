import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { BASE_CONTEXT } from './data-model-contexts.ts';
import { fault } from './data-model-fault.ts';
import type { DataModelFault } from './data-model-fault.ts';
import { checkId, checkObjects, checkTexts, checkType, checkTypedProperties, readContext } from './data-model-parts.ts';
import { checkRelatedResources } from './data-model-resources.ts';
import { asList, isAfter, isUrl, readDateTimeStamp } from './data-model-values.ts';

const ENVELOPE_DATA_URL = /^data:[\w.+-]+\/[\w.+-]+(;[^,\s]*)?,\S+$/;

/**
 * The rules of the W3C Verifiable Credentials Data Model 2.0 (sections 4, 5 and 11.1) a credential breaks; none when it
 * conforms. An enveloped credential is judged as the envelope it is. Signatures are judged elsewhere.
 * @param credential parsed JSON of any kind
 */
export function checkCredentialDataModel(credential: unknown): DataModelFault[] {
  return checkCredential(credential, '');
}

/** The same for a presentation and the credentials in it (sections 4.13 and 4.13.1 to 4.13.4). */
export function checkPresentationDataModel(presentation: unknown): DataModelFault[] {
  if (!isJsonObject(presentation)) return [fault('', 'not-an-object', 'a presentation must be an object')];
  if (isOfType(presentation, 'EnvelopedVerifiablePresentation')) {
    return checkEnvelope(presentation, '', 'EnvelopedVerifiablePresentation');
  }
  const terms = readContext(presentation, '');
  return [
    ...terms.faults,
    ...checkId(presentation, ''),
    ...checkType(presentation, '', terms, 'VerifiablePresentation'),
    ...checkTexts(presentation, ''),
    ...checkObjects(presentation, 'verifiableCredential', '', checkCredential),
    ...checkHolder(presentation),
    ...checkTypedProperties(presentation, '', terms),
  ];
}

function checkCredential(credential: unknown, pointer: string): DataModelFault[] {
  if (!isJsonObject(credential)) return [fault(pointer, 'not-an-object', 'a credential must be an object')];
  if (isOfType(credential, 'EnvelopedVerifiableCredential')) {
    return checkEnvelope(credential, pointer, 'EnvelopedVerifiableCredential');
  }
  const terms = readContext(credential, pointer);
  return [
    ...terms.faults,
    ...checkId(credential, pointer),
    ...checkType(credential, pointer, terms, 'VerifiableCredential'),
    ...checkTexts(credential, pointer),
    ...checkIssuer(credential, pointer),
    ...checkSubjects(credential, pointer),
    ...checkValidity(credential, pointer),
    ...checkTypedProperties(credential, pointer, terms),
    ...checkRelatedResources(credential, pointer),
  ];
}

function isOfType({ type }: JsonObject, name: string): boolean {
  return asList(type).includes(name);
}

/** Sections 4.13.1 and 4.13.2: a data: URL that carries the secured document. */
function checkEnvelope(envelope: JsonObject, pointer: string, type: string): DataModelFault[] {
  const faults: DataModelFault[] = [];
  const { '@context': context, id, type: types } = envelope;
  if (!asList(context).includes(BASE_CONTEXT)) {
    faults.push(fault(`${pointer}/@context`, 'context-missing', `@context must include ${BASE_CONTEXT}`));
  }
  if (asList(types).length !== 1) faults.push(fault(`${pointer}/type`, 'type-required', `type must be ${type} alone`));
  if (typeof id !== 'string' || !ENVELOPE_DATA_URL.test(id)) {
    faults.push(fault(`${pointer}/id`, 'envelope-not-data-url', 'id must be a data: URL of the secured document'));
  }
  return faults;
}

/** Section 4.7. */
function checkIssuer({ issuer }: JsonObject, pointer: string): DataModelFault[] {
  const at = `${pointer}/issuer`;
  if (issuer === undefined) return [fault(pointer, 'issuer-missing', 'issuer is required')];
  if (isUrl(issuer)) return [];
  if (!isJsonObject(issuer) || !isUrl(issuer.id)) {
    return [fault(at, 'issuer-not-url', 'issuer must be a URL or an object whose id is one')];
  }
  return checkTexts(issuer, at);
}

/** Section 4.8: one or more subjects, each of one or more claims. */
function checkSubjects(credential: JsonObject, pointer: string): DataModelFault[] {
  const subjects = credential.credentialSubject;
  if (subjects === undefined || asList(subjects).length === 0) {
    return [fault(pointer, 'subject-missing', 'credentialSubject is required')];
  }
  return checkObjects(credential, 'credentialSubject', pointer, (subject, at) => [
    ...(Object.keys(subject).length === 0 ? [fault(at, 'subject-empty', 'a subject must carry a claim')] : []),
    ...checkId(subject, at),
  ]);
}

/** Section 4.9. */
function checkValidity(credential: JsonObject, pointer: string): DataModelFault[] {
  const faults = ['validFrom', 'validUntil'].flatMap((member) =>
    credential[member] === undefined || readDateTimeStamp(credential[member]) !== undefined
      ? []
      : [
          fault(
            `${pointer}/${member}`,
            'time-invalid',
            `${member} must be a date-time with a zone (XML Schema dateTimeStamp)`,
          ),
        ],
  );
  const from = readDateTimeStamp(credential.validFrom);
  const until = readDateTimeStamp(credential.validUntil);
  if (from === undefined || until === undefined || !isAfter(from, until)) return faults;
  return [...faults, fault(`${pointer}/validUntil`, 'time-order', 'validUntil must not be earlier than validFrom')];
}

/**
 * Sections 4.13 and 4.13.4. A credential without a proof of its own inside a secured presentation is secured only as the
 * presentation is: it is self-asserted, and holder and issuer must be the same.
 */
function checkHolder({ holder, proof, verifiableCredential }: JsonObject): DataModelFault[] {
  const holderId = isJsonObject(holder) ? holder.id : holder;
  if (holder !== undefined && !isUrl(holderId)) {
    return [fault('/holder', 'holder-not-url', 'holder must be a URL or an object whose id is one')];
  }
  if (proof === undefined) return [];
  return asList(verifiableCredential ?? []).flatMap((credential, index) => {
    if (!isJsonObject(credential) || credential.proof !== undefined) return [];
    if (isOfType(credential, 'EnvelopedVerifiableCredential')) return [];
    const issuer = isJsonObject(credential.issuer) ? credential.issuer.id : credential.issuer;
    if (issuer === holderId) return [];
    const at = `/verifiableCredential/${String(index)}/issuer`;
    return [fault(at, 'holder-not-issuer', 'a credential without a proof of its own must be issued by the holder')];
  });
}
