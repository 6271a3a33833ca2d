import mediaTypes from 'mime-db';

/** Whether a media type is one that IANA lists (https://www.iana.org/assignments/media-types). */
export function isRegisteredMediaType(type: string): boolean {
  return Object.hasOwn(mediaTypes, type) && mediaTypes[type]?.source === 'iana';
}
