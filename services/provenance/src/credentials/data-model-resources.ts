import type { JsonObject } from '../json.ts';
import { fault } from './data-model-fault.ts';
import type { DataModelFault } from './data-model-fault.ts';
import { checkId, checkObjects } from './data-model-parts.ts';
import { asList } from './data-model-values.ts';

const SRI = /^sha(256|384|512)-[A-Za-z0-9+/]+={0,2}(\?\S*)?( +sha(256|384|512)-[A-Za-z0-9+/]+={0,2}(\?\S*)?)*$/;
const MULTIBASE = /^(u[A-Za-z0-9_-]+|z[1-9A-HJ-NP-Za-km-z]+)$/;
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+( *;.*)?$/;

/**
 * Section 5.3: related resources have an id of their own each and a digest. Whether a digest fits its resource can be
 * said only by who holds the resource; nothing is fetched here.
 */
export function checkRelatedResources(document: JsonObject, pointer: string): DataModelFault[] {
  const seen = new Set<unknown>();
  return checkObjects(document, 'relatedResource', pointer, (resource, at) => {
    const repeated = seen.has(resource.id)
      ? [fault(`${at}/id`, 'id-repeated', 'each related resource is listed once')]
      : [];
    seen.add(resource.id);
    return [...checkId(resource, at, 'required'), ...repeated, ...checkDigests(resource, at)];
  });
}

function checkDigests({ digestSRI, digestMultibase, mediaType }: JsonObject, at: string): DataModelFault[] {
  const faults: DataModelFault[] = [];
  if (digestSRI === undefined && digestMultibase === undefined) {
    faults.push(fault(at, 'digest-missing', 'digestSRI or digestMultibase is required'));
  }
  if (digestSRI !== undefined && !allMatch(digestSRI, SRI)) {
    faults.push(fault(`${at}/digestSRI`, 'digest-invalid', 'digestSRI must be subresource integrity metadata'));
  }
  if (digestMultibase !== undefined && !allMatch(digestMultibase, MULTIBASE)) {
    faults.push(
      fault(`${at}/digestMultibase`, 'digest-invalid', 'digestMultibase must be base64url (u) or base58btc (z)'),
    );
  }
  if (mediaType !== undefined && !allMatch(mediaType, MEDIA_TYPE)) {
    faults.push(
      fault(`${at}/mediaType`, 'media-type-invalid', 'mediaType must be a media type such as application/json'),
    );
  }
  return faults;
}

function allMatch(value: unknown, pattern: RegExp): boolean {
  const values = asList(value);
  return values.length > 0 && values.every((item) => typeof item === 'string' && pattern.test(item));
}
